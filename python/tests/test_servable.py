import numpy as np
import pandas as pd
import pytest
from sklearn.base import BaseEstimator, RegressorMixin
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import FunctionTransformer, OneHotEncoder, StandardScaler

from tabserve import CannotServe, publish

X = pd.DataFrame({"a": np.arange(40.0), "b": np.arange(40.0) % 3})
y = pd.Series(np.arange(40) // 20)
HUGE = X.astype("int64") * 10**15 + 1
INFINITE = X.assign(a=X["a"].where(X["a"] > 1, np.inf))
TABBED = X.set_axis(["a\tb", "c"], axis=1)
HALVES = X[["b"]] + 0.5
TEXTS = pd.Series(["one", "two"] * 20, name="text")
CUSTOM = FunctionTransformer(lambda table: table * 2)
CHARACTERS = CountVectorizer(analyzer="char")


class GammaProcess(RegressorMixin, BaseEstimator):
    """A model that no library has."""

    def fit(self, X, y):
        self.n_features_in_ = X.shape[1]
        return self

    def predict(self, X):
        return np.zeros(len(X))


def forest(X, y):
    return RandomForestClassifier(3, random_state=0).fit(X, y)


CASES = {
    "not a fitted": (RandomForestClassifier(), X, {}),
    "publish one model per target": (forest(X, np.column_stack([y, y + 1])), X, {}),
    "must be the training DataFrame": (forest(X, y), X.to_numpy(), {}),
    "fitted on": (forest(X, y), X[["b", "a"]], {}),
    'column "a" has no values': (forest(X, y), X.assign(a=np.nan), {}),
    "2 infinite values": (HistGradientBoostingClassifier().fit(INFINITE, y), INFINITE, {}),
    'column "a" is complex128': (forest(X, y), X.astype("complex128"), {}),
    "whole numbers beyond 2\\^53": (HistGradientBoostingClassifier().fit(HUGE, y), HUGE, {}),
    "which are no columns": (forest(X, y), X, {"features": {"c": {}}}),
    'of 40 rows 0 keep to those of "a"': (
        forest(X, y),
        X,
        {"features": {"a": {"hard": {"min": 99}}}},
    ),
    r"features\[1\].unit: 3 is not": (forest(X, y), X, {"features": {"b": {"unit": 3}}}),
    r"\$.name": (forest(X, y), X, {"name": "Über Model"}),
    "Python code, which no graph can hold": (make_pipeline(CUSTOM, Ridge()).fit(X, y), X, {}),
    "no conversion of GammaProcess": (GammaProcess().fit(X, y), X, {}),
    "cannot be a name in JSON": (forest(TABBED, y), TABBED, {}),
    "no prediction that can be served": (StandardScaler().fit(X), X, {}),
    "its own analyzer": (make_pipeline(CHARACTERS, LogisticRegression()).fit(TEXTS, y), TEXTS, {}),
    "goes to an encoder that knows only": (
        make_pipeline(OneHotEncoder(), Ridge()).fit(HALVES, y),
        HALVES,
        {},
    ),
}


@pytest.mark.parametrize("message", CASES)
def test_refuses_and_says_why(message, tmp_path):
    model, table, options = CASES[message]
    with pytest.raises(CannotServe, match=message):
        publish(model, table, y, **{"name": "m", "version": "1", "directory": tmp_path, **options})
    assert not list(tmp_path.iterdir())
