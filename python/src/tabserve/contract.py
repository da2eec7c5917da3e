"""model.json: what the model takes, what it answers and where it comes from."""

import hashlib
import json
from collections import Counter
from importlib import resources
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

import numpy as np
import pandas as pd
from jsonschema import Draft202012Validator

from .expected import Expected
from .field import Field, as_doubles, is_missing
from .graph import Graph
from .metrics import class_name
from .problem import CannotServe
from .trainer import Trainer
from .training import describe

SCHEMA = resources.files(__package__) / "contract.schema.json"
LIBRARIES = ["scikit-learn", "skl2onnx", "onnx", "onnxruntime", "numpy", "pandas"]
# With more categories than this a text is free text.
MOST_CATEGORIES = 10_000


def describe_features(graph: Graph, X: pd.DataFrame, features: dict) -> list[dict]:
    """The contract's features from training data X as it was given; `features` overrides."""
    return [
        _feature(one, X[one.column], graph.categories, features.get(one.name, {}))
        for one in graph.fields
    ]


def _feature(field: Field, column: pd.Series, known: dict, told: dict) -> dict:
    feature = {"name": field.name, "dtype": field.dtype, "required": True, "missing": field.missing}
    if field.epoch:
        feature["epoch"] = field.epoch
    categories, open_ = known.get(field.name, (None, True))
    counted = False
    if categories is not None and field.dtype in ("string", "int64", "float64", "float32"):
        feature |= _categories(field, categories, open_)
        counted = "categories" in feature
    feature["training"] = describe(
        Field(**{**vars(field), "dtype": feature["dtype"]}),
        column,
        counted and feature["dtype"] == "int64",
    )
    # What the caller says of the type is in it already, as far as it can be.
    merged = {**feature, **told, "dtype": feature["dtype"]}
    if merged.get("openCategories") is False:
        del merged["openCategories"]
    if field.dtype == "boolean":
        merged.pop("categories", None)
    return merged


def _categories(field: Field, categories: list, open_: bool) -> dict:
    """What an encoder says of a column: the categories it knows, and whether others are answered."""
    present = [one for one in categories if not is_missing(one)]
    if field.dtype == "string":
        texts = sorted(map(str, present))
        if not texts or open_ and len(texts) > MOST_CATEGORIES:
            return {}
        return {"categories": texts, **({"openCategories": True} if open_ else {})}
    if not all(float(one).is_integer() for one in present):
        if open_:
            return {}
        raise CannotServe(
            f'column "{field.name}" has fractions and goes to an encoder that knows only those of its '
            f"{len(present)} training values: use handle_unknown='ignore'"
        )
    if open_:
        # A number that no training row had is answered by the encoder without complaint.
        return {}
    return {"dtype": "int64", "categories": sorted(int(one) for one in present)}


def describe_outputs(graph: Graph, unit: str | None) -> dict:
    """The contract's outputs; `unit` is that of a regressor's values."""
    return {**graph.outputs, **({"unit": unit} if unit else {})}


def contract_version(contract: dict, graph: Graph) -> int:
    """1 as long as the contract says nothing that only the second version knows."""
    kinds = {"float32": "single", "int64": "whole", "string": "text"}
    names = Counter(field.name.lower() for field in graph.fields)
    features = [feature for tensor in contract["inputs"] for feature in tensor["features"]]
    by_name = {field.name: field for field in graph.fields}
    first = (
        contract["task"] in ("classification", "regression")
        and max(names.values()) == 1
        and all(_is_first(feature, kinds, by_name) for feature in features)
        and ("value" in graph.outputs or "probabilities" in graph.outputs)
        and not graph.double_values
        and all(
            isinstance(c, (str, int)) and not isinstance(c, bool)
            for c in graph.outputs.get("classes", [])
        )
    )
    return 1 if first else 2


def _is_first(feature: dict, kinds: dict, fields: dict[str, Field]) -> bool:
    dtype, missing = feature["dtype"], feature["missing"]
    return (
        kinds.get(dtype) == fields[feature["name"]].kind
        and (missing == "reject" or missing == "nan" and dtype == "float32")
        and "openCategories" not in feature
        and not (dtype == "int64" and "categories" in feature)
    )


def accepted(rows: pd.DataFrame, graph: Graph, features: list[dict]) -> pd.DataFrame:
    """The rows [n, features], as they were given, that the server will not refuse."""
    each = [
        _fine(rows[field.column], field, feature) for field, feature in zip(graph.fields, features)
    ]
    fine = np.all(each, axis=0)
    if not fine.any():
        raise CannotServe(_no_row(rows, features, each))
    return rows[fine]


def _no_row(rows: pd.DataFrame, features: list[dict], each: list[np.ndarray]) -> str:
    name, kept = min(
        ((f["name"], int(fine.sum())) for f, fine in zip(features, each)), key=lambda one: one[1]
    )
    return (
        f"no row of the data keeps to the limits that `features` sets: "
        f'of {len(rows):,} rows {kept} keep to those of "{name}"'
    )


def _fine(column: pd.Series, field: Field, feature: dict) -> np.ndarray:
    absent = column.isna().to_numpy()
    allowed = feature["missing"] != "reject"
    fine = np.ones(len(column), dtype=bool)
    if "categories" in feature and not feature.get("openCategories"):
        known = set(feature["categories"])
        fine = np.array([value in known for value in field.wire(column)], dtype=bool)
    elif feature.get("hard"):
        hard = feature["hard"]
        sent = sent_numbers(column, field)
        with np.errstate(invalid="ignore"):
            fine = ~((sent < hard.get("min", -np.inf)) | (sent > hard.get("max", np.inf)))
    return np.where(absent, allowed, fine)


def sent_numbers(column: pd.Series, field: Field) -> np.ndarray:
    """float64 [n]: what the server holds against limits: the decimal text, not the float32 behind it."""
    if field.dtype == "datetime":
        return field.milliseconds(column)
    if column.dtype == "float32":
        return column.astype(str).astype("float64").to_numpy()
    return as_doubles(column)


def add_examples(contract: dict, graph: Graph, trainer: Trainer, rows: pd.DataFrame) -> None:
    """Adds whole examples, and as each feature's `example` its value in the first of them.

    They lie within what the model was trained on, where there is such a row: nobody should start
    with a guess.
    """
    features = {
        feature["name"]: feature for tensor in contract["inputs"] for feature in tensor["features"]
    }
    rows = _seen(rows, graph, features)
    chosen = _choose_examples(trainer, trainer.answers(rows))
    contract["examples"] = [
        {"title": title, "inputs": inputs_of(graph, rows.iloc[[at]])[0]}
        for title, at in chosen.items()
    ]
    first = contract["examples"][0]["inputs"]
    for name, feature in features.items():
        feature.setdefault("example", first[name])


def inputs_of(graph: Graph, rows: pd.DataFrame) -> list[dict]:
    """The rows as clients send them in JSON."""
    columns = {field.name: field.wire(rows[field.column]) for field in graph.fields}
    return [dict(zip(columns, values)) for values in zip(*columns.values())]


def _seen(rows: pd.DataFrame, graph: Graph, features: dict[str, dict]) -> pd.DataFrame:
    """The rows without a number outside of its training range; all of them when none is left."""
    inside = np.ones(len(rows), dtype=bool)
    for field in graph.fields:
        training = features[field.name]["training"]
        if "min" in training:
            sent = sent_numbers(rows[field.column], field)
            with np.errstate(invalid="ignore"):
                inside &= ~((sent < training["min"]) | (sent > training["max"]))
    return rows[inside] if inside.any() else rows


def _choose_examples(trainer: Trainer, expected: Expected) -> dict[str, int]:
    """Title -> row: one per class, the one the model is surest of; or low, middle, high values."""
    if expected.values is not None:
        order = np.argsort(expected.values[:, 0], kind="stable")
        return {title: order[int(q * (len(order) - 1))] for title, q in _VALUE_EXAMPLES.items()}
    if trainer.classes is not None and expected.probabilities is not None:
        surest = expected.probabilities.round(6).argmax(axis=0)
        return dict(zip(map(_title, trainer.classes), surest))
    if expected.labels is None:
        counts = expected.flags.sum(axis=1)
        return {"some labels": int(counts.argmax()), "few labels": int(counts.argmin())}
    labels = expected.labels.tolist()
    return {_title(label): labels.index(label) for label in sorted(set(labels), key=str)[:20]}


def _title(label) -> str:
    return class_name(label)


def describe_provenance(data: pd.DataFrame, extra: dict, libraries: tuple[str, ...] = ()) -> dict:
    """Where the model comes from; `data` holds every row used, training and held-out."""
    digest = hashlib.sha256(data.to_csv(index=False, lineterminator="\n").encode()).hexdigest()
    dataset = {"rows": len(data), "sha256": digest}
    versions = {name: _version(name) for name in [*libraries, *LIBRARIES]}
    known = {name: version for name, version in versions.items() if version}
    return {**extra, "dataset": {**extra.get("dataset", {}), **dataset}, "libraries": known}


def _version(name: str) -> str | None:
    try:
        return installed(name)
    except PackageNotFoundError:
        return None


def validate(contract: dict) -> None:
    """Raises CannotServe unless the contract keeps to the server's JSON Schema."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for error in Draft202012Validator(schema).iter_errors(contract):
        raise CannotServe(f"model.json {error.json_path}: {error.message}")


_VALUE_EXAMPLES = {"low": 0.1, "middle": 0.5, "high": 0.9}
