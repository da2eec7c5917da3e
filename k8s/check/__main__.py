"""Runs every check on the real manifests, then shows each of them rejecting a broken copy."""

import sys
import tempfile
from pathlib import Path

import yaml

import alerts
import schema
import security
import settings
import workflows
from bundle import ROOT, Bundle, bundles, copy_tree, rendered
from rules import RULES

HERE = Path(__file__).parent
# What is judged by looking at one rendered bundle; each returns a list of faults.
CHECKS = {
    "schema": schema.faults,
    "restricted": security.faults,
    "settings": settings.faults,
    "alerts": alerts.faults,
    **RULES,
}
# What is judged by looking at the files of the repository.
FILE_CHECKS = {"actionlint": workflows.actionlint, "zizmor": workflows.zizmor}


def judged(found: list[Bundle], name: str) -> list[str]:
    """Each fault once, with the simplest combination that has it."""
    first: dict[str, str] = {}
    for bundle in found:
        for fault in CHECKS[name](bundle):
            first.setdefault(fault, bundle.name)
    return [f"{where}: {fault}" for fault, where in first.items()]


class Tally:
    passed = failed = 0

    def add(self, title: str, faults: list[str]) -> None:
        if faults:
            self.failed += 1
            print(f"FAILED {title}", *faults, sep="\n       ", flush=True)
        else:
            self.passed += 1
            print(f"ok     {title}", flush=True)


def check_all(tally: Tally) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tree = copy_tree(Path(folder))
        found, faults = [], []
        for bundle in bundles(tree):
            try:
                found.append(rendered(tree, bundle))
            except ValueError as error:
                faults.append(f"{bundle.name}: {error}")
        tally.add(f"{len(found)} combinations of overlays and components are rendered", faults)
    for name in CHECKS:
        tally.add(f"all of them pass: {name}", judged(found, name))
    for name, check in FILE_CHECKS.items():
        tally.add(f"the workflows pass: {name}", check(ROOT))


def prove(tally: Tally) -> None:
    """Each broken copy must be rejected by the check that it names, with the words that it names."""
    cases = yaml.safe_load((HERE / "broken.yaml").read_text())
    for case in cases:
        with tempfile.TemporaryDirectory() as folder:
            tally.add(f"{case['check']} rejects: {case['title']}", missed(case, Path(folder)))
    unproved = {"render", *CHECKS, *FILE_CHECKS} - {case["check"] for case in cases}
    tally.add("every check is proved", [f"no broken copy for {name}" for name in sorted(unproved)])


def missed(case: dict, folder: Path) -> list[str]:
    tree = copy_tree(folder)
    path = tree / case["file"]
    if "write" in case:
        path.write_text(case["write"])
    else:
        text = path.read_text()
        if case["from"] not in text:
            return [f"{case['file']} has no text {case['from']!r}"]
        path.write_text(text.replace(case["from"], case["to"]))
    faults = faults_of(case, tree)
    if not any(case["says"] in fault for fault in faults):
        return [f"expected a fault with {case['says']!r}, got {faults or 'none'}"]
    return []


def faults_of(case: dict, tree: Path) -> list[str]:
    if case["check"] in FILE_CHECKS:
        return FILE_CHECKS[case["check"]](tree)
    wanted = Bundle(case.get("overlay", "production"), tuple(case.get("components", ())))
    try:
        bundle = rendered(tree, wanted)
    except ValueError as error:
        return [str(error)] if case["check"] == "render" else []
    return [] if case["check"] == "render" else CHECKS[case["check"]](bundle)


if __name__ == "__main__":
    total = Tally()
    check_all(total)
    prove(total)
    print(f"{total.passed} passed, {total.failed} failed")
    sys.exit(total.failed > 0)
