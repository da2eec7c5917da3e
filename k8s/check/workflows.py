"""The workflows: actionlint for what GitHub would refuse, zizmor for what an attacker would like."""

import subprocess
from pathlib import Path


def actionlint(tree: Path) -> list[str]:
    files = sorted(map(str, (tree / ".github/workflows").glob("*.y*ml")))
    # Not with whichever shellcheck a machine has: the verdict must be the same everywhere.
    return _lines(["actionlint", "-oneline", "-shellcheck=", "-pyflakes=", *files])


def zizmor(tree: Path) -> list[str]:
    return _lines(["zizmor", "--offline", "--quiet", "--no-progress", "--format=plain", str(tree / ".github")])


def _lines(command: list[str]) -> list[str]:
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode == 0:
        return []
    return (run.stdout + run.stderr).splitlines() or [f"exit code {run.returncode}"]
