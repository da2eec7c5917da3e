"""Asks a model folder what the server asks it before it serves the model."""

import json
from datetime import datetime, timezone
from pathlib import Path

import numpy as np

from .expected import Expected
from .graph import decode, session_of
from .problem import CannotServe
from .proof import prove

NUMPY = {
    "tensor(float)": "float32",
    "tensor(double)": "float64",
    "tensor(int64)": "int64",
    "tensor(int32)": "int32",
    "tensor(bool)": "bool",
    "tensor(string)": object,
}
UNITS = {"d": 86_400, "s": 1, "ms": 1e-3, "us": 1e-6, "ns": 1e-9}


def verify(folder) -> int:
    """Replays golden.json from the files of a model folder alone; answers with the vectors compared.

    Raises CannotServe, naming the first vector that differs.
    """
    folder = Path(folder)
    contract = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    golden = json.loads((folder / "golden.json").read_text(encoding="utf-8"))
    session = session_of(str(folder / "model.onnx"))
    outputs, vectors = contract["outputs"], golden["vectors"]
    names = {key: outputs[key] for key in _TENSORS if key in outputs}
    found = dict(zip(names, session.run(list(names.values()), _feed(session, contract, golden))))
    classes = outputs.get("classes")
    ours = decode(found, outputs, classes)
    spread = golden.get("spread")
    theirs = _expected(vectors, classes)
    if spread is None:
        numbers = theirs.values if theirs.values is not None else theirs.scores
        spread = 1.0 if numbers is None else np.maximum(1.0, np.abs(numbers))
    proof = prove(ours, theirs, np.asarray(spread))
    # The tolerance is the file's, which need not be this package's own.
    wrong = proof.wrong | ~(proof.off <= golden["tolerance"])
    if wrong.any():
        at = int(np.argmax(wrong))
        raise CannotServe(
            f"golden.json, vector {at}, differs by {proof.figure[at]:.2g}: {vectors[at]}"
        )
    return len(vectors)


_TENSORS = ("label", "labels", "probabilities", "scores", "score", "value", "values")


def _feed(session, contract: dict, golden: dict) -> dict[str, np.ndarray]:
    place = {name: at for at, name in enumerate(golden["features"])}
    kinds = {one.name: NUMPY[one.type] for one in session.get_inputs()}
    feed = {}
    for tensor in contract["inputs"]:
        if tensor["tensor"] not in kinds:
            continue
        columns = [
            [fed(vector["inputs"][place[feature["name"]]], feature) for vector in golden["vectors"]]
            for feature in tensor["features"]
        ]
        rows = np.array(columns, dtype=kinds[tensor["tensor"]]).T
        feed[tensor["tensor"]] = np.ascontiguousarray(rows)
    return feed


def fed(value, feature: dict):
    """One JSON value as the graph is given it."""
    if value is None:
        missing = feature.get("missing", "reject")
        return missing["becomes"] if isinstance(missing, dict) else np.nan
    if feature["dtype"] == "datetime":
        return seconds(value) / UNITS[feature["epoch"]]
    return value


def seconds(text: str) -> float:
    """ISO 8601, without a zone UTC, as seconds since 1970."""
    moment = datetime.fromisoformat(text)
    moment = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return moment.timestamp()


def _expected(vectors: list[dict], classes: list | None) -> Expected:
    def column(key: str):
        return [vector[key] for vector in vectors] if key in vectors[0] else None

    def numbers(*keys: str):
        told = next((column(key) for key in keys if key in vectors[0]), None)
        return None if told is None else np.array(told, dtype="float64").reshape(len(vectors), -1)

    labels, flags = column("label"), column("labels")
    return Expected(
        labels=None if labels is None else np.array(labels, dtype=object),
        probabilities=numbers("probabilities"),
        scores=numbers("scores", "score"),
        values=numbers("values", "value"),
        flags=None if flags is None else np.array(flags) > 0,
        ties=_ties(vectors, flags),
    )


def _ties(vectors: list[dict], flags) -> np.ndarray:
    ties = np.array([vector.get("tie", False) for vector in vectors])
    return ties if flags is None else np.repeat(ties[:, None], len(flags[0]), axis=1)
