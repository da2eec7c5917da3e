import numpy as np
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.ensemble import IsolationForest, RandomForestClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder
from sklearn.svm import SVC

from tabserve import CannotServe, publish

X = pd.DataFrame({"a": np.arange(40.0), "b": np.arange(40.0) % 3})
y = pd.Series(np.arange(40) // 20)
LARGE = X.astype(int) * 10**8 + 1
TOWNS = pd.DataFrame({"town": ["A", "B"] * 20})


def forest(X, y):
    return RandomForestClassifier(3, random_state=0).fit(X, y)


def one_hot(X, y):
    columns = ColumnTransformer([("c", OneHotEncoder(), ["town"])])
    return make_pipeline(columns, LogisticRegression()).fit(X, y)


CASES = {
    "not a fitted": (RandomForestClassifier(), X, {}),
    "no predict_proba": (SVC().fit(X, y), X, {}),
    "neither a classifier nor": (IsolationForest().fit(X), X, {}),
    "several targets": (forest(X, np.column_stack([y, y])), X, {}),
    "boolean classes": (forest(X, y == 1), X, {}),
    "must be text or integers": (forest(X, y / 1.0), X, {}),
    "must be the training DataFrame": (forest(X, y), X.to_numpy(), {}),
    "fitted on": (forest(X, y), X[["b", "a"]], {}),
    'column "a" is boolean': (forest(X > 3, y), X > 3, {}),
    'column "town" is category': (one_hot(TOWNS, y), TOWNS.astype("category"), {}),
    'text column "town" has missing': (one_hot(TOWNS, y), TOWNS.replace("B", None), {}),
    'column "a" has no values': (forest(X, y), X.assign(a=np.nan), {}),
    "too large for float32": (forest(X.astype(int), y), LARGE, {}),
    "infinite as float32": (forest(X, y), X * 1e300, {}),
    "which are no columns": (forest(X, y), X, {"features": {"c": {}}}),
    "no row of the data keeps": (forest(X, y), X, {"features": {"a": {"hard": {"min": 99}}}}),
    r"features\[1\].unit: 3 is not": (forest(X, y), X, {"features": {"b": {"unit": 3}}}),
    r"\$.name": (forest(X, y), X, {"name": "Über Model"}),
    "skl2onnx cannot convert": (TransformedTargetRegressor(LinearRegression()).fit(X, y), X, {}),
}


@pytest.mark.parametrize("message", CASES)
def test_refuses_and_says_why(message, tmp_path):
    model, table, options = CASES[message]
    with pytest.raises(CannotServe, match=message):
        publish(model, table, y, **{"name": "m", "version": "1", "directory": tmp_path, **options})
    assert not list(tmp_path.iterdir())
