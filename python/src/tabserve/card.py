"""README.md of a model folder: the model card, written from the contract alone."""

import json
from datetime import datetime, timezone

from .metrics import class_name


def card_text(contract: dict, vectors: int, notes: str, library: str = "scikit-learn") -> str:
    """Markdown with what the model takes, answers and is good for.

    `vectors`: how many golden vectors there are; `notes`: Markdown on intended use and limits;
    `library`: whose answers they hold.
    """
    parts = [
        f"# {contract.get('title') or contract['name']}",
        contract.get("description", ""),
        notes.strip(),
        "## Features\n\n" + _feature_table(contract),
        "## Answer\n\n" + _answer(contract),
        _metrics(contract),
        "## Example\n\n" + _example(contract),
        "## Verified\n\n" + _verified(contract, vectors, library),
        "## Provenance\n\n" + _provenance(contract),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(head: list[str], rows: list[list]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(map(str, line)) + " |" for line in lines)


def _feature_table(contract: dict) -> str:
    features = [feature for tensor in contract["inputs"] for feature in tensor["features"]]
    head = ["feature", "type", "unit", "in training", "must be given", "meaning"]
    return _table(head, [_feature_row(feature) for feature in features])


def _feature_row(feature: dict) -> list[str]:
    name, told = f"`{feature['name']}`", _range(feature)
    unit, meaning = feature.get("unit", ""), feature.get("description", "")
    return [name, feature["dtype"], unit, told, _need(feature), meaning]


def _range(feature: dict) -> str:
    training = feature["training"]
    if "categories" in feature:
        told = ", ".join(map(str, feature["categories"][:50]))
        return told + (
            ", …" if len(feature["categories"]) > 50 or feature.get("openCategories") else ""
        )
    if "min" not in training:
        return "true, false" if feature["dtype"] == "boolean" else "text"
    if feature["dtype"] == "datetime":
        return " – ".join(_moment(training[end]) for end in ("min", "max"))
    return f"{training['min']} – {training['max']}"


def _moment(milliseconds: float) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, timezone.utc).isoformat(" ", "seconds")


def _need(feature: dict) -> str:
    if not feature["required"]:
        return "no"
    return "yes" if feature["missing"] == "reject" else "yes, or null"


def _answer(contract: dict) -> str:
    outputs, task = contract["outputs"], contract["task"]
    unit = f" in {outputs['unit']}" if "unit" in outputs else ""
    if task == "classification":
        labels = ", ".join(f"`{class_name(label)}`" for label in outputs["classes"])
        beside = {"probabilities": "and the probability of each", "scores": "and decision scores"}
        told = next((f", {words}" for key, words in beside.items() if key in outputs), "")
        return f"A label, one of {labels}{told}."
    if task == "multi-label":
        labels = ", ".join(f"`{name}`" for name in outputs["names"])
        told = ", and the probability of each" if "probabilities" in outputs else ""
        return f"Those of the labels {labels} that are there{told}."
    if task == "anomaly":
        return "`inlier` or `outlier`, and a score, below 0 for outliers."
    if task == "clustering":
        told = ", and the distance to each" if "scores" in outputs else ""
        return f"One of {outputs['clusters']} clusters, counted from 0{told}."
    if "targets" in outputs:
        return f"Numbers{unit}: {', '.join(f'`{name}`' for name in outputs['targets'])}."
    return f"A number{unit}."


def _metrics(contract: dict) -> str:
    metrics = contract.get("metrics")
    if not metrics:
        return ""
    head = f"## Quality on {metrics['rows']} held-out rows\n\n"
    if "perClass" not in metrics:
        names = {"r2": "R²", "rmse": "RMSE", "mae": "MAE"}
        return head + _table(list(names.values()), [[_short(metrics[name]) for name in names]])
    return head + f"Accuracy {_short(metrics['accuracy'])}.\n\n" + _per_class(metrics)


def _per_class(metrics: dict) -> str:
    names = ["precision", "recall", "f1", "support"]
    scores = [[label, *(_short(s[n]) for n in names)] for label, s in metrics["perClass"].items()]
    labels = list(metrics["perClass"])
    confusion = [[label, *row] for label, row in zip(labels, metrics["confusionMatrix"])]
    return (
        _table(["class", *names], scores)
        + "\n\nTrue class by row, predicted class by column:\n\n"
        + _table(["", *labels], confusion)
    )


def _short(value) -> str:
    return f"{value:.4g}"


def _example(contract: dict) -> str:
    inputs = json.dumps(contract["examples"][0]["inputs"], ensure_ascii=False)
    url = f"localhost:8000/predict?model={contract['name']}"
    # Within single quotes a shell knows no escape: the quote is closed, escaped and opened again.
    body = inputs.replace("'", "'\\''")
    return f"```sh\ncurl -s '{url}' -H 'content-type: application/json' -d '{body}'\n```"


def _verified(contract: dict, vectors: int, library: str) -> str:
    within = "within 1e-5"
    if "probabilities" not in contract["outputs"]:
        within += (
            " of the standard deviation" if contract["task"] != "clustering" else " of their spread"
        )
    return (
        f"`golden.json` holds {vectors:,} inputs with {library}'s own answers. The server "
        f"replays them before it serves the model: numbers must agree {within}, labels "
        "exactly, except where the two highest probabilities differ by no more than that."
    )


def _provenance(contract: dict) -> str:
    provenance = contract["provenance"]
    libraries = ", ".join(f"{name} {version}" for name, version in provenance["libraries"].items())
    rows = [["version", contract["version"]], ["model.onnx, SHA-256", f"`{contract['sha256']}`"]]
    for key, value in provenance.items():
        if isinstance(value, dict) and "sha256" in value:
            named = {k: v for k, v in value.items() if k != "sha256"}
            told = ", ".join(f"{v} rows" if k == "rows" else str(v) for k, v in named.items())
            rows += [[key, told], [f"{key}, SHA-256", f"`{value['sha256']}`"]]
        elif key != "libraries":
            rows.append([key, value])
    return _table(["", ""], [*rows, ["libraries", libraries]])
