"""The metrics that the built service really exposes, as Prometheus would store them."""

import json
import os
import re
import subprocess
import tempfile
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import cache
from typing import Iterator, NamedTuple

from bundle import ROOT

SAMPLE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$")
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


class Series(NamedTuple):
    name: str
    labels: frozenset[tuple[str, str]]
    kind: str
    value: str


@cache
def exposed() -> tuple[Series, ...]:
    """Of a service that answers, and of one that cannot store."""
    with tempfile.TemporaryDirectory() as folder:
        good = _scrape(f"sqlite:{folder}/history.sqlite")
    bad = _scrape("mongodb://127.0.0.1:1/tabserve?serverSelectionTimeoutMS=500")
    known = {(one.name, one.labels): one for one in (*bad, *good)}
    return tuple(known.values())


def _scrape(history: str) -> list[Series]:
    model = json.loads((ROOT / "model/iris/1/model.json").read_text())
    row = json.dumps(model["examples"][0]["inputs"]).encode()
    with _service(history) as url:
        _ask(url, "/predict", row, "application/json")
        _ask(url, "/predict", b"{}", "application/json")
        _ask(url, "/predict-batch", (ROOT / "test/iris_test.csv").read_bytes(), "text/csv")
        _ask(url, "/history")
        _ask(url, "/health/ready")
        return list(_parse(_ask(url, "/metrics").decode()))


@contextmanager
def _service(history: str) -> Iterator[str]:
    settings = {"PORT": "0", "HISTORY_URL": history, "LOG_LEVEL": "info"}
    environment = {"PATH": os.environ["PATH"], **settings}
    command = ["node", "dist/main.js"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        lines = iter(process.stdout.readline, "")
        found = next(filter(None, (re.search(r"serving .* on (http:\S+?),", line) for line in lines)), None)
        if found is None:
            raise RuntimeError("dist/main.js does not serve; `npm run build` first")
        yield found[1]
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _ask(url: str, path: str, body: bytes | None = None, kind: str = "") -> bytes:
    request = urllib.request.Request(url + path, data=body, headers={"content-type": kind} if kind else {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


def _parse(text: str) -> Iterator[Series]:
    kinds = dict(re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE))
    for line in text.splitlines():
        sample = SAMPLE.match(line)
        if sample and not line.startswith("#"):
            name, labels, value = sample.groups()
            kind = kinds.get(name) or kinds.get(re.sub(r"_(bucket|sum|count)$", "", name), "")
            yield Series(name, frozenset(LABEL.findall(labels or "")), kind, value)
