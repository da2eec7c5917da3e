"""Graphs in float64 that calculate as the trainers themselves do, written node by node."""

from . import ensembles  # each registers what it converts
from .registry import Answer, answer, transform

__all__ = ["Answer", "answer", "transform"]
