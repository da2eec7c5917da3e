"""Columns of every kind, as the contract says them and as the trainer sees them."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.compose import ColumnTransformer
from sklearn.ensemble import HistGradientBoostingClassifier, RandomForestClassifier
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler
from sklearn.tree import DecisionTreeRegressor

from tabserve import CannotServe, publish, verify

N = 80
y = np.arange(N) % 2
NUMBERS = pd.DataFrame({"a": np.arange(N) * 1.5, "b": np.arange(N) % 7})
TOWNS = pd.DataFrame({"town": np.resize(["Ulm", "Hof", "Köln"], N), "b": NUMBERS["b"]})


def contract_of(model, X, target, tmp_path, **told):
    folder = publish(
        model.fit(X, target), X, target, name="m", version="1", directory=tmp_path, **told
    ).folder
    assert verify(folder) > 0
    return json.loads((folder / "model.json").read_text())


def features_of(contract):
    return {f["name"]: f for tensor in contract["inputs"] for f in tensor["features"]}


def one_hot(**options):
    columns = ColumnTransformer(
        [("c", OneHotEncoder(**options), ["town"])], remainder="passthrough"
    )
    return make_pipeline(columns, LogisticRegression())


def test_categories_are_open_where_the_encoder_ignores_unknown_ones(tmp_path):
    open_ = features_of(contract_of(one_hot(handle_unknown="ignore"), TOWNS, y, tmp_path / "open"))
    assert (open_["town"]["categories"], open_["town"]["openCategories"]) == (
        ["Hof", "Köln", "Ulm"],
        True,
    )
    closed = features_of(contract_of(one_hot(), TOWNS, y, tmp_path / "closed"))
    assert "openCategories" not in closed["town"]
    golden = json.loads((tmp_path / "open" / "m" / "1" / "golden.json").read_text())
    assert any("<unseen>" in vector["inputs"] for vector in golden["vectors"])


def test_missing_text_becomes_what_the_imputer_makes_of_it(tmp_path):
    X = TOWNS.assign(town=TOWNS["town"].where(np.arange(N) % 5 > 0, None))
    text = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder())
    model = make_pipeline(ColumnTransformer([("c", text, ["town"])]), LogisticRegression())
    town = features_of(contract_of(model, X, y, tmp_path))["town"]
    assert town["missing"] == {"becomes": "<missing>"}
    assert town["training"]["missing"] == N // 5
    golden = json.loads((tmp_path / "m" / "1" / "golden.json").read_text())
    at = golden["features"].index("town")
    assert any(vector["inputs"][at] is None for vector in golden["vectors"])


def test_free_text_has_no_categories(tmp_path):
    texts = pd.Series(np.resize(["a good day", "BAD weather", "Straße 4, good"], N), name="note")
    contract = contract_of(
        make_pipeline(TfidfVectorizer(), LogisticRegression()), texts, y, tmp_path
    )
    assert "categories" not in features_of(contract)["note"]


def test_flags_times_and_whole_numbers_keep_their_types(tmp_path):
    X = NUMBERS.assign(
        paid=NUMBERS["a"] > 40,
        at=pd.Timestamp("2026-01-01") + pd.to_timedelta(np.arange(N) * 3607, unit="s"),
    )
    columns = ColumnTransformer([("t", StandardScaler(), ["at"])], remainder="passthrough")
    contract = contract_of(make_pipeline(columns, Ridge()), X, NUMBERS["a"], tmp_path)
    features = features_of(contract)
    assert {name: f["dtype"] for name, f in features.items()} == {
        "a": "float64",
        "b": "int64",
        "paid": "boolean",
        "at": "datetime",
    }
    assert features["paid"]["training"]["counts"] == {"false": 27, "true": 53}
    assert features["at"]["epoch"] in ("s", "ms", "us", "ns")
    assert features["at"]["training"]["min"] == pd.Timestamp("2026-01-01").timestamp() * 1000
    assert contract["examples"][0]["inputs"]["at"].startswith("2026-01-0")
    assert contract["examples"][0]["inputs"]["paid"] in (True, False)


def test_times_with_a_zone_are_sent_in_utc(tmp_path):
    at = pd.date_range("2026-01-01", periods=N, freq="h", tz="Europe/Berlin")
    X = pd.DataFrame({"at": at, "a": NUMBERS["a"]})
    columns = ColumnTransformer([("t", StandardScaler(), ["at"])], remainder="passthrough")
    try:
        make_pipeline(columns, Ridge()).fit(X, NUMBERS["a"])
    except (TypeError, ValueError):
        pytest.skip("this scikit-learn takes no zones")
    contract_of(make_pipeline(columns, Ridge()), X, NUMBERS["a"], tmp_path)
    golden = json.loads((tmp_path / "m" / "1" / "golden.json").read_text())
    assert golden["vectors"][0]["inputs"][0] == "2025-12-31T23:00:00Z"


def test_nullable_whole_numbers_may_be_missing(tmp_path):
    X = pd.DataFrame({"b": pd.Series(np.arange(N) % 9, dtype="Int64").where(np.arange(N) % 4 > 0)})
    b = features_of(contract_of(HistGradientBoostingClassifier(max_iter=5), X, y, tmp_path))["b"]
    assert (b["dtype"], b["missing"]) == ("int64", "nan")


def test_categories_of_the_frame_reach_trees_as_the_trainer_codes_them(tmp_path):
    X = TOWNS.astype({"town": "category"})
    model = HistGradientBoostingClassifier(
        categorical_features="from_dtype", max_iter=20, min_samples_leaf=2
    )
    target = (TOWNS["town"] == "Hof") ^ (TOWNS["b"] > 4)
    town = features_of(contract_of(model, X, target, tmp_path))["town"]
    assert (town["dtype"], town["categories"]) == ("string", ["Hof", "Köln", "Ulm"])


def test_whole_numbers_that_are_categories_are_closed(tmp_path):
    X = NUMBERS[["b"]]
    b = features_of(
        contract_of(make_pipeline(OneHotEncoder(), LogisticRegression()), X, y, tmp_path)
    )["b"]
    assert (b["dtype"], b["categories"]) == ("int64", list(range(7)))
    assert b["training"]["counts"]["6"] == 11


def test_names_may_be_numbers_or_differ_by_case(tmp_path):
    X = pd.DataFrame(NUMBERS.to_numpy())
    numbered = contract_of(RandomForestClassifier(4, random_state=0), X, y, tmp_path / "a")
    assert list(features_of(numbered)) == ["0", "1"]
    X = NUMBERS.set_axis(["x", "X"], axis=1)
    contract = contract_of(RandomForestClassifier(4, random_state=0), X, y, tmp_path / "b")
    assert (contract["contractVersion"], list(features_of(contract))) == (2, ["x", "X"])


def test_ids_beyond_float32_are_told_apart(tmp_path):
    X = pd.DataFrame({"id": 2**31 + np.arange(N)})
    # Trees round to float32 themselves: their answers are what is served.
    model = DecisionTreeRegressor()
    folder = publish(model.fit(X, y), X, y, name="m", version="1", directory=tmp_path).folder
    assert verify(folder) > N


def test_a_search_over_texts_is_asked_with_texts(tmp_path):
    words = pd.DataFrame({"words": np.resize(["red hat", "blue hat", "red shoe"], N)})
    search = GridSearchCV(make_pipeline(TfidfVectorizer(), LogisticRegression()), {}, cv=2)
    folder = publish(
        search.fit(words["words"], y), words, y, name="m", version="1", directory=tmp_path
    ).folder
    assert verify(folder) > 0


def test_the_type_of_a_column_is_what_its_tensor_holds(tmp_path):
    model = Ridge().fit(NUMBERS / 3, y)
    told = {"a": {"dtype": "float32"}}
    folder = publish(
        model, NUMBERS / 3, y, name="m", version="1", directory=tmp_path, features=told
    ).folder
    contract = json.loads((folder / "model.json").read_text())
    assert features_of(contract)["a"]["dtype"] == "float64"


@pytest.mark.parametrize("dtype", ["datetime", "string"])
def test_a_number_is_no_time_and_no_text(tmp_path, dtype):
    model = Ridge().fit(NUMBERS, y)
    told = {"a": {"dtype": dtype}}
    with pytest.raises(CannotServe, match='makes column "a"'):
        publish(model, NUMBERS, y, name="m", version="1", directory=tmp_path, features=told)


def test_sparse_coefficients_are_read(tmp_path):
    model = LogisticRegression().fit(NUMBERS, y).sparsify()
    assert publish(model, NUMBERS, y, name="m", version="1", directory=tmp_path).vectors > 0
