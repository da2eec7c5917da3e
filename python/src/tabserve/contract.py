"""model.json: what the model takes, what it answers and where it comes from."""

import hashlib
import json
from importlib import resources
from importlib.metadata import version as installed

import numpy as np
import pandas as pd
from jsonschema import Draft202012Validator
from sklearn.base import is_classifier

from .expected import Expected, expect
from .export import LABEL, PROBABILITIES, VALUE
from .number import plain
from .problem import CannotServe
from .training import describe

SCHEMA = resources.files(__package__) / "contract.schema.json"
LIBRARIES = ["scikit-learn", "skl2onnx", "onnx", "onnxruntime", "numpy", "pandas"]


def describe_features(X: pd.DataFrame, dtypes: dict, features: dict) -> list[dict]:
    """The contract's features from training data X in the served types; `features` overrides."""
    return [_feature(X[name], dtypes[name]) | features.get(name, {}) for name in X]


def describe_outputs(model, unit: str | None) -> dict:
    """The contract's outputs; `unit` is that of a regressor's value."""
    if is_classifier(model):
        classes = model.classes_.tolist()
        return {"label": LABEL, "probabilities": PROBABILITIES, "classes": classes}
    return {"value": VALUE, **({"unit": unit} if unit else {})}


def accepted(rows: pd.DataFrame, features: list[dict]) -> pd.DataFrame:
    """The rows [n, features], in the served types, that the server will not refuse."""
    fine = np.all([_fine(rows[feature["name"]], feature) for feature in features], axis=0)
    if not fine.any():
        raise CannotServe("no row of the data keeps to the limits that `features` sets")
    return rows[fine]


def add_examples(contract: dict, model, rows: pd.DataFrame) -> None:
    """Adds whole examples, and as each feature's `example` its value in the first of them.

    They lie within what the model was trained on, where there is such a row: nobody should start
    with a guess.
    """
    features = [feature for tensor in contract["inputs"] for feature in tensor["features"]]
    rows = _seen(rows, features)
    contract["examples"] = _choose_examples(model, rows, expect(model, rows))
    first = contract["examples"][0]["inputs"]
    for tensor in contract["inputs"]:
        for feature in tensor["features"]:
            feature.setdefault("example", first[feature["name"]])


def _seen(rows: pd.DataFrame, features: list[dict]) -> pd.DataFrame:
    """The rows without a number outside of its training range; all of them when none is left."""
    inside = np.ones(len(rows), dtype=bool)
    for feature in features:
        training = feature["training"]
        if "min" in training:
            column = rows[feature["name"]]
            inside &= (column.isna() | column.between(training["min"], training["max"])).to_numpy()
    return rows[inside] if inside.any() else rows


def _choose_examples(model, rows: pd.DataFrame, expected: Expected) -> list[dict]:
    """One row per class, the one the model is surest of; or low, middle and high values."""
    if expected.labels is None:
        order = np.argsort(expected.values, kind="stable")
        chosen = {title: order[int(q * (len(order) - 1))] for title, q in _VALUE_EXAMPLES.items()}
    else:
        surest = expected.values.round(6).argmax(axis=0)
        chosen = {str(label): row for label, row in zip(model.classes_, surest)}
    return [{"title": title, "inputs": _inputs(rows.iloc[at])} for title, at in chosen.items()]


def describe_provenance(data: pd.DataFrame, extra: dict) -> dict:
    """Where the model comes from; `data` holds every row used, training and held-out."""
    digest = hashlib.sha256(data.to_csv(index=False, lineterminator="\n").encode()).hexdigest()
    dataset = {"rows": len(data), "sha256": digest}
    libraries = {name: installed(name) for name in LIBRARIES}
    return {**extra, "dataset": {**extra.get("dataset", {}), **dataset}, "libraries": libraries}


def validate(contract: dict) -> None:
    """Raises CannotServe unless the contract keeps to the server's JSON Schema."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for error in Draft202012Validator(schema).iter_errors(contract):
        raise CannotServe(f"model.json {error.json_path}: {error.message}")


_VALUE_EXAMPLES = {"low": 0.1, "middle": 0.5, "high": 0.9}


def _feature(column: pd.Series, dtype: str) -> dict:
    feature = {"name": column.name, "dtype": dtype, "required": True}
    feature["missing"] = "nan" if column.isna().any() else "reject"
    if dtype == "string":
        feature["categories"] = sorted(column.unique())
    return {**feature, "training": describe(column)}


def _fine(column: pd.Series, feature: dict) -> pd.Series:
    if feature["dtype"] == "string":
        return column.isin(feature["categories"])
    hard = feature.get("hard", {})
    # The server holds the decimal text it is sent against the limits, not the float32 behind it.
    sent = column.astype(str).astype("float64")
    beyond = (sent < hard.get("min", -np.inf)) | (sent > hard.get("max", np.inf))
    return ~beyond & (column.notna() | (feature["missing"] == "nan"))


def _inputs(row: pd.Series) -> dict:
    return {name: plain(value) for name, value in row.items()}
