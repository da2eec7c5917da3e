"""Golden vectors: inputs with scikit-learn's own answers, replayed wherever the model is served."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from sklearn.base import is_classifier

from . import contract as contracts
from .expected import TOLERANCE, Expected, expect
from .json_text import text
from .number import decimals, plain, significant
from .thresholds import raw_thresholds

MOST_ROWS = 500
MOST_THRESHOLD_VECTORS, ROWS_A_THRESHOLD = 2000, 4
# No feature can have this name: the server allows no control characters.
ORIGIN = "\0origin"
SHUFFLED, TIES, TRIES = 100, 20, 20_000


@dataclass(frozen=True)
class Golden:
    """Input rows [n, features] in the served types, where each is from, and the true answers.

    `classes` is the order of a classifier's probabilities, None for a regressor.
    """

    rows: pd.DataFrame
    origins: list[str]
    expected: Expected
    classes: list | None

    def text(self) -> str:
        """golden.json: compact, one vector a line."""
        vectors = [
            text({"origin": origin, "inputs": [plain(value) for value in row], **answer})
            for origin, row, answer in zip(
                self.origins, self.rows.itertuples(index=False), _answers(self.expected)
            )
        ]
        head = {"tolerance": TOLERANCE, "features": list(self.rows), "classes": self.classes}
        lines = [f'"{key}": {text(value)},' for key, value in head.items() if value is not None]
        return "{" + "\n ".join(lines) + '\n "vectors": [\n  ' + ",\n  ".join(vectors) + "\n ]}\n"


def make_golden(model, rows: pd.DataFrame, features: list[dict]) -> Golden:
    """The golden vectors of a model.

    `rows` [n, features]: real data in the served types, none of which the server refuses;
    `features`: the contract's, whose limits every vector keeps for the same reason.
    """
    parts = {
        "dataset": [_spread(rows, MOST_ROWS)],
        "threshold": _threshold_rows(model, rows),
        "edge": [_edge_rows(rows, feature) for feature in features if feature["dtype"] != "string"],
        "missing": _missing_rows(rows, features),
        "shuffled": _shuffled_rows(model, rows),
        "category": [_category_rows(rows, f) for f in features if f["dtype"] == "string"],
    }
    told = [part.assign(**{ORIGIN: key}) for key, tables in parts.items() for part in tables]
    table = pd.concat(told)
    repeated = table.duplicated(subset=list(rows)) & (table[ORIGIN] != "dataset")
    table = contracts.accepted(table[~repeated].astype(rows.dtypes.to_dict()), features)
    inputs = table[list(rows)].reset_index(drop=True)
    classes = model.classes_.tolist() if is_classifier(model) else None
    return Golden(inputs, table[ORIGIN].tolist(), expect(model, inputs), classes)


def _spread(items, most: int):
    """At most `most` of a list's items or a table's rows, evenly spread over all of them."""
    return items[:: max(1, -(-len(items) // most))]


def _varied(rows: pd.DataFrame, positions, feature: str, values) -> pd.DataFrame:
    """Copies of the rows at `positions`, with one feature replaced by `values` of equal length."""
    varied = rows.iloc[list(positions)].copy()
    varied[feature] = np.asarray(values, dtype=rows[feature].dtype)
    return varied


def _threshold_rows(model, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Each threshold and its two float32 neighbours, in the rows that come nearest to it."""
    splits = raw_thresholds(model, rows)
    splits = _spread(splits, MOST_THRESHOLD_VECTORS // 3)
    count = min(ROWS_A_THRESHOLD, MOST_THRESHOLD_VECTORS // (3 * max(1, len(splits))))
    return [
        _varied(rows, [row] * 3, feature, _neighbours(threshold))
        for feature, threshold in splits
        for row in _nearest(rows[feature], threshold, count)
    ]


def _nearest(column: pd.Series, threshold: np.float32, count: int) -> np.ndarray:
    """Positions of the `count` rows that are most likely to reach the split; NaN comes last."""
    return np.argsort(np.abs(column.to_numpy("float64") - threshold), kind="stable")[:count]


def _neighbours(value: np.float32) -> list[np.float32]:
    infinity = np.float32(np.inf)
    return [np.nextafter(value, -infinity), value, np.nextafter(value, infinity)]


def _edge_rows(rows: pd.DataFrame, feature: dict) -> pd.DataFrame:
    """The training range's ends, one step beyond them, and the hard limits."""
    low, high = feature["training"]["min"], feature["training"]["max"]
    if feature["dtype"] == "int64":
        values = [low - 1, low, high, high + 1]
    else:
        values = [*_neighbours(np.float32(low))[:2], *_neighbours(np.float32(high))[1:]]
    values += feature.get("hard", {}).values()
    return _varied(rows, [0] * len(values), feature["name"], values)


def _missing_rows(rows: pd.DataFrame, features: list[dict]) -> list[pd.DataFrame]:
    """Each feature that may be missing, missing in a few rows; then all of them at once."""
    names = [feature["name"] for feature in features if feature["missing"] == "nan"]
    few = _spread(rows, 5)
    each = [few.assign(**{name: np.float32(np.nan)}) for name in names]
    return [*each, few.assign(**dict.fromkeys(names, np.float32(np.nan)))] if names else []


def _category_rows(rows: pd.DataFrame, feature: dict) -> pd.DataFrame:
    """Every category, in a few rows."""
    categories, positions = feature["categories"], range(0, len(rows), -(-len(rows) // 3))
    repeated = [position for position in positions for _ in categories]
    return _varied(rows, repeated, feature["name"], categories * len(positions))


def _shuffled_rows(model, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Rows whose columns are drawn apart from each other, for combinations no data set holds.

    Among them exact ties, if there are any: most models have none, a forest has some.
    """
    random = np.random.default_rng(0)
    drawn = {name: rows[name].to_numpy()[random.integers(0, len(rows), TRIES)] for name in rows}
    table = pd.DataFrame(drawn).astype(rows.dtypes.to_dict())
    expected = expect(model, table)
    ties = [] if expected.labels is None else [table[expected.ties].head(TIES)]
    return [table.head(SHUFFLED), *ties]


def _answers(expected: Expected) -> list[dict]:
    if expected.labels is None:
        return [{"value": significant(value)} for value in expected.values]
    answers = [
        {"label": label, "probabilities": [decimals(p) for p in row]}
        for label, row in zip(expected.labels.tolist(), expected.values)
    ]
    return [{**a, "tie": True} if tie else a for a, tie in zip(answers, expected.ties)]
