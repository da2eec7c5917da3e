"""The training DataFrame, as the server will feed it to the model."""

import numpy as np
import pandas as pd
from pandas.api import types
from sklearn.compose import ColumnTransformer
from sklearn.pipeline import Pipeline

from .problem import CannotServe

# Up to here float32 holds every integer.
EXACT_INTEGER = 2**24


def served_dtypes(model, X: pd.DataFrame, features: dict) -> dict[str, str]:
    """Feature name -> "float32", "int64" or "string", in the order of the columns.

    An integer column stays int64 only where the model takes each column by its name; a model
    that takes a matrix is fed one float32 tensor. `features[name]["dtype"]` overrides.
    Raises CannotServe for a column of any other type.
    """
    found = {name: _dtype(name, X[name]) for name in X.columns}
    if not takes_columns(model):
        strings = [name for name, dtype in found.items() if dtype == "string"]
        if strings:
            raise CannotServe(f"text columns {strings} need a ColumnTransformer as the first step")
        found = dict.fromkeys(found, "float32")
    return {name: features.get(name, {}).get("dtype", dtype) for name, dtype in found.items()}


def takes_columns(model) -> bool:
    """Whether the model's first step picks columns of a DataFrame by name."""
    while isinstance(model, Pipeline):
        model = model.steps[0][1]
    return isinstance(model, ColumnTransformer)


def served(X: pd.DataFrame, dtypes: dict[str, str]) -> pd.DataFrame:
    """A copy of X [n rows, features] with exactly the values that the server will feed.

    Raises CannotServe where a value has no equal in its served type.
    """
    return pd.DataFrame({name: _cast(X[name], dtype) for name, dtype in dtypes.items()})


def as_fitted(model, X: pd.DataFrame):
    """X in the form that the model was fitted on: a DataFrame, or an array [n rows, features]."""
    return X if hasattr(model, "feature_names_in_") else X.to_numpy()


def _dtype(name: str, column: pd.Series) -> str:
    if types.is_bool_dtype(column):
        raise CannotServe(f'column "{name}" is boolean: use 0 and 1, or text')
    if types.is_integer_dtype(column):
        return "int64"
    if types.is_float_dtype(column):
        return "float32"
    if types.infer_dtype(column, skipna=True) == "string":
        return "string"
    raise CannotServe(f'column "{name}" is {column.dtype}: use float, integer or text columns')


def _cast(column: pd.Series, dtype: str) -> pd.Series:
    if column.isna().all():
        raise CannotServe(f'column "{column.name}" has no values')
    if dtype == "string":
        if column.isna().any():
            raise CannotServe(f'text column "{column.name}" has missing values: fill them in first')
        return column.astype(object)
    if dtype == "int64":
        return column.astype("int64")
    if types.is_integer_dtype(column) and column.abs().max() > EXACT_INTEGER:
        raise CannotServe(f'integers of column "{column.name}" are too large for float32')
    cast = column.astype("float32")
    if np.isinf(cast).any():
        raise CannotServe(f'column "{column.name}" holds values that are infinite as float32')
    return cast
