import numpy as np
import pytest
from sklearn.datasets import load_iris
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tabserve import CannotServe, single
from tabserve.publishing import Data, Description, publish_first
from tabserve.thresholds import raw_thresholds, round_down, with_float32_thresholds
from tabserve.trainer import trainer_for

X, y = load_iris(return_X_y=True, as_frame=True)
X = X.astype("float32")


def test_rounds_down_even_where_the_nearest_float32_is_above():
    thresholds = np.array([0.1, -0.1, 0.7, 2.45, 1e-50, -1e-50])
    rounded = round_down(thresholds)
    assert rounded.dtype == np.float32
    assert (rounded <= thresholds).all()
    assert (np.nextafter(rounded, np.float32(np.inf)) > thresholds).all()


@pytest.mark.parametrize("kind", [RandomForestClassifier, HistGradientBoostingClassifier])
def test_a_repaired_copy_predicts_the_same_and_leaves_the_model_alone(kind):
    model = kind(random_state=0).fit(X, y)
    before = raw_thresholds(model, X)
    repaired = with_float32_thresholds(model)
    np.testing.assert_array_equal(repaired.predict_proba(X), model.predict_proba(X))
    assert raw_thresholds(model, X) == before


def test_finds_no_thresholds_behind_a_scaler():
    model = make_pipeline(StandardScaler(), RandomForestClassifier(5, random_state=0)).fit(X, y)
    assert raw_thresholds(model, X) == []


def test_golden_vectors_catch_an_export_without_the_repair(monkeypatch, tmp_path):
    monkeypatch.setattr(single, "with_float32_thresholds", lambda model: model)
    # The converter of this kind of tree rounds to nearest; that of the forests rounds down itself.
    model = HistGradientBoostingClassifier(max_iter=30).fit(X, y)
    trainer = trainer_for(model)
    trainer.measure(X)
    naive = [lambda: single.to_single_graph(trainer, X, {}, "naive")]
    told = Description("naive", "1", tmp_path, {}, provenance={})
    with pytest.raises(CannotServe, match="differs from scikit-learn on"):
        publish_first(naive, trainer, Data(X, y, None), told)
    assert not list(tmp_path.iterdir())
