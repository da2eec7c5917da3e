"""What scikit-learn itself answers: the truth that the served model is held against."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.base import is_classifier

from .frame import as_fitted

TOLERANCE = 1e-5


@dataclass(frozen=True)
class Expected:
    """Answers for n rows. A classifier's `values` are probabilities [n, classes] in the order of
    the model's classes and `labels` [n] are set; a regressor's `values` are [n], `labels` None.
    """

    labels: np.ndarray | None
    values: np.ndarray

    @property
    def ties(self) -> np.ndarray:
        """Boolean [n]: rows whose two highest probabilities differ by the tolerance at most."""
        if self.labels is None:
            return np.zeros(len(self.values), dtype=bool)
        top = np.sort(self.values, axis=1)[:, -2:]
        return top[:, 1] - top[:, 0] <= TOLERANCE


def expect(model, X: pd.DataFrame) -> Expected:
    """scikit-learn's own predictions for X [n rows, features], already in the served types."""
    table = as_fitted(model, X)
    if is_classifier(model):
        return Expected(model.predict(table), model.predict_proba(table))
    return Expected(None, np.ravel(model.predict(table)))
