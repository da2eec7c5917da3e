"""Rules for single pods: images, memory, probes, the way they end, what they may write."""

import re
from typing import Iterator

from bundle import Bundle, label

DIGEST = re.compile(r"@sha256:[0-9a-f]{64}$")


def template(workload: dict) -> dict:
    return workload["spec"]["template"]["spec"]


def containers(bundle: Bundle) -> Iterator[tuple[str, dict, dict]]:
    """Name for messages, pod, container; of init containers too."""
    for workload in bundle.workloads():
        pod = template(workload)
        for one in pod.get("initContainers", []) + pod["containers"]:
            yield f"{label(workload)}, container {one['name']}", pod, one


def servers(bundle: Bundle) -> Iterator[tuple[str, dict, dict]]:
    for workload in bundle.of("Deployment", "StatefulSet"):
        for one in template(workload)["containers"]:
            yield f"{label(workload)}, container {one['name']}", template(workload), one


def environment(bundle: Bundle) -> dict[str, str]:
    """What Tabserve's container is told in plain sight: the ConfigMap, and then what stands beside it."""
    one = template(bundle.named("Deployment", "tabserve"))["containers"][0]
    name = one["envFrom"][0]["configMapRef"]["name"]
    data = (bundle.named("ConfigMap", name) or {"data": {}})["data"]
    return {**data, **{each["name"]: each["value"] for each in one.get("env", []) if "value" in each}}


def digest(bundle: Bundle) -> list[str]:
    """An image that is built on the same machine has no digest, but then nothing may fetch it."""
    return [
        f"{name}: {one['image']} is not pinned by a digest"
        for name, _, one in containers(bundle)
        if not DIGEST.search(one["image"])
        and not (bundle.overlay == "local" and one["image"] == "tabserve:local" and one["imagePullPolicy"] == "Never")
    ]


def latest(bundle: Bundle) -> list[str]:
    return [
        f"{name}: {one['image']} has no version"
        for name, _, one in containers(bundle)
        if re.search(r":latest(@|$)", one["image"]) or not re.search(r"[:@][^/]+$", one["image"])
    ]


def memory(bundle: Bundle) -> list[str]:
    found = []
    for name, _, one in containers(bundle):
        resources = one.get("resources", {})
        asked = resources.get("requests", {}).get("memory")
        if asked is None or asked != resources.get("limits", {}).get("memory"):
            found.append(f"{name}: memory requests and limits differ")
        if "cpu" not in resources.get("requests", {}):
            found.append(f"{name}: asks for no CPU")
    return found


def probes(bundle: Bundle) -> list[str]:
    found = []
    for name, _, one in servers(bundle):
        missing = {"startupProbe", "readinessProbe", "livenessProbe"} - one.keys()
        found += [f"{name}: no {probe}" for probe in sorted(missing)]
        if missing:
            continue
        if _asks(one["readinessProbe"]) == _asks(one["livenessProbe"]):
            found.append(f"{name}: liveness and readiness ask the same")
        if _asks(one["startupProbe"]) == _asks(one["readinessProbe"]):
            found.append(f"{name}: a start would wait for what only readiness may wait for")
        if _patience(one["startupProbe"]) <= _patience(one["livenessProbe"]):
            found.append(f"{name}: a start gets no more time than a running process")
    return found


def _asks(probe: dict) -> list:
    return [probe.get(way) for way in ("httpGet", "tcpSocket", "exec", "grpc")]


def _patience(probe: dict) -> int:
    return probe.get("periodSeconds", 10) * probe.get("failureThreshold", 3)


def ending(bundle: Bundle) -> list[str]:
    deployment = bundle.named("Deployment", "tabserve")
    pod = template(deployment)
    one = pod["containers"][0]
    stop = one.get("lifecycle", {}).get("preStop", {})
    if "sleep" not in stop:
        return ["preStop does not sleep; the image has no shell to do anything else with"]
    data = environment(bundle)
    needed = stop["sleep"]["seconds"] + (int(data["DRAIN_DELAY_MS"]) + int(data["SHUTDOWN_TIMEOUT_MS"])) / 1000
    grace = pod.get("terminationGracePeriodSeconds", 30)
    return [] if grace > needed else [f"killed after {grace} s, but ending takes up to {needed:g} s"]


def hardened(bundle: Bundle) -> list[str]:
    """What *restricted* leaves open."""
    found = []
    for name, pod, one in containers(bundle):
        context = {**pod.get("securityContext", {}), **one.get("securityContext", {})}
        if context.get("readOnlyRootFilesystem") is not True:
            found.append(f"{name}: may write to its root file system")
        if not (context.get("runAsUser", 0) > 0 and context.get("runAsGroup", 0) > 0):
            found.append(f"{name}: names no user and group by number")
        if "fsGroup" not in context:
            found.append(f"{name}: no fsGroup")
        if pod.get("automountServiceAccountToken") is not False:
            found.append(f"{name}: holds a token of the API server")
        for volume in pod.get("volumes", []):
            if "emptyDir" in volume and "sizeLimit" not in volume["emptyDir"]:
                found.append(f"{name}: volume {volume['name']} may fill the node")
    return found


RULES = {
    "digest": digest,
    "latest": latest,
    "memory": memory,
    "probes": probes,
    "ending": ending,
    "hardened": hardened,
}
