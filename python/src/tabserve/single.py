"""A fitted scikit-learn model as a graph in float32, by skl2onnx: the same bytes on every run."""

import numpy as np
import onnx
import pandas as pd
from pandas.api import types
from skl2onnx import convert_sklearn
from skl2onnx.common.data_types import FloatTensorType, Int64TensorType, StringTensorType
from sklearn.base import is_classifier
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import Pipeline

from .field import EXACT_SINGLE, Field
from .graph import LABEL, PROBABILITIES, VALUE, Graph
from .problem import Unsuitable
from .thresholds import with_float32_thresholds
from .trainer import Trainer
from .votes import divide_after_the_sum

MATRIX = "features"
TYPES = {"single": FloatTensorType, "whole": Int64TensorType, "text": StringTensorType}
# Old enough for every runtime of the last years, new enough for every operator used here.
OPSETS = {"": 17, "ai.onnx.ml": 3}


def to_single_graph(trainer: Trainer, X: pd.DataFrame, features: dict, name: str) -> Graph:
    """The graph of a fitted model, in the first version of the contract.

    Inputs: one [N, features] matrix, or an [N, 1] tensor for each feature; batch dimension dynamic.
    Outputs of a classifier: label [N] (string or int64) and probabilities float32 [N, classes]; of
    a regressor: value float32 [N, 1].
    Raises Unsuitable where skl2onnx has no converter for a part of the model, or X does not fit.
    """
    model = trainer.model
    _check_answers(trainer)
    fields = single_fields(model, X, features)
    repaired = with_float32_thresholds(model)
    classifier = is_classifier(model)
    outputs = [LABEL, PROBABILITIES] if classifier else [VALUE]
    inputs = {one.name: [one] for one in fields} if takes_columns(model) else {MATRIX: fields}
    options = {id(repaired): {"zipmap": False}} if classifier else {}
    try:
        graph = convert_sklearn(
            repaired,
            name=name,
            initial_types=[
                (tensor, TYPES[carried[0].kind]([None, len(carried)]))
                for tensor, carried in inputs.items()
            ],
            final_types=[(output, None) for output in outputs],
            options=options or None,
            target_opset=OPSETS,
        )
        divide_after_the_sum(graph)
        content = _stable_bytes(graph)
    except Exception as error:  # skl2onnx raises whatever its converters happen to raise
        reason = str(error).strip().split("\n")[0][:300]
        raise Unsuitable(f"skl2onnx cannot convert this model: {reason}") from error
    # skl2onnx spells names in its own way ("city zone" becomes "city_zone") but keeps the order.
    tensors = [tensor.name for tensor in graph.graph.input]
    described = {output: output for output in outputs}
    if classifier:
        described["classes"] = trainer.classes
    named = dict(zip(tensors, inputs.values(), strict=True))
    return Graph(content, fields, named, described, trainer.classes)


def takes_columns(model) -> bool:
    """Whether the model's first step picks columns of a DataFrame by name."""
    while isinstance(model, Pipeline):
        model = model.steps[0][1]
    return isinstance(model, ColumnTransformer)


def single_fields(model, X: pd.DataFrame, features: dict) -> list[Field]:
    """The fields of X as float32, int64 (where columns are picked by name) and text."""
    columns = takes_columns(model)
    return [_field(X.iloc[:, at], features, columns) for at in range(X.shape[1])]


def _field(column: pd.Series, features: dict, columns: bool) -> Field:
    name = str(column.name)
    told = features.get(name, {})
    dtype = told.get("dtype", _dtype(column) if columns else "float32")
    kind = {"float32": "single", "int64": "whole", "string": "text"}.get(dtype)
    numeric = types.is_integer_dtype(column.dtype) or types.is_float_dtype(column.dtype)
    plain = numeric and isinstance(column.dtype, np.dtype)
    text = types.infer_dtype(column.astype(object), skipna=True) == "string"
    if not (plain if kind in ("single", "whole") else text and kind == "text"):
        raise Unsuitable(f'column "{name}" is {column.dtype}, which no float32 tensor holds')
    if kind == "single" and types.is_integer_dtype(column) and column.abs().max() > EXACT_SINGLE:
        raise Unsuitable(f'integers of column "{name}" are too large for float32')
    missing = column.isna().any()
    if missing and kind != "single":
        raise Unsuitable(f'column "{name}" has missing values')
    if kind == "single" and np.isinf(column.abs().max().astype("float32")):
        raise Unsuitable(f'column "{name}" holds values that are infinite as float32')
    return Field(
        column.name, name, dtype, kind, told.get("missing", "nan" if missing else "reject")
    )


def _dtype(column: pd.Series) -> str:
    if types.is_integer_dtype(column):
        return "int64"
    return "float32" if types.is_float_dtype(column) else "string"


def _check_answers(trainer: Trainer) -> None:
    if trainer.task == "regression" and trainer.names is None:
        return
    classes = trainer.classes or []
    told = trainer.task == "classification" and trainer.answers_with == "probabilities"
    whole = all(isinstance(one, int) and not isinstance(one, bool) for one in classes)
    if not told or not (whole or all(isinstance(one, str) for one in classes)):
        raise Unsuitable("answers that the first version of the contract does not know")


def _stable_bytes(model: onnx.ModelProto) -> bytes:
    """skl2onnx lists the operator sets in the order of a hash; the rest is in graph order."""
    opsets = sorted(model.opset_import, key=lambda opset: opset.domain)
    del model.opset_import[:]
    model.opset_import.extend(opsets)
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)
