"""An overlay with some components, rendered to plain objects."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Iterator

import yaml

ROOT = Path(__file__).resolve().parents[2]
# The local overlay keeps its history in a file and asks nobody who they are: a database, a secret for its
# URL or an issuer of tokens means nothing.
NOT_LOCAL = {"mongodb", "external-secrets", "oidc"}


@dataclass(frozen=True)
class Bundle:
    overlay: str
    components: tuple[str, ...] = ()
    objects: list[dict] = field(default_factory=list, compare=False)

    @property
    def name(self) -> str:
        return "+".join((self.overlay, *self.components))

    def of(self, *kinds: str) -> list[dict]:
        return [one for one in self.objects if one["kind"] in kinds]

    def named(self, kind: str, name: str) -> dict | None:
        return next((one for one in self.of(kind) if one["metadata"]["name"] == name), None)

    def workloads(self) -> list[dict]:
        return self.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob")


def label(one: dict) -> str:
    return f"{one['kind']} {one['metadata']['name']}"


def copy_tree(folder: Path) -> Path:
    """Manifests and workflows in a folder of their own, so that they may be changed."""
    for part in ("k8s", ".github"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def bundles(tree: Path) -> Iterator[Bundle]:
    """Every overlay with every set of components that means something there."""
    components = sorted(path.name for path in (tree / "k8s/components").iterdir())
    for overlay in sorted(path.name for path in (tree / "k8s/overlays").iterdir()):
        for size in range(len(components) + 1):
            for chosen in combinations(components, size):
                if overlay != "local" or not NOT_LOCAL & set(chosen):
                    yield Bundle(overlay, chosen)


def rendered(tree: Path, bundle: Bundle) -> Bundle:
    """The bundle with its objects. Throws ValueError with what kustomize says."""
    overlay = tree / "k8s/overlays" / bundle.overlay
    file = overlay / "kustomization.yaml"
    text = file.read_text()
    if bundle.components:
        chosen = [f"../../components/{name}" for name in bundle.components]
        file.write_text(text + yaml.safe_dump({"components": chosen}))
    command = [*os.environ["RENDERER"].split(), str(overlay)]
    run = subprocess.run(command, capture_output=True, text=True)
    file.write_text(text)
    if run.returncode != 0 or run.stderr:
        raise ValueError(run.stderr.strip() or f"exit code {run.returncode}")
    objects = [one for one in yaml.safe_load_all(run.stdout) if one]
    return Bundle(bundle.overlay, bundle.components, objects)
