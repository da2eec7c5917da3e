"""LightGBM's trees, read from its own dump. It compares and adds up in float64."""

import numpy as np

from ..problem import CannotServe
from .boosters import class_answer, members, numbers
from .encoders import describe
from .graph import Value
from .registry import Answer, predicts
from .trees import Tree, sum_of_trees

EXPONENTIAL = ("poisson", "gamma", "tweedie")
LOGISTIC = ("binary", "cross_entropy", "multiclassova")
# What LightGBM takes for 0.
ZERO = 1e-35
# What LightGBM takes for infinite: no number is above it.
INFINITE = 1e300


@predicts("lightgbm.LGBMClassifier")
def classifier(model, x) -> Answer:
    dump = _dump(model.booster_)
    scores = _scores(dump, x)
    told = class_answer(_linked(scores, _objective(dump)), model.n_classes_)
    # Only newer versions tell them, and scikit-learn prefers them to probabilities.
    return told.but(scores=scores) if hasattr(model, "decision_function") else told


@predicts("lightgbm.LGBMRegressor", "lightgbm.LGBMRanker")
def regressor(model, x) -> Answer:
    return Answer(values=_answers(_dump(model.booster_), x))


@predicts("lightgbm.Booster")
def booster(model, x) -> Answer:
    dump = _dump(model)
    answers = _answers(dump, x)
    if _objective(dump)[0] in ("binary", "multiclass", "multiclassova"):
        return class_answer(answers, max(2, dump["num_class"]))
    return Answer(values=answers)


def splits(booster) -> set[tuple[int, float]]:
    """(column, threshold) of all splits of numbers."""
    roots = [one["tree_structure"] for one in _dump(booster)["tree_info"]]
    nodes = (node for root in roots for node in _nodes(root) if "threshold" in node)
    found = {(node["split_feature"], node["threshold"]) for node in nodes if not _is_set(node)}
    return {(column, at) for column, at in found if at < INFINITE}


def _dump(booster) -> dict:
    """The iterations that `predict` counts: up to the best one, where training stopped early."""
    return booster.dump_model()


def _objective(dump: dict) -> list[str]:
    """The objective's name and its options; "custom" where the caller brought their own."""
    return dump.get("objective", "custom").split()


def _answers(dump: dict, x) -> Value:
    """float64 [N, targets]: the scores, as the objective answers them."""
    return _linked(_scores(dump, x), _objective(dump))


def _scores(dump: dict, x) -> Value:
    """float64 [N, targets]: the sums of all trees."""
    categories, targets = _categories(dump, x), dump["num_tree_per_iteration"]
    told = dump["tree_info"]
    trees = [_tree(one["tree_structure"], at % targets, categories) for at, one in enumerate(told)]
    scores = sum_of_trees(_zeros_missing(numbers(x, categories), dump), trees, targets)
    return scores / float(len(trees) // targets) if dump["average_output"] else scores


def _zeros_missing(x: Value, dump: dict) -> Value:
    """x with NaN for the zeros of those columns in which LightGBM was told to miss them."""
    roots = [one["tree_structure"] for one in dump["tree_info"]]
    nodes = [node for root in roots for node in _nodes(root)]
    columns = {node["split_feature"] for node in nodes if node.get("missing_type") == "Zero"}
    if not columns:
        return x
    told = np.isin(np.arange(dump["max_feature_idx"] + 1), list(columns))[None, :]
    return ((x.abs() <= ZERO) & x.graph.value(told)).where(np.nan, x)


def _linked(scores: Value, objective: list[str]) -> Value:
    name, *options = objective
    if name in LOGISTIC:
        slope = next((float(one[8:]) for one in options if one.startswith("sigmoid:")), 1.0)
        return (scores * slope).sigmoid()
    if name == "multiclass":
        return scores.softmax()
    if name == "cross_entropy_lambda":
        return (1.0 + scores.exp()).log()
    if name in EXPONENTIAL:
        return scores.exp()
    return scores * scores.abs() if "sqrt" in options else scores


def _categories(dump: dict, x) -> dict[int, list]:
    """Column -> its categories, of columns that were of pandas' type category."""
    known = dump["pandas_categorical"] or []
    infos = dump["feature_infos"]
    columns = [
        at for at, name in enumerate(dump["feature_names"]) if infos.get(name, {}).get("values")
    ]
    if known and len(known) != len(columns):
        raise CannotServe(
            "one of the columns of type category has one value only: drop it and fit again"
        )
    categories = dict(zip(columns, known))
    for at, values in categories.items():
        describe(x, at, values, open_=True)
    return categories


def _tree(root: dict, target: int, categories: dict[int, list]) -> Tree:
    nodes = list(_nodes(root))
    place = {id(node): at for at, node in enumerate(nodes)}
    splits = [_split(node, categories) for node in nodes]
    return Tree(
        feature=np.array([node.get("split_feature", -1) for node in nodes]),
        threshold=np.array([threshold for threshold, _ in splits], dtype="float64"),
        yes=np.array([place.get(id(node.get("left_child")), -1) for node in nodes]),
        no=np.array([place.get(id(node.get("right_child")), -1) for node in nodes]),
        missing_yes=np.array([missing for _, missing in splits], dtype=bool),
        weights=np.array([node.get("leaf_value", 0.0) for node in nodes], dtype="float64"),
        members={at: _members(node, categories) for at, node in enumerate(nodes) if _is_set(node)},
        target=target,
    )


def _nodes(root: dict):
    """The root and all nodes below it, the root first."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += [node[side] for side in ("right_child", "left_child") if side in node]


def _is_set(node: dict) -> bool:
    return node.get("decision_type") == "=="


def _members(node: dict, categories: dict[int, list]) -> list[float]:
    codes = [int(code) for code in node["threshold"].split("||")]
    return members(codes, categories.get(node["split_feature"]))


def _split(node: dict, categories: dict[int, list]) -> tuple[float, bool]:
    """The threshold, and whether a missing value goes left."""
    if "leaf_coeff" in node:
        raise CannotServe("LightGBM's linear trees: fit with linear_tree=False")
    if "threshold" not in node or _is_set(node):
        return 0.0, False
    threshold = np.inf if node["threshold"] >= INFINITE else node["threshold"]
    if node["missing_type"] != "None":
        return threshold, node["default_left"]
    # Where nothing was missing in training, LightGBM takes what is missing for 0.
    return threshold, 0 <= threshold
