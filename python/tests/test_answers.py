"""Every kind of answer, as the contract says it."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.calibration import CalibratedClassifierCV
from sklearn.cluster import Birch, KMeans
from sklearn.ensemble import IsolationForest, RandomForestClassifier, VotingClassifier
from sklearn.linear_model import LinearRegression, LogisticRegression
from sklearn.model_selection import FixedThresholdClassifier
from sklearn.multioutput import MultiOutputClassifier
from sklearn.naive_bayes import GaussianNB
from sklearn.svm import SVC, LinearSVC

from tabserve import CannotServe, publish, verify

random = np.random.default_rng(1)
X = pd.DataFrame(random.normal(0, 1, (120, 3)).round(2), columns=["a", "b", "c"])
two = (X["a"] + X["b"] > 0).astype(int)
three = pd.cut(X["a"], [-9, -0.5, 0.5, 9], labels=["low", "mid", "top"]).astype(str)


def outputs_of(model, y, tmp_path):
    model = model.fit(X) if y is None else model.fit(X, y)
    folder = publish(model, X, y, name="m", version="1", directory=tmp_path).folder
    assert verify(folder) > 0
    contract = json.loads((folder / "model.json").read_text())
    golden = json.loads((folder / "golden.json").read_text())
    return contract["task"], contract["outputs"], golden


def test_scores_of_a_classifier_without_probabilities(tmp_path):
    _, outputs, golden = outputs_of(LinearSVC(), three, tmp_path / "three")
    assert outputs == {"label": "label", "scores": "scores", "classes": ["low", "mid", "top"]}
    assert len(golden["vectors"][0]["scores"]) == 3 and golden["spread"] > 0
    _, outputs, golden = outputs_of(SVC(), two, tmp_path / "two")
    assert len(golden["vectors"][0]["scores"]) == 1


def test_a_label_alone(tmp_path):
    model = VotingClassifier([("a", LogisticRegression()), ("b", GaussianNB()), ("c", LinearSVC())])
    _, outputs, golden = outputs_of(model, three, tmp_path)
    assert set(outputs) == {"label", "classes"}
    assert set(golden["vectors"][0]) == {"origin", "inputs", "label"}


@pytest.mark.parametrize(
    "labels, classes", [(two == 1, [False, True]), (two * 1.0, [0, 1]), (two + 1, [1, 2])]
)
def test_classes_that_are_no_text(labels, classes, tmp_path):
    _, outputs, golden = outputs_of(LogisticRegression(), labels, tmp_path)
    assert outputs["classes"] == golden["classes"] == classes
    assert {type(vector["label"]) for vector in golden["vectors"]} == {type(classes[0])}


def test_a_threshold_of_its_own_decides_the_label(tmp_path):
    model = FixedThresholdClassifier(LogisticRegression(), threshold=0.2)
    _, _, golden = outputs_of(model, two, tmp_path)
    assert any(v["label"] == 1 and v["probabilities"][1] < 0.4 for v in golden["vectors"])


def test_several_values(tmp_path):
    y = pd.DataFrame({"speed": X["a"] * 2, "weight": X["b"] * 100})
    task, outputs, golden = outputs_of(LinearRegression(), y, tmp_path)
    assert task == "regression"
    assert outputs == {"values": "values", "targets": ["speed", "weight"]}
    assert golden["spread"][1] > 20 * golden["spread"][0]


def test_several_labels(tmp_path):
    y = pd.DataFrame({"red": two, "big": (X["c"] > 0).astype(int)})
    task, outputs, golden = outputs_of(MultiOutputClassifier(LogisticRegression()), y, tmp_path)
    assert (task, outputs["names"]) == ("multi-label", ["red", "big"])
    assert golden["vectors"][0]["labels"] in ([0, 0], [0, 1], [1, 0], [1, 1])


def test_outliers(tmp_path):
    task, outputs, golden = outputs_of(
        IsolationForest(n_estimators=10, random_state=0), None, tmp_path
    )
    assert (task, outputs) == ("anomaly", {"label": "label", "score": "score"})
    for vector in golden["vectors"]:
        assert vector.get("tie") or vector["label"] == (
            "inlier" if vector["score"] >= 0 else "outlier"
        )


def test_clusters(tmp_path):
    task, outputs, golden = outputs_of(KMeans(4, n_init=1, random_state=0), None, tmp_path / "k")
    assert (task, outputs["clusters"], len(golden["vectors"][0]["scores"])) == ("clustering", 4, 4)
    _, outputs, _ = outputs_of(Birch(n_clusters=2), None, tmp_path / "birch")
    assert outputs["clusters"] == 2


def test_isotonic_calibration_is_exact(tmp_path):
    model = CalibratedClassifierCV(
        RandomForestClassifier(5, random_state=0), method="isotonic", cv=2
    )
    folder = publish(model.fit(X, three), X, three, name="m", version="1", directory=tmp_path)
    assert folder.max_difference < 1e-6


def test_what_predicts_by_chance_is_refused(tmp_path):
    from sklearn.dummy import DummyClassifier

    model = DummyClassifier(strategy="stratified").fit(X, two)
    with pytest.raises(CannotServe):
        publish(model, X, two, name="m", version="1", directory=tmp_path)
