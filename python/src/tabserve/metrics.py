"""How good the model is on rows that it never saw."""

import numpy as np
import pandas as pd
from sklearn import metrics
from sklearn.base import is_classifier

from .expected import Expected
from .number import decimals


def held_out_metrics(model, y: pd.Series, expected: Expected) -> dict:
    """The contract's `metrics`, from the true answers y [n] and the model's own."""
    head = {"split": "held-out", "rows": len(y)}
    if is_classifier(model):
        return {**head, **_classification(model.classes_, y, expected.labels)}
    return {**head, **_regression(y, expected.values)}


def _classification(classes: np.ndarray, y, labels) -> dict:
    """`confusionMatrix`: one row per true class, one column per predicted class."""
    each = metrics.precision_recall_fscore_support(y, labels, labels=classes, zero_division=0)
    names = ("precision", "recall", "f1", "support")
    return {
        "accuracy": decimals(metrics.accuracy_score(y, labels)),
        "macroF1": decimals(metrics.f1_score(y, labels, average="macro")),
        "perClass": {
            str(label): {name: decimals(values[i]) for name, values in zip(names, each)}
            for i, label in enumerate(classes)
        },
        "confusionMatrix": metrics.confusion_matrix(y, labels, labels=classes).tolist(),
    }


def _regression(y, values) -> dict:
    """`rmse` and `mae` are in the unit of the target."""
    return {
        "r2": decimals(metrics.r2_score(y, values)),
        "rmse": decimals(metrics.root_mean_squared_error(y, values)),
        "mae": decimals(metrics.mean_absolute_error(y, values)),
    }
