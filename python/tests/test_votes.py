"""A forest's probabilities through ONNX are the trainer's own, not sums of rounded quotients."""

import numpy as np
import onnxruntime
import pytest
from sklearn.datasets import load_iris
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier

from tabserve.single import to_single_graph
from tabserve.trainer import trainer_for


@pytest.mark.parametrize("forest", [RandomForestClassifier, ExtraTreesClassifier])
@pytest.mark.parametrize("classes", [2, 3])
def test_unanimous_forests_answer_one(forest, classes):
    X, y = load_iris(return_X_y=True, as_frame=True)
    X, y = X[y < classes].astype("float32"), y[y < classes]
    model = forest(n_estimators=97, random_state=1).fit(X, y)
    trainer = trainer_for(model)
    trainer.measure(X)
    graph = to_single_graph(trainer, X, {}, "forest")
    session = onnxruntime.InferenceSession(graph.onnx)
    labels, probabilities = session.run(None, graph.feed(X))
    np.testing.assert_array_equal(labels, model.predict(X))
    np.testing.assert_allclose(probabilities, model.predict_proba(X), rtol=0, atol=1.2e-7)
    assert (probabilities[model.predict_proba(X) == 1] == 1).all()
