"""Encoders of categories: numbers and text, each column by itself."""

import numpy as np
from onnx import numpy_helper

from ..field import is_missing
from .graph import Value, concat
from .registry import transforms
from .table import Table


def code_of(column: Value, categories, otherwise: float, missing: float | None = None) -> Value:
    """number [N, 1]: each value's position among the categories (list of plain values).

    `otherwise` for what is none of them; `missing` for missing values, unless they are a category.
    """
    categories = list(categories)
    for at, category in enumerate(categories):
        if is_missing(category):
            missing = float(at)
    codes = {
        category: float(at) for at, category in enumerate(categories) if not is_missing(category)
    }
    if missing is None:
        missing = otherwise
    if column.kind == "text":
        codes = {str(text): code for text, code in codes.items()}
        return column.op(
            "LabelEncoder",
            domain="ai.onnx.ml",
            keys_tensor=_tensor([*codes, column.graph.missing_text], object),
            values_tensor=_tensor([*codes.values(), missing], "float64"),
            default_tensor=_tensor([otherwise], "float64"),
        )
    return _of_number(column.numbers(), codes, otherwise, missing)


def _of_number(column: Value, codes: dict, otherwise: float, missing: float) -> Value:
    graph = column.graph
    if not codes:
        return column.is_nan().where(missing, graph.constant(otherwise))
    keys = np.array([float(key) for key in codes])[None, :]
    hits = column.equals(keys)
    position = hits.cast("number").argmax().unsqueeze(1)
    code = graph.constant(np.array(list(codes.values()))).gather(position, axis=0)
    found = hits.cast("number").sum() > 0.0
    return found.where(code, column.is_nan().where(graph.constant(missing), otherwise))


def _tensor(values: list, dtype):
    return numpy_helper.from_array(np.array(values, dtype=dtype))


def describe(x, at: int, categories, open_: bool) -> None:
    """Tells the contract what a column of the frame may hold, as far as x still is the frame."""
    if isinstance(x, Table):
        column = x.columns[at]
        column.tensor.graph.categories.setdefault(column.name, (list(categories), open_))


@transforms("sklearn.OrdinalEncoder")
def ordinal(step, x) -> Value:
    unknown = step.handle_unknown == "use_encoded_value"
    parts = []
    for at, categories in enumerate(step.categories_):
        describe(x, at, categories, unknown)
        codes = code_of(
            x.column(at),
            categories.tolist(),
            float(step.unknown_value) if unknown else -1.0,
        )
        if any(is_missing(one) for one in categories.tolist()):
            # A missing value is the last category; the encoder may call it otherwise.
            last = float(len(categories) - 1)
            codes = codes.equals(last).where(float(step.encoded_missing_value), codes)
        parts.append(_grouped(step, at, codes) if _infrequent(step, at) is not None else codes)
    return concat(parts)


@transforms("sklearn.OneHotEncoder")
def one_hot(step, x) -> Value:
    ignores = step.handle_unknown != "error"
    parts = []
    for at, categories in enumerate(step.categories_):
        describe(x, at, categories, ignores)
        codes = code_of(x.column(at), categories.tolist(), -1.0)
        width = len(categories)
        if _infrequent(step, at) is not None:
            codes = _grouped(step, at, codes)
            width = int(max(step._default_to_infrequent_mappings[at])) + 1
            if step.handle_unknown in ("infrequent_if_exist", "warn"):
                codes = (codes < 0.0).where(float(width - 1), codes)
        dropped = step.drop_idx_[at] if step.drop_idx_ is not None else None
        kept = [code for code in range(width) if code != dropped]
        if kept:
            parts.append(codes.equals(np.array(kept, dtype="float64")[None, :]).cast("number"))
    return concat(parts)


def _infrequent(step, at: int):
    mappings = (
        getattr(step, "_default_to_infrequent_mappings", None)
        if getattr(step, "_infrequent_enabled", False)
        else None
    )
    return None if mappings is None else mappings[at]


def _grouped(step, at: int, codes: Value) -> Value:
    """Codes after rare categories were put together; -1 stays what it is."""
    mapping = step._default_to_infrequent_mappings[at].astype("float64")
    table = codes.graph.constant(np.append(mapping, -1.0))
    return table.gather((codes < 0.0).where(float(len(mapping)), codes).cast("whole"), axis=0)


@transforms("sklearn.TargetEncoder")
def target(step, x) -> Value:
    parts = []
    several = step.target_type_ == "multiclass"
    classes = len(step.classes_) if several else 1
    for at, categories in enumerate(step.categories_):
        describe(x, at, categories, True)
        codes = code_of(x.column(at), categories.tolist(), float(len(categories))).cast("whole")
        for one in range(classes):
            encodings = step.encodings_[at * classes + one]
            mean = step.target_mean_[one] if several else step.target_mean_
            table = codes.graph.constant(np.append(encodings, mean))
            parts.append(table.gather(codes, axis=0))
    return concat(parts)
