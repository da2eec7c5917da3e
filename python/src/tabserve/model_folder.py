"""From a fitted scikit-learn model to the folder that Tabserve serves."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.base import is_classifier

from . import contract as contracts
from .card import card_text
from .expected import expect
from .export import to_graph
from .frame import served, served_dtypes
from .golden import make_golden
from .json_text import render
from .metrics import held_out_metrics
from .parity import check
from .servable import check_servable


@dataclass(frozen=True)
class Published:
    """What was written, and how closely onnxruntime follows scikit-learn on the golden vectors."""

    folder: Path
    vectors: int
    ties: int
    max_difference: float


def publish(
    model,
    X: pd.DataFrame,
    y,
    *,
    name: str,
    version: str,
    directory,
    held_out: tuple | None = None,
    features: dict | None = None,
    title: str = "",
    description: str = "",
    unit: str | None = None,
    notes: str = "",
    provenance: dict | None = None,
) -> Published:
    """Writes `<directory>/<name>/<version>/` with model.onnx, model.json, golden.json, README.md.

    `model`: a fitted scikit-learn classifier or regressor, or a Pipeline that ends in one.
    `X`, `y`: the training DataFrame [n, features] and its target [n].
    `held_out`: `(X, y)` that the model never saw; the contract's metrics come from it.
    `features`: `{column: {"unit": …, "aliases": […], "hard": {"min": …, "max": …}, …}}`, merged
    over what is read off the data.
    `unit`: of a regressor's value. `notes`: Markdown for the model card. `provenance`: anything
    worth keeping, such as the seed.
    Nothing is written unless onnxruntime answers every golden vector as scikit-learn does.
    Raises CannotServe with the reason, and what to change, for what cannot be served.
    """
    features = features or {}
    check_servable(model, X, features)
    dtypes = served_dtypes(model, X, features)
    graph = to_graph(model, dtypes, name)
    described = contracts.describe_features(served(X, dtypes), dtypes, features)
    contract = {
        **_identity(model, graph, name, version, title, description),
        "inputs": _group(described, graph.inputs),
        "outputs": contracts.describe_outputs(model, unit),
        **({"metrics": _metrics(model, held_out, dtypes)} if held_out else {}),
        "examples": [],
        "provenance": contracts.describe_provenance(_data(X, y, held_out), provenance or {}),
    }
    contracts.validate(contract)

    rows = contracts.accepted(served(_all_rows(X, held_out), dtypes), described)
    contracts.add_examples(contract, model, rows)
    golden = make_golden(model, rows, described)
    difference = check(graph, golden.rows, golden.expected)
    folder = _write(
        Path(directory) / name / version,
        {
            "model.onnx": graph.onnx,
            "model.json": (render(contract) + "\n").encode(),
            "golden.json": golden.text().encode(),
            "README.md": card_text(contract, len(golden.rows), notes).encode(),
        },
    )
    return Published(folder, len(golden.rows), int(golden.expected.ties.sum()), difference)


def _identity(model, graph, name: str, version: str, title: str, description: str) -> dict:
    told = {"title": title, "description": description}
    return {
        "contractVersion": 1,
        "name": name,
        "version": version,
        **{key: value for key, value in told.items() if value},
        "task": "classification" if is_classifier(model) else "regression",
        "sha256": hashlib.sha256(graph.onnx).hexdigest(),
    }


def _all_rows(X: pd.DataFrame, held_out: tuple | None) -> pd.DataFrame:
    """Training and held-out rows together; in the data's own order, where the index tells it."""
    rows = pd.concat([X, held_out[0]]) if held_out else X
    return rows.sort_index() if rows.index.is_unique else rows


def _data(X: pd.DataFrame, y, held_out: tuple | None) -> pd.DataFrame:
    """Every row with its answer in a last column."""
    train = X.assign(target=np.asarray(y))
    rest = (held_out[0].assign(target=np.asarray(held_out[1])), None) if held_out else None
    return _all_rows(train, rest)


def _metrics(model, held_out: tuple, dtypes: dict) -> dict:
    X, y = held_out
    return held_out_metrics(model, y, expect(model, served(X, dtypes)))


def _group(features: list[dict], inputs: dict[str, list[str]]) -> list[dict]:
    """The contract's `inputs`: the features under the tensors that carry them."""
    by_name = {feature["name"]: feature for feature in features}
    return [
        {"tensor": tensor, "features": [by_name[name] for name in names]}
        for tensor, names in inputs.items()
    ]


def _write(folder: Path, files: dict[str, bytes]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for file, content in files.items():
        (folder / file).write_bytes(content)
    return folder
