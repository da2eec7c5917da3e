"""Columns of the training frame on their way into a graph: as JSON has them, and as they are fed."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api import types

from .number import exact
from .problem import CannotServe

# What a missing text is fed as, unless the data hold this very text.
MISSING = "<missing>"
# Whole numbers up to here are the same in JSON, in JavaScript and as float64.
EXACT_WHOLE = 2**53
# Whole numbers up to here are the same as float32.
EXACT_SINGLE = 2**24
DATETIME_UNITS = {"s": "s", "ms": "ms", "us": "us", "ns": "ns"}


@dataclass(frozen=True)
class Field:
    """One feature: its column in the frame, its name in the API, and what its tensor holds.

    `kind`: the tensor's elements as `exact.graph` names them; `missing`, `epoch`: as the contract
    has them.
    """

    column: object
    name: str
    dtype: str
    kind: str
    missing: object = "reject"
    epoch: str | None = None

    def wire(self, column: pd.Series) -> list:
        """The values as a client sends them in JSON."""
        absent = column.isna().to_numpy()
        single = column.dtype == "float32"
        values = column.to_numpy() if single else column.tolist()
        return [None if no else self._json(value) for value, no in zip(values, absent)]

    def fed(self, column: pd.Series) -> np.ndarray:
        """The values [n] as the graph takes them."""
        if self.kind == "text":
            return (
                column.astype(object)
                .where(column.notna(), self._stand_in())
                .astype(str)
                .to_numpy(object)
            )
        if self.dtype == "datetime":
            return _since_epoch(column, self.epoch)
        if self.kind == "whole":
            return column.to_numpy("int64")
        return as_doubles(column).astype("float32" if self.kind == "single" else "float64")

    def milliseconds(self, column: pd.Series) -> np.ndarray:
        """Datetimes as float64 [n] milliseconds since 1970."""
        return _since_epoch(column, "ns") / 1e6

    def _stand_in(self) -> str:
        return self.missing["becomes"] if isinstance(self.missing, dict) else MISSING

    def _json(self, value):
        if self.dtype == "datetime":
            return _iso(value)
        if self.dtype == "string":
            return str(value)
        if self.dtype == "boolean":
            return bool(value)
        return int(value) if self.dtype == "int64" else exact(value)


def fields_of(X: pd.DataFrame, features: dict) -> list[Field]:
    """The fields of a frame in their own types, which the contract's second version can say.

    Raises CannotServe, naming the column, for what no client could send.
    """
    names = [str(name) for name in X.columns]
    stand_in = missing_text(X)
    return [
        _field(X.iloc[:, at], name, features.get(name, {}), stand_in)
        for at, name in enumerate(names)
    ]


def missing_text(X: pd.DataFrame) -> str:
    """What missing texts are fed as: a text that the frame does not hold."""
    texts = set()
    for at in range(X.shape[1]):
        if not types.is_numeric_dtype(X.dtypes.iloc[at]):
            texts.update(X.iloc[:, at].dropna().astype(str))
    stand_in = MISSING
    while stand_in in texts:
        stand_in = f"<{stand_in}>"
    return stand_in


def _field(column: pd.Series, name: str, told: dict, stand_in: str) -> Field:
    if column.isna().all():
        raise CannotServe(f'column "{name}" has no values')
    dtype, kind = _types(column, name)
    if told.get("dtype") in ("float64", "int64", "boolean", "string", "datetime"):
        inferred, dtype = dtype, told["dtype"]
        if (dtype == "string") != (kind == "text") or (
            dtype != inferred and "datetime" in (dtype, inferred)
        ):
            raise CannotServe(
                f'`features` makes column "{name}", which is {column.dtype}, a {dtype}'
            )
    if dtype in ("int64", "float64") and kind == "number":
        _check_numbers(column, name)
    missing = "reject"
    if column.isna().any():
        missing = {"becomes": stand_in} if kind == "text" else "nan"
    epoch = _unit(column) if dtype == "datetime" else None
    return Field(column.name, name, dtype, kind, told.get("missing", missing), epoch)


def _types(column: pd.Series, name: str) -> tuple[str, str]:
    """The contract's dtype, and the kind of tensor that carries it."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = pd.Series(column.dtype.categories)
    if types.is_bool_dtype(column):
        return "boolean", "number"
    if types.is_integer_dtype(column):
        return "int64", "number"
    if types.is_float_dtype(column):
        return (
            ("float32", "single")
            if str(column.dtype).lower() == "float32"
            else ("float64", "number")
        )
    if types.is_datetime64_any_dtype(column):
        return "datetime", "number"
    inferred = types.infer_dtype(column, skipna=True)
    if inferred == "string":
        return "string", "text"
    if inferred == "boolean":
        return "boolean", "number"
    if inferred == "integer":
        return "int64", "number"
    if inferred in ("floating", "mixed-integer-float", "decimal"):
        return "float64", "number"
    raise CannotServe(
        f'column "{name}" is {column.dtype} ({inferred}): make it numbers, booleans, text or datetimes '
        "of one kind and fit again"
    )


def _check_numbers(column: pd.Series, name: str) -> None:
    numbers = column.dropna().astype("float64").abs()
    if types.is_integer_dtype(column.dtype) and numbers.max() > EXACT_WHOLE:
        raise CannotServe(
            f'column "{name}" holds {int((numbers > EXACT_WHOLE).sum())} whole numbers beyond 2^53, '
            "which JSON clients cannot send exactly: make it text or leave it out"
        )
    if np.isinf(numbers).any():
        count = int(np.isinf(numbers).sum())
        raise CannotServe(f'column "{name}" holds {count} infinite values, which JSON cannot say')


def _unit(column: pd.Series) -> str:
    unit = getattr(column.dtype, "unit", None) or np.datetime_data(column.dtype)[0]
    return DATETIME_UNITS[unit]


def _since_epoch(column: pd.Series, epoch: str) -> np.ndarray:
    utc = pd.to_datetime(column, utc=True)
    whole = utc.dt.tz_localize(None).to_numpy(f"datetime64[{epoch}]")
    numbers = whole.astype("int64").astype("float64")
    return np.where(np.isnat(whole), np.nan, numbers)


def _iso(value: pd.Timestamp) -> str:
    """ISO 8601 in UTC; fractions only where there are any."""
    if value.tzinfo is not None:
        value = value.tz_convert("UTC").tz_localize(None)
    return value.isoformat() + "Z"


def is_missing(value) -> bool:
    """Whether one value of a frame is None, NaN, NaT or NA."""
    return value is None or value is pd.NA or value is pd.NaT or value != value


def as_doubles(column: pd.Series) -> np.ndarray:
    """float64 [n] of a column of numbers or truths of any type, NaN where missing."""
    return pd.to_numeric(column.astype(object).where(column.notna(), np.nan)).to_numpy("float64")
