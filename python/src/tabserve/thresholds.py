"""Decision-tree thresholds that survive the way from float64 to float32.

scikit-learn compares float32 values with float64 thresholds, ONNX with float32 ones. For a
float32 x, `x <= t` is the same question as `x <= t rounded DOWN to float32`; rounded to nearest,
as some of skl2onnx's converters do, values equal to the rounded threshold take the other branch.
"""

import copy
from collections.abc import Iterator

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.ensemble._hist_gradient_boosting.predictor import TreePredictor
from sklearn.pipeline import Pipeline
from sklearn.tree._tree import Tree

from .trainer import as_fitted

# So many rows tell which transformed columns are raw ones.
ROWS_COMPARED = 200


def round_down(thresholds: np.ndarray) -> np.ndarray:
    """The largest float32 that is not above each float64 threshold; shape is kept."""
    nearest = thresholds.astype("float32")
    below = np.nextafter(nearest, np.float32(-np.inf))
    return np.where(nearest > thresholds, below, nearest)


def with_float32_thresholds(model):
    """A deep copy of the model, every tree in it repaired; it predicts the same from float32."""
    repaired = copy.deepcopy(model)
    for _, thresholds in _trees(repaired):
        thresholds[:] = round_down(thresholds)
    return repaired


def has_trees(model) -> bool:
    return next(_trees(model), None) is not None


def takes_raw_trees(model) -> str:
    """ "classic" or "histograms" when the model is trees on raw columns, of that kind; else ""."""
    last = model
    while isinstance(last, Pipeline) and len(last.steps) == 1:
        last = last.steps[-1][1]
    kinds = {kind.__name__ for kind in type(last).__mro__}
    if kinds & {"BaseDecisionTree", "BaseForest", "BaseGradientBoosting"}:
        return "classic"
    return "histograms" if "BaseHistGradientBoosting" in kinds else ""


def raw_thresholds(model, X: pd.DataFrame) -> list[tuple[object, float]]:
    """Sorted (column, threshold as float64) of all splits made on an untransformed number.

    `X` [n rows, features]: data by which is told which columns reach the trees unchanged.
    """
    if not has_trees(model):
        return []
    while hasattr(model, "best_estimator_"):
        model = model.best_estimator_
    estimator, columns = model, dict(enumerate(X.columns))
    if isinstance(model, Pipeline) and len(model.steps) > 1:
        estimator, columns = model.steps[-1][1], _kept_columns(model[:-1], X.head(ROWS_COMPARED))
    numeric, found = set(X.select_dtypes("number")), set()
    for features, thresholds in _trees(estimator):
        for column, threshold in zip(features.tolist(), thresholds.tolist()):
            if column in columns and np.isfinite(threshold) and columns[column] in numeric:
                found.add((columns[column], threshold))
    order = {name: at for at, name in enumerate(sorted(X.columns, key=str))}
    return sorted(found, key=lambda one: (order[one[0]], one[1]))


def _kept_columns(steps, X: pd.DataFrame) -> dict[int, object]:
    """Transformed column -> the raw number that it equals wherever that is not missing."""
    numeric = X.select_dtypes("number")
    table = steps.transform(as_fitted(steps, X))
    table = table.toarray() if hasattr(table, "toarray") else np.asarray(table)
    if table.dtype == object:
        return {}
    whole = numeric.notna().all(axis=1).to_numpy()
    if not whole.any():
        return {}
    raw = {numeric[name][whole].to_numpy("float64").tobytes(): name for name in numeric}
    transformed = np.asarray(table[whole], dtype="float64").T
    found = {at: raw.get(np.ascontiguousarray(one).tobytes()) for at, one in enumerate(transformed)}
    return {at: name for at, name in found.items() if name is not None}


def _trees(part) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(feature index, threshold) of the nodes of every tree inside; leaves have feature < 0.

    Both are views: writing to the thresholds changes the tree.
    """
    if isinstance(part, Tree):
        yield part.feature, part.threshold
    elif isinstance(part, TreePredictor):
        nodes = part.nodes
        yield np.where(nodes["is_leaf"], -1, nodes["feature_idx"]), nodes["num_threshold"]
    elif isinstance(part, BaseEstimator):
        yield from _trees(list(vars(part).values()))
    elif isinstance(part, np.ndarray) and part.dtype == object:
        yield from _trees(part.ravel().tolist())
    elif isinstance(part, dict):
        yield from _trees(list(part.values()))
    elif isinstance(part, (list, tuple)):
        for item in part:
            yield from _trees(item)
