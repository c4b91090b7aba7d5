"""The schemas of the files of the rules, and what is wrong with a file, in words."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.protocols import Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tweeluik.docset.nodes import nearest
from tweeluik.lifecycle.documents import Steps
from tweeluik.lifecycle.records import FOLDER

_LONGEST = 60
"""Characters of a wrong value that a message shows."""
_SCHEMAS = ("claims", "conflicts", "quantities", "scenarios", "tools", "words")


@cache
def validator(name: str) -> Validator:
    """Return what checks a file of the rules, by the name of its schema."""
    folder = files("tweeluik") / "schemas"
    contents = {
        f"lifecycle-{one}.schema.json": json.loads(
            folder.joinpath(f"lifecycle-{one}.schema.json").read_text(encoding="utf-8")
        )
        for one in _SCHEMAS
    }
    resources: list[tuple[str, Resource[Any]]] = [
        (path, DRAFT202012.create_resource(content)) for path, content in contents.items()
    ]
    registry = Registry[Any]().with_resources(resources)
    path = f"lifecycle-{name}.schema.json"
    return Draft202012Validator({"$ref": path}, registry=registry)


def narrowed(error: ValidationError, steps: Steps) -> Steps:
    """Return the way to the key that is too many, where it is one."""
    if error.validator == "additionalProperties" and isinstance(error.instance, dict):
        extra = _extra(error)
        return (*steps, extra[0]) if extra else steps
    return steps


def _extra(error: ValidationError) -> list[str]:
    """Return the keys that a mapping has and cannot have."""
    known = _schema(error).get("properties", {})
    instance = error.instance if isinstance(error.instance, dict) else {}
    return [key for key in instance if key not in known and f"'{key}'" in error.message]


def _schema(error: ValidationError) -> Mapping[str, Any]:
    return error.schema if isinstance(error.schema, dict) else {}


def explained(error: ValidationError, steps: Steps) -> str:
    """Say what is wrong in words: the library's own speak of schemas."""
    last = steps[-1] if steps else None
    where = "It" if last is None else f"'{last}'" if isinstance(last, str) else f"Entry {last + 1}"
    wanted = str(_schema(error).get("description", "something else"))
    known = _schema(error).get("properties", {})
    value: Any = error.validator_value
    match error.validator:
        case "required":
            missing = [key for key in value if not isinstance(error.instance, dict) or key not in error.instance]
            text = f"{where} has no '{missing[0]}'."
        case "additionalProperties" if extra := _extra(error):
            text = f"{where} has '{extra[0]}', which it cannot have: {', '.join(known)}.{nearest(extra[0], known)}"
        case "enum":
            text = f"{where} is {_shown(error.instance)}, not one of: {', '.join(map(str, value))}."
        case "dependentRequired":
            text = f"{where} adds or takes away without 'from'."
        case "uniqueItems":
            text = f"{where} names something twice."
        case "minItems" | "maxItems" | "minProperties" | "maxProperties":
            text = f"{where} has {len(error.instance) or 'no'} entries; it should be {wanted}."  # type: ignore[arg-type]
        case _ if "propertyNames" in error.absolute_schema_path:
            text = f"{where} is no name; it should be {wanted}."
        case "type" if type(error.instance) is int and "name" in wanted:
            named = f"from {FOLDER}/quantities.yml or {FOLDER}/policy.yml"
            text = f"{where} is the number {error.instance}: numbers have names here, {named}."
        case _:
            text = f"{where} is {_shown(error.instance)}; it should be {wanted}."
    return text


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "empty"
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return f"'{text[:_LONGEST]}…'" if len(text) > _LONGEST else f"'{text}'"
