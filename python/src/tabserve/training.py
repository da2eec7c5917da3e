"""What each feature looked like in training: the reference for warnings, plots and drift."""

import numpy as np
import pandas as pd
from pandas.api import types

from .number import shortest, significant

PROBABILITIES = [0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]
BINS = 20


def describe(column: pd.Series) -> dict:
    """The contract's `training` of one feature, from its column in the served type."""
    if types.is_object_dtype(column):
        counts = column.value_counts().sort_index()
        return {"n": len(column), "counts": {name: int(count) for name, count in counts.items()}}
    present = column.dropna()
    missing = len(column) - len(present)
    return {"n": len(column), **({"missing": missing} if missing else {}), **_numeric(present)}


def _numeric(column: pd.Series) -> dict:
    """Statistics of a column without missing values; `std` is the population's (ddof 0).

    Everything that is a place on the feature's axis is a float32, so that a served value equal to
    the training minimum or maximum is not outside of it.
    """
    values = column.to_numpy(dtype="float64")
    edges = _bin_edges(column)
    counts, _ = np.histogram(values, bins=np.asarray(edges, dtype=column.dtype).astype("float64"))
    return {
        "min": shortest(column.min()),
        "max": shortest(column.max()),
        "mean": significant(values.mean()),
        "std": significant(values.std()),
        "quantiles": {str(p): shortest(np.float32(np.quantile(values, p))) for p in PROBABILITIES},
        "binEdges": edges,
        "binCounts": counts.tolist(),
    }


def _bin_edges(column: pd.Series) -> list:
    """Bins of (for integers: about) equal width; the last one includes its upper edge."""
    low, high = column.min(), column.max()
    bins = BINS if column.dtype == "float32" else min(BINS, max(1, int(high) - int(low)))
    inner = np.linspace(float(low), float(high), bins + 1)[1:-1] if low < high else []
    return [shortest(low), *(shortest(column.dtype.type(edge)) for edge in inner), shortest(high)]
