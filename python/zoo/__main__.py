"""`python -m zoo [WORD]`: publishes each model (whose name has WORD) and asks what was written.

Each answers 60 rows of its original frame, which it never saw, as JSON has them. Exits with 1 when
one was published and differs, or was refused that is not meant to be.
"""

import json
import sys
import tempfile
import time
import warnings

import numpy as np
import onnxruntime
import pandas as pd
from sklearn.base import clone

from tabserve import CannotServe, publish
from tabserve.graph import decode
from tabserve.proof import prove
from tabserve.trainer import trainer_for
from tabserve.verification import NUMPY, _TENSORS, fed

from .cases import CASES, REFUSED
from .data import HELD_OUT


def main(word: str = "") -> int:
    warnings.simplefilter("ignore")
    equal, refused, differs = [], [], []
    for name, (model, X, y) in CASES.items():
        if word not in name:
            continue
        started = time.perf_counter()
        try:
            told = run(model, X, y)
            (equal if told == "equal" else differs).append(name)
        except CannotServe as refusal:
            (refused if name in REFUSED else differs).append(name)
            told = f"REFUSED {refusal}"
        except Exception as error:
            differs.append(name)
            told = f"BROKEN {type(error).__name__}: {error}"
        print(f"{name:45} {time.perf_counter() - started:5.1f} s  {told[:400]}", flush=True)
    print(f"{len(equal)} equal, {len(refused)} refused as they should be, others: {differs}")
    print(f"{len(equal) + len(refused)} passed, {len(differs)} failed")
    return 1 if differs else 0


def run(model, X, y) -> str:
    fitted = clone(model)
    train, rest = slice(None, -HELD_OUT), slice(-HELD_OUT, None)
    cut = (lambda part: None if y is None else (y.iloc[part] if hasattr(y, "iloc") else y[part]))
    fitted.fit(X.iloc[train], cut(train)) if y is not None else fitted.fit(X.iloc[train])
    with tempfile.TemporaryDirectory() as folder:
        published = publish(fitted, X.iloc[train], cut(train), name="m", version="1", directory=folder)
        contract = json.loads((published.folder / "model.json").read_text())
        golden = json.loads((published.folder / "golden.json").read_text())
        session = onnxruntime.InferenceSession(published.folder / "model.onnx")
    frame = X.to_frame() if isinstance(X, pd.Series) else X
    trainer = trainer_for(fitted, cut(train))
    trainer.measure(frame.iloc[train], cut(train))
    rows = frame.iloc[rest]
    theirs = trainer.answers(rows)
    ours = ask(session, contract, as_json(rows))
    proof = prove(ours, theirs, trainer.spread)
    if proof.holds:
        return "equal"
    return f"DIFFERS {proof.words('its trainer')} contract {contract['contractVersion']} max {golden.get('spread')}"


def as_json(rows: pd.DataFrame) -> list[dict]:
    """The rows as a client would send them, through JSON text."""
    def plain(value):
        if value is None or value is pd.NA or value is pd.NaT or value != value:
            return None
        if isinstance(value, pd.Timestamp):
            return value.isoformat()
        if isinstance(value, np.float32):
            return float(str(value))
        return value.item() if hasattr(value, "item") else value

    records = [{str(name): plain(rows[name].iloc[at]) for name in rows} for at in range(len(rows))]
    return json.loads(json.dumps(records))


def ask(session, contract: dict, records: list[dict]):
    outputs = contract["outputs"]
    kinds = {one.name: NUMPY[one.type] for one in session.get_inputs()}
    feed = {
        tensor["tensor"]: np.array(
            [[fed(record[feature["name"]], feature) for feature in tensor["features"]] for record in records],
            dtype=kinds[tensor["tensor"]],
        )
        for tensor in contract["inputs"]
    }
    names = {key: outputs[key] for key in _TENSORS if key in outputs}
    found = dict(zip(names, session.run(list(names.values()), feed)))
    return decode(found, outputs, outputs.get("classes"))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
