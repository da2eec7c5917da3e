"""Pod Security *restricted*, judged by the code of the API server itself (podsecurity/main.go)."""

import json
import subprocess

from bundle import Bundle

_verdicts: dict[str, list[str]] = {}


def faults(bundle: Bundle) -> list[str]:
    text = json.dumps(bundle.workloads())
    if text not in _verdicts:
        run = subprocess.run(["podsecurity"], input=text, capture_output=True, text=True)
        if run.returncode > 1:
            raise RuntimeError(run.stderr)
        _verdicts[text] = run.stdout.splitlines()
    return _verdicts[text]
