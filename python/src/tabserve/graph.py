"""A model as ONNX, with all that is needed to ask it and to describe it."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import onnxruntime
import pandas as pd

from .expected import Expected
from .field import Field

# What the graphs that are written here call their outputs.
LABEL, LABELS = "label", "labels"
PROBABILITIES, SCORES, SCORE = "probabilities", "scores", "score"
VALUE, VALUES = "value", "values"


@dataclass(frozen=True)
class Graph:
    """`fields`: in the order of the frame's columns; `inputs`: tensor -> the fields it carries;
    `outputs`: the contract's; `categories`: feature -> (what an encoder knows, whether it answers
    others); `classes`: a classifier's, as the trainer has them.
    """

    onnx: bytes
    fields: list[Field]
    inputs: dict[str, list[Field]]
    outputs: dict
    classes: list | None = None
    categories: dict[str, tuple[list, bool]] = field(default_factory=dict)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        return session_of(self.onnx)

    @property
    def double_values(self) -> bool:
        """Whether values are float64, which only the contract's second version has."""
        told = [one for one in self._session.get_outputs() if one.name == self.outputs.get(VALUE)]
        return any(one.type == "tensor(double)" for one in told)

    def feed(self, X: pd.DataFrame) -> dict[str, np.ndarray]:
        """X [n rows, features], as it was given, as what `InferenceSession.run` takes."""
        return {
            tensor: np.column_stack([field.fed(X[field.column]) for field in fields])
            for tensor, fields in self.inputs.items()
        }

    def answers(self, X: pd.DataFrame, rows: int = 2000) -> Expected:
        """What the graph answers for X, asked for so many rows at a time."""
        parts = [self._run(self.feed(X.iloc[at : at + rows])) for at in range(0, len(X), rows)]
        return Expected(
            **{
                key: None
                if value is None
                else np.concatenate([getattr(part, key) for part in parts])
                for key, value in vars(parts[0]).items()
            }
        )

    def _run(self, inputs: dict[str, np.ndarray]) -> Expected:
        tensors = {key: name for key, name in self.outputs.items() if key in _TENSORS}
        found = dict(zip(tensors, self._session.run(list(tensors.values()), inputs)))
        return decode(found, self.outputs, self.classes)


def session_of(onnx: bytes | str) -> onnxruntime.InferenceSession:
    """A session on a model's bytes or path, of one thread as the server has it.

    With more, float32 is added up in another order, which tells in the last digits.
    """
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(onnx, options, providers=["CPUExecutionProvider"])


_TENSORS = {LABEL, PROBABILITIES, SCORES, SCORE, VALUE, VALUES, LABELS}


def decode(found: dict[str, np.ndarray], outputs: dict, classes: list | None) -> Expected:
    """Answers from a graph's output tensors, keyed as the contract keys them."""
    numbers = {key: _columns(found[key]) for key in _TENSORS - {LABEL, LABELS} if key in found}
    labels = np.ravel(found[LABEL]) if LABEL in found else None
    if labels is not None and SCORE in outputs:
        labels = np.where(labels > 0, "inlier", "outlier").astype(object)
    elif labels is not None and classes is not None:
        labels = _as_classes(labels, classes)
    return Expected(
        labels=None if labels is None else labels.astype(object),
        probabilities=numbers.get(PROBABILITIES),
        scores=numbers.get(SCORES, numbers.get(SCORE)),
        values=numbers.get(VALUE, numbers.get(VALUES)),
        flags=np.asarray(found[LABELS]) > 0 if LABELS in found else None,
    )


def _as_classes(labels: np.ndarray, classes: list) -> np.ndarray:
    """An int64 label is a class itself where all classes are whole numbers, else a position."""
    if labels.dtype.kind in "iu" and not all(is_whole(one) for one in classes):
        return np.array(classes, dtype=object)[labels]
    return labels.astype(object)


def is_whole(one) -> bool:
    return not isinstance(one, (bool, str)) and float(one).is_integer()


def _columns(numbers: np.ndarray) -> np.ndarray:
    return np.asarray(numbers, dtype="float64").reshape(len(numbers), -1)
