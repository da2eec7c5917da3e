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

from .frame import as_fitted


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


def raw_thresholds(model, X: pd.DataFrame) -> list[tuple[str, np.float32]]:
    """Sorted (feature, threshold rounded down) of all splits made on an untransformed feature.

    `X` [n rows, features]: data by which is told which columns reach the trees unchanged.
    """
    estimator, columns = model, dict(enumerate(X.columns))
    if isinstance(model, Pipeline) and len(model.steps) > 1:
        estimator, columns = model.steps[-1][1], _kept_columns(model[:-1], X)
    found = set()
    for features, thresholds in _trees(estimator):
        for column, threshold in zip(features, round_down(thresholds)):
            if column in columns and np.isfinite(threshold):
                found.add((columns[column], threshold))
    return sorted(found)


def _kept_columns(steps, X: pd.DataFrame) -> dict[int, str]:
    """Transformed column -> the raw feature it equals wherever that is not missing."""
    numeric = X.select_dtypes("number")
    table = steps.transform(as_fitted(steps, X))
    table = table.toarray() if hasattr(table, "toarray") else np.asarray(table)
    kept = {}
    for column, values in enumerate(table.T):
        for name in numeric:
            present = numeric[name].notna()
            if np.array_equal(values[present], numeric.loc[present, name]):
                kept[column] = name
    return kept


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
