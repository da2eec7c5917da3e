"""Turns a fitted model into a model folder that Tabserve serves."""

from . import native as _native  # registers the trainers of other libraries
from .problem import CannotServe
from .publishing import Published, publish
from .verification import verify

__all__ = ["CannotServe", "Published", "publish", "verify"]
