"""Turns a fitted model into a model folder that Tabserve serves."""

from . import native as _native  # registers the trainers of other libraries
from .graph_publishing import publish_graph
from .problem import CannotServe
from .publishing import Published, publish
from .verification import verify

__all__ = ["CannotServe", "Published", "publish", "publish_graph", "verify"]
