"""Refuses what could not be served, before any work is done, in words that say what to change."""

import pandas as pd

from .problem import CannotServe

MOST_CHARACTERS = 128


def check_frame(X, features: dict) -> pd.DataFrame:
    """X as a DataFrame (a Series of texts is one column); raises CannotServe for anything else."""
    if isinstance(X, pd.Series):
        X = X.to_frame(X.name if X.name is not None else "text")
    if not isinstance(X, pd.DataFrame) or X.empty:
        raise CannotServe("X must be the training DataFrame: its column names become the API")
    names = [str(name) for name in X.columns]
    repeated = (
        sorted({name for name in names if names.count(name) > 1})
        if len(set(names)) < len(names)
        else []
    )
    if repeated:
        raise CannotServe(f"the columns of X need unique names; {repeated} are there several times")
    for name in names:
        if (
            not 0 < len(name) <= MOST_CHARACTERS
            or any(ord(one) < 32 for one in name)
            or name == "__proto__"
        ):
            raise CannotServe(
                f"the column name {name!r} cannot be a name in JSON: rename it to 1 to {MOST_CHARACTERS} "
                "printable characters and fit again"
            )
    unknown = sorted(set(features) - set(names))
    if unknown:
        raise CannotServe(f"`features` describes {unknown}, which are no columns of X")
    return X


def check_model(model, X: pd.DataFrame) -> None:
    """Raises CannotServe for a model that is not fitted, or not on these columns."""
    from sklearn.base import BaseEstimator
    from sklearn.exceptions import NotFittedError
    from sklearn.utils.validation import check_is_fitted

    if isinstance(model, BaseEstimator):
        try:
            check_is_fitted(model)
        except (NotFittedError, TypeError) as error:
            raise CannotServe(
                f"the model is not a fitted scikit-learn estimator: {error}"
            ) from error
    trained_on = list(map(str, getattr(model, "feature_names_in_", X.columns)))
    names = [str(name) for name in X.columns]
    # LightGBM remembers names without their spaces.
    if trained_on not in (names, [name.replace(" ", "_") for name in names]):
        raise CannotServe(f"X has columns {names}, the model was fitted on {trained_on}")
    if getattr(model, "n_features_in_", len(trained_on)) != len(trained_on):
        raise CannotServe(
            f"X has {len(trained_on)} columns, the model takes {model.n_features_in_}"
        )
