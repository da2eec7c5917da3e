"""XGBoost's trees, read from its own JSON. It compares and adds up in float32."""

import json
from dataclasses import replace

import numpy as np

from .boosters import categories_of, class_answer, members, numbers, texts_of
from .encoders import describe
from .graph import Value
from .registry import Answer, predicts
from .trees import LESS, Tree, lone_leaf, sum_of_trees

EXPONENTIAL = ("count:poisson", "reg:gamma", "reg:tweedie", "survival:cox", "survival:aft")
LOGISTIC = ("binary:logistic", "reg:logistic")
SOFTMAX = ("multi:softprob", "multi:softmax")


@predicts("xgboost.XGBClassifier")
def classifier(model, x) -> Answer:
    learner = _learner(model.get_booster())
    answers = _answers(learner, _present(model, x), _best(model))
    if _targets(learner) > 1 and learner["objective"]["name"] in LOGISTIC:
        return Answer(flags=answers > 0.5, probabilities=answers)
    return class_answer(answers, model.n_classes_)


@predicts("xgboost.XGBRegressor", "xgboost.XGBRanker")
def regressor(model, x) -> Answer:
    return Answer(values=_answers(_learner(model.get_booster()), _present(model, x), _best(model)))


@predicts("xgboost.Booster")
def booster(model, x) -> Answer:
    learner = _learner(model)
    answers = _answers(learner, x, None)
    if learner["objective"]["name"] in ("binary:logistic", "multi:softprob"):
        return class_answer(answers, max(2, _targets(learner)))
    return Answer(values=answers)


def splits(booster) -> set[tuple[int, float]]:
    """(column, threshold) of all splits of numbers, and the float32 before each."""
    model = _learner(booster)["gradient_booster"]
    found = set()
    for told in model.get("gbtree", model)["model"].get("trees", []):
        parts = zip(
            told["split_indices"],
            told["split_conditions"],
            told["left_children"],
            told["split_type"],
        )
        found.update(
            (column, np.float32(at)) for column, at, left, kind in parts if left >= 0 and kind == 0
        )
    before = np.float32(-np.inf)
    return {(column, float(one)) for column, at in found for one in (np.nextafter(at, before), at)}


def _present(model, x):
    """x with NaN for what the model was told to take as missing."""
    if np.isnan(model.missing):
        return x
    x = numbers(x, {}).through_float32()
    return x.equals(float(np.float32(model.missing))).where(np.nan, x)


def _best(model) -> int | None:
    """Iterations up to the best one, where training stopped early."""
    return model.best_iteration + 1 if model.early_stopping_rounds is not None else None


def _learner(booster) -> dict:
    return json.loads(booster.save_raw("json"))["learner"]


def _targets(learner: dict) -> int:
    told = learner["learner_model_param"]
    return max(int(told["num_class"]), int(told.get("num_target", 1)), 1)


def _answers(learner: dict, x, iterations: int | None) -> Value:
    """float64 [N, targets]: the sums of all trees, as the objective answers them."""
    booster = learner["gradient_booster"]
    scores = _line if booster["name"] == "gblinear" else _trees
    return _linked(scores(learner, x, iterations), learner)


def _line(learner: dict, x, _iterations) -> Value:
    """float64 [N, targets] of a linear model; what is missing adds nothing."""
    base = _base_scores(learner).astype("float64")
    told = np.array(learner["gradient_booster"]["model"]["weights"]).reshape(-1, len(base))
    x = numbers(x, {}).through_float32()
    return x.is_nan().where(0.0, x) @ told[:-1] + (told[-1] + base)[None, :]


def _trees(learner: dict, x, iterations: int | None) -> Value:
    """float64 [N, targets], but added up in float32 as XGBoost does it: the base score first."""
    booster = learner["gradient_booster"]
    model = booster.get("gbtree", booster)["model"]
    count = model["iteration_indptr"][iterations] if iterations else len(model["trees"])
    shares = booster.get("weight_drop", [1] * count)
    categories = _categories(learner, model, x)
    trees = [lone_leaf(score, target) for target, score in enumerate(_base_scores(learner))]
    targets = len(trees)
    for told, target, share in zip(model["trees"][:count], model["tree_info"], shares):
        trees += _tree(told, target, np.float32(share), categories)
    return sum_of_trees(numbers(x, categories).cast("single"), trees, targets).cast("number")


def _linked(scores: Value, learner: dict) -> Value:
    objective = learner["objective"]["name"]
    if objective in LOGISTIC:
        return scores.sigmoid()
    if objective in SOFTMAX:
        return scores.softmax()
    if objective in EXPONENTIAL:
        return scores.exp()
    return (scores > 0.0).cast("number") if objective == "binary:hinge" else scores


def _base_scores(learner: dict) -> np.ndarray:
    """float32 [targets]: the sums before the first tree; `base_score` is told as an answer."""
    told = json.loads(learner["learner_model_param"]["base_score"])
    base = np.broadcast_to(np.array(told, dtype="float32"), _targets(learner))
    if learner["objective"]["name"] in LOGISTIC:
        return -np.log(1 / base - 1)
    return np.log(base) if learner["objective"]["name"] in EXPONENTIAL else base


def _categories(learner: dict, model: dict, x) -> dict[int, list]:
    """Column -> its categories, as the model knows them; before 3.1 only the frame did."""
    known = enumerate(model.get("cats", {}).get("enc", []))
    categories = {at: _plain(one, texts_of(x, at)) for at, one in known if one["values"]}
    for at, kind in enumerate(learner.get("feature_types", [])):
        if kind == "c" and at not in categories:
            categories.update({at: values} if (values := categories_of(x, at)) else {})
    for at, values in categories.items():
        describe(x, at, values, open_=False)
    return categories


def _plain(told: dict, texts: list[str]) -> list:
    """Categories as the frame has them.

    Texts are told as bytes, one after the other, but with the places of their characters: where
    some are not ASCII, only the frame tells where they end.
    """
    if "offsets" not in told:
        return told["values"]
    ends, joined = told["offsets"], bytes(value % 256 for value in told["values"])
    if len(texts) == len(ends) - 1 and "".join(texts).encode().startswith(joined):
        return texts
    return [joined[a:b].decode(errors="replace") for a, b in zip(ends, ends[1:])]


def _tree(told: dict, target: int, share: np.float32, categories: dict[int, list]) -> list[Tree]:
    """One tree; where its leaves hold a value for each target, one for each of them."""
    left, right = np.array(told["left_children"]), np.array(told["right_children"])
    feature = np.where(left < 0, -1, told["split_indices"])
    sets = {node: members(codes, categories.get(feature[node])) for node, codes in _sets(told)}
    # Rows below the threshold go left, those in the set right.
    in_set = np.isin(np.arange(len(left)), list(sets))
    conditions = np.array(told["split_conditions"], dtype="float32")
    tree = Tree(
        feature=feature,
        threshold=conditions.astype("float64"),
        yes=np.where(in_set, right, left),
        no=np.where(in_set, left, right),
        missing_yes=np.array(told["default_left"], dtype=bool) ^ in_set,
        weights=(share * conditions).astype("float64"),
        mode=LESS,
        members=sets,
        target=target,
    )
    several = int(told["tree_param"]["size_leaf_vector"])
    if several <= 1:
        return [tree]
    # A leaf's right child is its place among the leaves.
    leaves = np.array(told["leaf_weights"], dtype="float64").reshape(-1, several)
    weights = leaves[np.where(left < 0, right, 0)]
    return [replace(tree, weights=weights[:, at], target=at) for at in range(several)]


def _sets(told: dict):
    """(node, category codes) of every split by a set."""
    keys = ("categories_nodes", "categories_segments", "categories_sizes")
    for node, start, size in zip(*(told[key] for key in keys)):
        yield node, told["categories"][start : start + size]
