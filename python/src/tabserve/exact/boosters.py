"""What XGBoost, LightGBM and CatBoost have in common."""

import pandas as pd

from ..problem import CannotServe
from .encoders import code_of
from .graph import Value, concat
from .registry import Answer
from .table import Table


def numbers(x, categories: dict[int, list]) -> Value:
    """x as one float64 matrix [N, columns].

    `categories`: column -> its categories. A text becomes its position among them, and NaN where
    it is none; numbers stay as they are.
    """
    columns = [column.tensor for column in x.columns] if isinstance(x, Table) else [x]
    if all(column.kind != "text" for column in columns):
        return x.numbers()
    if not isinstance(x, Table):
        raise CannotServe("text reached the trees: encode it before fitting")
    return concat([_number(x.column(at), categories.get(at)) for at in range(len(x.columns))])


def _number(column: Value, categories: list | None) -> Value:
    if column.kind != "text":
        return column.cast("number")
    if categories is None:
        raise CannotServe("a column of text reached the trees: make it a category before fitting")
    return code_of(column, categories, float("nan"))


def texts_of(x, at: int) -> list[str]:
    """The categories of a column in training, as texts, as far as x still is the frame."""
    return x.columns[at].texts if isinstance(x, Table) else []


def categories_of(x, at: int) -> list:
    """The categories of a column of pandas' type category, as far as x still is the frame."""
    data = x.columns[at].data if isinstance(x, Table) else None
    return data.cat.categories.tolist() if isinstance(getattr(data, "dtype", None), pd.CategoricalDtype) else []


def members(codes: list[int], categories: list | None) -> list[float]:
    """The numbers that stand for these categories where `numbers` has been."""
    if categories is None or isinstance(categories[0], str):
        return [float(code) for code in codes]
    return [float(categories[code]) for code in codes if code < len(categories)]


def class_answer(probabilities: Value, classes: int) -> Answer:
    """Classes by their probabilities, [N, classes] or [N, 1] of the second of two."""
    if classes == 2:
        probabilities = concat([1.0 - probabilities, probabilities])
    return Answer(positions=probabilities.argmax(), probabilities=probabilities)
