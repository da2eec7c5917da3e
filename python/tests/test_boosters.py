"""XGBoost, LightGBM and CatBoost: what is written answers as they do, and what cannot says why."""

import json

import numpy as np
import pandas as pd
import pytest
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from tabserve import CannotServe, publish
from tabserve.exact.export import to_exact_graph
from tabserve.proof import prove
from tabserve.trainer import trainer_for

catboost = pytest.importorskip("catboost")
lightgbm = pytest.importorskip("lightgbm")
xgboost = pytest.importorskip("xgboost")

ROWS = 400
random = np.random.default_rng(3)
NUMBERS = pd.DataFrame(
    {
        "age": random.integers(18, 90, ROWS),
        "rate": random.random(ROWS),
        "opened": 1.6e9 + random.integers(0, 10**8, ROWS),
    }
)
GAPS = NUMBERS.mask(random.random(NUMBERS.shape) < 0.15)
CITIES = ["Bern", "Zürich", "Genève", "Chur"]
TEXT = NUMBERS.assign(
    city=random.choice(CITIES, ROWS), branch=random.choice([101, 205, 4444], ROWS)
)
CATEGORY = GAPS.assign(
    city=pd.Categorical(TEXT["city"].mask(random.random(ROWS) < 0.1)),
    branch=pd.Categorical(TEXT["branch"]),
)
SCORE = (
    NUMBERS["rate"]
    + (NUMBERS["age"] > 50)
    + TEXT["city"].map({"Zürich": 1.0, "Chur": -1.0}).fillna(0)
    + (TEXT["branch"] == 205)
)
YES = (SCORE > SCORE.median()).astype(int)
NAMED = pd.qcut(SCORE, 3, labels=["low", "mid", "high"]).astype(str)
CODES = NAMED.map({"low": 0, "mid": 1, "high": 2})

XGB = {"n_estimators": 20, "n_jobs": 1}
LGB = {"n_estimators": 20, "verbose": -1, "n_jobs": 1}
CAT = {"iterations": 20, "verbose": 0, "allow_writing_files": False, "thread_count": 1}
TEXTS = {"cat_features": ["city", "branch"]}

MODELS = {
    "xgboost": (xgboost.XGBRegressor(**XGB), GAPS, SCORE),
    "xgboost, categories": (xgboost.XGBClassifier(enable_categorical=True, **XGB), CATEGORY, CODES),
    "xgboost, poisson": (xgboost.XGBRegressor(objective="count:poisson", **XGB), GAPS, CODES),
    "xgboost, gamma": (xgboost.XGBRegressor(objective="reg:gamma", **XGB), GAPS, SCORE + 2),
    "xgboost, dart": (xgboost.XGBClassifier(booster="dart", rate_drop=0.5, **XGB), GAPS, YES),
    "xgboost, linear": (xgboost.XGBRegressor(booster="gblinear"), GAPS[["age", "rate"]], SCORE),
    "xgboost, missing is -1": (
        xgboost.XGBClassifier(missing=-1, **XGB),
        NUMBERS.where(NUMBERS["age"] > 30, -1),
        YES,
    ),
    "xgboost, scaled": (
        make_pipeline(StandardScaler(), xgboost.XGBClassifier(**XGB)),
        NUMBERS,
        YES,
    ),
    "lightgbm": (lightgbm.LGBMRegressor(**LGB), GAPS, SCORE),
    "lightgbm, categories": (lightgbm.LGBMClassifier(**LGB), CATEGORY, NAMED),
    "lightgbm, tweedie": (lightgbm.LGBMRegressor(objective="tweedie", **LGB), GAPS, CODES),
    "lightgbm, zero is missing": (
        lightgbm.LGBMRegressor(zero_as_missing=True, **LGB),
        NUMBERS.mul(NUMBERS["age"] > 40, axis=0),
        SCORE,
    ),
    "lightgbm, forest": (
        lightgbm.LGBMRegressor(boosting_type="rf", bagging_freq=1, bagging_fraction=0.6, **LGB),
        NUMBERS,
        SCORE,
    ),
    "lightgbm, booleans": (lightgbm.LGBMClassifier(**LGB), GAPS, YES.astype(bool)),
    "lightgbm, names with spaces": (
        lightgbm.LGBMRegressor(**LGB),
        NUMBERS.rename(columns={"age": "age in years"}),
        SCORE,
    ),
    "catboost": (catboost.CatBoostRegressor(**CAT), GAPS, SCORE),
    "catboost, gaps on top": (catboost.CatBoostRegressor(nan_mode="Max", **CAT), GAPS, SCORE),
    "catboost, categories": (catboost.CatBoostClassifier(**TEXTS, **CAT), TEXT, YES),
    "catboost, categories together": (
        catboost.CatBoostClassifier(max_ctr_complexity=2, **TEXTS, **CAT),
        TEXT,
        NAMED,
    ),
    "catboost, one-hot": (
        catboost.CatBoostRegressor(one_hot_max_size=9, **TEXTS, **CAT),
        TEXT,
        SCORE,
    ),
    "catboost, by leaf": (
        catboost.CatBoostClassifier(grow_policy="Lossguide", **TEXTS, **CAT),
        TEXT,
        YES,
    ),
    "catboost, uncertainty": (
        catboost.CatBoostRegressor(loss_function="RMSEWithUncertainty", **CAT),
        GAPS,
        SCORE,
    ),
}


def exact(model, X, y):
    """A model's trainer, and its graph as it is before anybody proves it."""
    trainer = trainer_for(model, y)
    trainer.measure(X, y)
    return trainer, to_exact_graph(trainer, X, {}, "model")


@pytest.mark.parametrize("name", MODELS)
def test_answers_as_its_library_does_for_rows_it_never_saw(name):
    model, X, y = MODELS[name]
    model.fit(X[:300], y[:300])
    trainer, graph = exact(model, X[:300], y[:300])
    proof = prove(graph.answers(X[300:]), trainer.answers(X[300:]), trainer.spread)
    assert proof.difference <= 1e-5 and not proof.wrong.any()


def test_xgboost_is_followed_to_the_last_bit_of_float32():
    far = SCORE + 100_000
    model = xgboost.XGBRegressor(n_estimators=200, n_jobs=1).fit(GAPS, far)
    _, graph = exact(model, GAPS, far)
    assert np.array_equal(graph.answers(GAPS).values[:, 0], model.predict(GAPS))


def test_lightgbm_decides_at_its_thresholds_in_float64():
    X = pd.DataFrame({"t": 1.6e9 + np.arange(200) / 7})
    model = lightgbm.LGBMRegressor(min_child_samples=1, **LGB).fit(X, np.sin(np.arange(200)))
    splits = model.booster_.trees_to_dataframe()["threshold"].dropna().unique()
    near = pd.DataFrame(
        {
            "t": [
                side
                for one in splits
                for side in (np.nextafter(one, 0), one, np.nextafter(one, 9e9))
            ]
        }
    )
    _, graph = exact(model, X, np.sin(np.arange(200)))
    assert np.array_equal(graph.answers(near).values[:, 0], model.predict(near))


def test_a_category_that_training_never_saw_is_what_catboost_makes_of_it():
    model = catboost.CatBoostClassifier(max_ctr_complexity=2, **TEXTS, **CAT).fit(TEXT, YES)
    trainer, graph = exact(model, TEXT, YES)
    unseen = TEXT.assign(city="Lausanne", branch=7)
    assert prove(graph.answers(unseen), trainer.answers(unseen), None).difference <= 1e-7


def test_early_stopping_counts_the_best_iterations_only():
    held = [(GAPS[300:], SCORE[300:])]
    xgb = xgboost.XGBRegressor(n_estimators=200, learning_rate=1, early_stopping_rounds=2)
    lgb = lightgbm.LGBMRegressor(n_estimators=200, learning_rate=1, verbose=-1)
    stop = lightgbm.early_stopping(2, verbose=False)
    xgb.fit(GAPS[:300], SCORE[:300], eval_set=held, verbose=False)
    lgb.fit(GAPS[:300], SCORE[:300], eval_set=held, callbacks=[stop])
    assert xgb.best_iteration < 150 and lgb.best_iteration_ < 150
    for model in (xgb, lgb):
        trainer, graph = exact(model, GAPS, SCORE)
        assert prove(graph.answers(GAPS), trainer.answers(GAPS), trainer.spread).difference <= 1e-6


def test_native_boosters_answer_probabilities_where_their_objective_does():
    data = xgboost.DMatrix(CATEGORY, YES, enable_categorical=True)
    xgb = xgboost.train({"objective": "binary:logistic"}, data, 20)
    lgb = lightgbm.train(
        {"objective": "multiclass", "num_class": 3, "verbose": -1},
        lightgbm.Dataset(GAPS, CODES),
        20,
    )
    cat = catboost.CatBoost({"loss_function": "Logloss", **CAT}).fit(
        catboost.Pool(TEXT, YES, **TEXTS)
    )
    for model, X, y, classes in (
        (xgb, CATEGORY, YES, 2),
        (lgb, GAPS, CODES, 3),
        (cat, TEXT, YES, 2),
    ):
        trainer, graph = exact(model, X, y)
        assert trainer.task == "classification" and trainer.classes == list(range(classes))
        assert prove(graph.answers(X), trainer.answers(X), None).difference <= 1e-6


def test_rankers_answer_their_scores():
    groups = np.repeat(np.arange(ROWS // 20), 20)
    models = (
        xgboost.XGBRanker(**XGB).fit(NUMBERS, CODES, qid=groups),
        lightgbm.LGBMRanker(**LGB).fit(NUMBERS, CODES, group=[20] * (ROWS // 20)),
        catboost.CatBoostRanker(**CAT).fit(NUMBERS, CODES, group_id=groups),
    )
    for model in models:
        trainer, graph = exact(model, NUMBERS, None)
        assert trainer.task == "regression"
        assert (
            prove(graph.answers(NUMBERS), trainer.answers(NUMBERS), trainer.spread).difference
            <= 1e-5
        )


def test_the_contract_says_which_categories_there_are_and_whether_others_are_answered(tmp_path):
    told = {}
    for model, X in (
        (xgboost.XGBClassifier(enable_categorical=True, **XGB), CATEGORY),
        (lightgbm.LGBMClassifier(**LGB), CATEGORY),
        (catboost.CatBoostClassifier(**TEXTS, **CAT), TEXT),
    ):
        name = type(model).__name__.lower()
        folder = publish(
            model.fit(X, YES), X, YES, name=name, version="1", directory=tmp_path
        ).folder
        contract = json.loads((folder / "model.json").read_text())
        features = [one for tensor in contract["inputs"] for one in tensor["features"]]
        told[name] = next(one for one in features if one["name"] == "city")
    assert all(one["categories"] == sorted(CITIES) for one in told.values())
    assert [one.get("openCategories", False) for one in told.values()] == [False, True, True]
    assert [one["missing"] for one in told.values()] == [{"becomes": "<missing>"}] * 2 + ["reject"]


def squared(y, answers):
    return answers - y, np.ones(len(y))


REFUSED = {
    "objective is a function of your own": (
        xgboost.XGBRegressor(objective=squared, **XGB),
        NUMBERS,
        SCORE,
    ),
    "linear_tree=False": (lightgbm.LGBMRegressor(linear_tree=True, **LGB), NUMBERS, SCORE),
    "fit one model per target": (
        catboost.CatBoostRegressor(loss_function="MultiRMSE", **TEXTS, **CAT),
        TEXT,
        np.column_stack([SCORE, -SCORE]),
    ),
}


@pytest.mark.parametrize("remedy", REFUSED)
def test_what_cannot_be_followed_is_refused_with_a_remedy(remedy, tmp_path):
    model, X, y = REFUSED[remedy]
    with pytest.raises(CannotServe, match=remedy):
        publish(model.fit(X, y), X, y, name="m", version="1", directory=tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_golden_vectors_stand_on_both_sides_of_every_kind_of_threshold(tmp_path):
    for model in (
        xgboost.XGBRegressor(n_estimators=2, max_depth=2),
        lightgbm.LGBMRegressor(n_estimators=2, num_leaves=3, verbose=-1),
        catboost.CatBoostRegressor(**{**CAT, "iterations": 2, "depth": 2}),
    ):
        X, name = NUMBERS[["rate"]], type(model).__name__.lower()
        folder = publish(
            model.fit(X, SCORE), X, SCORE, name=name, version="1", directory=tmp_path
        ).folder
        vectors = json.loads((folder / "golden.json").read_text())["vectors"]
        near = {vector["inputs"][0] for vector in vectors if vector["origin"] == "threshold"}
        splits = [at for _, at in trainer_for(model).splits(X)]
        assert splits and all(
            {np.nextafter(at, 0), at, np.nextafter(at, 1)} <= near for at in splits
        )
