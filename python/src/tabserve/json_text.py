"""JSON that people can read in a diff."""

import json


def render(value, indent: str = "") -> str:
    """Pretty JSON, two spaces a level, in which a list of plain values stays on one line."""
    inner = indent + "  "
    if isinstance(value, dict) and value:
        lines = [f"{inner}{text(key)}: {render(item, inner)}" for key, item in value.items()]
        return "{\n" + ",\n".join(lines) + f"\n{indent}}}"
    if isinstance(value, list) and any(isinstance(item, (dict, list)) for item in value):
        lines = [inner + render(item, inner) for item in value]
        return "[\n" + ",\n".join(lines) + f"\n{indent}]"
    return text(value)


def text(value) -> str:
    """Compact JSON on one line; NaN and infinity are errors, since JSON has neither."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
