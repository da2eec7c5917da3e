"""What CatBoost makes of categories: hashes, and counters of how often and with which target."""

import ast
import json
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from ..problem import CannotServe
from .boosters import texts_of
from .encoders import describe
from .graph import Value, concat

# Not the hash of any category: hashes have 32 bits.
UNKNOWN = 2**40
# Of CatBoost's hash of several values, as a signed number of 64 bits: products wrap around.
FACTOR = 0x4906BA494954CB65
# The place of a table that is not taken.
EMPTY = 2**64 - 1
MEANS, COUNTS = ("BinarizedTargetMeanValue", "FloatTargetMeanValue"), ("Counter", "FeatureFreq")


def hashes_of(x, infos: dict) -> list[Value]:
    """For each categorical feature, whole [N, 1]: the hash of its value."""
    flat = [one["flat_feature_index"] for one in infos.get("categorical_features", [])]
    for at in flat:
        describe(x, at, texts_of(x, at), open_=True)
    return [_hash_of(x.column(at), texts_of(x, at)) for at in flat]


def _hash_of(column: Value, texts: list[str]) -> Value:
    if not texts:
        raise CannotServe(
            "CatBoost's categories are made by a step before it: give it columns of X"
        )
    hashes = _hashes(texts)
    if column.kind == "text":
        keys = {"keys_strings": list(hashes)}
    else:
        keys, column = {"keys_int64s": list(map(int, hashes))}, column.cast("whole")
    return column.op(
        "LabelEncoder",
        domain="ai.onnx.ml",
        values_int64s=list(hashes.values()),
        default_int64=UNKNOWN,
        to="whole",
        **keys,
    )


def _hashes(texts: list[str]) -> dict[str, int]:
    """Text -> CatBoost's hash of it, which it tells in the code that it writes for a model."""
    from catboost import CatBoost, Pool

    pool = Pool([[text] for text in [*texts, ""]], list(range(len(texts) + 1)), cat_features=[0])
    smallest = CatBoost({"iterations": 1, "depth": 1, "verbose": 0, "allow_writing_files": False})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "model.py"
        smallest.fit(pool).save_model(str(path), format="python", pool=pool)
        code = ast.parse(path.read_text())
    told = next(
        node.value
        for node in code.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "cat_features_hashes"
    )
    # The code has the bytes of UTF-8, one after the other.
    hashes = {
        text.encode("latin-1").decode(): code for text, code in ast.literal_eval(told).items()
    }
    return {text: hashes[text] for text in texts}


def counters_of(told: dict, numbers: Value | None, hashes: list[Value]) -> Value:
    """float64 [N, counters]: what each counter says of a row."""
    counters = told["features_info"]["ctrs"]
    _check_apart(counters)
    groups: dict[str, list[int]] = {}
    for at, counter in enumerate(counters):
        groups.setdefault(json.dumps(counter["elements"]), []).append(at)
    order = [at for group in groups.values() for at in group]
    parts = []
    for elements, group in groups.items():
        key = _key(json.loads(elements), numbers, hashes)
        parts.append(_lookup(key, [counters[at] for at in group], told["ctr_data"]))
    return concat(parts).pick(np.argsort(order))


def _check_apart(counters: list[dict]) -> None:
    """Of several targets, CatBoost's JSON does not say which one a counter belongs to."""
    told = [json.dumps({**counter, "borders": None}, sort_keys=True) for counter in counters]
    if len(set(told)) < len(told):
        raise CannotServe(
            "CatBoost's counters of categories for several targets cannot be told apart in what it "
            "exports: fit one model per target, or all categories one-hot (one_hot_max_size=255)"
        )


def _key(elements: list[dict], numbers: Value | None, hashes: list[Value]) -> Value:
    """whole [N, 1]: the hash of all values that a counter looks at together."""
    key = None
    for element in elements:
        value = _value(element, numbers, hashes) * FACTOR
        key = (value if key is None else key + value) * FACTOR
    return key


def _value(element: dict, numbers: Value | None, hashes: list[Value]) -> Value:
    kind = element["combination_element"]
    if kind == "float_feature":
        above = numbers.column(element["float_feature_index"]) > float(element["border"])
        return above.cast("whole")
    value = hashes[element["cat_feature_index"]]
    return value if kind == "cat_feature_value" else value.equals(element["value"]).cast("whole")


def _lookup(key: Value, counters: list[dict], data: dict) -> Value:
    """float64 [N, counters]; the last row of the table is for what training never saw."""
    tables = [_table(data[counter["identifier"]]) for counter in counters]
    seen = sorted(set().union(*tables))
    rows = [[_said(c, t.get(one), data) for c, t in zip(counters, tables)] for one in [*seen, None]]
    place = key.op(
        "LabelEncoder",
        domain="ai.onnx.ml",
        keys_int64s=[one - 2**64 if one >= 2**63 else one for one in seen],
        values_int64s=list(range(len(seen))),
        default_int64=len(seen),
        to="whole",
    )
    table = key.graph.constant(np.array(rows, dtype="float64"))
    return table.gather(place.reshape(-1), axis=0)


def _table(told: dict) -> dict[int, list[float]]:
    """Hash -> its counts."""
    flat, stride = told["hash_map"], told["hash_stride"]
    rows = (flat[at : at + stride] for at in range(0, len(flat), stride))
    return {int(key): counts for key, *counts in rows if int(key) != EMPTY}


def _said(counter: dict, counts: list | None, data: dict) -> np.float32:
    """(part + prior) / (whole + prior), moved and scaled, in float32 as CatBoost has it."""
    kind, border = counter["ctr_type"], counter["target_border_idx"]
    if kind in COUNTS:
        part = 0 if counts is None else counts[0]
        whole = data[counter["identifier"]]["counter_denominator"]
    elif counts is None:
        part = whole = 0
    elif kind in MEANS:
        part, whole = counts
    else:
        whole = sum(counts)
        part = counts[border] if kind == "Buckets" else sum(counts[border + 1 :])
    number = np.float32
    mean = (number(part) + number(counter["prior_numerator"])) / (
        number(whole) + number(counter["prior_denomerator"])
    )
    return (mean + number(counter["shift"])) * number(counter["scale"])
