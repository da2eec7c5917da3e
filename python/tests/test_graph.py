"""Any ONNX graph, beside a function that gives the trainer's answers."""

import json

import numpy as np
import onnx
import pandas as pd
import pytest
from onnx import TensorProto, helper

from tabserve import CannotServe, publish_graph, verify

X = pd.DataFrame({"a": np.arange(50) / 8, "b": np.arange(50) % 5 / 4})
TOLD = {"name": "m", "version": "1"}


def graph(nodes, outputs, element=TensorProto.FLOAT, weights=(2.0, -1.0)):
    """x [N, 2] -> z = x @ weights -> outputs."""
    weight = helper.make_tensor("w", element, [2, 1], weights)
    nodes = [helper.make_node("MatMul", ["x", "w"], ["z"]), *nodes]
    x = helper.make_tensor_value_info("x", element, [None, 2])
    made = helper.make_graph(nodes, "g", [x], outputs, [weight])
    return helper.make_model(made, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)


VALUE = graph([], [helper.make_tensor_value_info("z", TensorProto.FLOAT, [None, 1])])


def predict(table):
    return table["a"] * 2 - table["b"]


def test_a_regressor_is_found_by_its_types(tmp_path):
    published = publish_graph(VALUE, predict, X, predict(X), task="regression", directory=tmp_path, **TOLD)
    contract = json.loads((published.folder / "model.json").read_text())
    assert (contract["contractVersion"], contract["outputs"]) == (1, {"value": "z"})
    assert verify(published.folder) == published.vectors


def test_bytes_and_files_do_as_well(tmp_path):
    onnx.save(VALUE, tmp_path / "made.onnx")
    for version, given in (("1", VALUE.SerializeToString()), ("2", tmp_path / "made.onnx")):
        told = {"name": "m", "version": version, "directory": tmp_path / "models", "task": "regression"}
        assert publish_graph(given, predict, X, **told).vectors > 50


def test_a_classifier_tells_its_classes(tmp_path):
    second = [helper.make_node("Sigmoid", ["z"], ["p"]), helper.make_node("Sub", ["one", "p"], ["q"])]
    one = helper.make_node("Constant", [], ["one"], value_float=1.0)
    both = helper.make_node("Concat", ["q", "p"], ["shares"], axis=1)
    label = helper.make_node("ArgMax", ["shares"], ["label"], axis=1, keepdims=0)
    outputs = [
        helper.make_tensor_value_info("label", TensorProto.INT64, [None]),
        helper.make_tensor_value_info("shares", TensorProto.FLOAT, [None, 2]),
    ]
    model = graph([one, *second, both, label], outputs)

    def shares(table):
        p = 1 / (1 + np.exp(-predict(table)))
        return np.column_stack([1 - p, p])

    told = {"task": "classification", "directory": tmp_path, **TOLD}
    with pytest.raises(CannotServe, match="`classes` is needed"):
        publish_graph(model, shares, X, **told)
    folder = publish_graph(model, shares, X, classes=["no", "yes"], **told).folder
    outputs = json.loads((folder / "model.json").read_text())["outputs"]
    assert outputs == {"label": "label", "probabilities": "shares", "classes": ["no", "yes"]}
    assert verify(folder) > 50


def test_what_answers_otherwise_is_refused(tmp_path):
    wrong = graph([], [helper.make_tensor_value_info("z", TensorProto.FLOAT, [None, 1])], weights=(2.0, -1.1))
    with pytest.raises(CannotServe, match="differs from LibSVM on 40 of 50 rows: numbers are off by up to 0.1;"):
        publish_graph(wrong, predict, X, task="regression", library="LibSVM", directory=tmp_path, **TOLD)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "given, options, message",
    [
        (VALUE, {"task": "guessing"}, "task is one of classification"),
        (VALUE, {"task": "regression", "inputs": {"x": ["a"]}}, "say which columns of X"),
        (b"nothing", {"task": "regression"}, "onnxruntime cannot load the graph"),
        ("nowhere.onnx", {"task": "regression"}, "is no ONNX model"),
    ],
)
def test_refuses_and_says_why(given, options, message, tmp_path):
    with pytest.raises(CannotServe, match=message):
        publish_graph(given, predict, X, directory=tmp_path, **TOLD, **options)
