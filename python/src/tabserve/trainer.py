"""A fitted model as its own library answers: the seam between a library and publishing."""

import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd

from .expected import Expected, tied
from .problem import CannotServe

_TRAINERS: dict[str, Callable] = {}


def trains(*names: str):
    """Registers a Trainer for models without scikit-learn's methods, such as "xgboost.Booster"."""

    def register(kind):
        _TRAINERS.update(dict.fromkeys(names, kind))
        return kind

    return register


def trainer_for(model, y=None) -> "Trainer":
    """The Trainer of a fitted model; `y`, the target it was fitted on, tells names and spread."""
    for kind in type(model).__mro__:
        found = _TRAINERS.get(f"{kind.__module__.split('.')[0]}.{kind.__name__}")
        if found:
            return found(model, y)
    return Trainer(model, y)


class Trainer:
    """A model with scikit-learn's methods.

    `task`: as the contract has it. `classes`: a classifier's, as its library has them, else None.
    `names`: of several targets or labels, else None. `libraries`: whose versions the contract
    tells. `clusters`: how many a clusterer has. `answers_with`: "probabilities" or "scores", what a
    classifier tells beside its label, if anything. `spread` [columns]: what the differences of
    values and scores are measured by; None
    until `measure` saw data, and for tasks without such numbers.
    """

    libraries: tuple[str, ...] = ("scikit-learn",)
    clusters: int | None = None
    answers_with: str | None = None

    def __init__(self, model, y=None):
        self.model = model
        self.task = _task(model)
        self.classes = None
        self.names = None
        self.spread: np.ndarray | None = None
        classes = getattr(model, "classes_", None) if self.task == "classification" else None
        if classes is not None and (isinstance(classes, list) or _is_multilabel(model)):
            self.task = "multi-label"
            self._check_labels(classes)
        elif classes is not None:
            self.classes = np.asarray(classes).tolist()
        self._names_of = _column_names(y)

    def measure(self, X: pd.DataFrame, y=None) -> None:
        """Learns from training data how many answers there are and how far they spread."""
        expected = self.answers(X)
        self.answers_with = next(
            (key for key in ("probabilities", "scores") if getattr(expected, key) is not None), None
        )
        if self.task == "clustering":
            self.clusters = _clusters(self.model, expected)
        if expected.flags is not None or (
            expected.values is not None and expected.values.shape[1] > 1
        ):
            count = (expected.flags if expected.values is None else expected.values).shape[1]
            word = "label" if expected.values is None else "target"
            self.names = self._names_of or [f"{word}_{at}" for at in range(count)]
        numbers = expected.values if expected.values is not None else expected.scores
        if numbers is None:
            return
        told = (
            np.asarray(y, dtype="float64")
            if y is not None and expected.values is not None
            else None
        )
        spread = np.nanstd((numbers if told is None else told).reshape(len(numbers), -1), axis=0)
        # One scale for the scores of all classes; a target each has its own.
        spread = np.full(numbers.shape[1], spread.max()) if expected.values is None else spread
        self.spread = np.where(spread > 0, spread, 1.0)

    def answers(self, X: pd.DataFrame) -> Expected:
        """The library's own answers for X [n, features], exactly as it is given."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return self._answers(as_fitted(self.model, X))

    def splits(self, X: pd.DataFrame) -> list[tuple[object, float]]:
        """Sorted (column, threshold) of the decisions on numbers as they stand in X, where known."""
        from .thresholds import raw_thresholds

        return raw_thresholds(getattr(self, "model", None), X)

    def _answers(self, table) -> Expected:
        model = self.model
        if self.task == "regression":
            return Expected(values=_columns(model.predict(table)))
        if self.task == "anomaly":
            scores = _columns(model.decision_function(table))
            labels = np.where(model.predict(table) > 0, "inlier", "outlier").astype(object)
            return Expected(labels, scores=scores, ties=tied(scores, self._scale))
        if self.task == "clustering":
            labels = model.predict(table).astype(object)
            scores = _columns(model.transform(table)) if hasattr(model, "transform") else None
            ties = None if scores is None else tied(-scores, self._scale)
            return Expected(labels, scores=scores, ties=ties)
        if self.task == "multi-label":
            return self._several(table)
        labels = np.asarray(model.predict(table)).ravel().astype(object)
        if hasattr(model, "predict_proba"):
            probabilities = np.asarray(model.predict_proba(table), dtype="float64")
            ties = tied(probabilities, at=self._threshold(probabilities))
            return Expected(labels, probabilities=probabilities, ties=ties)
        if hasattr(model, "decision_function"):
            scores = _columns(model.decision_function(table))
            if scores.shape[1] in (1, len(self.classes)):
                return Expected(labels, scores=scores, ties=tied(scores, self._scale))
        return Expected(labels)

    @property
    def _scale(self) -> float:
        return 1.0 if self.spread is None else float(self.spread.max())

    def _threshold(self, probabilities) -> float | None:
        """Where the label turns, of classifiers that decide by a threshold of their own."""
        return getattr(self.model, "best_threshold_", None) if probabilities.shape[1] == 2 else None

    def _several(self, table) -> Expected:
        flags = np.asarray(_dense(self.model.predict(table))) > 0
        if not hasattr(self.model, "predict_proba"):
            return Expected(flags=flags)
        told = self.model.predict_proba(table)
        told = (
            np.column_stack([one[:, -1] for one in told])
            if isinstance(told, list)
            else _dense(told)
        )
        return Expected(probabilities=told, flags=flags, ties=np.abs(told - 0.5) <= 1e-5)

    @staticmethod
    def _check_labels(classes) -> None:
        for one in classes if isinstance(classes, list) else []:
            if [*np.asarray(one).tolist()] != [0, 1]:
                raise CannotServe(
                    "a classifier with several targets that are not 0 or 1 each: "
                    "publish one model per target"
                )


def as_fitted(model, X: pd.DataFrame):
    """X in the form that the model was fitted on: DataFrame, one text column, or array."""
    if _takes_texts(model):
        return X.iloc[:, 0]
    named = hasattr(model, "feature_names_in_") or not all(isinstance(name, str) for name in X)
    return X if named or not hasattr(model, "n_features_in_") else X.to_numpy()


def _takes_texts(model) -> bool:
    return hasattr(part_of(model, 0), "build_analyzer")


def part_of(model, at: int):
    """The first (0) or last (-1) estimator inside searches and Pipelines."""
    while hasattr(model, "steps") or hasattr(model, "best_estimator_"):
        model = model.steps[at][1] if hasattr(model, "steps") else model.best_estimator_
    return model


def _task(model) -> str:
    from sklearn.base import is_classifier, is_outlier_detector, is_regressor

    if is_classifier(model):
        return "classification"
    if is_regressor(model):
        return "regression"
    if is_outlier_detector(model):
        return "anomaly"
    if hasattr(model, "predict") and _is_clusterer(model):
        return "clustering"
    raise CannotServe(
        f"{type(model).__name__} has no prediction that can be served: it is no classifier, "
        "regressor, outlier detector or clusterer with predict()"
    )


def _is_clusterer(model) -> bool:
    last = part_of(model, -1)
    return any(
        hasattr(last, name)
        for name in ("labels_", "cluster_centers_", "weights_", "subcluster_labels_")
    )


def _is_multilabel(model) -> bool:
    model = part_of(model, -1)
    kinds = [type(one).__name__ for one in (model, getattr(model, "estimator", None))]
    several = getattr(model, "multilabel_", False) or kinds[0] in (
        "MultiOutputClassifier",
        "ClassifierChain",
    )
    return (
        bool(several)
        or getattr(getattr(model, "_label_binarizer", None), "y_type_", "")
        == "multilabel-indicator"
    )


def _clusters(model, expected: Expected) -> int:
    if expected.scores is not None and not hasattr(model, "subcluster_labels_"):
        return expected.scores.shape[1]
    model = part_of(model, -1)
    for name in ("labels_", "subcluster_labels_"):
        if hasattr(model, name):
            return int(np.max(getattr(model, name))) + 1
    return getattr(model, "n_components", None) or int(expected.labels.max()) + 1


def _columns(numbers) -> np.ndarray:
    numbers = np.asarray(numbers, dtype="float64")
    return numbers.reshape(len(numbers), -1)


def _dense(table):
    return table.toarray() if hasattr(table, "toarray") else table


def _column_names(y) -> list[str] | None:
    return (
        [str(name) for name in y.columns]
        if isinstance(y, pd.DataFrame) and y.shape[1] > 1
        else None
    )
