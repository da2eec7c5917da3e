"""Remedies for a model whose graph differs from it: each is tried before anybody is told of it."""

from collections.abc import Callable, Iterator

import pandas as pd
from pandas.api import types

# Fitting larger data again would take longer than anybody waits for a message.
MOST_ROWS = 20_000


def tried_remedy(model, X: pd.DataFrame, y, proves: Callable[[object, pd.DataFrame], bool]) -> str:
    """What to change, in words, where that was found to help this very model; else that nothing was.

    `proves(model, X)` says whether a model fitted on X can be published.
    """
    for words, change in _remedies(model, X):
        try:
            changed, table = change()
            changed = changed.fit(table) if y is None else changed.fit(table, y)
            if proves(changed, table):
                return f"{words}: tried, and proved"
        except Exception:  # noqa: S112, BLE001: a remedy that fails, however, is none
            continue
    return "No change that was tried helps"


def _remedies(model, X: pd.DataFrame) -> Iterator[tuple[str, Callable]]:
    from sklearn.base import BaseEstimator, clone
    from sklearn.impute import SimpleImputer
    from sklearn.pipeline import make_pipeline

    if not isinstance(model, BaseEstimator) or len(X) > MOST_ROWS:
        return
    doubles = [name for name in X if X[name].dtype == "float64"]
    if doubles:
        single = X.astype(dict.fromkeys(doubles, "float32"))
        yield "Fit on X.astype('float32')", lambda: (clone(model), single)
    numeric = all(types.is_numeric_dtype(X[name].dtype) for name in X)
    if numeric and X.isna().any(axis=None):
        yield "Put a SimpleImputer before it", lambda: (make_pipeline(SimpleImputer(), clone(model)), X)
