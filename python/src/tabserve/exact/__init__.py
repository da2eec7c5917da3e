"""Graphs in float64 that calculate as the trainers themselves do, written node by node."""

# Each registers what it converts.
from . import committees, compose, decomposition, encoders, ensembles, linear, neighbors, scaling
from .registry import Answer, answer, transform

__all__ = ["Answer", "answer", "transform"]
