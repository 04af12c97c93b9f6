"""JSON answers of a model: found in its text, and held against a JSON schema (the small part of it that we use)."""

import json
from typing import Any

TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,), "array": (list,), "string": (str,), "number": (int, float), "integer": (int,), "boolean": (bool,),
}  # fmt: skip


class NotAnAnswer(Exception):
    """The text holds no JSON object that fits; the message says why and quotes nothing of it."""


def answer_in(text: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The first JSON object in the text, also inside a code fence or after a sentence. Raises NotAnAnswer."""
    start = text.find("{")
    if start < 0:
        raise NotAnAnswer("there is no JSON object")
    try:
        value, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError) as error:
        raise NotAnAnswer("the JSON is broken") from error
    if found := misfit(value, schema):
        raise NotAnAnswer(found)
    fitting: dict[str, Any] = value
    return fitting


def misfit(value: Any, schema: dict[str, Any], place: str = "the answer") -> str | None:
    """What does not fit, in words; None if all does. Knows type, enum, required, properties, additionalProperties, items."""
    kind = schema.get("type")
    if kind and (not isinstance(value, TYPES[kind]) or (isinstance(value, bool) and kind != "boolean")):
        return f"{place} is not of type {kind}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{place} is none of the allowed values"
    if isinstance(value, dict):
        return _object_misfit(value, schema, place)
    if isinstance(value, list) and "items" in schema:
        found = (misfit(one, schema["items"], f"{place}[{number}]") for number, one in enumerate(value))
        return next((one for one in found if one), None)
    return None


def _object_misfit(value: dict[str, Any], schema: dict[str, Any], place: str) -> str | None:
    known = schema.get("properties", {})
    if missing := [name for name in schema.get("required", ()) if name not in value]:
        return f"{place} lacks {missing[0]}"
    if schema.get("additionalProperties", True) is False and any(name not in known for name in value):
        return f"{place} has an unknown name"
    found = (misfit(value[name], known[name], f"{place}.{name}") for name in known if name in value)
    return next((one for one in found if one), None)
