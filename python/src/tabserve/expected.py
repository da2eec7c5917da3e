"""What a trainer itself answers: the truth that the served model is held against."""

from dataclasses import dataclass

import numpy as np

# Numbers agree when they differ by this much of their scale: 1 for probabilities, else the spread.
TOLERANCE = 1e-5
KINDS = ("probabilities", "scores", "values")


@dataclass(frozen=True)
class Expected:
    """Answers for n rows; what a task does not have is None.

    `labels` object [n]: a classifier's classes, "inlier" or "outlier", a cluster's number.
    `probabilities` [n, classes or labels], `scores` [n, classes, clusters or 1], `values`
    [n, targets]: float64. `flags` bool [n, labels]: which labels of several are there.
    `ties`: bool [n] ([n, labels] beside flags): where the trainer's best two are so close that
    either is right.
    """

    labels: np.ndarray | None = None
    probabilities: np.ndarray | None = None
    scores: np.ndarray | None = None
    values: np.ndarray | None = None
    flags: np.ndarray | None = None
    ties: np.ndarray | None = None

    def __len__(self) -> int:
        return len(next(one for one in vars(self).values() if one is not None))

    @property
    def tied_rows(self) -> np.ndarray:
        """bool [n]: rows in which anything is tied."""
        if self.ties is None:
            return np.zeros(len(self), dtype=bool)
        return self.ties.reshape(len(self), -1).any(axis=1)


def tied(numbers: np.ndarray, scale: float = 1.0, at: float | None = None) -> np.ndarray:
    """bool [n]: rows of [n, k] whose best two differ by the tolerance at most.

    Of one column, or where `at` names a threshold, those that are that close to it (0).
    """
    if at is not None or numbers.shape[1] == 1:
        return np.abs(numbers[:, -1] - (at or 0.0)) <= TOLERANCE * scale
    top = np.sort(numbers, axis=1)[:, -2:]
    return top[:, 1] - top[:, 0] <= TOLERANCE * scale
