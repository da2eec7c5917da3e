"""Proof that a graph answers as the trainer does, on the rows as they were given."""

from dataclasses import dataclass

import numpy as np

from .expected import KINDS, TOLERANCE, Expected


@dataclass(frozen=True)
class Proof:
    """How a graph's answers compare with the trainer's, row by row.

    `off` [n]: the largest difference of a number, as a share of its scale; `wrong` [n]: whether a
    label is another one without a tie. `figure` [n]: the largest difference in its own unit.
    """

    off: np.ndarray
    wrong: np.ndarray
    figure: np.ndarray

    @property
    def holds(self) -> bool:
        return not self.differing.any()

    @property
    def differing(self) -> np.ndarray:
        """bool [n]: the rows that differ."""
        return self.wrong | ~(self.off <= TOLERANCE)

    @property
    def difference(self) -> float:
        return float(self.off.max(initial=0))

    def worst(self) -> int:
        return int(np.argmax(np.where(self.wrong, np.inf, np.nan_to_num(self.off, nan=np.inf))))

    def words(self, library: str) -> str:
        """How many rows differ, and by how much."""
        count, rows = int(self.differing.sum()), len(self.off)
        told = f"onnxruntime differs from {library} on {count} of {rows:,} rows"
        parts = []
        if self.wrong.any():
            parts.append(f"{int(self.wrong.sum())} labels are others")
        if not (self.off <= TOLERANCE).all():
            largest = np.nan_to_num(self.figure, nan=np.inf).max()
            parts.append(f"numbers are off by up to {largest:.2g}")
        return f"{told}: {' and '.join(parts)}"


def prove(graph: Expected, trainer: Expected, spread: np.ndarray | None) -> Proof:
    """Compares answers for the same n rows.

    Probabilities may differ by 1e-5, values and scores by 1e-5 of their spread, labels only in
    ties. A NaN of the trainer's is to be NaN.
    """
    rows = len(trainer)
    off, figure = np.zeros(rows), np.zeros(rows)
    for kind in KINDS:
        theirs, ours = getattr(trainer, kind), getattr(graph, kind)
        if theirs is None:
            continue
        apart = _apart(ours, theirs)
        scale = 1.0 if kind == "probabilities" or spread is None else spread
        off = np.maximum(off, (apart / scale).max(axis=1))
        figure = np.maximum(figure, apart.max(axis=1))
    return Proof(off, _wrong(graph, trainer), figure)


def _apart(ours: np.ndarray | None, theirs: np.ndarray) -> np.ndarray:
    if ours is None or ours.shape != theirs.shape:
        return np.full(theirs.shape, np.inf)
    with np.errstate(invalid="ignore"):
        apart = np.abs(ours - theirs)
    same = (ours == theirs) | (np.isnan(ours) & np.isnan(theirs))
    return np.where(same, 0.0, np.nan_to_num(apart, nan=np.inf))


def _wrong(graph: Expected, trainer: Expected) -> np.ndarray:
    if trainer.flags is not None:
        tied = False if trainer.ties is None else trainer.ties
        return ((graph.flags != trainer.flags) & ~np.asarray(tied)).any(axis=1)
    if trainer.labels is None:
        return np.zeros(len(trainer), dtype=bool)
    return (graph.labels != trainer.labels) & ~trainer.tied_rows
