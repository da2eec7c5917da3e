"""Functions of numpy and scipy that a graph can calculate."""

import functools

import numpy as np
from scipy import special
from sklearn.utils import check_array

from ..problem import CannotServe
from .graph import Value

_FUNCTIONS = {
    np.log: lambda x: x.log(),
    np.log1p: lambda x: (x + 1.0).log(),
    np.log2: lambda x: x.log() / np.log(2.0),
    np.log10: lambda x: x.log() / np.log(10.0),
    np.exp: lambda x: x.exp(),
    np.expm1: lambda x: x.exp() - 1.0,
    np.exp2: lambda x: (x * np.log(2.0)).exp(),
    np.sqrt: lambda x: x.sqrt(),
    np.cbrt: lambda x: x.op("Sign") * x.abs() ** (1 / 3),
    np.square: lambda x: x * x,
    np.abs: lambda x: x.abs(),
    np.fabs: lambda x: x.abs(),
    np.sign: lambda x: x.op("Sign"),
    np.negative: lambda x: -x,
    np.positive: lambda x: x,
    np.reciprocal: lambda x: 1.0 / x,
    np.floor: lambda x: x.op("Floor"),
    np.ceil: lambda x: x.op("Ceil"),
    np.rint: lambda x: x.op("Round"),
    np.round: lambda x: x.op("Round"),
    np.sin: lambda x: x.op("Sin"),
    np.cos: lambda x: x.op("Cos"),
    np.tanh: lambda x: tanh(x),
    np.sinh: lambda x: (x.exp() - (-x).exp()) * 0.5,
    np.cosh: lambda x: (x.exp() + (-x).exp()) * 0.5,
    np.arcsinh: lambda x: x.op("Sign") * (x.abs() + (x * x + 1.0).sqrt()).log(),
    np.deg2rad: lambda x: x * (np.pi / 180),
    np.radians: lambda x: x * (np.pi / 180),
    np.isnan: lambda x: x.is_nan().cast("number"),
    np.nan_to_num: lambda x: x.is_nan().where(0.0, x),
    np.asarray: lambda x: x,
    np.array: lambda x: x,
    check_array: lambda x: x,
    special.expit: lambda x: x.sigmoid(),
    special.logit: lambda x: (x / (1.0 - x)).log(),
}
KNOWN = sorted({one.__name__ for one in _FUNCTIONS if isinstance(one, np.ufunc)})


def function(known):
    """What calculates a function such as `numpy.log1p` on a Value."""
    while isinstance(known, functools.partial) and known.func is check_array:
        known = known.func
    try:
        return _FUNCTIONS[known]
    except (KeyError, TypeError):
        name = getattr(known, "__name__", repr(known))
        raise CannotServe(
            f"the function {name} is Python code, which no graph can hold: calculate its columns "
            f"before fitting, or use one of numpy's {', '.join(KNOWN)}"
        ) from None


def tanh(x: Value) -> Value:
    return x.op("Tanh")


# Wichura's algorithm AS 241 (PPND16), Applied Statistics 37 (1988): relative error about 1e-16.
_CENTRE = (
    [
        2509.0809287301226727,
        33430.575583588128105,
        67265.770927008700853,
        45921.953931549871457,
        13731.693765509461125,
        1971.5909503065514427,
        133.14166789178437745,
        3.387132872796366608,
    ],
    [
        5226.495278852854561,
        28729.085735721942674,
        39307.89580009271061,
        21213.794301586595867,
        5394.1960214247511077,
        687.1870074920579083,
        42.313330701600911252,
        1.0,
    ],
)
_MIDDLE = (
    [
        7.7454501427834140764e-4,
        0.0227238449892691845833,
        0.24178072517745061177,
        1.27045825245236838258,
        3.64784832476320460504,
        5.7694972214606914055,
        4.6303378461565452959,
        1.42343711074968357734,
    ],
    [
        1.05075007164441684324e-9,
        5.475938084995344946e-4,
        0.0151986665636164571966,
        0.14810397642748007459,
        0.68976733498510000455,
        1.6763848301838038494,
        2.05319162663775882187,
        1.0,
    ],
)
_TAIL = (
    [
        2.01033439929228813265e-7,
        2.71155556874348757815e-5,
        0.0012426609473880784386,
        0.026532189526576123093,
        0.29656057182850489123,
        1.7848265399172913358,
        5.4637849111641143699,
        6.6579046435011037772,
    ],
    [
        2.04426310338993978564e-15,
        1.4215117583164458887e-7,
        1.8463183175100546818e-5,
        7.868691311456132591e-4,
        0.0148753612908506148525,
        0.13692988092273580531,
        0.59983220655588793769,
        1.0,
    ],
)


def normal_quantile(share: Value) -> Value:
    """The normal distribution's quantile of each share; infinite at 0 and 1."""
    centred = share - 0.5
    near = centred * _ratio(_CENTRE, 0.180625 - centred * centred)
    tail = (centred < 0.0).where(share, 1.0 - share)
    root = (-tail.log()).sqrt()
    far = (root <= 5.0).where(_ratio(_MIDDLE, root - 1.6), _ratio(_TAIL, root - 5.0))
    far = tail.equals(0.0).where(np.inf, far)
    far = (centred < 0.0).where(-far, far)
    return (centred.abs() <= 0.425).where(near, far)


def _ratio(polynomials: tuple, x: Value) -> Value:
    above, below = (_polynomial(one, x) for one in polynomials)
    return above / below


def _polynomial(coefficients: list[float], x: Value) -> Value:
    value = x * coefficients[0]
    for coefficient in coefficients[1:-1]:
        value = (value + coefficient) * x
    return value + coefficients[-1]


def erf(x: Value) -> Value:
    """The error function in float64; the runtime has it in float32 alone.

    Within 3 the series of Abramowitz and Stegun 7.1.6, beyond it the continued fraction 7.1.14.
    """
    size = x.abs()
    near = (size > 3.0).where(3.0, size)
    square, term, total = near * near, near, near
    for n in range(1, 60):
        term = term * square * (2.0 / (2 * n + 1))
        total = total + term
    inner = total * (-square).exp() * (2 / np.sqrt(np.pi))
    far = (size < 3.0).where(3.0, size)
    fraction = far
    for n in range(50, 0, -1):
        fraction = far + (n / 2) / fraction
    outer = 1.0 - (-(far * far)).exp() / (fraction * np.sqrt(np.pi))
    return x.op("Sign") * (size <= 3.0).where(inner, outer)


def normal_share(x: Value) -> Value:
    """The share of a normal distribution below each number."""
    return (erf(x * np.sqrt(0.5)) + 1.0) * 0.5
