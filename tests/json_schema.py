"""What does not fit a JSON Schema: all that our schemas use of it, and an error for any keyword beyond, so that none goes unchecked."""

from __future__ import annotations

import re
from typing import Any

TYPES: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None), "array": list, "object": dict}
KNOWN = {
    "$schema", "$defs", "definitions", "$ref", "title", "description", "default", "type", "anyOf", "enum", "const", "pattern", "minLength", "maxLength", "minimum", "maximum",
    "items", "minItems", "maxItems", "properties", "required", "additionalProperties",
}  # fmt: skip


def faults(value: Any, schema: dict[str, Any], whole: dict[str, Any], at: str = "") -> list[str]:
    """Return what is wrong with a value by a part of a whole schema, each fault as `.list[0].key: what`."""
    assert schema.keys() <= KNOWN, (at, schema.keys() - KNOWN)
    if "$ref" in schema:
        _, room, name = schema["$ref"].split("/")
        return faults(value, whole[room][name], whole, at)
    if "anyOf" in schema:
        tried = [faults(value, one, whole, at) for one in schema["anyOf"]]
        return [] if [] in tried else min(tried, key=len)
    types = schema.get("type", list(TYPES))
    types = [types] if isinstance(types, str) else types
    if not any(_is(value, name) for name in types):
        return [f"{at}: no {' or '.join(types)}"]
    if value not in schema.get("enum", [value]) or value != schema.get("const", value):
        return [f"{at}: not allowed: {value}"]
    if isinstance(value, str):
        fits = _within(schema, "minLength", "maxLength", len(value)) and re.search(schema.get("pattern", ""), value)
        return [] if fits else [f"{at}: not allowed: {value}"]
    if isinstance(value, list):
        wrong = [] if _within(schema, "minItems", "maxItems", len(value)) else [f"{at}: not allowed: {len(value)} of them"]
        return wrong + [fault for number, item in enumerate(value) for fault in faults(item, schema["items"], whole, f"{at}[{number}]")]
    if isinstance(value, dict):
        named, others = schema.get("properties", {}), schema["additionalProperties"]
        wrong = [f"{at}.{key}: missing" for key in schema.get("required", []) if key not in value]
        wrong += [f"{at}.{key}: unknown" for key in value if key not in named and others is False]
        return wrong + [fault for key, item in value.items() if key in named or others is not False for fault in faults(item, named.get(key, others), whole, f"{at}.{key}")]
    return [] if value is None or _within(schema, "minimum", "maximum", value) else [f"{at}: not allowed: {value}"]


def _is(value: Any, name: str) -> bool:
    """Whether a value is of a type by JSON's names; there true is no number."""
    return isinstance(value, TYPES[name]) and isinstance(value, bool) == (name == "boolean")


def _within(schema: dict[str, Any], least: str, most: str, size: float) -> bool:
    """Whether a size keeps the limits of a schema, where it has them."""
    return schema.get(least, size) <= size <= schema.get(most, size)
