"""scikit-learn's trees: decision trees, forests, boosting."""

from dataclasses import replace

import numpy as np
from sklearn.ensemble._iforest import _average_path_length

from ..problem import CannotServe
from .graph import Value, concat
from .linear import outlying
from .registry import Answer, answer, predicts, transform
from .trees import Tree, sum_of_trees, weights_of_trees


def tree_of(estimator, weights=None, target: int = 0) -> Tree:
    """A fitted DecisionTree…, ExtraTree…; `weights` stands in for what its leaves answer."""
    tree = estimator.tree_
    missing = getattr(tree, "missing_go_to_left", np.zeros(tree.node_count, dtype=np.uint8))
    return Tree(
        feature=np.where(tree.children_left < 0, -1, tree.feature),
        threshold=tree.threshold,
        yes=tree.children_left,
        no=tree.children_right,
        missing_yes=np.asarray(missing, dtype=bool),
        weights=tree.value[:, :, 0] if weights is None else weights,
        target=target,
    )


def _shares(tree) -> np.ndarray:
    """Each node's class probabilities [nodes, classes], those of several labels side by side."""
    values = tree.tree_.value
    shares = values / values.sum(axis=2, keepdims=True)
    return shares.reshape(len(shares), -1)


@predicts("sklearn.DecisionTreeClassifier", "sklearn.ExtraTreeClassifier")
def tree_classifier(model, x) -> Answer:
    return _vote(x, [model])


@predicts("sklearn.RandomForestClassifier", "sklearn.ExtraTreesClassifier")
def forest_classifier(model, x) -> Answer:
    return _vote(x, model.estimators_)


def _vote(x, estimators) -> Answer:
    """What the trees answer on average, for one label or several."""
    x = x.numbers().through_float32()
    trees = [tree_of(tree, _shares(tree)) for tree in estimators]
    mean = weights_of_trees(x, trees).sum(1, keep=False) / float(len(trees))
    if estimators[0].n_outputs_ == 1:
        return _classes(mean)
    # Of each label's two shares the second: that it is there.
    there = mean.pick(range(1, 2 * estimators[0].n_outputs_, 2))
    return Answer(flags=there > 0.5, probabilities=there)


@predicts("sklearn.DecisionTreeRegressor", "sklearn.ExtraTreeRegressor")
def tree_regressor(model, x) -> Answer:
    return Answer(values=_mean(x, [model]))


@predicts("sklearn.RandomForestRegressor", "sklearn.ExtraTreesRegressor")
def forest_regressor(model, x) -> Answer:
    return Answer(values=_mean(x, model.estimators_))


def _mean(x, estimators) -> Value:
    x = x.numbers().through_float32()
    trees = [tree_of(one) for one in estimators]
    if trees[0].weights.shape[1] > 1:
        return weights_of_trees(x, trees).sum(1, keep=False) / float(len(trees))
    single = [tree_of(one, tree.weights[:, 0]) for one, tree in zip(estimators, trees)]
    return sum_of_trees(x, single) / float(len(trees))


def _classes(probabilities: Value) -> Answer:
    return Answer(positions=probabilities.argmax(), probabilities=probabilities)


@predicts("sklearn.GradientBoostingRegressor")
def boosting_regressor(model, x) -> Answer:
    return Answer(values=_stages(model, x))


@predicts("sklearn.GradientBoostingClassifier")
def boosting_classifier(model, x) -> Answer:
    raw = _stages(model, x)
    if len(model.classes_) > 2:
        return _classes(raw.softmax()).but(positions=raw.argmax(), scores=raw)
    # The exponential loss counts half the log-odds.
    second = (raw * 2.0 if model.loss == "exponential" else raw).sigmoid()
    return Answer((raw >= 0.0).cast("whole").reshape(-1), concat([1.0 - second, second]), raw)


def _stages(model, x) -> Value:
    x = x.numbers().through_float32()
    stages = model.estimators_
    trees = [
        tree_of(one, one.tree_.value[:, 0, 0] * model.learning_rate, target)
        for stage in stages
        for target, one in enumerate(stage)
    ]
    summed = sum_of_trees(x, trees, stages.shape[1])
    if isinstance(model.init_, str):
        return summed
    return _initial(model, x) + summed


def _initial(model, x: Value):
    """What boosting starts from: of scikit-learn's own start a constant row."""
    if type(model.init_).__name__.startswith("Dummy"):
        return model._raw_predict_init(np.zeros((1, model.n_features_in_), dtype="float32"))
    first = answer(model.init_, x)
    if first.values is not None:
        return first.values
    raise CannotServe("boosting that starts from a classifier (init=…): use init='zero' or none")


@predicts("sklearn.HistGradientBoostingRegressor")
def hist_regressor(model, x) -> Answer:
    raw = _histograms(model, x)
    link = type(model._loss.link).__name__
    return Answer(values=raw.exp() if link == "LogLink" else raw)


@predicts("sklearn.HistGradientBoostingClassifier")
def hist_classifier(model, x) -> Answer:
    raw = _histograms(model, x)
    if len(model.classes_) > 2:
        return Answer(raw.argmax(), raw.softmax(), raw)
    second = raw.sigmoid()
    shares = concat([1.0 - second, second])
    return Answer(shares.argmax(), shares, raw)


def _histograms(model, x) -> Value:
    categories = getattr(model, "_preprocessor", None)
    if categories is not None:
        x = transform(categories, x)
    x = x.numbers()
    bitsets, places = model._bin_mapper.make_known_categories_bitsets()
    trees = [
        _hist_tree(one, target, bitsets, places)
        for stage in model._predictors
        for target, one in enumerate(stage)
    ]
    start = np.asarray(model._baseline_prediction, dtype="float64").reshape(1, -1)
    return sum_of_trees(x, trees, model.n_trees_per_iteration_) + start


def _hist_tree(predictor, target: int, bitsets, places) -> Tree:
    nodes = predictor.nodes
    leaves = nodes["is_leaf"].astype(bool)
    members, missing = {}, nodes["missing_go_to_left"].astype(bool)
    for at in np.flatnonzero(nodes["is_categorical"].astype(bool) & ~leaves):
        left = _bits(predictor.raw_left_cat_bitsets[nodes["bitset_idx"][at]])
        known = _bits(bitsets[places[nodes["feature_idx"][at]]])
        unknown = [float(one) for one in range(256) if one not in known]
        # What training did not know, goes the way of missing values.
        members[int(at)] = [float(one) for one in left] + (unknown if missing[at] else [])
    return Tree(
        feature=np.where(leaves, -1, nodes["feature_idx"]).astype(int),
        threshold=np.where(
            np.isinf(nodes["num_threshold"]), np.finfo(float).max, nodes["num_threshold"]
        ),
        yes=nodes["left"].astype(int),
        no=nodes["right"].astype(int),
        missing_yes=missing,
        weights=nodes["value"].astype("float64"),
        members=members,
        target=target,
    )


def _bits(words) -> list[int]:
    return [
        32 * word + bit
        for word, mask in enumerate(words)
        for bit in range(32)
        if int(mask) >> bit & 1
    ]


@predicts("sklearn.IsolationForest")
def isolation_forest(model, x) -> Answer:
    x = x.numbers().through_float32()
    trees = []
    for at, (one, features) in enumerate(zip(model.estimators_, model.estimators_features_)):
        paths = model._decision_path_lengths[at] + model._average_path_length_per_tree[at] - 1.0
        tree = tree_of(one, np.asarray(paths, dtype="float64"))
        trees.append(
            replace(
                tree, feature=np.where(tree.feature < 0, -1, np.asarray(features)[tree.feature])
            )
        )
    deepest = len(trees) * _average_path_length([model._max_samples])
    share = sum_of_trees(x, trees) / float(np.ravel(deepest)[0])
    return outlying(-(share * -np.log(2.0)).exp() - float(model.offset_))
