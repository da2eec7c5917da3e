"""Distances and kernels between rows and what a model keeps of its training data."""

import numpy as np

from ..problem import CannotServe
from .functions import tanh
from .graph import Value

# Up to so many features, differences are added up feature by feature, as trainers do.
MOST_FEATURES = 64


def by_feature(x: Value, rows: np.ndarray, term, join) -> Value:
    """[N, rows]: `term` of the differences in each feature, joined from the first to the last."""
    rows = np.asarray(rows, dtype="float64")
    joined = None
    for at in range(rows.shape[1]):
        one = term(x.pick([at]) - rows[:, at][None, :])
        joined = one if joined is None else join(joined, one)
    return joined


def squared_distances(x: Value, rows: np.ndarray) -> Value:
    """[N, rows]: by differences, in which near rows lose no digits."""
    if rows.shape[1] <= MOST_FEATURES:
        return by_feature(x, rows, lambda apart: apart * apart, lambda one, other: one + other)
    middle = rows.mean(axis=0)[None, :]
    x, rows = x - middle, rows - middle
    return (x * x).sum() - 2.0 * (x @ rows.T) + (rows * rows).sum(axis=1)[None, :]


def distances(x: Value, rows: np.ndarray) -> Value:
    """Euclidean [N, rows]."""
    square = squared_distances(x, rows)
    return (square < 0.0).where(0.0, square).sqrt()


def metric_distances(x: Value, rows: np.ndarray, metric: str, parameters: dict) -> Value:
    """[N, rows] by a metric of scikit-learn's neighbours."""
    power = parameters.get("p", 2)
    if (
        metric == "euclidean"
        or metric == "minkowski"
        and power == 2
        and parameters.get("w") is None
    ):
        return distances(x, rows)
    add = lambda one, other: one + other  # noqa: E731
    if metric in ("manhattan", "cityblock", "l1") or metric == "minkowski" and power == 1:
        return by_feature(x, rows, Value.abs, add)
    if metric == "chebyshev":
        return by_feature(x, rows, Value.abs, lambda one, other: one.op("Max", other))
    if metric == "minkowski" and parameters.get("w") is None:
        return by_feature(x, rows, lambda d: d.abs() ** float(power), add) ** (1 / float(power))
    if metric == "cosine":
        return 1.0 - unit(x) @ (rows / np.linalg.norm(rows, axis=1, keepdims=True)).T
    raise CannotServe(
        f"the metric {metric!r} has no conversion: use euclidean, manhattan, minkowski, chebyshev or cosine"
    )


def unit(x: Value) -> Value:
    norm = (x * x).sum().sqrt()
    return x / norm.equals(0.0).where(1.0, norm)


def kernel(name, x: Value, rows: np.ndarray, parameters: dict) -> Value:
    """[N, rows] by a kernel of scikit-learn's pairwise kernels."""
    gamma = parameters.get("gamma")
    gamma = 1.0 / rows.shape[1] if gamma is None else float(gamma)
    constant = parameters.get("coef0")
    constant = 1.0 if constant is None else float(constant)
    degree = float(parameters.get("degree") or 3)
    if name == "linear":
        return x @ rows.T
    if name == "rbf":
        return (squared_distances(x, rows) * -gamma).exp()
    if name in ("poly", "polynomial"):
        return (x @ rows.T * gamma + constant) ** degree
    if name == "sigmoid":
        return tanh(x @ rows.T * gamma + constant)
    if name == "laplacian":
        return (metric_distances(x, rows, "manhattan", {}) * -gamma).exp()
    if name == "cosine":
        return unit(x) @ (rows / np.linalg.norm(rows, axis=1, keepdims=True)).T
    raise CannotServe(f"the kernel {name!r} has no conversion: use linear, rbf, poly or sigmoid")
