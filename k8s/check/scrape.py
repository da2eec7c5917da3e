"""The metrics that the built service really exposes to a key for scrapes, as Prometheus would store them."""

import json
import os
import re
import secrets
import subprocess
import tempfile
import urllib.error
import urllib.request
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import Iterator, NamedTuple

from bundle import ROOT

SAMPLE = re.compile(r"^(\w+)(?:\{(.*)\})? (\S+)$")
LABEL = re.compile(r'(\w+)="((?:[^"\\]|\\.)*)"')


def _key(name: str, *scopes: str) -> tuple[str, dict]:
    """A key and its entry; a name has eight letters."""
    key = f"tsk_{name}_{secrets.token_hex(32)}"
    return key, {"id": name, "sha256": sha256(key.encode()).hexdigest(), "scopes": list(scopes)}


CLIENT, CLIENT_ENTRY = _key("aclients", "predict", "history:read")
SCRAPER, SCRAPER_ENTRY = _key("scrapers", "metrics:read")


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
        _ask(url, "/predict", CLIENT, row, "application/json")
        _ask(url, "/predict", CLIENT, b"{}", "application/json")
        _ask(url, "/predict-batch", CLIENT, (ROOT / "test/iris_test.csv").read_bytes(), "text/csv")
        _ask(url, "/history", CLIENT)
        # Refused: without a key, with one that nobody knows, with one for something else.
        for key in ("", f"{CLIENT}0", SCRAPER):
            _ask(url, "/history", key)
        _ask(url, "/health/ready")
        return list(_parse(_ask(url, "/metrics", SCRAPER).decode()))


@contextmanager
def _service(history: str) -> Iterator[str]:
    with tempfile.NamedTemporaryFile("w", suffix=".json") as keys:
        json.dump([CLIENT_ENTRY, SCRAPER_ENTRY], keys)
        keys.flush()
        access = {"ACCESS": "required", "ACCESS_KEYS_FILE": keys.name}
        with _process({"PORT": "0", "HISTORY_URL": history, "LOG_LEVEL": "info", **access}) as url:
            yield url


@contextmanager
def _process(settings: dict[str, str]) -> Iterator[str]:
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


def _ask(url: str, path: str, key: str = "", body: bytes | None = None, kind: str = "") -> bytes:
    wanted = {"authorization": f"Bearer {key}" if key else "", "content-type": kind}
    headers = {name: value for name, value in wanted.items() if value}
    request = urllib.request.Request(url + path, data=body, headers=headers)
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
