"""Which graphs of a model are worth trying, the most trusted one first."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pandas as pd
from pandas.api import types

from .field import EXACT_SINGLE
from .graph import Graph
from .problem import CannotServe
from .thresholds import has_trees, takes_raw_trees
from .trainer import Trainer


def candidates(
    trainer: Trainer, X: pd.DataFrame, features: dict, name: str
) -> Iterator[Callable[[], Graph]]:
    """Functions that each make a graph, or raise CannotServe."""

    def single() -> Graph:
        from .single import to_single_graph

        graph = to_single_graph(trainer, X, features, name)
        return replace(graph, categories=_categories(trainer, graph, X))

    def exact() -> Graph:
        from .exact.export import to_exact_graph

        return to_exact_graph(trainer, X, features, name)

    if not _of_sklearn(trainer.model):
        yield exact
    elif _is_single(trainer.model, X):
        yield from (single, exact)
    elif has_trees(trainer.model):
        # The last bit of float32 decides on which side of a threshold a row falls: a few rows that
        # agree say nothing of the next one.
        yield exact
    else:
        yield from (exact, single)


def _categories(trainer: Trainer, graph: Graph, X: pd.DataFrame) -> dict[str, tuple[list, bool]]:
    """What the model's encoders say of text columns; where that is not known, they are closed."""
    from .exact.export import known_categories

    texts = [field for field in graph.fields if field.kind == "text"]
    if not texts:
        return {}
    try:
        return known_categories(trainer, X)
    except CannotServe:
        return {field.name: (X[field.column].unique().tolist(), False) for field in texts}


def _of_sklearn(model) -> bool:
    return type(model).__module__.split(".")[0] in ("sklearn", "imblearn")


def _is_single(model, X: pd.DataFrame) -> bool:
    """Whether float32 is all that the trainer itself sees of X.

    Forests round whatever they are given to float32, but not before a scaler has worked on it.
    """
    kept = has_trees(model) and takes_raw_trees(model)
    if has_trees(model) and not kept:
        return False
    return all(_fits(X.iloc[:, at], kept == "classic") for at in range(X.shape[1]))


def _fits(column: pd.Series, rounds: bool) -> bool:
    if types.is_float_dtype(column.dtype):
        return rounds or column.dtype == "float32"
    if types.is_integer_dtype(column.dtype):
        return rounds or column.abs().max() <= EXACT_SINGLE
    return not types.is_datetime64_any_dtype(column.dtype)
