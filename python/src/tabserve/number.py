"""Numbers as short text that still means the same number."""

import numpy as np


def shortest(value) -> int | float:
    """The number with the fewest decimals that reads back to the same float32.

    `value`: a float32, or an int64, which is kept as it is. Whole numbers lose their ".0".
    """
    if isinstance(value, (int, np.integer)):
        return int(value)
    return _whole(float(str(np.float32(value))))


def exact(value) -> int | float:
    """A number of the training data with the fewest decimals that say it in its own type."""
    return shortest(value) if isinstance(value, np.float32) else _whole(float(value))


def decimals(value, digits: int = 7) -> int | float:
    """`value` (float64) rounded to `digits` after the point.

    Seven digits are well inside the parity tolerance and hide the last bits, in which the
    arithmetic of two processors may differ.
    """
    return _whole(round(float(value), digits))


def significant(value, digits: int = 8) -> int | float:
    """`value` (float64) rounded to `digits` significant digits, for the reason given above."""
    return _whole(float(f"{float(value):.{digits}g}"))


def _whole(number: float) -> int | float:
    return int(number) if number.is_integer() and abs(number) < 1e15 else number
