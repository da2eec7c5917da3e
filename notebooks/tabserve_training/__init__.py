"""Turns a fitted scikit-learn estimator into a model folder that Tabserve serves."""

from .problem import CannotServe
from .publish import Published, publish

__all__ = ["CannotServe", "Published", "publish"]
