"""Asks a model folder as the server does: JSON values in, the contract's answers out.

Written apart from the package, so that no mistake of the one hides one of the other.
"""

import json
from pathlib import Path

import numpy as np
import onnxruntime
import pandas as pd
import xgboost

TENSORS = {
    "tensor(float)": np.float32,
    "tensor(double)": np.float64,
    "tensor(int64)": np.int64,
    "tensor(int32)": np.int32,
    "tensor(bool)": np.bool_,
    "tensor(string)": object,
}
TOLERANCE = 1e-5


def differences(folder: Path, model, X: pd.DataFrame, y, rows: pd.DataFrame) -> str:
    """What the folder answers otherwise than the model does for `rows`; "" where nothing.

    `X`, `y`: what the model was trained on.
    """
    contract = json.loads((folder / "model.json").read_text())
    known, refused = accepted(contract, rows)
    asked = answers(folder, contract, known)
    faults = [f"{refused} rows refused"] if refused > len(rows) // 10 else []
    if contract["task"] == "regression":
        told = np.reshape(truth(model, known), (len(known), -1))
        spread = np.reshape(np.std(np.asarray(y, dtype="float64"), axis=0), (1, -1))
        off = np.abs(np.reshape(asked["values"], told.shape) - told) / spread
        return "; ".join(faults + ([f"values by {off.max():.2g}"] if off.max() > TOLERANCE else []))
    shares = truth(model, known, "predict_proba") if has_shares(model) else None
    labels = np.asarray(truth(model, known, "predict"))
    if contract["task"] == "multi-label":
        ties = np.abs(shares - 0.5) <= TOLERANCE
        wrong = (np.reshape(asked["labels"], labels.shape) != labels) & ~ties
    else:
        if shares is None and labels.dtype.kind == "f":
            shares = np.column_stack([1 - labels, labels]) if labels.ndim == 1 else labels
            labels = shares.argmax(axis=1)
        top = np.sort(shares, axis=1)
        threshold = getattr(model, "get_probability_threshold", lambda: None)() or 0.5
        ties = (top[:, -1] - top[:, -2] <= TOLERANCE) | (
            np.abs(shares[:, -1] - threshold) <= TOLERANCE
        )
        wrong = (np.array(asked["labels"], dtype=object) != labels.ravel()) & ~ties
    if wrong.any():
        faults.append(f"{wrong.sum()} labels")
    if (
        "probabilities" in asked
        and (off := np.abs(asked["probabilities"] - shares).max()) > TOLERANCE
    ):
        faults.append(f"probabilities by {off:.2g}")
    return "; ".join(faults)


def has_shares(model) -> bool:
    return hasattr(model, "predict_proba")


def truth(model, rows: pd.DataFrame, method: str = "predict"):
    """The library's own answers for rows as they are."""
    if isinstance(model, xgboost.Booster):
        return model.predict(xgboost.DMatrix(rows, enable_categorical=True))
    if type(model).__name__ == "CatBoost":
        return model.predict(rows, "Probability")
    return getattr(model, method)(rows)


def accepted(contract: dict, rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """The rows that the server would answer, and the count of those that it would not."""
    good = np.ones(len(rows), dtype=bool)
    for group in contract["inputs"]:
        for feature in group["features"]:
            column = rows[feature["name"]]
            if feature["missing"] == "reject":
                good &= column.notna().to_numpy()
            if "categories" in feature and not feature.get("openCategories"):
                good &= (column.isna() | column.isin(feature["categories"])).to_numpy()
    return rows[good], int((~good).sum())


def answers(folder: Path, contract: dict, rows: pd.DataFrame) -> dict:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options)
    types = {one.name: TENSORS[one.type] for one in session.get_inputs()}
    feeds = {
        group["tensor"]: np.column_stack(
            [fed(rows[one["name"]], one, types[group["tensor"]]) for one in group["features"]]
        )
        for group in contract["inputs"]
    }
    outputs = contract["outputs"]
    names = {
        key: name
        for key, name in outputs.items()
        if key in ("label", "labels", "value", "values", "probabilities")
    }
    told = dict(zip(names, session.run(list(names.values()), feeds)))
    answered = {}
    if "label" in told:
        answered["labels"] = [
            called(one, outputs["classes"]) for one in np.ravel(told["label"]).tolist()
        ]
    if "labels" in told:
        answered["labels"] = told["labels"]
    if "probabilities" in told:
        answered["probabilities"] = told["probabilities"].astype("float32")
    for key in ("value", "values"):
        if key in told:
            answered["values"] = told[key]
    return answered


def called(label, classes: list):
    """The class that a label is; whole numbers are positions unless all classes are whole numbers."""
    if isinstance(label, int) and not all(type(one) is int for one in classes):
        return classes[label]
    return label


def fed(column: pd.Series, feature: dict, dtype) -> np.ndarray:
    """[n]: what each JSON value becomes in the tensor."""
    return np.array([_fed(value, feature, dtype) for value in column], dtype=dtype)


def _fed(value, feature: dict, dtype):
    if pd.isna(value):
        return np.nan if feature["missing"] == "nan" else feature["missing"]["becomes"]
    if dtype is object:
        return str(value)
    sent = json.loads(json.dumps(value.item() if hasattr(value, "item") else value))
    # A float32 is sent as its shortest decimal.
    return float(str(value)) if isinstance(value, np.float32) else sent
