"""Alerts and dashboards, evaluated by Prometheus' own promtool on what the service really exposes."""

import json
import re
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from typing import Iterator

import yaml

from bundle import ROOT, Bundle
from scrape import LABEL, Series, exposed

TESTS = Path(__file__).parent / "alerts.test.yaml"
NAMESPACE = "tabserve-production"
# What Prometheus adds when it scrapes.
TARGET = {"job": "tabserve", "namespace": NAMESPACE, "pod": "tabserve-1", "instance": "10.0.0.1:8000"}
# Not from the service: Prometheus itself, and kube-state-metrics.
FOREIGN = {
    "up": TARGET,
    "kube_deployment_status_replicas_available": {"deployment": "tabserve", "namespace": NAMESPACE},
    "kube_deployment_spec_replicas": {"deployment": "tabserve", "namespace": NAMESPACE},
}
VARIABLES = {"$__rate_interval": "5m", "$namespace": NAMESPACE}


def faults(bundle: Bundle) -> list[str]:
    rules = [one["spec"] for one in bundle.of("PrometheusRule")]
    dashboards = [
        text
        for one in bundle.of("ConfigMap")
        if "grafana_dashboard" in one["metadata"].get("labels", {})
        for text in one["data"].values()
    ]
    return _faults_of(json.dumps(rules), tuple(dashboards))


@cache
def _faults_of(rules_text: str, dashboards: tuple[str, ...]) -> list[str]:
    found = []
    for rules in json.loads(rules_text):
        found += _rule_faults(rules)
    for text in dashboards:
        found += _dashboard_faults(json.loads(text))
    return found


def _rule_faults(rules: dict) -> list[str]:
    alerts = [rule for group in rules["groups"] for rule in group["rules"]]
    tests = yaml.safe_load(TESTS.read_text())["tests"]
    found = _unknown_series(tests) + _runbook_faults(alerts)
    for alert in (one["alert"] for one in alerts):
        cases = [c for t in tests for c in t["alert_rule_test"] if c["alertname"] == alert]
        if not any(c["exp_alerts"] for c in cases) or all(c["exp_alerts"] for c in cases):
            found.append(f"{alert} is not shown both firing and silent")
    return found + _promtool(rules, tests)


def _unknown_series(tests: list[dict]) -> list[str]:
    """Tests of alerts may only assume what is exposed."""
    known = {(one.name, one.labels) for one in exposed()}
    found = []
    for text in sorted({one["series"] for test in tests for one in test["input_series"]}):
        name = text.partition("{")[0]
        labels = frozenset(pair for pair in LABEL.findall(text) if pair[0] not in TARGET)
        if name not in FOREIGN and (name, labels) not in known:
            found.append(f"the service does not expose {text}")
    return found


def _runbook_faults(alerts: list[dict]) -> list[str]:
    page = ROOT / "docs/deploy.md"
    text = page.read_text() if page.exists() else None
    found = []
    for alert in alerts:
        runbook = alert["annotations"].get("runbook", "")
        anchor = re.fullmatch(r"docs/deploy\.md#(alert-[a-z-]+)", runbook)
        if anchor is None:
            found.append(f"{alert['alert']}: no runbook in docs/deploy.md")
        elif text is not None and anchor[1] not in _anchors(text):
            found.append(f"{alert['alert']}: docs/deploy.md has no #{anchor[1]}")
    return found


def _anchors(text: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    slugs = {re.sub(r"[^a-z0-9 _-]", "", one.lower()).replace(" ", "-") for one in headings}
    return slugs | set(re.findall(r'<a (?:id|name)="([^"]+)"', text))


def _dashboard_faults(dashboard: dict) -> list[str]:
    """Each query must find something among the exposed series."""
    queries = []
    for panel in dashboard["panels"]:
        for target in panel["targets"]:
            expr = target["expr"]
            for name, value in VARIABLES.items():
                expr = expr.replace(name, value)
            queries.append({
                "expr": f"count({expr}) >= bool 1",
                "eval_time": "10m",
                "exp_samples": [{"labels": "{}", "value": 1}],
            })
    test = {"interval": "1m", "input_series": list(_all_series()), "promql_expr_test": queries}
    return _promtool({"groups": []}, [test])


def _all_series() -> Iterator[dict]:
    for one in exposed():
        yield _series(one.name, {**dict(one.labels), **TARGET}, _values(one))
    for name, labels in FOREIGN.items():
        yield _series(name, labels, "3+0x20")


def _series(name: str, labels: dict, values: str) -> dict:
    inside = ",".join(f'{key}="{value}"' for key, value in labels.items())
    return {"series": f"{name}{{{inside}}}", "values": values}


def _values(one: Series) -> str:
    return f"{one.value}+0x20" if one.kind == "gauge" else f"0+{one.value}x20"


def _promtool(rules: dict, tests: list[dict]) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        rule_file, test_file = Path(folder, "rules.yaml"), Path(folder, "test.yaml")
        rule_file.write_text(yaml.safe_dump(rules))
        suite = {"rule_files": ["rules.yaml"], "evaluation_interval": "1m", "tests": tests}
        test_file.write_text(yaml.safe_dump(suite, width=1000))
        for command in (["check", "rules", str(rule_file)], ["test", "rules", str(test_file)]):
            run = subprocess.run(["promtool", *command], capture_output=True, text=True)
            if run.returncode != 0:
                text = (run.stdout + run.stderr).replace(f"{folder}/", "")
                return [line.strip() for line in text.splitlines() if line.strip()]
    return []
