"""Publishes small models of many kinds and replays what was written, as the server does."""

import json

import numpy as np
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import (
    GradientBoostingRegressor,
    HistGradientBoostingClassifier,
    RandomForestClassifier,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

from tabserve import CannotServe, publish, verify

NUMBERS, BINARY = load_breast_cancer(return_X_y=True, as_frame=True)
NUMBERS = NUMBERS.iloc[::3, :5].set_axis(["radius", "texture", "girth", "area", "smooth"], axis=1)
BINARY = BINARY.iloc[::3]
GAPS = NUMBERS.mask(np.arange(NUMBERS.size).reshape(NUMBERS.shape) % 11 == 0)
MIXED = GAPS[["radius", "area"]].assign(
    visits=np.arange(len(GAPS)) % 7,
    **{"city zone": np.resize(["north", "south", "é, west"], len(GAPS))},
)


def by_column(estimator):
    numbers = ("n", make_pipeline(SimpleImputer(), StandardScaler()), ["radius", "area"])
    rest = [("i", "passthrough", ["visits"]), ("c", OneHotEncoder(), ["city zone"])]
    return make_pipeline(ColumnTransformer([numbers, *rest]), estimator)


CASES = {
    "binary integers": (RandomForestClassifier(10, random_state=0), NUMBERS, BINARY),
    "integers that are no positions": (
        RandomForestClassifier(10, random_state=0),
        NUMBERS,
        BINARY * 7 - 3,
    ),
    "text classes": (LogisticRegression(max_iter=9999), NUMBERS, BINARY.map({0: "no", 1: "yes"})),
    "missing values": (HistGradientBoostingClassifier(max_iter=10), GAPS, BINARY),
    "a regressor": (
        GradientBoostingRegressor(n_estimators=10),
        NUMBERS.drop(columns="area"),
        NUMBERS["area"],
    ),
    "a scaled regressor": (
        make_pipeline(StandardScaler(), Ridge()),
        NUMBERS,
        NUMBERS["area"] * 2.0,
    ),
    "one tensor a column": (by_column(LogisticRegression(max_iter=9999)), MIXED, BINARY),
    "one tensor a column, boosted": (
        by_column(HistGradientBoostingClassifier(max_iter=5)),
        MIXED,
        BINARY,
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_what_is_written_replays(case, tmp_path):
    model, X, y = CASES[case]
    published = publish(model.fit(X, y), X, y, name="m", version="2", directory=tmp_path)
    assert published.folder == tmp_path / "m" / "2"
    golden = json.loads((published.folder / "golden.json").read_text())
    assert len(golden["vectors"]) == published.vectors > len(X)
    assert verify(published.folder) == published.vectors
    contract = json.loads((published.folder / "model.json").read_text())
    features = [feature["name"] for tensor in contract["inputs"] for feature in tensor["features"]]
    assert golden["features"] == features


def test_the_contract_says_what_was_trained_on(tmp_path):
    model = by_column(LogisticRegression(max_iter=9999)).fit(MIXED, BINARY)
    features = {"radius": {"required": False, "hard": {"min": 0}, "unit": "mm"}}
    held_out = (MIXED[:20], BINARY[:20])
    options = {"features": features, "held_out": held_out, "provenance": {"seed": 3}}
    published = publish(model, MIXED, BINARY, name="m", version="1", directory=tmp_path, **options)
    contract = json.loads((published.folder / "model.json").read_text())
    features = [feature for tensor in contract["inputs"] for feature in tensor["features"]]
    by_name = {feature["name"]: feature for feature in features}
    radius, area, visits, zone = (by_name[n] for n in ("radius", "area", "visits", "city zone"))
    assert (radius["dtype"], radius["missing"], radius["required"]) == ("float64", "nan", False)
    assert radius["unit"] == "mm"
    assert (area["missing"], area["required"]) == ("nan", True)
    assert (visits["dtype"], visits["training"]["max"]) == ("int64", 6)
    assert zone["categories"] == ["north", "south", "é, west"]
    assert "openCategories" not in zone
    assert contract["contractVersion"] == 2
    assert contract["metrics"]["rows"] == 20
    assert contract["provenance"]["seed"] == 3
    assert [example["title"] for example in contract["examples"]] == ["0", "1"]


def test_every_golden_vector_keeps_the_hard_limits(tmp_path):
    limits = {"radius": {"hard": {"min": 10.1, "max": 20}}}
    model = RandomForestClassifier(10, random_state=0).fit(NUMBERS, BINARY)
    published = publish(
        model, NUMBERS, BINARY, name="m", version="1", directory=tmp_path, features=limits
    )
    golden = json.loads((published.folder / "golden.json").read_text())
    radii = [vector["inputs"][0] for vector in golden["vectors"]]
    assert (min(radii), max(radii)) == (10.1, 20)


def test_examples_lie_within_what_the_model_was_trained_on(tmp_path):
    model = RandomForestClassifier(10, random_state=0).fit(NUMBERS, BINARY)
    far = (NUMBERS * 100, BINARY)
    published = publish(
        model, NUMBERS, BINARY, name="m", version="1", directory=tmp_path, held_out=far
    )
    contract = json.loads((published.folder / "model.json").read_text())
    for feature in (one for tensor in contract["inputs"] for one in tensor["features"]):
        for example in contract["examples"]:
            value = example["inputs"][feature["name"]]
            assert feature["training"]["min"] <= value <= feature["training"]["max"]


def test_a_version_is_replaced_only_when_told(tmp_path):
    model = RandomForestClassifier(5, random_state=0).fit(NUMBERS, BINARY)
    told = {"name": "m", "version": "1", "directory": tmp_path}
    folder = publish(model, NUMBERS, BINARY, **told).folder
    before = (folder / "model.onnx").read_bytes()
    other = RandomForestClassifier(7, random_state=1).fit(NUMBERS, BINARY)
    with pytest.raises(CannotServe, match="overwrite=True"):
        publish(other, NUMBERS, BINARY, **told)
    assert (folder / "model.onnx").read_bytes() == before
    publish(other, NUMBERS, BINARY, **told, overwrite=True)
    assert (folder / "model.onnx").read_bytes() != before
    assert [path.name for path in (tmp_path / "m").iterdir()] == ["1"]


def test_what_float32_holds_stays_in_the_first_version_of_the_contract(tmp_path):
    model = RandomForestClassifier(5, random_state=0).fit(NUMBERS, BINARY)
    folder = publish(model, NUMBERS, BINARY, name="m", version="1", directory=tmp_path).folder
    assert json.loads((folder / "model.json").read_text())["contractVersion"] == 1
