"""A fitted model as a graph in float64."""

import numpy as np
import onnx
import pandas as pd

from ..field import Field, fields_of, missing_text
from ..graph import LABEL, LABELS, PROBABILITIES, SCORE, SCORES, VALUE, VALUES, Graph, is_whole
from ..trainer import Trainer
from .graph import GraphBuilder, Value
from .registry import Answer, answer
from .table import Column, Table

TENSORS = {"number": "numbers", "single": "measures", "text": "texts"}


def to_exact_graph(trainer: Trainer, X: pd.DataFrame, features: dict, name: str) -> Graph:
    """The graph of a model, node by node; raises CannotServe for what has no conversion.

    Numbers are one tensor [N, features] of float64 (columns that the frame has as float32: another
    one of float32, because that is what they are rounded to), texts one of strings.
    """
    builder = GraphBuilder(missing_text(X))
    fields = fields_of(X, features)
    inputs = _inputs(fields)
    told = answer(trainer.model, _table(builder, fields, inputs, X))
    outputs, described = _outputs(trainer, told)
    kinds = {tensor: kind for kind, tensor in TENSORS.items()}
    model = builder.model(name, {t: (kinds[t], len(f)) for t, f in inputs.items()}, outputs)
    onnx.checker.check_model(model)
    return Graph(
        model.SerializeToString(deterministic=True),
        fields,
        inputs,
        described,
        trainer.classes,
        builder.categories,
    )


def known_categories(trainer: Trainer, X: pd.DataFrame) -> dict:
    """Feature -> (categories that an encoder of the model knows, whether it answers others)."""
    builder = GraphBuilder(missing_text(X))
    fields = fields_of(X, {})
    answer(trainer.model, _table(builder, fields, _inputs(fields), X))
    return builder.categories


def _inputs(fields: list[Field]) -> dict[str, list[Field]]:
    inputs = {tensor: [f for f in fields if f.kind == kind] for kind, tensor in TENSORS.items()}
    return {tensor: carried for tensor, carried in inputs.items() if carried}


def _table(builder: GraphBuilder, fields: list[Field], inputs: dict[str, list[Field]], X) -> Table:
    columns = []
    tensors = {tensor: Value(builder, tensor, kind) for kind, tensor in TENSORS.items()}
    for one in fields:
        tensor = TENSORS[one.kind]
        columns.append(Column(one.name, tensors[tensor], inputs[tensor].index(one), X[one.column]))
    return Table(columns, {tensor: len(carried) for tensor, carried in inputs.items()})


def _outputs(trainer: Trainer, told: Answer) -> tuple[dict, dict]:
    """(output name -> (Value, width), the contract's outputs)."""
    if trainer.task == "regression":
        if trainer.names is None:
            return {VALUE: (told.values, 1)}, {"value": VALUE}
        outputs = {VALUES: (told.values, len(trainer.names))}
        return outputs, {"values": VALUES, "targets": trainer.names}
    if trainer.task == "multi-label":
        count = len(trainer.names)
        outputs = {LABELS: (told.flags.cast("whole"), count)}
        if told.probabilities is not None:
            outputs[PROBABILITIES] = (told.probabilities.cast("single"), count)
        return outputs, {**_named(outputs), "names": trainer.names}
    if trainer.task == "anomaly":
        outputs = {LABEL: (told.positions * 2 - 1, None), SCORE: (told.scores, 1)}
        return outputs, _named(outputs)
    if trainer.task == "clustering":
        outputs = {LABEL: (told.positions, None)}
        if told.scores is not None and trainer.spread is not None:
            outputs[SCORES] = (told.scores, len(trainer.spread))
        return outputs, {**_named(outputs), "clusters": trainer.clusters}
    return _classification(trainer, told)


def _classification(trainer: Trainer, told: Answer) -> tuple[dict, dict]:
    classes = trainer.classes
    label = told.positions
    if all(is_whole(one) for one in classes):
        whole = np.array([int(one) for one in classes])
        if whole.tolist() != list(range(len(whole))):
            label = label.graph.constant(whole).gather(label, axis=0)
        classes = whole.tolist()
    elif all(isinstance(one, str) for one in classes):
        label = label.graph.constant(np.array(classes, dtype=object)).gather(label, axis=0)
    outputs = {LABEL: (label, None)}
    if trainer.answers_with == "probabilities":
        outputs[PROBABILITIES] = (told.probabilities.cast("single"), len(classes))
    elif trainer.answers_with == "scores":
        outputs[SCORES] = (told.scores, len(trainer.spread))
    return outputs, {**_named(outputs), "classes": classes}


def _named(outputs: dict) -> dict:
    return {name: name for name in outputs}
