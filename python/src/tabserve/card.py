"""README.md of a model folder: the model card, written from the contract alone."""

import json


def card_text(contract: dict, vectors: int, notes: str) -> str:
    """Markdown with what the model takes, answers and is good for.

    `vectors`: how many golden vectors there are; `notes`: Markdown on intended use and limits.
    """
    parts = [
        f"# {contract.get('title') or contract['name']}",
        contract.get("description", ""),
        notes.strip(),
        "## Features\n\n" + _feature_table(contract),
        "## Answer\n\n" + _answer(contract),
        _metrics(contract),
        "## Example\n\n" + _example(contract),
        "## Verified\n\n" + _verified(vectors),
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
    if "categories" in feature:
        return ", ".join(feature["categories"])
    return f"{feature['training']['min']} – {feature['training']['max']}"


def _need(feature: dict) -> str:
    if not feature["required"]:
        return "no"
    return "yes, or null" if feature["missing"] == "nan" else "yes"


def _answer(contract: dict) -> str:
    outputs = contract["outputs"]
    if "classes" in outputs:
        labels = ", ".join(f"`{label}`" for label in outputs["classes"])
        return f"A label, one of {labels}, and the probability of each."
    return f"A number{' in ' + outputs['unit'] if 'unit' in outputs else ''}."


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


def _verified(vectors: int) -> str:
    return (
        f"`golden.json` holds {vectors:,} inputs with scikit-learn's own answers. The server "
        "replays them before it serves the model: numbers must agree within 1e-5, labels "
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
