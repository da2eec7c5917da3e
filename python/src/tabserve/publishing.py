"""From a fitted model to the folder that Tabserve serves."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from . import contract as contracts
from .candidates import candidates
from .card import card_text
from .expected import TOLERANCE
from .field import fields_of
from .golden import Golden, drawn_apart, make_golden
from .graph import Graph
from .json_text import render
from .metrics import held_out_metrics
from .problem import CannotServe, Unsuitable
from .proof import Proof, prove
from .remedy import tried_remedy
from .servable import check_frame, check_model
from .trainer import Trainer, trainer_for
from .verification import verify
from .version_folder import check_free, version_folder, write_version

# Of larger data, so many rows, evenly spread, are compared.
MOST_ROWS = 5000
# So many rows whose columns are drawn apart from each other are compared as well.
MOST_DRAWN = 2000
# A graph that keeps this far below the tolerance is taken without a look at the next one.
MARGIN = 0.1


@dataclass(frozen=True)
class Published:
    """What was written, and how closely onnxruntime follows the trainer.

    `max_difference`: of probabilities as they are, of values and scores as a share of their spread.
    """

    folder: Path
    vectors: int
    ties: int
    max_difference: float


@dataclass(frozen=True)
class Description:
    """What a caller says of a model beside the model and its data; see `publish`."""

    name: str
    version: str
    directory: object
    features: dict | None = None
    title: str = ""
    description: str = ""
    unit: str | None = None
    notes: str = ""
    provenance: dict | None = None
    overwrite: bool = False

    @property
    def folder(self) -> Path:
        return version_folder(self.directory, self.name, self.version)


@dataclass(frozen=True)
class _Candidate:
    graph: Graph
    features: list[dict]
    # Those of the data that the contract lets through.
    rows: pd.DataFrame
    golden: Golden
    proof: Proof


def publish(
    model,
    X: pd.DataFrame,
    y=None,
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
    overwrite: bool = False,
) -> Published:
    """Writes `<directory>/<name>/<version>/` with model.onnx, model.json, golden.json, README.md.

    `model`: a fitted classifier, regressor, outlier detector or clusterer with scikit-learn's
    methods, or a Pipeline that ends in one; also the native models of libraries with an extra.
    `X`, `y`: the training DataFrame [n, features] and its target [n] or [n, targets].
    `held_out`: `(X, y)` that the model never saw; the contract's metrics come from it.
    `features`: `{column: {"unit": …, "aliases": […], "hard": {"min": …, "max": …}, …}}`, merged
    over what is read off the data.
    `unit`: of a regressor's value. `notes`: Markdown for the model card. `provenance`: anything
    worth keeping, such as the seed. `overwrite`: replace the version where it exists.
    Nothing is written unless onnxruntime answers the data, as they were given, and every golden
    vector as the trainer does.
    Raises CannotServe with the reason, and what to change, for what cannot be served.
    """
    told = Description(
        name,
        version,
        directory,
        features or {},
        title,
        description,
        unit,
        notes,
        provenance or {},
        overwrite,
    )
    check_free(told.folder, overwrite)
    X = check_frame(X, told.features)
    fields_of(X, told.features)
    check_model(model, X)
    trainer = measured(lambda: trainer_for(model, y), X, y)
    ways = candidates(trainer, X, told.features, name)
    try:
        return publish_first(ways, trainer, Data(X, y, held_out), told)
    except Differs as refusal:
        remedy = tried_remedy(
            model, X, y, lambda other, table: _is_proved(other, table, y, told.features)
        )
        raise CannotServe(f"{refusal}. {remedy}") from None


def publish_first(
    ways: Iterable[Callable[[], Graph]], trainer: Trainer, data: "Data", told: Description
) -> Published:
    """Publishes the first graph of several that answers as the trainer does."""
    chosen = _choose(ways, trainer, data, told.features)
    return _write(chosen, _contract(trainer, chosen, data, told), trainer, told)


class Data:
    """Training and held-out rows."""

    def __init__(self, X: pd.DataFrame, y, held_out: tuple | None):
        self.X, self.y = X, y
        if held_out is not None and isinstance(held_out[0], pd.Series):
            held_out = (held_out[0].to_frame(X.columns[0]), held_out[1])
        self.held_out = held_out

    def rows(self) -> pd.DataFrame:
        """All rows; in the data's own order, where the index tells it."""
        return self._together(self.X, self.held_out[0] if self.held_out else None)

    def with_target(self) -> pd.DataFrame:
        """Every row with its answer in last columns."""
        rest = self._labelled(*self.held_out) if self.held_out else None
        return self._together(self._labelled(self.X, self.y), rest)

    @staticmethod
    def _labelled(X: pd.DataFrame, y) -> pd.DataFrame:
        if y is None:
            return X
        target = np.asarray(y)
        if target.ndim == 1:
            return X.assign(target=target)
        return X.assign(**{f"target_{at}": column for at, column in enumerate(target.T)})

    @staticmethod
    def _together(X: pd.DataFrame, more: pd.DataFrame | None) -> pd.DataFrame:
        rows = X if more is None else pd.concat([X, more])
        return rows.sort_index() if rows.index.is_unique else rows


def measured(make: Callable[[], Trainer], X: pd.DataFrame, y) -> Trainer:
    """A trainer that knows its answers to the training data; CannotServe where it has none."""
    try:
        trainer = make()
        trainer.measure(X, y)
    except CannotServe:
        raise
    except Exception as error:  # whatever a library raises when it is asked for its own answers
        raise CannotServe(
            f"the model cannot predict its own training data: {_first_line(error)}"
        ) from error
    return trainer


def _choose(ways: Iterable, trainer: Trainer, data: Data, features: dict) -> _Candidate:
    """The first graph that is proved with a margin, else the closest one that is proved."""
    proved: list[_Candidate] = []
    refusals: list[CannotServe] = []
    for make in ways:
        try:
            candidate = _prove(trainer, make(), data, features)
        except CannotServe as refusal:
            refusals.append(refusal)
            continue
        except Exception as error:  # the converter's or the runtime's own words, whatever they are
            refusals.append(CannotServe(f"no graph can be made or run of it: {_first_line(error)}"))
            continue
        if candidate.proof.difference <= TOLERANCE * MARGIN:
            return candidate
        proved.append(candidate)
    if proved:
        return min(proved, key=lambda one: one.proof.difference)
    raise _refusal(refusals)


def _refusal(refusals: list[CannotServe]) -> CannotServe:
    """What a graph was found to answer says more than that one could not be made."""
    differs = [one for one in refusals if isinstance(one, Differs)]
    return (differs or [one for one in refusals if not isinstance(one, Unsuitable)] or refusals)[0]


class Differs(CannotServe):
    """A graph could be made, and does not answer as the trainer does."""


def _prove(trainer: Trainer, graph: Graph, data: Data, features: dict) -> _Candidate:
    described = contracts.describe_features(graph, data.X, features)
    rows = contracts.accepted(data.rows(), graph, described)
    some = rows.iloc[:: -(-len(rows) // MOST_ROWS)]
    _compare(trainer, graph, some, trainer.answers(some))
    # Rows that no data set holds find what a few hundred real ones leave open, such as tied neighbours.
    others = contracts.accepted(drawn_apart(rows, MOST_DRAWN), graph, described)
    _compare(trainer, graph, others, trainer.answers(others))
    golden = make_golden(trainer, graph, rows, described)
    proof = _compare(trainer, graph, golden.rows, golden.expected)
    return _Candidate(graph, described, rows, golden, proof)


def _compare(trainer: Trainer, graph: Graph, rows: pd.DataFrame, expected) -> Proof:
    proof = prove(graph.answers(rows), expected, trainer.spread)
    if not proof.holds:
        at = proof.worst()
        inputs = contracts.inputs_of(graph, rows.iloc[[at]])[0]
        shown = dict(list(inputs.items())[:20])
        raise Differs(f"{proof.words(trainer.libraries[0])}; the worst is {shown}")
    return proof


def _is_proved(model, X: pd.DataFrame, y, features: dict) -> bool:
    """Whether a graph of a fitted model would be published."""
    trainer = measured(lambda: trainer_for(model, y), X, y)
    _choose(candidates(trainer, X, features, "tried"), trainer, Data(X, y, None), features)
    return True


def _contract(trainer: Trainer, chosen: _Candidate, data: Data, told: Description) -> dict:
    graph, metrics = chosen.graph, None
    titles = {"title": told.title, "description": told.description}
    if data.held_out and data.held_out[1] is not None:
        metrics = held_out_metrics(trainer, data.held_out[1], trainer.answers(data.held_out[0]))
    by_name = {feature["name"]: feature for feature in chosen.features}
    contract = {
        "contractVersion": 1,
        "name": told.name,
        "version": told.version,
        **{key: value for key, value in titles.items() if value},
        "task": trainer.task,
        "sha256": hashlib.sha256(graph.onnx).hexdigest(),
        "inputs": [
            {"tensor": tensor, "features": [by_name[field.name] for field in carried]}
            for tensor, carried in graph.inputs.items()
        ],
        "outputs": contracts.describe_outputs(graph, told.unit),
        **({"metrics": metrics} if metrics else {}),
        "examples": [],
        "provenance": contracts.describe_provenance(
            data.with_target(), told.provenance, trainer.libraries
        ),
    }
    contract["contractVersion"] = contracts.contract_version(contract, graph)
    contracts.add_examples(contract, graph, trainer, chosen.rows)
    contracts.validate(contract)
    return contract


def _write(chosen: _Candidate, contract: dict, trainer: Trainer, told: Description) -> Published:
    golden, folder = chosen.golden, told.folder
    files = {
        "model.onnx": chosen.graph.onnx,
        "model.json": (render(contract) + "\n").encode(),
        "golden.json": golden.text().encode(),
        "README.md": card_text(
            contract, len(golden.rows), told.notes, trainer.libraries[0]
        ).encode(),
    }
    write_version(folder, files, told.overwrite, verify)
    ties = int(golden.expected.tied_rows.sum())
    return Published(folder, len(golden.rows), ties, chosen.proof.difference)


def _first_line(error: Exception) -> str:
    return f"{type(error).__name__}: {str(error).strip().splitlines()[0][:300] if str(error).strip() else ''}"
