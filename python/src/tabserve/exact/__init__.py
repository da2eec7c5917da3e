"""Graphs in float64 that calculate as the trainers themselves do, written node by node."""

# Each registers what it converts.
from . import (
    catboost,
    committees,
    compose,
    decomposition,
    encoders,
    ensembles,
    lightgbm,
    linear,
    neighbors,
    scaling,
    texts,
    xgboost,
)
from .registry import Answer, answer, transform

__all__ = ["Answer", "answer", "transform"]
