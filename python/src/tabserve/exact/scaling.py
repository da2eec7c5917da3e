"""Transformers that work on numbers: scalers, imputers, bins, powers, polynomials."""

import numpy as np
import pandas as pd
from scipy.interpolate import PPoly

from ..field import is_missing
from ..problem import CannotServe
from .functions import function, normal_quantile
from .graph import Value, concat
from .registry import transforms
from .table import Column, Table


@transforms("sklearn.StandardScaler")
def standard(step, x) -> Value:
    return _move(x, step.mean_ if step.with_mean else None, step.scale_ if step.with_std else None)


def _move(x, start, unit) -> Value:
    """(x - start) / unit; what came as float32 is rounded to it after each step, as numpy does."""
    single, x = x.kind == "single", x.numbers()
    if start is not None:
        x = x - start[None, :]
        x = x.through_float32() if single else x
    if unit is not None:
        x = x / unit[None, :]
    return x.cast("single") if single else x


@transforms("sklearn.MinMaxScaler")
def min_max(step, x) -> Value:
    single, scaled = x.kind == "single", x.numbers() * step.scale_[None, :]
    scaled = (scaled.through_float32() if single else scaled) + step.min_[None, :]
    scaled = clip(scaled, *step.feature_range) if step.clip else scaled
    return scaled.cast("single") if single else scaled


@transforms("sklearn.MaxAbsScaler")
def max_abs(step, x) -> Value:
    scaled = _move(x, None, step.scale_)
    return clip(scaled, -1.0, 1.0) if getattr(step, "clip", False) else scaled


@transforms("sklearn.RobustScaler")
def robust(step, x) -> Value:
    return _move(
        x, step.center_ if step.with_centering else None, step.scale_ if step.with_scaling else None
    )


def clip(x: Value, low, high) -> Value:
    """x between low and high (numbers or rows of numbers); NaN stays."""
    x = (x < low).where(x.graph.constant(np.asarray(low, dtype="float64")), x)
    return (x > high).where(x.graph.constant(np.asarray(high, dtype="float64")), x)


@transforms("sklearn.Normalizer")
def normalizer(step, x) -> Value:
    x = x.numbers()
    norms = {
        "l1": lambda: x.abs().sum(),
        "l2": lambda: (x * x).sum().sqrt(),
        "max": lambda: x.abs().max(),
    }[step.norm]()
    return x / norms.equals(0.0).where(1.0, norms)


@transforms("sklearn.Binarizer")
def binarizer(step, x) -> Value:
    return (x.numbers() > float(step.threshold)).cast("number")


@transforms("sklearn.SimpleImputer")
def simple_imputer(step, x):
    statistics = step.statistics_
    text = isinstance(x, Table) and x.columns[0].tensor.kind == "text" or x.column(0).kind == "text"
    if text:
        return _fill_texts(step, x)
    x = x.numbers()
    absent = _absent(x, step.missing_values)
    statistics = np.array(
        [np.nan if is_missing(one) else one for one in statistics], dtype="float64"
    )
    if step.strategy == "constant":
        kept = np.arange(len(statistics))
    else:
        kept = np.flatnonzero(~np.isnan(statistics) | getattr(step, "keep_empty_features", False))
    filled = absent.where(np.nan_to_num(statistics)[None, :], x)
    filled = filled if len(kept) == len(statistics) else filled.pick(kept)
    return _with_indicator(step, filled, absent)


def _absent(x: Value, missing) -> Value:
    return x.is_nan() if is_missing(missing) else x.equals(float(missing))


def _with_indicator(step, filled: Value, absent: Value) -> Value:
    indicator = getattr(step, "indicator_", None)
    if not step.add_indicator or indicator is None:
        return filled
    flags = absent.cast("number").pick(indicator.features_)
    return concat([filled, flags]) if len(indicator.features_) else filled


def _fill_texts(step, x) -> Table:
    """Column by column, still a table: encoders behind it ask for one at a time."""
    if step.add_indicator:
        raise CannotServe(
            "SimpleImputer(add_indicator=True) on text: use a MissingIndicator beside it"
        )
    columns, widths = [], dict(x.widths) if isinstance(x, Table) else {}
    for at, statistic in enumerate(step.statistics_):
        column = x.column(at)
        graph = column.graph
        missing = (
            graph.missing_text if is_missing(step.missing_values) else str(step.missing_values)
        )
        source = x.columns[at] if isinstance(x, Table) else None
        if source and source.none and step.missing_values is not None:
            # None is not NaN: the imputer leaves it, and whatever follows meets it.
            columns.append(source)
            continue
        filled = column.equals(np.array(missing, dtype=object)).where(
            graph.constant(np.array(str(statistic), dtype=object)), column
        )
        data = source.data.dropna() if source else pd.Series(dtype=object)
        columns.append(Column(source.name if source else "", filled, 0, data))
        widths[filled.name] = 1
    return Table(columns, widths)


@transforms("sklearn.MissingIndicator")
def missing_indicator(step, x) -> Value:
    if x.column(0).kind == "text":
        absent = concat(
            [
                x.column(int(at)).equals(np.array(x.column(0).graph.missing_text, dtype=object))
                for at in step.features_
            ]
        )
        return absent.cast("number")
    return _absent(x.numbers(), step.missing_values).cast("number").pick(step.features_)


@transforms("sklearn.IterativeImputer")
def iterative_imputer(step, x) -> Value:
    from .registry import answer

    if step.sample_posterior:
        raise CannotServe("IterativeImputer(sample_posterior=True) answers by chance")
    x = x.numbers()
    absent = _absent(x, step.missing_values)
    kept = [at for at, one in enumerate(step.initial_imputer_.statistics_) if not is_missing(one)]
    filled = absent.where(np.nan_to_num(step.initial_imputer_.statistics_)[None, :], x)
    width = len(step.initial_imputer_.statistics_)
    if len(kept) != width:
        raise CannotServe("IterativeImputer on a column without any values: leave the column out")
    for feature, neighbours, estimator in step.imputation_sequence_:
        guess = answer(estimator, filled.pick(neighbours)).values
        guess = clip(guess, float(step._min_value[feature]), float(step._max_value[feature]))
        here = np.arange(width)[None, :] == feature
        filled = (absent & filled.graph.constant(here)).where(guess, filled)
    return _with_indicator(step, filled, absent)


@transforms("sklearn.KNNImputer")
def knn_imputer(step, x) -> Value:
    """A missing value is the mean of the nearest rows that have it, by the distance of what is there."""
    x = x.numbers()
    graph, fitted, hidden = x.graph, step._fit_X, step._mask_fit_X
    absent = _absent(x, step.missing_values)
    here, known = (~absent).cast("number"), (~hidden).astype("float64")
    clean, values = absent.where(0.0, x), np.where(hidden, 0.0, fitted)
    width = fitted.shape[1]
    shared = here @ known.T
    square = (clean * clean) @ known.T - 2.0 * (clean @ values.T) + here @ (values * values).T
    square = (square < 0.0).where(0.0, square)
    # Rows without any number in common are the farthest.
    far = graph.constant(np.inf)
    distance = shared.equals(0.0).where(far, (square * float(width) / shared).sqrt())
    means = np.nan_to_num(
        [fitted[~hidden[:, at], at].mean() if (~hidden[:, at]).any() else 0 for at in range(width)]
    )
    filled = []
    for at in range(width):
        donors = np.flatnonzero(~hidden[:, at])
        column = x.pick([at])
        if not len(donors):
            if getattr(step, "keep_empty_features", False):
                filled.append(absent.pick([at]).where(0.0, column))
            continue
        count = min(step.n_neighbors, len(donors))
        apart = distance.gather(donors)
        nearest, which = graph.op("TopK", apart, [count], axis=1, largest=0, outputs=2)
        given = graph.constant(fitted[donors, at]).gather(Value(graph, which.name, "whole"), axis=0)
        finite = nearest < np.inf
        weights = finite.cast("number")
        if step.weights == "distance":
            weights = weights_by_distance(nearest) * weights
        guess = finite.where(given * weights, 0.0).sum() / weights.sum()
        guess = weights.sum().equals(0.0).where(float(means[at]), guess)
        filled.append(absent.pick([at]).where(guess, column))
    return _with_indicator(step, concat(filled), absent)


def weights_by_distance(distances: Value) -> Value:
    """1 / distance; in a row that has distances of 0, these count 1 and the others nothing."""
    zero = distances.equals(0.0)
    exact = zero.cast("number").sum() > 0.0
    return exact.where(zero.cast("number"), 1.0 / zero.where(1.0, distances))


@transforms("sklearn.PolynomialFeatures")
def polynomial(step, x) -> Value:
    x = x.numbers()
    parts = []
    for powers in step.powers_:
        factors = [at for at, power in enumerate(powers) for _ in range(power)]
        parts.append(factors)
    longest = max(map(len, parts), default=0) or 1
    width = step.powers_.shape[1]
    # A column of ones stands in where a product has fewer factors.
    ones = x.pick([0]) * 0.0 + 1.0
    padded = concat([x, x.pick([0]).is_nan().where(1.0, ones)])
    product = None
    for at in range(longest):
        which = [factors[at] if at < len(factors) else width for factors in parts]
        product = padded.pick(which) if product is None else product * padded.pick(which)
    return product


@transforms("sklearn.KBinsDiscretizer")
def bins(step, x) -> Value:
    x = x.numbers()
    parts = []
    for at, edges in enumerate(step.bin_edges_):
        inner = np.asarray(edges[1:-1], dtype="float64")[None, :]
        column = x.pick([at])
        code = (column >= inner).cast("number").sum() if inner.size else column * 0.0
        if step.encode == "ordinal":
            parts.append(code)
        else:
            parts.append(code.equals(np.arange(float(step.n_bins_[at]))[None, :]).cast("number"))
    return concat(parts)


@transforms("sklearn.PowerTransformer")
def power(step, x) -> Value:
    x = x.numbers()
    transform = _yeo_johnson if step.method == "yeo-johnson" else _box_cox
    x = concat([transform(x.pick([at]), float(one)) for at, one in enumerate(step.lambdas_)])
    return standard(step._scaler, x) if step.standardize else x


def _box_cox(x: Value, exponent: float) -> Value:
    # expm1 keeps the digits that `x ** exponent - 1` would lose.
    return x.log() if exponent == 0 else expm1(x.log() * exponent) / exponent


def expm1(x: Value) -> Value:
    return x.exp() - 1.0


def _yeo_johnson(x: Value, exponent: float) -> Value:
    above, below = (x > 0.0).where(x, 0.0), (x < 0.0).where(-x, 0.0)
    positive = (
        (above + 1.0).log()
        if abs(exponent) < 1e-16
        else ((above + 1.0) ** exponent - 1.0) / exponent
    )
    rest = 2.0 - exponent
    negative = -(below + 1.0).log() if abs(rest) < 1e-16 else -((below + 1.0) ** rest - 1.0) / rest
    return x.is_nan().where(x, (x >= 0.0).where(positive, negative))


@transforms("sklearn.QuantileTransformer")
def quantiles(step, x) -> Value:
    x = x.numbers()
    parts = []
    for at in range(step.quantiles_.shape[1]):
        known, column = step.quantiles_[:, at], x.pick([at])
        up = interpolate(column, known, step.references_)
        down = -interpolate(-column, -known[::-1], -step.references_[::-1])
        share = (up + down) * 0.5
        low, high = known[0], known[-1]
        if step.output_distribution == "normal":
            nearly = 1e-7
            share = (column - nearly < low).where(0.0, (column + nearly > high).where(1.0, share))
            parts.append(clip(normal_quantile(share), *_NORMAL_ENDS))
        else:
            share = column.equals(low).where(0.0, share)
            parts.append(column.equals(high).where(1.0, share))
    return concat(parts)


# What scikit-learn clips at: the normal quantiles of 1e-7 - spacing(1) and 1 - that.
_NORMAL_ENDS = (-5.199337582605575, 5.19933758270342)


def interpolate(x: Value, places: np.ndarray, heights: np.ndarray) -> Value:
    """numpy.interp of a column [N, 1]; of equal places the last one counts, as there."""
    graph = x.graph
    places, heights = np.asarray(places, dtype="float64"), np.asarray(heights, dtype="float64")
    at = clip((x >= places[None, :]).cast("number").sum() - 1.0, 0.0, float(len(places) - 2)).cast(
        "whole"
    )
    widths = np.diff(places)
    slopes = np.divide(np.diff(heights), widths, out=np.zeros(len(widths)), where=widths > 0)
    inside = graph.constant(slopes).gather(at, axis=0) * (
        x - graph.constant(places).gather(at, axis=0)
    )
    inside = inside + graph.constant(heights).gather(at, axis=0)
    inside = (x >= float(places[-1])).where(float(heights[-1]), inside)
    return (x < float(places[0])).where(float(heights[0]), inside)


@transforms("sklearn.SplineTransformer")
def spline(step, x) -> Value:
    if step.extrapolation not in ("constant", "continue"):
        raise CannotServe(
            f"SplineTransformer(extrapolation={step.extrapolation!r}): use 'constant'"
        )
    x = x.numbers()
    graph, parts, degree = x.graph, [], step.degree
    for at, basis in enumerate(step.bsplines_):
        column = x.pick([at])
        if step.extrapolation == "constant":
            column = clip(column, float(basis.t[degree]), float(basis.t[-degree - 1]))
        splines = [PPoly.from_spline((basis.t, one, degree)) for one in np.asarray(basis.c).T]
        starts = splines[0].x[degree : -degree - 1]
        pieces = np.stack([one.c[:, degree : -degree or None] for one in splines], axis=2)
        piece = (column >= starts[None, :]).cast("number").sum() - 1.0
        piece = clip(piece, 0.0, float(len(starts) - 1)).cast("whole").reshape(-1)
        offset = column - graph.constant(starts).gather(piece, axis=0).unsqueeze(1)
        value = None
        for coefficients in pieces:
            term = graph.constant(coefficients).gather(piece, axis=0)
            value = term if value is None else value * offset + term
        parts.append(value)
    if not step.include_bias:
        kept = basis.c.shape[1] - 1
        parts = [part.pick(range(kept)) for part in parts]
    return concat(parts)


@transforms("sklearn.FunctionTransformer")
def function_transformer(step, x):
    if step.func is None:
        return x
    if step.kw_args:
        raise CannotServe("FunctionTransformer with kw_args: use a numpy function that needs none")
    return function(step.func)(x.numbers())


@transforms("sklearn.SelectorMixin")
def selected(step, x):
    return x.pick(np.flatnonzero(step.get_support()))
