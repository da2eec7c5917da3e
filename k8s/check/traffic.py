"""Rules for many pods: how they scale, are replaced, spread, found and fenced in."""

from bundle import Bundle, label
from pods import template

SPREAD = {"topology.kubernetes.io/zone", "kubernetes.io/hostname"}


def _labels(workload: dict) -> dict:
    return workload["spec"]["template"]["metadata"]["labels"]


def _matches(selector: dict, workload: dict) -> bool:
    return selector.get("matchLabels", {}).items() <= _labels(workload).items()


def scaling(bundle: Bundle) -> list[str]:
    found = []
    for scaler in bundle.of("HorizontalPodAutoscaler"):
        target = scaler["spec"]["scaleTargetRef"]
        workload = bundle.named(target["kind"], target["name"])
        if workload is None:
            found.append(f"{label(scaler)}: no {target['kind']} {target['name']}")
        elif "replicas" in workload["spec"]:
            found.append(f"{label(workload)}: replicas would undo what the autoscaler does")
        if scaler["spec"]["minReplicas"] < 2:
            found.append(f"{label(scaler)}: a lost pod would be the last one")
        windows = scaler["spec"].get("behavior", {})
        if not {"scaleUp", "scaleDown"} <= windows.keys():
            found.append(f"{label(scaler)}: no behaviour for growing and shrinking")
    return found


def replacing(bundle: Bundle) -> list[str]:
    """One pod with a file is ended before its successor comes; of many, none may be missing."""
    found = []
    for one in bundle.of("Deployment"):
        strategy = one["spec"].get("strategy", {})
        rolls = strategy.get("rollingUpdate", {}).get("maxUnavailable") == 0
        single = strategy.get("type") == "Recreate" and one["spec"].get("replicas") == 1
        if not rolls and not single:
            found.append(f"{label(one)}: pods are missing while it is replaced")
    return found


def disruption(bundle: Bundle) -> list[str]:
    found = []
    budgets = bundle.of("PodDisruptionBudget")
    for one in budgets:
        if one["spec"].get("unhealthyPodEvictionPolicy") != "AlwaysAllow":
            found.append(f"{label(one)}: a broken pod could keep a node from being drained")
    for one in bundle.of("Deployment", "StatefulSet"):
        guarded = any(_matches(budget["spec"]["selector"], one) for budget in budgets)
        if not guarded and one["spec"].get("replicas") != 1:
            found.append(f"{label(one)}: no disruption budget")
    return found


def spread(bundle: Bundle) -> list[str]:
    found = []
    for one in bundle.of("Deployment", "StatefulSet"):
        constraints = template(one).get("topologySpreadConstraints", [])
        keys = {c["topologyKey"] for c in constraints if _matches(c["labelSelector"], one)}
        found += [f"{label(one)}: not spread over {key}" for key in sorted(SPREAD - keys)]
    return found


def routes(bundle: Bundle) -> list[str]:
    found = []
    for service in bundle.of("Service"):
        selector = {"matchLabels": service["spec"]["selector"]}
        chosen = [one for one in bundle.workloads() if _matches(selector, one)]
        names = {p["name"] for one in chosen for c in template(one)["containers"] for p in c.get("ports", [])}
        found += [
            f"{label(service)}: no pod has a port {port['targetPort']}"
            for port in service["spec"]["ports"]
            if port["targetPort"] not in names
        ]
    for ingress in bundle.of("Ingress"):
        for path in (path for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]):
            backend = path["backend"]["service"]
            found += [f"{label(ingress)}: {fault}" for fault in _unreachable(bundle, ingress, backend)]
    return found


def _unreachable(bundle: Bundle, ingress: dict, backend: dict) -> list[str]:
    port = backend["port"]["name"]
    if port == "use-annotation":
        action = f"alb.ingress.kubernetes.io/actions.{backend['name']}"
        return [] if action in ingress["metadata"]["annotations"] else [f"no annotation {action}"]
    service = bundle.named("Service", backend["name"])
    if service is None or port not in {one["name"] for one in service["spec"]["ports"]}:
        return [f"no service {backend['name']} with a port {port}"]
    return []


def network(bundle: Bundle) -> list[str]:
    policies = bundle.of("NetworkPolicy")
    found = [] if any(map(_denies_all, policies)) else ["no policy denies everything first"]
    for one in bundle.workloads():
        own = [p for p in policies if p["spec"]["podSelector"] and _matches(p["spec"]["podSelector"], one)]
        if not own:
            found.append(f"{label(one)}: no policy of its own, so it is cut off")
    for policy in policies:
        if not any(_matches(policy["spec"]["podSelector"], one) for one in bundle.workloads()):
            found.append(f"{label(policy)}: is about no pod")
        for side in ("ingress", "egress"):
            for rule in policy["spec"].get(side, []):
                if not rule.get("to" if side == "egress" else "from") or not rule.get("ports"):
                    found.append(f"{label(policy)}: {side} is open to anyone, or on any port")
    return found


def _denies_all(policy: dict) -> bool:
    spec = policy["spec"]
    is_all = spec["podSelector"] == {} and set(spec["policyTypes"]) == {"Ingress", "Egress"}
    return is_all and "ingress" not in spec and "egress" not in spec


RULES = {
    "scaling": scaling,
    "replacing": replacing,
    "disruption": disruption,
    "spread": spread,
    "routes": routes,
    "network": network,
}
