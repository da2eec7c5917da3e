"""Proof that onnxruntime answers as scikit-learn does."""

import numpy as np
import onnxruntime
import pandas as pd

from .expected import TOLERANCE, Expected
from .export import LABEL, PROBABILITIES, VALUE, Graph
from .json_text import text
from .problem import CannotServe


def check(graph: Graph, X: pd.DataFrame, expected: Expected) -> float:
    """The largest difference between onnxruntime and `expected` over all rows of X.

    Probabilities may differ by 1e-5, values by 1e-5 * max(1, |value|), labels only in ties.
    Raises CannotServe with the worst row otherwise.
    """
    session = onnxruntime.InferenceSession(graph.onnx, providers=["CPUExecutionProvider"])
    differences, wrong = _differences(session, graph.feed(X), expected)
    worst = int(np.argmax(np.where(wrong, np.inf, np.nan_to_num(differences, nan=np.inf))))
    if wrong[worst] or not differences[worst] <= TOLERANCE:
        raise CannotServe(_message(X.iloc[worst], differences[worst]))
    return float(differences[worst])


def _differences(session, inputs: dict, expected: Expected) -> tuple[np.ndarray, np.ndarray]:
    """Per row: how far the numbers are off, and whether the label is wrong."""
    if expected.labels is None:
        (values,) = session.run([VALUE], inputs)
        off = np.abs(values[:, 0] - expected.values) / np.maximum(1, np.abs(expected.values))
        return off, np.zeros(len(off), dtype=bool)
    labels, probabilities = session.run([LABEL, PROBABILITIES], inputs)
    off = np.abs(probabilities - expected.values).max(axis=1)
    return off, (labels != expected.labels) & ~expected.ties


def _message(row: pd.Series, difference: float) -> str:
    cause = (
        "Put a SimpleImputer before an estimator that takes missing values itself."
        if row.isna().any()
        else "Fit on X.astype('float32'), which is what is served; else a step needs float64."
    )
    inputs = text({name: str(value) for name, value in row.items()})
    return f"onnxruntime is off by {difference:.2g} from scikit-learn. {cause} Inputs: {inputs}"
