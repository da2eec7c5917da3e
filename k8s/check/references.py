"""Rules for what objects say of each other, and for what must not be written down at all."""

import json
import re

from bundle import Bundle, label
from pods import containers, template

# Made by an administrator, never by this repository.
SECRETS = {
    "tabserve-history": {"url"},
    "tabserve-keys": {"keys.json"},
    "tabserve-metrics-key": {"key"},
    "tabserve-mongodb": {"keyfile", "admin-password", "password"},
}
BUILT_IN = re.compile(r"^(v1|(apps|batch|autoscaling|policy)/v[12]|networking\.k8s\.io/v1)$")
WITH_PASSWORD = re.compile(r"://[^/@\s:]+:[^/@\s]+@")
KEY = re.compile(r"\btsk_[a-z0-9]{8}_[0-9A-Za-z]{16}")
SECRET_NAME = re.compile(r"PASSWORD|PASSWD|TOKEN|SECRET|CREDENTIAL|PRIVATE|KEY", re.IGNORECASE)


def _is_secret(name: str) -> bool:
    # The path of a file gives nothing away.
    return SECRET_NAME.search(name) is not None and not name.endswith("_FILE")


def secrets(bundle: Bundle) -> list[str]:
    found = [f"{label(one)} holds secrets in plain sight" for one in bundle.of("Secret")]
    found += [f"{label(one)}: a URL with a password" for one in bundle.objects if WITH_PASSWORD.search(json.dumps(one))]
    found += [f"{label(one)}: a key in plain sight" for one in bundle.objects if KEY.search(json.dumps(one))]
    for one in bundle.of("ConfigMap"):
        for key, value in one["data"].items():
            if _is_secret(key) or (key == "HISTORY_URL" and not value.startswith("sqlite:")):
                found.append(f"{label(one)}: {key} belongs into a Secret")
    for name, _, container in containers(bundle):
        for variable in container.get("env", []):
            is_url = variable["name"].endswith("_URL")
            if "value" in variable and (is_url or _is_secret(variable["name"])):
                found.append(f"{name}: {variable['name']} is written down")
    return found


def references(bundle: Bundle) -> list[str]:
    found = []
    for workload in bundle.workloads():
        pod = template(workload)
        where = label(workload)
        if not bundle.named("ServiceAccount", pod.get("serviceAccountName", "")):
            found.append(f"{where}: no such service account")
        claims = [one["metadata"]["name"] for one in workload["spec"].get("volumeClaimTemplates", [])]
        volumes = {one["name"] for one in pod.get("volumes", [])} | set(claims)
        for one in pod.get("initContainers", []) + pod["containers"]:
            mounted = {mount["name"] for mount in one.get("volumeMounts", [])}
            found += [f"{where}: no volume {name}" for name in sorted(mounted - volumes)]
        found += [f"{where}: {fault}" for fault in _missing(bundle, pod)]
    for endpoint in (one for monitor in bundle.of("ServiceMonitor") for one in monitor["spec"]["endpoints"]):
        if ref := endpoint.get("authorization", {}).get("credentials"):
            found += _unmade(ref["name"], ref["key"])
    return found


def _missing(bundle: Bundle, pod: dict) -> list[str]:
    found = []
    for one in pod.get("initContainers", []) + pod["containers"]:
        for source in one.get("envFrom", []):
            if not bundle.named("ConfigMap", source["configMapRef"]["name"]):
                found.append(f"no ConfigMap {source['configMapRef']['name']}")
        for variable in one.get("env", []):
            if ref := variable.get("valueFrom", {}).get("secretKeyRef"):
                found += _unmade(ref["name"], ref["key"])
    for volume in pod.get("volumes", []):
        name = volume.get("configMap", {}).get("name")
        if name and not bundle.named("ConfigMap", name):
            found.append(f"no ConfigMap {name}")
        secret = volume.get("secret", {}).get("secretName")
        if secret and secret not in SECRETS:
            found.append(f"nobody is told to make the Secret {secret}")
    return found


def _unmade(name: str, key: str) -> list[str]:
    return [] if key in SECRETS.get(name, ()) else [f"nobody is told to make {key} of the Secret {name}"]


def placement(bundle: Bundle) -> list[str]:
    """All in the one namespace of the overlay; kinds of operators only by a component."""
    wanted = f"tabserve-{bundle.overlay}"
    found = []
    for one in bundle.objects:
        metadata = one["metadata"]
        place = metadata["name"] if one["kind"] == "Namespace" else metadata.get("namespace")
        if place != wanted:
            found.append(f"{label(one)} is in {place}, not in {wanted}")
        if not bundle.components and not BUILT_IN.match(one["apiVersion"]):
            found.append(f"{label(one)} needs an operator ({one['apiVersion']})")
    return found


RULES = {"secrets": secrets, "references": references, "placement": placement}
