"""Decision trees as one `TreeEnsemble` in float64, which decides and adds up as trainers do."""

from dataclasses import dataclass, field, replace

import numpy as np
from onnx import numpy_helper

from .graph import NUMPY, Value

# How a node compares, in the numbers of the standard's TreeEnsemble.
LESS_OR_EQUAL, LESS, MEMBER = 0, 1, 6


@dataclass(frozen=True)
class Tree:
    """One tree of n nodes; node 0 is its root.

    `feature` int [n], -1 at a leaf; `threshold` float64 [n]; `yes`, `no` int [n]: the children where
    `x <= threshold` (or `<`, by `mode`) holds and does not; `missing_yes` bool [n]: whether NaN goes
    the way of yes; `weights` float64 [n] (or [n, outputs], for `mean_of_trees`): what leaves answer.
    `members`: node -> the numbers whose rows go the way of yes, for splits by category.
    `target`: which output of `sum_of_trees` the tree adds to.
    """

    feature: np.ndarray
    threshold: np.ndarray
    yes: np.ndarray
    no: np.ndarray
    missing_yes: np.ndarray
    weights: np.ndarray
    mode: int = LESS_OR_EQUAL
    members: dict[int, list[float]] = field(default_factory=dict)
    target: int = 0


def lone_leaf(weight: float, target: int = 0) -> Tree:
    """A tree that asks nothing: it adds the same to every row."""
    nothing = np.array([-1])
    return Tree(
        nothing, np.zeros(1), nothing, nothing, np.zeros(1, bool), np.array([weight]), target=target
    )


def sum_of_trees(x: Value, trees: list[Tree], targets: int = 1) -> Value:
    """[N, targets]: the leaves that a row of x [N, features] reaches, added up in the trees' order.

    Compares and adds up in float64, or in float32 where x is of the kind "single".
    """
    ensemble = _Ensemble()
    for tree in trees:
        ensemble.add(tree)
    return ensemble.node(x, targets)


def leaves_of_trees(x: Value, trees: list[Tree]) -> Value:
    """whole [N, trees]: the node at which a row ends in each tree."""
    numbered = [
        replace(tree, weights=np.arange(len(tree.feature), dtype="float64"), target=at)
        for at, tree in enumerate(trees)
    ]
    return sum_of_trees(x, numbered, len(trees)).cast("whole")


def weights_of_trees(x: Value, trees: list[Tree]) -> Value:
    """float64 [N, trees, outputs]: what each tree answers, of trees with several outputs."""
    sizes = [len(tree.feature) for tree in trees]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    table = x.graph.constant(np.concatenate([tree.weights for tree in trees]))
    return table.gather(leaves_of_trees(x, trees) + starts[None, :], axis=0)


class _Ensemble:
    """The attributes of a TreeEnsemble: inner nodes and leaves are counted apart."""

    def __init__(self):
        self.nodes = {key: [] for key in ("feature", "split", "mode", "missing")}
        self.ways = {key: [] for key in ("yes", "no")}
        self.leaf = {key: [] for key in ("yes", "no")}
        self.targets, self.weights, self.roots, self.members = [], [], [], []

    def add(self, tree: Tree) -> None:
        inner = np.flatnonzero(tree.feature >= 0)
        start = len(self.nodes["feature"])
        self.roots.append(start)
        if len(inner) == 0:
            self._lone_leaf(tree)
            return
        leaves = np.flatnonzero(tree.feature < 0)
        place = np.empty(len(tree.feature), dtype=int)
        place[inner] = start + np.arange(len(inner))
        place[leaves] = len(self.weights) + np.arange(len(leaves))
        modes = [MEMBER if node in tree.members else tree.mode for node in inner.tolist()]
        self.nodes["feature"] += tree.feature[inner].tolist()
        self.nodes["split"] += tree.threshold[inner].tolist()
        self.nodes["mode"] += modes
        self.nodes["missing"] += tree.missing_yes[inner].astype(int).tolist()
        for key, ways in (("yes", tree.yes[inner]), ("no", tree.no[inner])):
            self.ways[key] += place[ways].tolist()
            self.leaf[key] += (tree.feature[ways] < 0).astype(int).tolist()
        for node in inner.tolist():
            if node in tree.members:
                self.members += [*map(float, tree.members[node]), np.nan]
        self.weights += tree.weights[leaves].tolist()
        self.targets += [tree.target] * len(leaves)

    def _lone_leaf(self, tree: Tree) -> None:
        """A tree without a question: one that has the same leaf on both sides."""
        for key, value in (("feature", 0), ("split", 0.0), ("mode", LESS_OR_EQUAL), ("missing", 0)):
            self.nodes[key].append(value)
        for key in ("yes", "no"):
            self.ways[key].append(len(self.weights))
            self.leaf[key].append(1)
        self.weights.append(float(tree.weights[0]))
        self.targets.append(tree.target)

    def node(self, x: Value, targets: int) -> Value:
        return x.op(
            "TreeEnsemble",
            domain="ai.onnx.ml",
            to=x.kind,
            nodes_featureids=self.nodes["feature"],
            nodes_splits=_floats(self.nodes["split"], x.kind),
            nodes_modes=numpy_helper.from_array(np.array(self.nodes["mode"], dtype=np.uint8)),
            nodes_truenodeids=self.ways["yes"],
            nodes_falsenodeids=self.ways["no"],
            nodes_trueleafs=self.leaf["yes"],
            nodes_falseleafs=self.leaf["no"],
            nodes_missing_value_tracks_true=self.nodes["missing"],
            **({"membership_values": _floats(self.members, x.kind)} if self.members else {}),
            tree_roots=self.roots,
            n_targets=targets,
            leaf_targetids=self.targets,
            leaf_weights=_floats(self.weights, x.kind),
            aggregate_function=1,
            post_transform=0,
        )


def _floats(values: list, kind: str):
    return numpy_helper.from_array(np.array(values, dtype=NUMPY[kind]))
