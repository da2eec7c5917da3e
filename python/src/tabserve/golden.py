"""Golden vectors: inputs with the trainer's own answers, replayed wherever the model is served."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from pandas.api import types

from . import contract as contracts
from .expected import TOLERANCE, Expected
from .field import Field, as_doubles
from .graph import Graph, is_whole
from .json_text import text
from .number import decimals, significant
from .thresholds import has_trees, round_down
from .trainer import Trainer

MOST_ROWS = 500
MOST_THRESHOLD_VECTORS, ROWS_A_THRESHOLD = 2000, 4
# Wider tables have fewer vectors of each kind, or publishing them would take minutes.
WIDE, MOST_EDGES = 100, 100
# No feature can have this name: the server allows no control characters.
ORIGIN = "\0origin"
SHUFFLED, TIES, TRIES = 100, 20, 20_000
# So many categories of one feature are tried.
MOST_CATEGORIES = 50
UNSEEN = "<unseen>"


@dataclass(frozen=True)
class Golden:
    """Input rows [n, features] as they were given, where each is from, and the true answers.

    `inputs`: the rows as JSON clients send them, a list of values each. `classes`: the order of a
    classifier's probabilities, None without one. `spread`: what differences of values and scores
    are measured by. `outputs`: the contract's.
    """

    rows: pd.DataFrame
    inputs: list[list]
    names: list[str]
    origins: list[str]
    expected: Expected
    classes: list | None
    outputs: dict
    spread: list | float | None

    def text(self) -> str:
        """golden.json: compact, one vector a line."""
        vectors = [
            text({"origin": origin, "inputs": row, **answer})
            for origin, row, answer in zip(self.origins, self.inputs, _answers(self))
        ]
        head = {
            "tolerance": TOLERANCE,
            "spread": self.spread,
            "features": self.names,
            "classes": self.classes,
        }
        lines = [f'"{key}": {text(value)},' for key, value in head.items() if value is not None]
        return "{" + "\n ".join(lines) + '\n "vectors": [\n  ' + ",\n  ".join(vectors) + "\n ]}\n"


def make_golden(trainer: Trainer, graph: Graph, rows: pd.DataFrame, features: list[dict]) -> Golden:
    """The golden vectors of a model.

    `rows` [n, features]: real data as they were given, none of which the server refuses;
    `features`: the contract's, whose limits every vector keeps for the same reason.
    """
    fields = list(zip(graph.fields, features))
    parts = {
        "dataset": [_spread(rows, MOST_ROWS)],
        "threshold": _threshold_rows(trainer, graph, rows),
        "edge": [_edge_rows(rows, field, told) for field, told in _spread(fields, MOST_EDGES)],
        "missing": _missing_rows(rows, fields),
        "shuffled": _shuffled_rows(trainer, rows),
        "category": [_category_rows(rows, field, told) for field, told in fields],
    }
    tables = [(key, part) for key, parts in parts.items() for part in parts if len(part)]
    table = pd.concat([part for _, part in tables]).astype(rows.dtypes.to_dict())
    origins = np.repeat([key for key, _ in tables], [len(part) for _, part in tables])
    repeated = table.astype(object).duplicated().to_numpy() & (origins != "dataset")
    table, origins = table[~repeated].reset_index(drop=True), origins[~repeated]
    table = contracts.accepted(table, graph, features)
    origins = origins[table.index]
    table = table.reset_index(drop=True)
    # As the contract has them: tensor by tensor.
    names = [field.name for carried in graph.inputs.values() for field in carried]
    return Golden(
        rows=table,
        inputs=[[one[name] for name in names] for one in contracts.inputs_of(graph, table)],
        names=names,
        origins=origins.tolist(),
        expected=trainer.answers(table),
        classes=graph.outputs.get("classes"),
        outputs=graph.outputs,
        spread=_spread_of(trainer, graph),
    )


def _spread_of(trainer: Trainer, graph: Graph) -> list | float | None:
    """One number, or one for each of several targets."""
    if trainer.spread is None or trainer.answers_with == "probabilities":
        return None
    numbers = [significant(one) for one in trainer.spread]
    return numbers if "values" in graph.outputs else numbers[0]


def _spread(items, most: int):
    """At most `most` of a list's items or a table's rows, evenly spread over all of them."""
    return items[:: max(1, -(-len(items) // most))]


def _varied(rows: pd.DataFrame, positions, column, values) -> pd.DataFrame:
    """Copies of the rows at `positions`, with one column replaced by `values` of equal length."""
    varied, dtype = rows.iloc[list(positions)].copy(), rows[column].dtype
    if isinstance(dtype, pd.CategoricalDtype):
        # What is no category of the frame is missing in it.
        values = [value if value in dtype.categories else None for value in values]
    varied[column] = pd.Series(list(values), index=varied.index, dtype=dtype)
    return varied


def _threshold_rows(trainer: Trainer, graph: Graph, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Each threshold and its two neighbours, in the rows that come nearest to it."""
    fields = {field.column: field for field in graph.fields}
    splits = trainer.splits(rows)
    near = sorted_unique(
        (column, _rounded(fields[column], rows[column], t)) for column, t in splits
    )
    most = MOST_THRESHOLD_VECTORS if rows.shape[1] <= WIDE else MOST_THRESHOLD_VECTORS // 4
    near = _spread(near, most // 3)
    count = min(ROWS_A_THRESHOLD, most // (3 * max(1, len(near))))
    parts = []
    numbers = {column: as_doubles(rows[column]) for column in dict(near)}
    for column, threshold in near:
        values = neighbours(threshold)
        if types.is_integer_dtype(rows[column].dtype):
            values = [int(np.floor(threshold)), int(np.floor(threshold)) + 1]
        elif types.is_bool_dtype(rows[column].dtype):
            continue
        parts += [
            _varied(rows, [row] * len(values), column, values)
            for row in _nearest(numbers[column], threshold, count)
        ]
    return parts


def sorted_unique(items) -> list:
    return list(dict.fromkeys(items))


def _rounded(field: Field, column: pd.Series, threshold: float):
    """A threshold in the precision in which the graph compares."""
    single = field.kind == "single" or column.dtype == "float32"
    return (
        round_down(np.array([threshold]))[0].astype("float32") if single else np.float64(threshold)
    )


def _nearest(numbers: np.ndarray, threshold: np.floating, count: int) -> np.ndarray:
    """Positions of the `count` rows that are most likely to reach the split; NaN comes last."""
    distances = np.abs(numbers - threshold)
    if count < len(distances):
        # All rows are sorted for no threshold: there are many of both.
        farthest = np.partition(distances, count - 1)[count - 1]
        if not np.isnan(farthest):
            close = np.flatnonzero(distances <= farthest)
            return close[np.argsort(distances[close], kind="stable")][:count]
    return np.argsort(distances, kind="stable")[:count]


def neighbours(value: np.floating) -> list[np.floating]:
    """A number between the ones before and after it, in its own precision."""
    infinity = type(value)(np.inf)
    return [np.nextafter(value, -infinity), value, np.nextafter(value, infinity)]


def _edge_rows(rows: pd.DataFrame, field: Field, feature: dict) -> pd.DataFrame:
    """The training range's ends, one step beyond them, and the hard limits."""
    if "min" not in feature["training"]:
        return rows.iloc[:0]
    column = rows[field.column]
    hard = list(feature.get("hard", {}).values())
    if field.dtype == "datetime":
        present, step = column.dropna(), pd.Timedelta(1, "s")
        values = [present.min() - step, present.min(), present.max(), present.max() + step]
        return _varied(rows, [0] * 4, field.column, values)
    low, high = feature["training"]["min"], feature["training"]["max"]
    if not types.is_float_dtype(column.dtype):
        values = [
            *(low - 1, low, high, high + 1),
            *(int(one) for one in hard if float(one).is_integer()),
        ]
    else:
        kind = np.float32 if field.kind == "single" else np.float64
        values = [*neighbours(kind(low))[:2], *neighbours(kind(high))[1:], *hard]
    if types.is_integer_dtype(column.dtype) and isinstance(column.dtype, np.dtype):
        limits = np.iinfo(column.dtype)
        values = [one for one in map(int, values) if limits.min <= one <= limits.max]
    return _varied(rows, [0] * len(values), field.column, values)


def _missing_rows(rows: pd.DataFrame, fields: list[tuple[Field, dict]]) -> list[pd.DataFrame]:
    """Each feature that may be missing, missing in a few rows; then all of them at once."""
    blank = {f.column: _blank(rows[f.column]) for f, told in fields if told["missing"] != "reject"}
    few = _spread(rows, 5)
    each = [_emptied(few, rows, {column: value}) for column, value in blank.items()]
    return [*each, _emptied(few, rows, blank)] if blank else []


def _blank(column: pd.Series):
    """What stands for a missing value in this column."""
    absent = column[column.isna()]
    return (
        absent.iloc[0] if len(absent) else (np.nan if types.is_float_dtype(column.dtype) else None)
    )


def _emptied(few: pd.DataFrame, rows: pd.DataFrame, blank: dict) -> pd.DataFrame:
    for column, value in blank.items():
        few = _varied(few, range(len(few)), column, [value] * len(few))
    return few


def _category_rows(rows: pd.DataFrame, field: Field, feature: dict) -> pd.DataFrame:
    """Every category, in a few rows, and one that is unknown where the model answers it."""
    if "categories" not in feature and field.dtype not in ("boolean", "string"):
        return rows.iloc[:0]
    categorical = isinstance(rows[field.column].dtype, pd.CategoricalDtype)
    categories = [False, True] if field.dtype == "boolean" else feature.get("categories", [])
    categories = _spread(list(categories), MOST_CATEGORIES)
    if categorical:
        known = {str(one): one for one in rows[field.column].dtype.categories}
        categories = [known[str(one)] for one in categories if str(one) in known]
    elif field.dtype == "string" and (feature.get("openCategories") or "categories" not in feature):
        categories.append(UNSEEN)
    positions = range(0, len(rows), -(-len(rows) // 3))
    repeated = [position for position in positions for _ in categories]
    return _varied(rows, repeated, field.column, categories * len(positions))


def drawn_apart(rows: pd.DataFrame, count: int, seed: int = 1) -> pd.DataFrame:
    """Rows whose columns are drawn apart from each other, for combinations no data set holds."""
    random = np.random.default_rng(seed)
    # With their types: pandas would guess others.
    columns = {}
    for name in rows:
        at = random.integers(0, len(rows), TRIES)[:count]
        columns[name] = pd.Series(rows[name].iloc[at].array, dtype=rows[name].dtype)
    return pd.DataFrame(columns)


def _shuffled_rows(trainer: Trainer, rows: pd.DataFrame) -> list[pd.DataFrame]:
    """Rows whose columns are drawn apart, among them exact ties, if there are any: most models have
    none, a forest has some.
    """
    searched = has_trees(getattr(trainer, "model", None)) and rows.shape[1] <= 50
    table = drawn_apart(rows, TRIES if searched else SHUFFLED, seed=0)
    if not searched:
        return [table]
    ties = trainer.answers(table).tied_rows
    return [table.head(SHUFFLED), table[ties].head(TIES)]


def _answers(golden: Golden) -> list[dict]:
    expected = golden.expected
    answers: list[dict] = [{} for _ in range(len(expected))]

    def add(key: str, values) -> None:
        for answer, value in zip(answers, values):
            answer[key] = value

    if expected.labels is not None:
        add("label", (_label(one) for one in expected.labels))
    if expected.flags is not None:
        add("labels", expected.flags.astype(int).tolist())
    if expected.probabilities is not None:
        add("probabilities", ([decimals(p) for p in row] for row in expected.probabilities))
    for kind in ("scores", "values"):
        numbers = getattr(expected, kind)
        digits = _digits(numbers, golden.spread)
        if numbers is not None and kind[:-1] in golden.outputs:
            add(kind[:-1], (significant(one, digits) for one in numbers[:, 0]))
        elif numbers is not None:
            add(kind, ([significant(one, digits) for one in row] for row in numbers))
    tied = expected.tied_rows
    return [{**answer, "tie": True} if tie else answer for answer, tie in zip(answers, tied)]


def _digits(numbers: np.ndarray | None, spread: list | float | None) -> int:
    """As many significant digits as tell a millionth of a millionth of the spread, 12 at least."""
    if numbers is None or spread is None:
        return 12
    ratio = np.nanmax(np.abs(numbers), initial=1.0) / np.min(spread)
    return int(min(17, 12 + max(0, np.log10(ratio) - 1)))


def _label(label):
    if isinstance(label, (str, bool)):
        return label
    return int(label) if is_whole(label) else float(label)
