"""What each feature looked like in training: the reference for warnings, plots and drift."""

import numpy as np
import pandas as pd

from .field import Field
from .number import exact, shortest, significant

PROBABILITIES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
BINS = 20
# Of a text that has more values than this, no counts are kept.
MOST_COUNTED = 1000


def describe(field: Field, column: pd.Series, counted: bool = False) -> dict:
    """The contract's `training` of one feature, from its column as it was given.

    `counted`: whole numbers that are categories are counted as well.
    """
    present = column.dropna()
    missing = len(column) - len(present)
    told = {"n": len(column), **({"missing": missing} if missing else {})}
    if field.dtype in ("string", "boolean"):
        counts = _counts(field, present)
        return {**told, **({"counts": counts} if len(counts) <= MOST_COUNTED else {})}
    numbers = _numeric(_numbers(field, present), field.dtype)
    return {**told, **numbers, **({"counts": _counts(field, present)} if counted else {})}


def _counts(field: Field, present: pd.Series) -> dict[str, int]:
    texts = {False: "false", True: "true"} if field.dtype == "boolean" else {}
    values = pd.Series([texts.get(value, value) for value in field.wire(present)], dtype=object)
    counts = values.value_counts()
    return {str(name): int(counts[name]) for name in sorted(counts.index)}


def _numbers(field: Field, present: pd.Series) -> pd.Series:
    """The numbers that the training data are described by, in the type that they are served in."""
    if field.dtype == "datetime":
        since = pd.to_datetime(present, utc=True).dt.tz_localize(None).to_numpy("datetime64[ns]")
        return pd.Series(since.astype("int64") / 1e6)
    return pd.Series(pd.to_numeric(present.astype(object)).to_numpy(field.dtype))


def _numeric(column: pd.Series, dtype: str) -> dict:
    """Statistics of a column without missing values; `std` is the population's (ddof 0).

    Everything that is a place on the feature's axis has the feature's type, so that a served value
    equal to the training minimum or maximum is not outside of it.
    """
    values = column.to_numpy(dtype="float64")
    edges = _bin_edges(column)
    counts, _ = np.histogram(values, bins=np.asarray(edges, dtype=column.dtype).astype("float64"))
    place = np.float32 if dtype in ("float32", "int64") else np.float64
    return {
        "min": _place(column.min()),
        "max": _place(column.max()),
        "mean": significant(values.mean(), 8 if dtype != "datetime" else 15),
        "std": significant(values.std()),
        "quantiles": {str(p): _place(place(np.quantile(values, p))) for p in PROBABILITIES},
        "binEdges": edges,
        "binCounts": counts.tolist(),
    }


def _place(value) -> int | float:
    return shortest(value) if isinstance(value, (np.float32, np.integer)) else exact(value)


def _bin_edges(column: pd.Series) -> list:
    """Bins of (for integers: about) equal width; the last one includes its upper edge."""
    low, high = column.min(), column.max()
    whole = column.dtype.kind == "i"
    bins = min(BINS, max(1, int(high) - int(low))) if whole else BINS
    inner = np.linspace(float(low), float(high), bins + 1)[1:-1] if low < high else []
    return [_place(low), *(_place(column.dtype.type(edge)) for edge in inner), _place(high)]
