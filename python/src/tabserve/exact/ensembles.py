"""scikit-learn's trees: decision trees, forests, boosting."""

import numpy as np

from .graph import Value
from .registry import Answer, predicts
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
    """Each node's class probabilities [nodes, classes]."""
    values = tree.tree_.value[:, 0, :]
    return values / values.sum(axis=1, keepdims=True)


@predicts("sklearn.DecisionTreeClassifier", "sklearn.ExtraTreeClassifier")
def tree_classifier(model, x) -> Answer:
    x = x.numbers().through_float32()
    return _classes(weights_of_trees(x, [tree_of(model, _shares(model))]).sum(1, keep=False))


@predicts("sklearn.RandomForestClassifier", "sklearn.ExtraTreesClassifier")
def forest_classifier(model, x) -> Answer:
    x = x.numbers().through_float32()
    trees = [tree_of(tree, _shares(tree)) for tree in model.estimators_]
    return _classes(weights_of_trees(x, trees).sum(1, keep=False) / float(len(trees)))


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
