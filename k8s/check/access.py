"""Rules for who may: nobody unasked, by keys that follow a change, and Prometheus by one of its own."""

from pathlib import PurePosixPath

from bundle import Bundle, label
from pods import environment, template

# On a laptop nobody else is there to be kept out.
OPEN = {"local"}


def access(bundle: Bundle) -> list[str]:
    said = environment(bundle).get("ACCESS")
    if bundle.overlay in OPEN or said == "required":
        return []
    return [f"ACCESS is {said}: whoever reaches a pod may do anything"]


def keys(bundle: Bundle) -> list[str]:
    """Whoever asks for keys has them in a folder that the kubelet brings up to date."""
    settings = environment(bundle)
    if settings.get("ACCESS") != "required":
        return []
    pod = template(bundle.named("Deployment", "tabserve"))
    folder = str(PurePosixPath(settings.get("ACCESS_KEYS_FILE", "")).parent)
    mount = next((one for one in pod["containers"][0]["volumeMounts"] if one["mountPath"] == folder), None)
    if mount is None:
        return [f"ACCESS_KEYS_FILE is in {folder}, where no volume is mounted as a folder"]
    found = []
    if {"subPath", "subPathExpr"} & mount.keys():
        found.append("a subPath of the keys never follows a change of their Secret")
    if mount.get("readOnly") is not True:
        found.append("the keys are not mounted read-only")
    volume = next((one for one in pod.get("volumes", []) if one["name"] == mount["name"]), {})
    if "secret" not in volume:
        found.append("the keys do not come from a Secret")
    elif volume["secret"].get("optional"):
        found.append("a pod would start without the Secret of its keys, and end at once")
    return found


def scrapes(bundle: Bundle) -> list[str]:
    return [
        f"{label(monitor)}: scrapes without a key, and is refused"
        for monitor in bundle.of("ServiceMonitor")
        for endpoint in monitor["spec"]["endpoints"]
        if endpoint.get("authorization", {}).get("type") != "Bearer"
    ]


RULES = {"access": access, "keys": keys, "scrapes": scrapes}
