"""What is wrong with an article's front matter by its schema, each under its code."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jsonschema import ValidationError

from tweeluik.checks.front_matter.fields import Field, read_fields
from tweeluik.checks.front_matter.schemas import Kind, Schema, kind_of, schemas_of, shortened
from tweeluik.checks.subject import Spot, Subject

MISSING: Mapping[str, str] = {
    "title": "title-missing",
    "description": "description-missing",
    "author": "author-missing",
    "ms.author": "ms-author-missing",
    "ms.topic": "ms-topic-missing",
    "ms.date": "ms-date-missing",
}
"""The codes of keys that have one of their own."""
PRODUCT = frozenset({"ms.prod", "ms.service"})
LENGTHS: Mapping[str, str] = {"title": "title-bad-length", "description": "description-bad-length"}
BROKEN = frozenset({"yaml-header-syntax-error", "yaml-header-not-object", "yaml-header-unclosed"})
"""Diagnostics of reading after which nothing more can be said about the keys."""
FEW = 8
"""How many allowed values a message names."""


@dataclass(frozen=True, slots=True)
class Header:
    """An article's front matter as checks see it."""

    kind: Kind
    schema: Schema
    localization: Schema
    fields: Mapping[str, Field]
    """By the name in the schema if it knows the key in any case, or else as written."""
    values: dict[str, Any]
    """The values that are not blank, by the same names."""


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong."""

    code: str
    message: str
    key: str
    at_key: bool = False
    """Whether the key itself is meant, and not its value."""


@lru_cache(maxsize=1)
def header_of(subject: Subject) -> Header | None:
    """Return an article's front matter; None if it is broken, or no schema holds for the file."""
    kind = kind_of(subject.docset, subject.path)
    if kind is None or any(one.code in BROKEN for one in subject.article.diagnostics):
        return None
    schemas = schemas_of(subject.docset)
    schema, localization = schemas.kinds[kind], schemas.localization
    names = {
        key.lower(): key
        for properties in (localization.properties, schema.properties)
        for key, value in properties.items()
        if value is not False
    }
    known = {*schema.properties, *localization.properties}
    matter = subject.article.front_matter
    fields: dict[str, Field] = {}
    for field in read_fields(matter.entries, len(matter.opening)) if matter else ():
        name = field.key if field.key in known else names.get(field.key.lower(), field.key)
        fields.setdefault(field.key if name in fields else name, field)
    values = {name: field.value for name, field in fields.items() if not is_blank(field.value)}
    return Header(kind, schema, localization, fields, values)


def is_blank(value: object) -> bool:
    """Tell whether a value says nothing."""
    return value is None or value in ([], {}) or (isinstance(value, str) and not value.strip())


def spots(code: str, subject: Subject, fix: Callable[[Field], str | None] | None = None) -> Iterator[Spot]:
    """Yield what is wrong under one code.

    Args:
        code: a name in the table of checks.
        subject: the article.
        fix: gives what belongs in place of a field's value, or None if that is not sure.
    """
    header = header_of(subject)
    for violation in _violations(subject):
        if violation.code == code and header:
            yield _spot(subject, header, violation, fix)


def _spot(subject: Subject, header: Header, violation: Violation, fix: Callable[[Field], str | None] | None) -> Spot:
    """Return a spot at a key; at the front matter's first line if it is not there, for the file if that neither is."""
    field = header.fields.get(violation.key)
    if field:
        span = field.key_span if violation.at_key else field.span
        mended = fix(field) if fix and span == field.value_span else None
        return Spot(violation.message, span.start, span.end, fix=mended)
    matter = subject.article.front_matter
    return Spot(violation.message, 0, len(matter.opening.rstrip())) if matter else Spot(violation.message)


@lru_cache(maxsize=1)
def _violations(subject: Subject) -> tuple[Violation, ...]:
    header = header_of(subject)
    if not header:
        return ()
    try:
        errors = list(header.schema.validator.iter_errors(header.values))
        mistyped = {tuple(error.absolute_path) for error in errors if error.validator == "type"}
        found = [
            _violation(header, error)
            for error in errors
            if error.validator == "type" or tuple(error.absolute_path) not in mistyped
        ]
        # The localization tool has had translated articles only; includes may have no front matter at all. A hub page
        # is in one language; if it holds segments, they are examples.
        has_header = subject.article.front_matter is not None and header.kind is not Kind.HUB_PAGE
        is_handed_back = subject.article.is_bilingual and has_header
        for error in header.localization.validator.iter_errors(header.values):
            if error.validator != "required":
                found.append(_violation(header, error))
            elif is_handed_back:
                found.append(_violation(header, error, "localization-attribute-missing"))
    except RecursionError:
        return ()
    return tuple(dict.fromkeys(found))


def _violation(header: Header, error: ValidationError, code: str = "") -> Violation:
    path = [str(part) for part in error.absolute_path]
    key = path[0] if path else ""
    name = path[1] if path[:1] == ["source"] and path[1:] else key
    match error.validator:
        case "required" if len(path) == 1:
            code = code or MISSING.get(key, "missing-attribute")
            message = f"The key '{key}' {'has no value' if key in header.fields else 'is missing'}."
        case "properties" if len(path) == 1:
            code, message = "attribute-reserved", f"The key '{key}' is reserved: the build sets it."
        case "type":
            code, message = _wrong_type(key, error)
        case "enum" | "const" | "pattern":
            code = "ms-topic-invalid" if key == "ms.topic" else "invalid-value"
            message = _wrong_value(header, key, error)
        case "format":
            code = "ms-date-invalid" if key == "ms.date" else "date-format-invalid"
            message = f"'{shortened(str(error.instance))}' is no date as month/day/year."
        case "minLength" | "maxLength" if name in LENGTHS:
            code, message = LENGTHS[name], _wrong_length(name, path, error)
        case "not" if _required_by([error.validator_value]) == PRODUCT:
            code, message, key = "ms-prod-and-service", "Both 'ms.prod' and 'ms.service' are there.", "ms.prod"
        case "anyOf" | "oneOf" if not path and _required_by(error.validator_value) == PRODUCT:
            code, message = "ms-prod-or-service-missing", "Neither 'ms.prod' nor 'ms.service' has a value."
        case _:
            what = f"'{'.'.join(path)}'" if path else "The front matter"
            code, message = "violate-schema", f"{what} does not fit the schema: {shortened(error.message)}."
    return Violation(code, message, key, code == "attribute-reserved")


def _wrong_type(key: str, error: ValidationError) -> tuple[str, str]:
    wanted: Any = error.validator_value
    wanted = wanted if isinstance(wanted, list) else [wanted]
    if isinstance(error.instance, list) and "array" not in wanted:
        return "multiple-values", f"The key '{key}' holds a list; it takes one value."
    listed = " or ".join(dict.fromkeys(KINDS.get(str(kind), str(kind)) for kind in wanted))
    inside = " in its list" if len(error.absolute_path) > 1 and isinstance(error.absolute_path[1], int) else ""
    return "unexpected-type", f"The key '{key}' holds {_kind(error.instance)}{inside}; it takes {listed}."


KINDS: Mapping[str, str] = {
    "string": "text",
    "array": "a list",
    "boolean": "true or false",
    "integer": "a whole number",
    "number": "a number",
    "object": "keys with values",
    "null": "nothing",
}


def _kind(value: object) -> str:
    match value:
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case list():
            return "a list"
        case dict():
            return "keys with values"
        case None:
            return "nothing"
    return "text"


def _wrong_value(header: Header, key: str, error: ValidationError) -> str:
    value = shortened(str(error.instance))
    allowed: Any = error.validator_value
    if error.validator == "enum" and len(allowed) <= FEW:
        return f"'{value}' is no value of '{key}', which takes {', '.join(map(str, allowed))}."
    properties: Any = header.schema.properties.get(key) or header.localization.properties.get(key)
    asked = properties.get("description") if isinstance(properties, dict) else None
    return f"'{value}' is no value of '{key}'{f', which takes {asked}' if isinstance(asked, str) else ''}."


def _wrong_length(name: str, path: list[str], error: ValidationError) -> str:
    whose = f"{name} of the source language" if len(path) > 1 else name
    limit = f"at {'least' if error.validator == 'minLength' else 'most'} {error.validator_value}"
    length = len(str(error.instance))
    return f"The {whose} has {length} {'character' if length == 1 else 'characters'}; {limit} are asked for."


def _required_by(parts: object) -> frozenset[str]:
    """Return the keys that a list of schemas requires, if that is all they do."""
    found: set[str] = set()
    for part in parts if isinstance(parts, list) else []:
        if not isinstance(part, dict) or set(part) != {"required"}:
            return frozenset()
        found |= {str(key) for key in part["required"]}
    return frozenset(found)
