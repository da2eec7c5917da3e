"""XGBoost's trees, read from its own JSON. It compares and adds up in float32."""

import json

import numpy as np

from ..problem import CannotServe
from .boosters import class_answer, members, numbers, texts_of
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


def _present(model, x):
    """x with NaN for what the model was told to take as missing."""
    if np.isnan(model.missing):
        return x
    x = numbers(x, {})
    return x.equals(float(model.missing)).where(np.nan, x)


def _best(model) -> int | None:
    """Iterations up to the best one, where training stopped early."""
    return model.best_iteration + 1 if model.early_stopping_rounds is not None else None


def _learner(booster) -> dict:
    learner = json.loads(booster.save_raw("json"))["learner"]
    if learner["gradient_booster"]["name"] == "gblinear":
        raise CannotServe('XGBoost\'s booster "gblinear" has no trees: fit with booster="gbtree"')
    return learner


def _targets(learner: dict) -> int:
    told = learner["learner_model_param"]
    return max(int(told["num_class"]), int(told.get("num_target", 1)), 1)


def _answers(learner: dict, x, iterations: int | None) -> Value:
    """float64 [N, targets]: the sums of all trees, as the objective answers them."""
    booster = learner["gradient_booster"]
    model = booster.get("gbtree", booster)["model"]
    count = model["iteration_indptr"][iterations] if iterations else len(model["trees"])
    dropped = booster.get("weight_drop", [1] * count)
    categories = _categories(model, x)
    trees = [
        _tree(model["trees"][at], model["tree_info"][at], np.float32(dropped[at]), categories)
        for at in range(count)
    ]
    # First the base score: in float32 the order tells in the last digits.
    base = [lone_leaf(score, target) for target, score in enumerate(_base_scores(learner))]
    x = numbers(x, categories).cast("single")
    return _linked(sum_of_trees(x, base + trees, len(base)).cast("number"), learner)


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


def _categories(model: dict, x) -> dict[int, list]:
    """Column -> its categories, where the model knows them."""
    known = enumerate(model.get("cats", {}).get("enc", []))
    categories = {at: _plain(one, texts_of(x, at)) for at, one in known if one["values"]}
    for at, values in categories.items():
        describe(x, at, values, open_=False)
    return categories


def _plain(told: dict, texts: list[str]) -> list:
    """Categories as the frame has them.

    Texts are told as bytes, one after the other, of each as many as it has characters: those that
    are not ASCII are cut short, and recognised by what is left.
    """
    if "offsets" not in told:
        return told["values"]
    whole = {text.encode()[: len(text)]: text for text in texts}
    joined = bytes(value % 256 for value in told["values"])
    cut = [joined[a:b] for a, b in zip(told["offsets"], told["offsets"][1:])]
    return [whole.get(one, one.decode(errors="replace")) for one in cut]


def _tree(told: dict, target: int, weight: np.float32, categories: dict[int, list]) -> Tree:
    if int(told["tree_param"]["size_leaf_vector"]) > 1:
        raise CannotServe('leaves with several values: fit with multi_strategy="one_output_per_tree"')
    left, right = np.array(told["left_children"]), np.array(told["right_children"])
    feature = np.where(left < 0, -1, told["split_indices"])
    sets = {node: members(codes, categories.get(feature[node])) for node, codes in _sets(told)}
    # Rows below the threshold go left, those in the set right.
    in_set = np.isin(np.arange(len(left)), list(sets))
    conditions = np.array(told["split_conditions"], dtype="float32")
    return Tree(
        feature=feature,
        threshold=conditions.astype("float64"),
        yes=np.where(in_set, right, left),
        no=np.where(in_set, left, right),
        missing_yes=np.array(told["default_left"], dtype=bool) ^ in_set,
        weights=(weight * conditions).astype("float64"),
        mode=LESS,
        members=sets,
        target=target,
    )


def _sets(told: dict):
    """(node, category codes) of every split by a set."""
    keys = ("categories_nodes", "categories_segments", "categories_sizes")
    for node, start, size in zip(*(told[key] for key in keys)):
        yield node, told["categories"][start : start + size]
