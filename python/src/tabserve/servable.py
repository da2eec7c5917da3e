"""Refuses what could not be served, before any work is done, in words that say what to change."""

import numpy as np
import pandas as pd
from sklearn.base import is_classifier, is_regressor
from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from .problem import CannotServe


def check_servable(model, X, features: dict) -> None:
    """Raises CannotServe for a model, DataFrame or `features` that `publish` cannot work with."""
    _check_frame(X)
    _check_model(model)
    trained_on = list(getattr(model, "feature_names_in_", X.columns))
    if trained_on != list(X.columns):
        raise CannotServe(f"X has columns {list(X.columns)}, the model was fitted on {trained_on}")
    if getattr(model, "n_features_in_", len(trained_on)) != len(trained_on):
        raise CannotServe(
            f"X has {len(trained_on)} columns, the model takes {model.n_features_in_}"
        )
    unknown = sorted(set(features) - set(X.columns))
    if unknown:
        raise CannotServe(f"`features` describes {unknown}, which are no columns of X")


def _check_frame(X) -> None:
    if not isinstance(X, pd.DataFrame) or X.empty:
        raise CannotServe("X must be the training DataFrame: its column names become the API")
    if not all(isinstance(name, str) for name in X.columns) or not X.columns.is_unique:
        raise CannotServe("the columns of X need names that are text and unique")


def _check_model(model) -> None:
    try:
        check_is_fitted(model)
    except (NotFittedError, TypeError) as error:
        raise CannotServe(f"the model is not a fitted scikit-learn estimator: {error}") from error
    if is_classifier(model):
        _check_classifier(model)
    elif not is_regressor(model):
        raise CannotServe(f"{type(model).__name__} is neither a classifier nor a regressor")


def _check_classifier(model) -> None:
    if not hasattr(model, "predict_proba"):
        raise CannotServe(f"{type(model).__name__} has no predict_proba: wrap or replace it")
    classes = model.classes_
    if isinstance(classes, list):
        raise CannotServe("a classifier with several targets: publish one model per target")
    if not all(isinstance(label, (str, int, np.integer)) for label in classes.tolist()):
        raise CannotServe(f"classes {classes.tolist()} must be text or integers")
    if any(isinstance(label, bool) for label in classes.tolist()):
        raise CannotServe("boolean classes: fit on text or integers instead")
