"""How good the model is on rows that it never saw."""

import numpy as np
import pandas as pd

from .expected import Expected
from .number import decimals
from .trainer import Trainer


def held_out_metrics(trainer: Trainer, y: pd.Series, expected: Expected) -> dict | None:
    """The contract's `metrics`, from the true answers y [n] and the model's own; None where the
    task has none.
    """
    head = {"split": "held-out", "rows": len(y)}
    if trainer.classes is not None:
        return {**head, **_classification(trainer.classes, y, expected.labels)}
    if trainer.task == "regression":
        return {**head, **_regression(y, expected.values)}
    return None


def _classification(classes: list, y, labels) -> dict:
    """`confusionMatrix`: one row per true class, one column per predicted class."""
    from sklearn import metrics

    # scikit-learn compares numbers with numbers, text with text.
    labels = np.array(labels.tolist(), dtype=np.asarray(classes).dtype)
    each = metrics.precision_recall_fscore_support(y, labels, labels=classes, zero_division=0)
    names = ("precision", "recall", "f1", "support")
    return {
        "accuracy": decimals(metrics.accuracy_score(y, labels)),
        "macroF1": decimals(metrics.f1_score(y, labels, average="macro")),
        "perClass": {
            class_name(label): {name: decimals(values[i]) for name, values in zip(names, each)}
            for i, label in enumerate(classes)
        },
        "confusionMatrix": metrics.confusion_matrix(y, labels, labels=classes).tolist(),
    }


def class_name(label) -> str:
    """A class as JSON shows it: true for True, 1 for 1.0."""
    if isinstance(label, bool):
        return str(label).lower()
    return str(int(label)) if isinstance(label, float) and label.is_integer() else str(label)


def _regression(y, values) -> dict:
    """`rmse` and `mae` are in the unit of the target; of several targets, their means."""
    from sklearn import metrics

    values = values[:, 0] if values.shape[1] == 1 else values
    return {
        "r2": decimals(metrics.r2_score(y, values)),
        "rmse": decimals(metrics.root_mean_squared_error(y, values)),
        "mae": decimals(metrics.mean_absolute_error(y, values)),
    }
