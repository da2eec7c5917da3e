"""Forests that answer 1 where all of their trees agree.

skl2onnx divides every leaf by the number of trees, and the runtime adds the quotients up in
float32: a hundred times 0.01 is 0.99999934. Whole leaves add up exactly, so the division is moved
behind the sum, where scikit-learn has it too; ties stay ties.
"""

from collections import defaultdict

import numpy as np
import onnx
from onnx import helper, numpy_helper


def divide_after_the_sum(model: onnx.ModelProto) -> None:
    """Changes, in place, every forest of the graph whose leaves hold probabilities / trees."""
    graph = model.graph
    nodes = []
    for node in graph.node:
        nodes.append(node)
        if _is_forest(node):
            nodes.append(_division(graph, node))
    del graph.node[:]
    graph.node.extend(nodes)


def _is_forest(node: onnx.NodeProto) -> bool:
    """Whether the node adds up trees whose leaves all sum to 1 / trees."""
    attributes = _attributes(node)
    if node.op_type != "TreeEnsembleClassifier" or attributes.get("post_transform") != b"NONE":
        return False
    trees = len(set(attributes["class_treeids"]))
    is_mean = np.allclose(_leaf_sums(attributes) * trees, 1, atol=1e-4)
    return is_mean and "base_values" not in attributes


def _division(graph: onnx.GraphProto, node: onnx.NodeProto) -> onnx.NodeProto:
    """Makes the leaves whole; returns the node that divides their sum."""
    attributes = _attributes(node)
    # Over the leaf's own sum, not times the trees: a leaf of one class becomes 1 to the last bit.
    whole = np.array(attributes["class_weights"]) / _leaf_sums(attributes)
    weights = next(a for a in node.attribute if a.name == "class_weights")
    weights.floats[:] = whole.astype("float32").tolist()
    probabilities = node.output[1]
    sums, divisor = f"{probabilities}_sum", f"{probabilities}_trees"
    node.output[1] = sums
    trees = np.float32(len(set(attributes["class_treeids"])))
    graph.initializer.append(numpy_helper.from_array(trees, divisor))
    return helper.make_node("Div", [sums, divisor], [probabilities], f"{node.name}_mean")


def _leaf_sums(attributes: dict) -> np.ndarray:
    """For each class weight, float64 [weights], the sum over the leaf that it stands in."""
    leaves = list(zip(attributes["class_treeids"], attributes["class_nodeids"], strict=True))
    sums = defaultdict(float)
    for leaf, weight in zip(leaves, attributes["class_weights"], strict=True):
        sums[leaf] += weight
    return np.array([sums[leaf] for leaf in leaves])


def _attributes(node: onnx.NodeProto) -> dict:
    return {a.name: helper.get_attribute_value(a) for a in node.attribute}
