"""Writes ONNX graphs: values that calculate with each other as numpy arrays do."""

from dataclasses import dataclass

import numpy as np
import onnx
from onnx import helper, numpy_helper

from ..field import MISSING

OPSETS = {"": 20, "ai.onnx.ml": 5, "com.microsoft": 1}
IR_VERSION = 10
ELEMENTS = {
    "number": onnx.TensorProto.DOUBLE,
    "single": onnx.TensorProto.FLOAT,
    "whole": onnx.TensorProto.INT64,
    "truth": onnx.TensorProto.BOOL,
    "text": onnx.TensorProto.STRING,
}
NUMPY = {
    "number": "float64",
    "single": "float32",
    "whole": "int64",
    "truth": "bool",
    "text": object,
}
KINDS = {element: kind for kind, element in ELEMENTS.items()}


class GraphBuilder:
    """Nodes and constants of a graph to be; equal constants are kept once."""

    def __init__(self, missing_text: str = MISSING):
        self.missing_text = missing_text
        # Feature -> (categories that an encoder knows, whether it answers others), for the contract.
        self.categories: dict[str, tuple[list, bool]] = {}
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[tuple, Value] = {}
        self.tensors: dict[str, onnx.TensorProto] = {}
        self._names = 0

    def op(
        self,
        kind: str,
        *inputs,
        to: str = "number",
        domain: str = "",
        outputs: int = 1,
        **attributes,
    ):
        """Adds a node; answers with its output, a Value of kind `to` (a tuple of several).

        Inputs are Values, or what `constant` takes; None is an input that is left out.
        """
        names = ["" if one is None else self.value(one).name for one in inputs]
        # The operator Cast has an attribute of the same name.
        attributes = {name.lstrip("_"): value for name, value in attributes.items()}
        made = [Value(self, self.name(), to) for _ in range(outputs)]
        self.nodes.append(
            helper.make_node(kind, names, [one.name for one in made], domain=domain, **attributes)
        )
        return made[0] if outputs == 1 else tuple(made)

    def name(self) -> str:
        self._names += 1
        return f"v{self._names}"

    def value(self, one) -> "Value":
        return one if isinstance(one, Value) else self.constant(one)

    def constant(self, array, kind: str | None = None) -> "Value":
        """A constant; of floats a "number", of integers "whole", of text "text", of bools "truth"."""
        array = np.asarray(array)
        kind = kind or {"f": "number", "i": "whole", "u": "whole", "b": "truth"}.get(
            array.dtype.kind, "text"
        )
        array = np.ascontiguousarray(array, dtype=NUMPY[kind]).reshape(array.shape)
        key = (kind, array.shape, tuple(array.ravel()) if kind == "text" else array.tobytes())
        if key not in self.constants:
            value = Value(self, self.name(), kind)
            self.tensors[value.name] = numpy_helper.from_array(array, value.name)
            self.constants[key] = value
        return self.constants[key]

    def model(self, name: str, inputs: dict, outputs: dict) -> onnx.ModelProto:
        """The model. `inputs`: tensor name -> (kind, width); `outputs`: name -> (Value, width),
        of which the width is None where the output is [N].

        What no output needs is left out.
        """
        for output, (value, _) in outputs.items():
            self.nodes.append(helper.make_node("Identity", [value.name], [output]))
        nodes, needed = [], set(outputs)
        for node in reversed(self.nodes):
            if needed & set(node.output):
                nodes.append(node)
                needed.update(node.input)
        domains = {"", *(node.domain for node in nodes)}
        graph = helper.make_graph(
            nodes[::-1],
            name,
            [
                helper.make_tensor_value_info(tensor, ELEMENTS[kind], [None, width])
                for tensor, (kind, width) in inputs.items()
            ],
            [
                helper.make_tensor_value_info(
                    output, ELEMENTS[value.kind], [None] if width is None else [None, width]
                )
                for output, (value, width) in outputs.items()
            ],
            [tensor for one, tensor in self.tensors.items() if one in needed],
        )
        opsets = [helper.make_opsetid(domain, OPSETS[domain]) for domain in sorted(domains)]
        return helper.make_model(graph, opset_imports=opsets, ir_version=IR_VERSION)


@dataclass(frozen=True, eq=False)
class Value:
    """A tensor of the graph. Numbers are float64: `+ - * / @ ** -x` and comparisons work on them.

    A Value is also the table [N, columns] that a converter is given: `numbers`, `pick`, `column`.
    """

    graph: GraphBuilder
    name: str
    kind: str = "number"

    # numpy leaves `array + value` to the Value.
    __array_ufunc__ = None

    def op(self, operator: str, *others, **attributes):
        """A node whose first input this is."""
        return self.graph.op(operator, self, *others, **attributes)

    def like(self, other) -> "Value":
        """Another operand, as a constant of this value's kind where it is no Value."""
        return other if isinstance(other, Value) else self.graph.constant(other, self.kind)

    def __add__(self, other):
        return self.op("Add", self.like(other), to=self.kind)

    def __radd__(self, other):
        return self.like(other) + self

    def __sub__(self, other):
        return self.op("Sub", self.like(other), to=self.kind)

    def __rsub__(self, other):
        return self.like(other) - self

    def __mul__(self, other):
        return self.op("Mul", self.like(other), to=self.kind)

    def __rmul__(self, other):
        return self.like(other) * self

    def __truediv__(self, other):
        return self.op("Div", self.like(other), to=self.kind)

    def __rtruediv__(self, other):
        return self.like(other) / self

    def __pow__(self, other):
        return self.op("Pow", self.like(other), to=self.kind)

    def __matmul__(self, other):
        return self.op("MatMul", self.like(other), to=self.kind)

    def __neg__(self):
        return self.op("Neg", to=self.kind)

    def __and__(self, other):
        return self.op("And", other, to="truth")

    def __or__(self, other):
        return self.op("Or", other, to="truth")

    def __invert__(self):
        return self.op("Not", to="truth")

    def __gt__(self, other):
        return self.op("Greater", self.like(other), to="truth")

    def __ge__(self, other):
        return self.op("GreaterOrEqual", self.like(other), to="truth")

    def __lt__(self, other):
        return self.op("Less", self.like(other), to="truth")

    def __le__(self, other):
        return self.op("LessOrEqual", self.like(other), to="truth")

    def equals(self, other) -> "Value":
        return self.op("Equal", self.like(other), to="truth")

    def is_nan(self) -> "Value":
        return self.op("IsNaN", to="truth")

    def cast(self, kind: str) -> "Value":
        return self if kind == self.kind else self.op("Cast", to=kind, **{"_to": ELEMENTS[kind]})

    def where(self, yes, no) -> "Value":
        """This truth's choice between two Values; constants take the other one's kind."""
        kind = next((one.kind for one in (yes, no) if isinstance(one, Value)), None)
        yes, no = (
            one if isinstance(one, Value) else self.graph.constant(one, kind) for one in (yes, no)
        )
        return self.op("Where", yes, no, to=yes.kind)

    def exp(self):
        return self.op("Exp")

    def log(self):
        return self.op("Log")

    def sqrt(self):
        return self.op("Sqrt")

    def abs(self):
        return self.op("Abs")

    def sigmoid(self):
        return 1.0 / (1.0 + (-self).exp())

    def sum(self, axis: int = 1, keep: bool = True) -> "Value":
        return self.op("ReduceSum", self.graph.constant([axis]), keepdims=int(keep), to=self.kind)

    def mean(self, axis: int = 1, keep: bool = True) -> "Value":
        return self.op("ReduceMean", self.graph.constant([axis]), keepdims=int(keep))

    def max(self, axis: int = 1, keep: bool = True) -> "Value":
        return self.op("ReduceMax", self.graph.constant([axis]), keepdims=int(keep))

    def min(self, axis: int = 1, keep: bool = True) -> "Value":
        return self.op("ReduceMin", self.graph.constant([axis]), keepdims=int(keep))

    def argmax(self, axis: int = 1) -> "Value":
        """Position of the first maximum, [N]."""
        return self.op("ArgMax", axis=axis, keepdims=0, to="whole")

    def softmax(self) -> "Value":
        raised = (self - self.max()).exp()
        return raised / raised.sum()

    def reshape(self, *shape: int) -> "Value":
        return self.op("Reshape", self.graph.constant(list(shape)), to=self.kind)

    def unsqueeze(self, axis: int) -> "Value":
        return self.op("Unsqueeze", self.graph.constant([axis]), to=self.kind)

    def gather(self, indices, axis: int = 1) -> "Value":
        return self.op("Gather", indices, axis=axis, to=self.kind)

    def through_float32(self) -> "Value":
        """As float64, but with the precision of float32: what scikit-learn's trees see."""
        return self.cast("single").cast("number")

    def numbers(self) -> "Value":
        """The whole table as one float64 matrix."""
        return self if self.kind == "number" else self.cast("number")

    def texts(self) -> "Value":
        return self

    def pick(self, positions) -> "Value":
        """A table of the columns at these positions."""
        return self.gather(list(map(int, positions)))

    def column(self, position: int) -> "Value":
        """One column, [N, 1]."""
        return self.pick([position])


def concat(values: list[Value], axis: int = 1) -> Value:
    """Values side by side."""
    first, *rest = values
    return first.op("Concat", *rest, axis=axis, to=first.kind) if rest else first
