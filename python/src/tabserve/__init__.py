"""Turns a fitted model into a model folder that Tabserve serves."""

from .model_folder import Published, publish
from .problem import CannotServe

__all__ = ["CannotServe", "Published", "publish"]
