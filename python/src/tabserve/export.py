"""A fitted scikit-learn model as ONNX bytes that are the same on every run."""

from dataclasses import dataclass

import numpy as np
import onnx
import pandas as pd
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.base import is_classifier

from .frame import takes_columns
from .problem import CannotServe
from .thresholds import with_float32_thresholds
from .votes import divide_after_the_sum

MATRIX = "features"
LABEL, PROBABILITIES, VALUE = "label", "probabilities", "value"
TYPES = {"float32": FloatTensorType, "int64": Int64TensorType, "string": StringTensorType}
# Old enough for every runtime of the last years, new enough for every operator used here.
OPSETS = {"": 17, "ai.onnx.ml": 3}


@dataclass(frozen=True)
class Graph:
    """A model as ONNX: its bytes, and graph input -> the features it carries, in graph order.

    An input is either one [N, features] matrix, or an [N, 1] tensor for each feature.
    """

    onnx: bytes
    inputs: dict[str, list[str]]

    def feed(self, X: pd.DataFrame) -> dict[str, np.ndarray]:
        """X [n rows, features], in the served types, as what `InferenceSession.run` takes."""
        return {tensor: X[names].to_numpy() for tensor, names in self.inputs.items()}


def to_graph(model, dtypes: dict[str, str], name: str) -> Graph:
    """The ONNX graph of a fitted model.

    Inputs as `Graph` says, batch dimension dynamic. Outputs of a classifier: label [N] (string
    or int64) and probabilities float32 [N, classes]; of a regressor: value float32 [N, 1].
    Raises CannotServe where skl2onnx has no converter for a part of the model.
    """
    repaired = with_float32_thresholds(model)
    classifier = is_classifier(model)
    outputs = [LABEL, PROBABILITIES] if classifier else [VALUE]
    columns = takes_columns(model)
    inputs = {name: [name] for name in dtypes} if columns else {MATRIX: list(dtypes)}
    try:
        graph = convert_sklearn(
            repaired,
            name=name,
            initial_types=_input_types(inputs, dtypes),
            final_types=[(output, None) for output in outputs],
            options={id(repaired): {"zipmap": False}} if classifier else None,
            target_opset=OPSETS,
        )
    except Exception as error:  # skl2onnx raises whatever its converters happen to raise
        reason = str(error).strip().split("\n")[0][:300]
        raise CannotServe(f"skl2onnx cannot convert this model: {reason}") from error
    divide_after_the_sum(graph)
    # skl2onnx spells names in its own way ("city zone" becomes "city_zone") but keeps the order.
    tensors = [tensor.name for tensor in graph.graph.input]
    return Graph(_stable_bytes(graph), dict(zip(tensors, inputs.values(), strict=True)))


def _input_types(inputs: dict[str, list[str]], dtypes: dict[str, str]) -> list:
    return [
        (tensor, TYPES[dtypes[names[0]]]([None, len(names)])) for tensor, names in inputs.items()
    ]


def _stable_bytes(model: onnx.ModelProto) -> bytes:
    """skl2onnx lists the operator sets in the order of a hash; the rest is in graph order."""
    opsets = sorted(model.opset_import, key=lambda opset: opset.domain)
    del model.opset_import[:]
    model.opset_import.extend(opsets)
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)
