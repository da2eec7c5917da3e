"""Nothing is published that answers otherwise than its trainer on the rows as they were given."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor
from sklearn.linear_model import LinearRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.tree import DecisionTreeRegressor

from tabserve import CannotServe, publish, publishing, single
from tabserve.expected import Expected, tied
from tabserve.proof import prove
from tabserve.publishing import Data, Description, publish_first
from tabserve.remedy import tried_remedy
from tabserve.trainer import trainer_for

random = np.random.default_rng(0)
# Tenths: half of them are above their float32 number, half below.
TENTHS = pd.DataFrame({"a": random.integers(0, 999, 800) / 10, "b": random.integers(0, 99, 800) / 10})
y = (TENTHS["a"] * 3 + TENTHS["b"] * 20 > 240).astype(int)


def ways(model, X, target, features=None):
    trainer = trainer_for(model)
    trainer.measure(X, target)
    return trainer, [lambda: single.to_single_graph(trainer, X, features or {}, "m")]


def test_histograms_of_an_ordinary_frame_are_exact(tmp_path):
    model = HistGradientBoostingClassifier(max_iter=30).fit(TENTHS, y)
    published = publish(model, TENTHS, y, name="m", version="1", directory=tmp_path)
    assert published.max_difference < 1e-7
    contract = json.loads((published.folder / "model.json").read_text())
    assert [f["dtype"] for f in contract["inputs"][0]["features"]] == ["float64", "float64"]


def test_a_graph_in_float32_of_the_same_model_is_refused_with_rows_and_difference(tmp_path):
    model = HistGradientBoostingClassifier(max_iter=30).fit(TENTHS, y)
    trainer, naive = ways(model, TENTHS, y)
    told = Description("m", "1", tmp_path, {}, provenance={})
    with pytest.raises(CannotServe, match=r"on \d+ of 800 rows: .*off by up to 0\.\d+; the worst is {'a'"):
        publish_first(naive, trainer, Data(TENTHS, y, None), told)
    assert not list(tmp_path.iterdir())


def test_trees_behind_a_scaler_are_never_left_to_float32(tmp_path):
    model = make_pipeline(StandardScaler(), DecisionTreeRegressor()).fit(TENTHS, TENTHS["a"])
    published = publish(model, TENTHS, TENTHS["a"], name="m", version="1", directory=tmp_path)
    assert published.max_difference < 1e-9


@pytest.mark.parametrize("shift", [0, 1e6, 1e9])
def test_values_are_measured_by_the_spread_of_the_target(shift, tmp_path):
    target = TENTHS["a"] / 100 + shift
    model = LinearRegression().fit(TENTHS, target)
    published = publish(model, TENTHS, target, name="m", version="1", directory=tmp_path)
    golden = json.loads((published.folder / "golden.json").read_text())
    assert golden["spread"] == pytest.approx(target.std(ddof=0), rel=1e-6)
    assert published.max_difference < 1e-6


def test_unix_times_keep_their_seconds(tmp_path):
    X = pd.DataFrame({"at": 1_700_000_000 + np.arange(600), "b": TENTHS["b"][:600]})
    target = (X["at"] % 100) * 1.0
    model = HistGradientBoostingRegressor(max_iter=50).fit(X, target)
    folder = publish(model, X, target, name="m", version="1", directory=tmp_path).folder
    (tensor,) = json.loads((folder / "model.json").read_text())["inputs"]
    assert [feature["dtype"] for feature in tensor["features"]] == ["int64", "float64"]


def test_labels_are_compared_where_the_trainer_is_not_tied():
    shares = np.array([[0.5, 0.5], [0.5 + 1e-7, 0.5 - 1e-7], [0.6, 0.4]])
    trainer = Expected(np.array(["a", "a", "a"], dtype=object), probabilities=shares, ties=tied(shares))
    graph = Expected(np.array(["b", "b", "b"], dtype=object), probabilities=shares)
    assert prove(graph, trainer, None).wrong.tolist() == [False, False, True]


def test_numbers_may_differ_by_a_share_of_their_spread_only():
    trainer = Expected(values=np.array([[1000.0], [1000.0], [np.nan]]))
    graph = Expected(values=np.array([[1000.0009], [1000.002], [np.nan]]))
    assert prove(graph, trainer, np.array([100.0])).differing.tolist() == [False, True, False]
    assert prove(graph, trainer, np.array([1000.0])).holds


def test_a_number_that_only_one_of_both_has_differs():
    trainer = Expected(values=np.array([[1.0], [np.nan]]))
    graph = Expected(values=np.array([[np.nan], [1.0]]))
    assert prove(graph, trainer, None).differing.all()

def test_a_remedy_is_told_when_it_was_tried_on_this_very_model():
    model = HistGradientBoostingClassifier(max_iter=5)
    asked = []

    def proves(changed, X):
        asked.append(X.dtypes.astype(str).tolist())
        return hasattr(changed, "_predictors")

    assert tried_remedy(model, TENTHS, y, proves) == "Fit on X.astype('float32'): tried, and proved"
    assert asked == [["float32", "float32"]]


def test_a_remedy_that_does_not_help_is_not_told():
    gaps = TENTHS.mask(TENTHS["b"] > 9)

    def proves(changed, X):
        raise CannotServe("it differs as well")

    told = tried_remedy(HistGradientBoostingClassifier(max_iter=5), gaps, y, proves)
    assert told == "No change that was tried helps"


def test_a_refusal_ends_with_what_was_tried(monkeypatch, tmp_path):
    model = HistGradientBoostingClassifier(max_iter=30).fit(TENTHS, y)

    def only_single(trainer, X, features, name):
        return [lambda: single.to_single_graph(trainer, X, features, name)]

    monkeypatch.setattr(publishing, "candidates", only_single)
    with pytest.raises(CannotServe, match=r"differs .* Fit on X.astype\('float32'\): tried, and proved"):
        publish(model, TENTHS, y, name="m", version="1", directory=tmp_path)
    assert not list(tmp_path.iterdir())
