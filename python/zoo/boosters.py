"""Models of XGBoost, LightGBM and CatBoost as people bring them: each is published, or refused.

`python zoo/boosters.py [words of a name]`: publishes each into a scratch folder and asks what was
written, as the server would feed it, for 60 rows that the model never saw, on the original frame.
"""

import sys
import tempfile
import warnings

import catboost
import lightgbm
import numpy as np
import pandas as pd
import xgboost
from replay import differences
from sklearn.calibration import CalibratedClassifierCV
from sklearn.compose import ColumnTransformer, TransformedTargetRegressor
from sklearn.ensemble import RandomForestRegressor, StackingRegressor, VotingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from tabserve import CannotServe, publish

ROWS, HELD_OUT = 900, 60
random = np.random.default_rng(7)


def pick(values, missing=0.0):
    picked = pd.Series(
        random.choice(values, ROWS), dtype=object if isinstance(values[0], str) else None
    )
    return picked.mask(random.random(ROWS) < missing) if missing else picked


NUMBERS = pd.DataFrame(
    {
        "age": random.integers(18, 90, ROWS),
        "income": random.lognormal(10, 1, ROWS).round(2),
        "balance": random.normal(0, 1, ROWS) * 1e6 + 3e6,
        "opened": 1.6e9 + random.integers(0, 10**8, ROWS),
        "rate": random.random(ROWS),
    }
)
GAPS = NUMBERS.mask(random.random(NUMBERS.shape) < 0.1)
SINGLE = NUMBERS[["age", "income", "rate"]].astype("float32")
FLAGS = NUMBERS.assign(member=random.random(ROWS) < 0.4)
TEXT = NUMBERS.assign(
    city=pick(["Bern", "Zürich", "Genève", "Chur", "Lugano"]),
    plan=pick(["a", "b"]),
    branch=pick([101, 205, 309, 4444]),
)
CATEGORY = TEXT.assign(
    city=pick(["Bern", "Zürich", "Genève", "Chur", "Lugano"], 0.1).astype("category"),
    plan=TEXT["plan"].astype("category"),
    branch=TEXT["branch"].astype("category"),
    age=GAPS["age"],
)
MANY = NUMBERS.assign(
    postcode=pd.Series(random.integers(0, 300, ROWS)).map("p{:03d}".format).astype("category")
)

SCORE = (
    NUMBERS["rate"] * 2
    + np.log(NUMBERS["income"]) / 4
    + (NUMBERS["age"] > 50)
    + TEXT["city"].map({"Bern": 1.0, "Zürich": -1.0}).fillna(0)
    + (TEXT["branch"] == 205)
    + random.normal(0, 0.3, ROWS)
)
YES = (SCORE > SCORE.median()).astype(int)
FOUR = pd.qcut(SCORE, 4, labels=False)
NAMED = FOUR.map(dict(enumerate(["low", "mid", "high", "top"])))
COUNT = pd.Series(random.poisson(np.exp(SCORE / 4)))
POSITIVE = np.exp(SCORE / 3)
PRICE = SCORE * 900 + 250_000
TWO = pd.DataFrame({"first": SCORE, "second": SCORE**2})
GROUPS = np.repeat(np.arange((ROWS - HELD_OUT) // 20), 20)

XGB = {"n_estimators": 40, "n_jobs": 1}
LGB = {"n_estimators": 40, "verbose": -1, "n_jobs": 1}
CAT = {"iterations": 40, "verbose": 0, "allow_writing_files": False, "thread_count": 1}
TEXTS = {"cat_features": ["city", "plan", "branch"]}

CASES = {}
# What has no conversion, by decision 26.
REFUSED = {"lgb linear trees", "cat two targets, categories"}


def case(name, X, y):
    """Registers `fit(X, y) -> model` as a case."""
    return lambda fit: CASES.update({name: (X, y, fit)}) or fit


def fitted(name, X, y, model, **arguments):
    """A case that is a model with scikit-learn's fit."""
    case(name, X, y)(lambda X, y: model.fit(X, y, **arguments))


fitted("xgb squared error", NUMBERS, SCORE, xgboost.XGBRegressor(**XGB))
fitted("xgb squared error, far from 0", NUMBERS, PRICE, xgboost.XGBRegressor(**XGB))
fitted("xgb missing values", GAPS, SCORE, xgboost.XGBRegressor(**XGB))
fitted("xgb float32 frame", SINGLE, SCORE, xgboost.XGBRegressor(**XGB))
fitted("xgb flags", FLAGS, SCORE, xgboost.XGBRegressor(**XGB))
fitted("xgb 1,000 deep trees", NUMBERS, SCORE, xgboost.XGBRegressor(n_estimators=1000, max_depth=8))
fitted("xgb poisson", NUMBERS, COUNT, xgboost.XGBRegressor(objective="count:poisson", **XGB))
fitted("xgb gamma", NUMBERS, POSITIVE, xgboost.XGBRegressor(objective="reg:gamma", **XGB))
fitted("xgb tweedie", NUMBERS, COUNT, xgboost.XGBRegressor(objective="reg:tweedie", **XGB))
fitted(
    "xgb quantile",
    NUMBERS,
    SCORE,
    xgboost.XGBRegressor(objective="reg:quantileerror", quantile_alpha=0.9, **XGB),
)
fitted(
    "xgb three quantiles",
    NUMBERS,
    SCORE,
    xgboost.XGBRegressor(objective="reg:quantileerror", quantile_alpha=[0.1, 0.5, 0.9], **XGB),
)
fitted("xgb base score", NUMBERS, YES, xgboost.XGBClassifier(base_score=0.2, **XGB))
fitted("xgb dart", NUMBERS, SCORE, xgboost.XGBRegressor(booster="dart", rate_drop=0.2, **XGB))
fitted("xgb monotone", NUMBERS, SCORE, xgboost.XGBRegressor(monotone_constraints={"age": 1}, **XGB))
fitted("xgb two targets", NUMBERS, TWO, xgboost.XGBRegressor(**XGB))
fitted(
    "xgb two targets a leaf",
    NUMBERS,
    TWO,
    xgboost.XGBRegressor(multi_strategy="multi_output_tree", **XGB),
)
fitted("xgb linear", NUMBERS, SCORE, xgboost.XGBRegressor(booster="gblinear", n_estimators=40))
fitted("xgb forest", NUMBERS, SCORE, xgboost.XGBRFRegressor(n_estimators=40))
fitted(
    "xgb parallel trees", NUMBERS, FOUR, xgboost.XGBClassifier(num_parallel_tree=3, n_estimators=10)
)
fitted("xgb binary", GAPS, YES, xgboost.XGBClassifier(**XGB))
fitted("xgb classes", GAPS, FOUR, xgboost.XGBClassifier(**XGB))
fitted("xgb hinge", NUMBERS, YES, xgboost.XGBClassifier(objective="binary:hinge", **XGB))
fitted(
    "xgb several labels",
    NUMBERS,
    pd.DataFrame({"yes": YES, "top": FOUR // 3}),
    xgboost.XGBClassifier(**XGB),
)
fitted("xgb categories", CATEGORY, SCORE, xgboost.XGBRegressor(enable_categorical=True, **XGB))
fitted(
    "xgb categories, classes", CATEGORY, FOUR, xgboost.XGBClassifier(enable_categorical=True, **XGB)
)
fitted("xgb 300 categories", MANY, YES, xgboost.XGBClassifier(enable_categorical=True, **XGB))
fitted(
    "xgb -1 is missing",
    NUMBERS.where(NUMBERS["age"] > 30, -1),
    SCORE,
    xgboost.XGBRegressor(missing=-1, **XGB),
)


@case("xgb early stopping", GAPS, SCORE)
def _(X, y):
    model = xgboost.XGBRegressor(n_estimators=300, learning_rate=0.5, early_stopping_rounds=3)
    return model.fit(X[:600], y[:600], eval_set=[(X[600:], y[600:])], verbose=False)


@case("xgb ranker", NUMBERS, FOUR)
def _(X, y):
    return xgboost.XGBRanker(n_estimators=20).fit(X, y, qid=GROUPS)


@case("xgb Booster", GAPS, SCORE)
def _(X, y):
    return xgboost.train({"max_depth": 4}, xgboost.DMatrix(X, y), 40)


@case("xgb Booster, binary, categories", CATEGORY, YES)
def _(X, y):
    data = xgboost.DMatrix(X, y, enable_categorical=True)
    return xgboost.train({"objective": "binary:logistic"}, data, 40)


@case("xgb Booster, classes", NUMBERS, FOUR)
def _(X, y):
    return xgboost.train({"objective": "multi:softprob", "num_class": 4}, xgboost.DMatrix(X, y), 20)


fitted("lgb regression", NUMBERS, SCORE, lightgbm.LGBMRegressor(**LGB))
fitted("lgb regression, far from 0", NUMBERS, PRICE, lightgbm.LGBMRegressor(**LGB))
fitted("lgb missing values", GAPS, SCORE, lightgbm.LGBMRegressor(**LGB))
fitted(
    "lgb zero is missing",
    GAPS.assign(age=GAPS["age"] * (GAPS["age"] > 40)),
    SCORE,
    lightgbm.LGBMRegressor(zero_as_missing=True, **LGB),
)
fitted("lgb float32 frame", SINGLE, SCORE, lightgbm.LGBMRegressor(**LGB))
fitted("lgb flags", FLAGS, SCORE, lightgbm.LGBMRegressor(**LGB))
fitted("lgb 1,000 trees", NUMBERS, SCORE, lightgbm.LGBMRegressor(n_estimators=1000, verbose=-1))
fitted("lgb poisson", NUMBERS, COUNT, lightgbm.LGBMRegressor(objective="poisson", **LGB))
fitted("lgb gamma", NUMBERS, POSITIVE, lightgbm.LGBMRegressor(objective="gamma", **LGB))
fitted(
    "lgb quantile", NUMBERS, SCORE, lightgbm.LGBMRegressor(objective="quantile", alpha=0.9, **LGB)
)
fitted("lgb root of the target", NUMBERS, POSITIVE, lightgbm.LGBMRegressor(reg_sqrt=True, **LGB))
fitted("lgb dart", NUMBERS, FOUR, lightgbm.LGBMClassifier(boosting_type="dart", **LGB))
fitted(
    "lgb forest",
    NUMBERS,
    SCORE,
    lightgbm.LGBMRegressor(boosting_type="rf", bagging_freq=1, bagging_fraction=0.6, **LGB),
)
fitted("lgb linear trees", NUMBERS, SCORE, lightgbm.LGBMRegressor(linear_tree=True, **LGB))
fitted("lgb binary", GAPS, YES, lightgbm.LGBMClassifier(**LGB))
fitted("lgb booleans", GAPS, YES.astype(bool), lightgbm.LGBMClassifier(**LGB))
fitted("lgb named classes", GAPS, NAMED, lightgbm.LGBMClassifier(**LGB))
fitted(
    "lgb one against all",
    GAPS,
    FOUR * 10 - 5,
    lightgbm.LGBMClassifier(objective="multiclassova", **LGB),
)
fitted("lgb categories", CATEGORY, SCORE, lightgbm.LGBMRegressor(**LGB))
fitted("lgb categories, named classes", CATEGORY, NAMED, lightgbm.LGBMClassifier(**LGB))
fitted("lgb 300 categories", MANY, YES, lightgbm.LGBMClassifier(**LGB))
fitted(
    "lgb numbers as categories",
    NUMBERS.assign(branch=TEXT["branch"]),
    SCORE,
    lightgbm.LGBMRegressor(**LGB),
    categorical_feature=["branch"],
)
fitted(
    "lgb names with spaces",
    NUMBERS.rename(columns={"age": "age in years"}),
    YES,
    lightgbm.LGBMClassifier(**LGB),
)


@case("lgb early stopping", CATEGORY, SCORE)
def _(X, y):
    model = lightgbm.LGBMRegressor(n_estimators=300, learning_rate=0.3, verbose=-1)
    stop = lightgbm.early_stopping(3, verbose=False)
    return model.fit(X[:600], y[:600], eval_set=[(X[600:], y[600:])], callbacks=[stop])


@case("lgb ranker", NUMBERS, FOUR)
def _(X, y):
    return lightgbm.LGBMRanker(**LGB).fit(X, y, group=[20] * (len(X) // 20))


@case("lgb Booster", CATEGORY, SCORE)
def _(X, y):
    return lightgbm.train({"verbose": -1}, lightgbm.Dataset(X, y), 40)


@case("lgb Booster, binary", GAPS, YES)
def _(X, y):
    return lightgbm.train({"objective": "binary", "verbose": -1}, lightgbm.Dataset(X, y), 40)


fitted("cat squared error", NUMBERS, SCORE, catboost.CatBoostRegressor(**CAT))
fitted("cat squared error, far from 0", NUMBERS, PRICE, catboost.CatBoostRegressor(**CAT))
fitted("cat missing values", GAPS, SCORE, catboost.CatBoostRegressor(**CAT))
fitted("cat missing values on top", GAPS, SCORE, catboost.CatBoostRegressor(nan_mode="Max", **CAT))
fitted("cat flags", FLAGS, SCORE, catboost.CatBoostRegressor(**CAT))
fitted("cat poisson", NUMBERS, COUNT, catboost.CatBoostRegressor(loss_function="Poisson", **CAT))
fitted(
    "cat tweedie",
    NUMBERS,
    COUNT,
    catboost.CatBoostRegressor(loss_function="Tweedie:variance_power=1.5", **CAT),
)
fitted(
    "cat quantile",
    NUMBERS,
    SCORE,
    catboost.CatBoostRegressor(loss_function="Quantile:alpha=0.9", **CAT),
)
fitted(
    "cat two targets", NUMBERS, TWO, catboost.CatBoostRegressor(loss_function="MultiRMSE", **CAT)
)
fitted(
    "cat two targets, categories",
    TEXT,
    TWO,
    catboost.CatBoostRegressor(loss_function="MultiRMSE", **TEXTS, **CAT),
)
fitted(
    "cat uncertainty",
    NUMBERS,
    SCORE,
    catboost.CatBoostRegressor(loss_function="RMSEWithUncertainty", **CAT),
)
fitted("cat binary", GAPS, YES, catboost.CatBoostClassifier(**CAT))
fitted("cat named classes", GAPS, NAMED, catboost.CatBoostClassifier(**CAT))
fitted(
    "cat one against all",
    GAPS,
    FOUR,
    catboost.CatBoostClassifier(loss_function="MultiClassOneVsAll", **CAT),
)
fitted("cat categories", TEXT, SCORE, catboost.CatBoostRegressor(**TEXTS, **CAT))
fitted("cat categories, binary", TEXT, YES, catboost.CatBoostClassifier(**TEXTS, **CAT))
fitted(
    "cat categories together",
    TEXT,
    NAMED,
    catboost.CatBoostClassifier(max_ctr_complexity=3, **TEXTS, **CAT),
)
fitted(
    "cat pandas' categories",
    TEXT.astype({"city": "category"}),
    YES,
    catboost.CatBoostClassifier(**TEXTS, **CAT),
)
fitted(
    "cat one-hot categories",
    TEXT,
    YES,
    catboost.CatBoostClassifier(one_hot_max_size=50, **TEXTS, **CAT),
)
fitted(
    "cat trees by leaf",
    TEXT,
    YES,
    catboost.CatBoostClassifier(grow_policy="Lossguide", **TEXTS, **CAT),
)
fitted(
    "cat trees by depth", GAPS, NAMED, catboost.CatBoostClassifier(grow_policy="Depthwise", **CAT)
)
fitted(
    "cat several labels",
    NUMBERS,
    pd.DataFrame({"yes": YES, "top": FOUR // 3}),
    catboost.CatBoostClassifier(loss_function="MultiLogloss", **CAT),
)


@case("cat early stopping", TEXT, YES)
def _(X, y):
    model = catboost.CatBoostClassifier(**{**CAT, "iterations": 300}, learning_rate=0.3, **TEXTS)
    return model.fit(X[:600], y[:600], eval_set=(X[600:], y[600:]), early_stopping_rounds=3)


@case("cat threshold", TEXT, YES)
def _(X, y):
    model = catboost.CatBoostClassifier(**TEXTS, **CAT).fit(X, y)
    model.set_probability_threshold(0.3)
    return model


@case("cat ranker", NUMBERS, FOUR)
def _(X, y):
    return catboost.CatBoostRanker(**CAT).fit(X, y, group_id=GROUPS)


@case("cat CatBoost", TEXT, YES)
def _(X, y):
    return catboost.CatBoost({"loss_function": "Logloss", **CAT}).fit(catboost.Pool(X, y, **TEXTS))


fitted("scaled xgb", NUMBERS, SCORE, make_pipeline(StandardScaler(), xgboost.XGBRegressor(**XGB)))
fitted(
    "scaled lgb", NUMBERS, NAMED, make_pipeline(StandardScaler(), lightgbm.LGBMClassifier(**LGB))
)
fitted(
    "scaled cat", NUMBERS, YES, make_pipeline(StandardScaler(), catboost.CatBoostClassifier(**CAT))
)


def by_column(encoder, model):
    numbers = make_pipeline(SimpleImputer(), StandardScaler())
    steps = [("n", numbers, list(NUMBERS)), ("c", encoder, ["city", "plan", "branch"])]
    return make_pipeline(ColumnTransformer(steps), model)


one_hot = OneHotEncoder(handle_unknown="ignore", sparse_output=False)
ordinal = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
fitted("columns xgb", TEXT, YES, by_column(one_hot, xgboost.XGBClassifier(**XGB)))
fitted("columns lgb", TEXT, SCORE, by_column(ordinal, lightgbm.LGBMRegressor(**LGB)))
fitted("columns cat", TEXT, NAMED, by_column(one_hot, catboost.CatBoostClassifier(**CAT)))
fitted("lgb in a pipeline of one", CATEGORY, YES, make_pipeline(lightgbm.LGBMClassifier(**LGB)))
fitted(
    "searched xgb",
    NUMBERS,
    YES,
    GridSearchCV(xgboost.XGBClassifier(**XGB), {"max_depth": [2, 3]}, cv=2),
)
fitted("calibrated lgb", NUMBERS, YES, CalibratedClassifierCV(lightgbm.LGBMClassifier(**LGB), cv=2))
fitted(
    "voting of three",
    NUMBERS,
    YES,
    VotingClassifier(
        [
            ("x", xgboost.XGBClassifier(**XGB)),
            ("l", lightgbm.LGBMClassifier(**LGB)),
            ("r", make_pipeline(StandardScaler(), LogisticRegression())),
        ],
        voting="soft",
    ),
)
fitted(
    "stacking",
    NUMBERS,
    SCORE,
    StackingRegressor(
        [("f", RandomForestRegressor(10)), ("x", xgboost.XGBRegressor(**XGB))], RidgeCV(), cv=2
    ),
)
fitted(
    "logarithm of the target",
    NUMBERS,
    POSITIVE,
    TransformedTargetRegressor(lightgbm.LGBMRegressor(**LGB), func=np.log1p, inverse_func=np.expm1),
)


def outcome(X, y, fit, folder: str) -> str:
    train = slice(0, ROWS - HELD_OUT)
    model = fit(X[train], y[train])
    try:
        published = publish(model, X[train], y[train], name="zoo", version="1", directory=folder)
    except CannotServe as reason:
        return f"refused: {reason}"
    faults = differences(published.folder, model, X[train], y[train], X[ROWS - HELD_OUT :])
    return f"DIFFERS: {faults}" if faults else "equal"


def main(words: list[str]) -> int:
    outcomes, unexpected = [], []
    for name, (X, y, fit) in CASES.items():
        if all(word in name for word in words):
            with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
                warnings.simplefilter("ignore")
                outcomes.append(outcome(X, y, fit, folder))
            if outcomes[-1].startswith("refused") and name not in REFUSED:
                unexpected.append(name)
            print(f"{name:32} {outcomes[-1]}", flush=True)
    counts = {
        kind: sum(one.startswith(kind) for one in outcomes)
        for kind in ("equal", "refused", "DIFFERS")
    }
    print(f"{len(outcomes)} models: {counts}")
    return counts["DIFFERS"] + len(unexpected)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
