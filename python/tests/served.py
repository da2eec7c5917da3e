"""`python served.py URL`: asks a service for what the README's models answer, row by row and as CSV.

Run beside the README's `publish_three.py`, whose models are fitted once more for their own answers.
"""

import io
import json
import sys
from types import SimpleNamespace
from urllib.request import Request, urlopen

import numpy as np
import pandas as pd

import tabserve

ROWS, TOLERANCE = 60, 1e-5


def ask(url: str, body: str, kind: str) -> str:
    headers = {"content-type": kind, "accept": kind}
    with urlopen(Request(url, body.encode(), headers)) as answer:
        return answer.read().decode()


def by_json(url: str, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """[n, value or label and probabilities]: every row asked for by itself."""
    bodies = [
        json.dumps(row) for row in json.loads(rows.to_json(orient="records", double_precision=15))
    ]
    told = [
        json.loads(ask(f"{url}/predict?model={name}", body, "application/json")) for body in bodies
    ]
    if "value" in told[0]:
        return pd.DataFrame({"prediction": [one["value"] for one in told]})
    shares = pd.DataFrame([one["probabilities"] for one in told]).add_prefix("probability_")
    return shares.assign(prediction=[one["label"] for one in told])


def by_csv(url: str, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    told = ask(f"{url}/predict-batch?model={name}", rows.to_csv(index=False), "text/csv")
    return pd.read_csv(io.StringIO(told), dtype={"prediction": str}, keep_default_na=False)


def differences(told: pd.DataFrame, model, rows: pd.DataFrame, y) -> list[str]:
    if not hasattr(model, "predict_proba"):
        off = np.abs(told["prediction"].astype(float) - model.predict(rows)).max() / np.std(y)
        return [f"values by {off:.2g}"] if not off <= TOLERANCE else []
    shares = told.filter(like="probability_").to_numpy("float64")
    off = np.abs(shares - model.predict_proba(rows)).max()
    labels = np.char.lower(np.ravel(model.predict(rows)).astype(str))
    wrong = int((told["prediction"].astype(str).str.lower() != labels).sum())
    faults = [f"probabilities by {off:.2g}"] if not off <= TOLERANCE else []
    return faults + ([f"{wrong} labels"] if wrong else [])


def main(url: str) -> int:
    # The models again, not their folders.
    tabserve.publish = lambda *_, **__: SimpleNamespace(folder=None, vectors=0)
    sys.path.insert(0, ".")
    from publish_three import models

    faults = []
    for name, (model, X, y) in models.items():
        rows = X.iloc[:: -(-len(X) // ROWS)]
        for way in (by_json, by_csv):
            faults += [
                f"{name}, {way.__name__}: {one}"
                for one in differences(way(url, name, rows), model, rows, y)
            ]
    print("\n".join(faults) or "as the trainers do")
    return len(faults)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
