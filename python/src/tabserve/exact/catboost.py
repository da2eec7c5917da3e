"""CatBoost's trees, read from its own JSON. It compares in float32 and adds up in float64."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from ..problem import CannotServe
from .boosters import class_answer
from .catboost_categories import counters_of, hashes_of
from .graph import Value, concat
from .registry import Answer, predicts
from .trees import Tree, lone_leaf, sum_of_trees

CLASSES = ("Logloss", "CrossEntropy", "MultiClass", "MultiClassOneVsAll")


@predicts("catboost.CatBoostClassifier")
def classifier(model, x) -> Answer:
    scores, loss = _scores(model, x), _loss(model)
    if loss.startswith("Multi") and loss not in CLASSES:
        return Answer(flags=scores > 0.0, probabilities=scores.sigmoid())
    return _classes(model, scores)


@predicts("catboost.CatBoostRegressor", "catboost.CatBoostRanker")
def regressor(model, x) -> Answer:
    scores, loss = _scores(model, x), _loss(model)
    if loss == "RMSEWithUncertainty":
        # The mean, and the variance of which the trees tell the logarithm's half.
        scores = concat([scores.pick([0]), (scores.pick([1]) * 2.0).exp()])
    return Answer(values=scores.exp() if loss in ("Poisson", "Tweedie") else scores)


@predicts("catboost.CatBoost")
def catboost(model, x) -> Answer:
    scores = _scores(model, x)
    return _classes(model, scores) if _loss(model) in CLASSES else Answer(values=scores)


def _classes(model, scores: Value) -> Answer:
    loss = _loss(model)
    probabilities = scores.softmax() if loss == "MultiClass" else scores.sigmoid()
    answer = class_answer(probabilities, len(model.classes_))
    decides = loss in CLASSES[:2] and hasattr(model, "get_probability_threshold")
    threshold = model.get_probability_threshold() if decides else None
    if threshold is None:
        return answer
    return answer.but(positions=(probabilities > threshold).cast("whole").reshape(-1))


def _loss(model) -> str:
    return str(model.get_all_params()["loss_function"]).split(":")[0]


def _scores(model, x) -> Value:
    """float64 [N, targets]: the sums of all trees."""
    told = _json(model)
    scale, bias = told["scale_and_bias"]
    splits = _Splits(told["features_info"])
    shapes = [splits.oblivious(tree) for tree in told.get("oblivious_trees", [])]
    shapes += [splits.free(tree) for tree in told.get("trees", [])]
    trees = [_tree(*shape, target) for shape in shapes for target in range(len(bias))]
    sums = sum_of_trees(_matrix(told, x), trees, len(bias))
    return sums * float(scale) + np.array(bias, dtype="float64")[None, :]


def _json(model) -> dict:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.json"
        model.save_model(str(path), format="json")
        return json.loads(path.read_text())


def _matrix(told: dict, x) -> Value:
    """What the trees ask of a row: numbers, then hashes of categories, then counters."""
    infos = told["features_info"]
    for kind in ("text_features", "embedding_features"):
        if infos.get(kind):
            raise CannotServe(
                f"CatBoost's {kind}: make numbers or categories of them and fit again"
            )
    floats = infos.get("float_features", [])
    parts = [_numbers(x, floats)] if floats else []
    hashes = hashes_of(x, infos)
    parts += [one.cast("number") for one in hashes]
    if infos.get("ctrs"):
        parts.append(counters_of(told, parts[0] if floats else None, hashes))
    return concat(parts)


def _numbers(x, floats: list[dict]) -> Value:
    """Missing numbers are below all borders, or above all where the feature says so."""
    numbers = x.pick([one["flat_feature_index"] for one in floats]).numbers().through_float32()
    missing = [np.inf if one["nan_value_treatment"] == "AsTrue" else np.nan for one in floats]
    return numbers.is_nan().where(np.array([missing]), numbers) if np.inf in missing else numbers


class _Splits:
    """Where each question stands in the matrix. A question holds for rows that go right."""

    def __init__(self, infos: dict):
        floats = infos.get("float_features", [])
        self.hashes = len(floats)
        counters = self.hashes + len(infos.get("categorical_features", []))
        # A split on a counter is told by its number among the borders of all features.
        borders = [len(one["borders"] or []) for one in floats]
        values = [len(one.get("values", [])) for one in infos.get("categorical_features", [])]
        first = sum(borders) + sum(values)
        self.counters = {}
        for at, counter in enumerate(infos.get("ctrs", [])):
            self.counters.update({first + i: counters + at for i in range(len(counter["borders"]))})
            first += len(counter["borders"])

    def question(self, split: dict) -> tuple[int, float, float | None]:
        """(column, border, category's hash or None)."""
        if split["split_type"] == "FloatFeature":
            return split["float_feature_index"], split["border"], None
        if split["split_type"] == "OneHotFeature":
            return self.hashes + split["cat_feature_index"], 0.0, float(split["value"])
        return self.counters[split["split_index"]], split["border"], None

    def oblivious(self, tree: dict) -> tuple[list, list, np.ndarray]:
        """(questions, children, leaves) of a tree that asks the same of all rows at each level."""
        splits = tree.get("splits") or []
        levels = [self.question(split) for split in splits]
        questions = [levels[level] for level in range(len(levels)) for _ in range(2**level)]
        # Nodes level by level; the first question is the lowest bit of a leaf's number.
        children = [(2 * node + 1, 2 * node + 2) for node in range(len(questions))]
        count = 2 ** len(levels)
        order = [
            int(f"{leaf:0{len(levels)}b}"[::-1] or "0", 2) if levels else 0 for leaf in range(count)
        ]
        return questions, children, np.array(tree["leaf_values"]).reshape(count, -1)[order]

    def free(self, tree: dict) -> tuple[list, list, np.ndarray]:
        """(questions, children, leaves) of a tree of any shape; nodes before leaves."""
        nodes, leaves, waiting = [], [], [tree]
        while waiting:
            node = waiting.pop()
            (nodes if "split" in node else leaves).append(node)
            waiting += [node[side] for side in ("right", "left") if side in node]
        place = {id(node): at for at, node in enumerate(nodes + leaves)}
        children = [(place[id(node["left"])], place[id(node["right"])]) for node in nodes]
        questions = [self.question(node["split"]) for node in nodes]
        return (
            questions,
            children,
            np.array([node["value"] for node in leaves]).reshape(len(leaves), -1),
        )


def _tree(questions: list, children: list, leaves: np.ndarray, target: int) -> Tree:
    if not questions:
        return lone_leaf(leaves[0, target], target)
    column, border, category = map(list, zip(*questions))
    rest = np.full(len(leaves), -1)
    left, right = np.array(children).T
    # `yes` is "at most the border", which is left, or "of this category", which is right.
    equal = np.array([one is not None for one in category])
    return Tree(
        feature=np.append(column, rest),
        threshold=np.append(np.array(border, dtype="float64"), rest),
        yes=np.append(np.where(equal, right, left), rest),
        no=np.append(np.where(equal, left, right), rest),
        missing_yes=np.append(~equal, rest < 0),
        weights=np.append(np.zeros(len(questions)), leaves[:, target]),
        members={at: [one] for at, one in enumerate(category) if one is not None},
        target=target,
    )
