"""Whatever Tabserve's container is told is a setting, with a value that the service itself accepts."""

import json
import re
import subprocess
from functools import cache

from bundle import ROOT, Bundle
from pods import environment

# What the image says by itself, and what makes the service ask who may.
IMAGE = {"HOST": "0.0.0.0"}
READ = """
import { readSettings } from './dist/config/settings.js';
try {
  readSettings(JSON.parse(process.argv[1]));
} catch (error) {
  console.log(error.message);
}
"""


def faults(bundle: Bundle) -> list[str]:
    maps = [one for one in bundle.of("ConfigMap") if re.match(r"tabserve-[a-z0-9]{10}$", one["metadata"]["name"])]
    if len(maps) != 1:
        return [f"{len(maps)} ConfigMaps with settings"]
    told = environment(bundle)
    unknown = sorted(told.keys() - _known())
    return [f"{name} is not in docs/configuration.md" for name in unknown] + _refused(json.dumps(IMAGE | told))


@cache
def _known() -> frozenset[str]:
    page = (ROOT / "docs/configuration.md").read_text()
    return frozenset(re.findall(r"^\| `([A-Z_]+)` \|", page, re.MULTILINE))


@cache
def _refused(data: str) -> list[str]:
    run = subprocess.run(
        ["node", "--input-type=module", "--eval", READ, data], cwd=ROOT, capture_output=True, text=True
    )
    if run.returncode != 0:
        raise RuntimeError(run.stderr)
    return run.stdout.splitlines()
