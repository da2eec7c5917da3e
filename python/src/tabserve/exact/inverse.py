"""Back from a transformed target to the target."""

from ..problem import CannotServe
from .functions import function, normal_share
from .graph import Value
from .scaling import interpolate


def inverse(step, x: Value) -> Value:
    """`step.inverse_transform` of x [N, targets]."""
    name = type(step).__name__
    if name not in _INVERSES:
        raise CannotServe(
            f"TransformedTargetRegressor with {name}: there is no conversion of its inverse; "
            "use func and inverse_func of numpy, or a scaler"
        )
    return _INVERSES[name](step, x)


def _standard(step, x: Value) -> Value:
    x = x * step.scale_[None, :] if step.with_std else x
    return x + step.mean_[None, :] if step.with_mean else x


def _min_max(step, x: Value) -> Value:
    return (x - step.min_[None, :]) / step.scale_[None, :]


def _robust(step, x: Value) -> Value:
    x = x * step.scale_[None, :] if step.with_scaling else x
    return x + step.center_[None, :] if step.with_centering else x


def _max_abs(step, x: Value) -> Value:
    return x * step.scale_[None, :]


def _function(step, x: Value) -> Value:
    return x if step.inverse_func is None else function(step.inverse_func)(x)


def _power(step, x: Value) -> Value:
    x = _standard(step._scaler, x) if step.standardize else x
    exponent = float(step.lambdas_[0])
    if step.method == "box-cox":
        return x.exp() if exponent == 0 else (x * exponent + 1.0) ** (1 / exponent)
    above, below = (x > 0.0).where(x, 0.0), (x < 0.0).where(x, 0.0)
    rest = 2.0 - exponent
    positive = (
        above.exp() - 1.0
        if abs(exponent) < 1e-16
        else (above * exponent + 1.0) ** (1 / exponent) - 1.0
    )
    negative = (
        1.0 - (-below).exp() if abs(rest) < 1e-16 else 1.0 - (1.0 - below * rest) ** (1 / rest)
    )
    return (x >= 0.0).where(positive, negative)


def _quantiles(step, x: Value) -> Value:
    if step.output_distribution == "normal":
        x = normal_share(x)
    return interpolate(x, step.references_, step.quantiles_[:, 0])


_INVERSES = {
    "StandardScaler": _standard,
    "MinMaxScaler": _min_max,
    "RobustScaler": _robust,
    "MaxAbsScaler": _max_abs,
    "FunctionTransformer": _function,
    "PowerTransformer": _power,
    "QuantileTransformer": _quantiles,
}
