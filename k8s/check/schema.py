"""Every object against the schema of its kind; unknown fields fail.

Kinds of Kubernetes: by its own schemas, of the oldest version that is supported and the newest that
is known. Kinds of operators: by the schemas beside this file, which allow only what is used here.
"""

import json
from functools import cache
from pathlib import Path

import kubernetes_validate
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from bundle import Bundle, label

OLDEST = "1.30"
VERSIONS = (OLDEST, kubernetes_validate.latest_version())
FOLDER = Path(__file__).parent / "schemas"


def faults(bundle: Bundle) -> list[str]:
    return [fault for one in bundle.objects for fault in _faults_of(json.dumps(one))]


@cache
def _faults_of(text: str) -> tuple[str, ...]:
    one = json.loads(text)
    group = one["apiVersion"].partition("/")[0]
    own = "." not in group or group.endswith(".k8s.io")
    found = _kubernetes_faults(one) if own else _operator_faults(one)
    return tuple(f"{label(one)}: {fault}" for fault in found)


def _kubernetes_faults(one: dict) -> list[str]:
    found = []
    for version in VERSIONS:
        try:
            kubernetes_validate.validate(one, version, strict=True)
        except kubernetes_validate.ValidationError as error:
            found.append(f"{error.message} (Kubernetes {version}, {'.'.join(map(str, error.path))})")
        except kubernetes_validate.SchemaNotFoundError as error:
            found.append(error.message)
    return found


def _operator_faults(one: dict) -> list[str]:
    file = FOLDER / f"{one['kind']}.json"
    if not file.exists():
        return [f"no schema for {one['apiVersion']} {one['kind']}"]
    metadata = json.loads((FOLDER / "metadata.json").read_text())
    registry = Registry().with_resource(
        "metadata.json", Resource.from_contents(metadata, default_specification=DRAFT202012)
    )
    validator = Draft202012Validator(json.loads(file.read_text()), registry=registry)
    return [f"{e.message} ({'.'.join(map(str, e.path))})" for e in validator.iter_errors(one)]
