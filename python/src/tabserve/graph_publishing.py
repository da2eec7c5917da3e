"""From any ONNX graph and a function that predicts to the folder that Tabserve serves."""

from pathlib import Path

import numpy as np
import onnx as onnx_library
import onnxruntime
import pandas as pd
from pandas.api import types

from .expected import Expected, tied
from .field import Field, fields_of
from .graph import LABEL, LABELS, PROBABILITIES, SCORE, SCORES, VALUE, VALUES, Graph, session_of
from .problem import CannotServe
from .publishing import Data, Description, Published, measured, publish_first
from .servable import check_frame
from .version_folder import check_free
from .trainer import Trainer

KINDS = {
    "tensor(float)": "single",
    "tensor(double)": "number",
    "tensor(int64)": "whole",
    "tensor(string)": "text",
}
FLOATS = ("tensor(float)", "tensor(double)")
NUMBERS = (PROBABILITIES, SCORES, SCORE, VALUE, VALUES)


def publish_graph(
    onnx,
    predict,
    X: pd.DataFrame,
    y=None,
    *,
    task: str,
    name: str,
    version: str,
    directory,
    outputs: dict[str, str] | None = None,
    inputs: dict[str, list] | None = None,
    classes: list | None = None,
    names: list[str] | None = None,
    library: str = "the trainer",
    held_out: tuple | None = None,
    **described,
) -> Published:
    """Writes the folder of an ONNX graph that was made elsewhere; see `publish` for what it holds.

    `onnx`: a ModelProto, its bytes or its file. `predict`: a function of a DataFrame such as X that
    gives the trainer's own answers for its rows, a dictionary with the keys of `outputs`: `label`
    [n] (of a classifier its classes, "inlier" or "outlier", or a cluster's number), `probabilities`
    [n, classes], `scores`, `score`, `value` [n], `values` [n, targets], `labels` [n, names] of 0
    and 1; an array alone is meant for the only key, or for `probabilities`.
    `task`: classification, regression, multi-label, anomaly or clustering.
    `outputs`: key -> the graph's output; found by their types where there is one of each.
    `inputs`: the graph's input -> the columns of X that it carries; found where there is one input,
    or one for each column, of its name. `classes`: of a classifier, in the order of the
    probabilities. `names`: of several labels or targets. `library`: whose answers they are.
    Everything else: as in `publish`.
    Raises CannotServe where the graph does not answer as `predict` does.
    """
    told = Description(name, version, directory, **described)
    told = Description(
        **{**vars(told), "features": told.features or {}, "provenance": told.provenance or {}}
    )
    check_free(told.folder, told.overwrite)
    X = check_frame(X, told.features)
    content = _bytes(onnx)
    session = _session(content)
    outputs = outputs or _outputs(session, task)
    trainer = measured(lambda: _Predictor(predict, task, outputs, classes, names, library), X, y)
    carried = _inputs(session, X, inputs)

    def graph() -> Graph:
        kinds = {tensor: _kind(session, tensor) for tensor in carried}
        kind_of = {
            column: kinds[tensor] for tensor, columns in carried.items() for column in columns
        }
        fields = [
            _retyped(field, kind_of[field.column], X) for field in fields_of(X, told.features)
        ]
        by_column = {field.column: field for field in fields}
        tensors = {
            tensor: [by_column[one] for one in columns] for tensor, columns in carried.items()
        }
        return Graph(content, fields, tensors, trainer.described(outputs), classes)

    return publish_first([graph], trainer, Data(X, y, held_out), told)


class _Predictor(Trainer):
    """A function that predicts, as a Trainer."""

    def __init__(self, predict, task: str, outputs: dict, classes, names, library: str):
        self.model, self.task, self.names, self.spread = None, task, names, None
        self.classes, self.libraries = classes, (library,)
        self._predict, self._outputs, self._names_of = predict, outputs, names
        if task == "classification" and not classes:
            raise CannotServe(
                "`classes` is needed: a classifier's, in the order of its probabilities"
            )

    def answers(self, X: pd.DataFrame) -> Expected:
        found = self._predict(X)
        if not isinstance(found, dict):
            found = {self._only_key(): found}
        numbers = {
            key: np.asarray(found[key], dtype="float64").reshape(len(X), -1)
            for key in NUMBERS
            if key in found
        }
        probabilities, scores = numbers.get(PROBABILITIES), numbers.get(SCORES, numbers.get(SCORE))
        labels = found.get(LABEL)
        if labels is None and self.task == "classification":
            labels = np.array(self.classes, dtype=object)[probabilities.argmax(axis=1)]
        flags = np.asarray(found[LABELS]) > 0 if LABELS in found else None
        ties = None
        if flags is not None and probabilities is not None:
            ties = np.abs(probabilities - 0.5) <= 1e-5
        elif probabilities is not None or scores is not None:
            scale = 1.0 if probabilities is not None else self._scale
            ties = tied(probabilities if scores is None else scores, scale)
        return Expected(
            labels=None
            if labels is None
            else np.array(np.asarray(labels).tolist(), dtype=object).ravel(),
            probabilities=probabilities,
            scores=scores,
            values=numbers.get(VALUE, numbers.get(VALUES)),
            flags=flags,
            ties=ties,
        )

    def _only_key(self) -> str:
        if len(self._outputs) == 1:
            return next(iter(self._outputs))
        return PROBABILITIES

    def described(self, outputs: dict) -> dict:
        """The contract's outputs."""
        more = {
            "classification": {"classes": self.classes},
            "multi-label": {"names": self.names},
            "clustering": {"clusters": self.clusters},
            "regression": {"targets": self.names} if VALUES in outputs else {},
        }
        return {**outputs, **more.get(self.task, {})}


def _bytes(onnx) -> bytes:
    if isinstance(onnx, bytes):
        return onnx
    if isinstance(onnx, onnx_library.ModelProto):
        return onnx.SerializeToString(deterministic=True)
    try:
        return onnx_library.load(Path(onnx)).SerializeToString(deterministic=True)
    except Exception as error:  # whatever the file holds
        raise CannotServe(f"{onnx} is no ONNX model: {error}") from error


def _session(content: bytes) -> onnxruntime.InferenceSession:
    try:
        return session_of(content)
    except Exception as error:  # the runtime's own words
        raise CannotServe(
            f"onnxruntime cannot load the graph: {str(error).splitlines()[0]}"
        ) from error


def _outputs(session, task: str) -> dict[str, str]:
    """The contract's keys for the graph's outputs, by their types."""
    found = session.get_outputs()
    floats = [one.name for one in found if one.type in FLOATS]
    others = [
        one.name for one in found if one.type in ("tensor(string)", "tensor(int64)", "tensor(bool)")
    ]
    keys = {
        "classification": (LABEL, PROBABILITIES),
        "regression": (None, VALUE),
        "multi-label": (LABELS, PROBABILITIES),
        "anomaly": (LABEL, SCORE),
        "clustering": (LABEL, SCORES),
    }
    if task not in keys:
        raise CannotServe(f"task is one of {', '.join(keys)}, not {task!r}")
    label, number = keys[task]
    if len(floats) > 1 or len(others) > 1 or len(floats) + len(others) < len(found):
        told = ", ".join(f"{one.name} {one.type}" for one in found)
        raise CannotServe(
            f"say which of the graph's outputs is what: outputs={{…}} of {told}. Tensors are needed: "
            "export without ZipMap"
        )
    told = {label: others[0] if label and others else None, number: floats[0] if floats else None}
    return {key: name for key, name in told.items() if key and name}


def _inputs(session, X: pd.DataFrame, inputs: dict | None) -> dict[str, list]:
    tensors = [one.name for one in session.get_inputs()]
    if inputs is None and len(tensors) == 1:
        inputs = {tensors[0]: list(X.columns)}
    elif inputs is None:
        by_name = {str(column): [column] for column in X.columns}
        inputs = {tensor: by_name.get(tensor, []) for tensor in tensors}
    told = [column for columns in inputs.values() for column in columns]
    if sorted(map(str, told)) != sorted(map(str, X.columns)) or not all(inputs.values()):
        raise CannotServe(
            f"say which columns of X each input of the graph carries: inputs={{…}} of {tensors}; "
            f"columns {list(X.columns)}"
        )
    return inputs


def _kind(session, tensor: str) -> str:
    found = next(one.type for one in session.get_inputs() if one.name == tensor)
    if found not in KINDS:
        raise CannotServe(
            f'input "{tensor}" of the graph is {found}: {", ".join(KINDS)} can be fed'
        )
    return KINDS[found]


def _retyped(field: Field, kind: str, X: pd.DataFrame) -> Field:
    """A field of the frame in the tensor that the graph has for it."""
    if (kind == "text") != (field.kind == "text"):
        raise CannotServe(f'column "{field.name}" is {X[field.column].dtype}, its tensor is {kind}')
    dtype = field.dtype
    if (
        kind == "single"
        and dtype in ("float64", "int64")
        and types.is_numeric_dtype(X[field.column])
    ):
        dtype = "float32"
    if kind == "whole" and dtype in ("float64", "float32"):
        raise CannotServe(
            f'column "{field.name}" has fractions, its tensor is int64: make it whole numbers'
        )
    if kind == "whole" and field.missing == "nan":
        raise CannotServe(
            f'column "{field.name}" has missing values, which an int64 tensor cannot hold'
        )
    return Field(field.column, field.name, dtype, kind, field.missing, field.epoch)
