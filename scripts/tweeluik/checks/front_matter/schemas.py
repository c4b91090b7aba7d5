"""The schemas of front matter: which one holds for a file, those of Tweeluik and those that a docset brings.

There is a JSON Schema (draft 2020-12) for each kind of page: `article`, `include` and `hub-page`. They refer to
`keys`, what authors may write whatever the page, and beside them stands `localization`, what the localization tool
writes. A docset replaces any of the five with a file of its own: `schemas/article.schema.json` at its root, and so on.
It may refer to the others by their file names, and to nothing else: no schema is ever fetched.

Beyond the standard, allowed values are compared without regard to case, `"format": "us-date"` is a date such as
7/31/2021, a property that is `false` is reserved for the build, and `"x-replaced-by"` beside `"deprecated": true`
names the newer key. A key without a value counts as absent. `description` says in messages what is asked for.
"""

import enum
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, SchemaError, ValidationError
from jsonschema.protocols import Validator
from jsonschema.validators import extend
from referencing import Registry, Resource
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from tweeluik.docset.docset import Docset
from tweeluik.text import Place

FOLDER = "schemas"
ENDING = ".schema.json"
NAMES = ("article", "hub-page", "include", "keys", "localization")
LARGEST_SCHEMA = 1_000_000
"""Bytes."""
DATE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


class Kind(enum.Enum):
    """The kinds of pages, by the names of their schemas."""

    ARTICLE = "article"
    INCLUDE = "include"
    HUB_PAGE = "hub-page"


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a schema that a docset brings."""

    path: str
    message: str
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema, ready for use."""

    validator: Validator
    properties: dict[str, Any]
    """What it and the schemas it consists of say of each key; False if the key is reserved."""


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas that hold for a docset."""

    kinds: Mapping[Kind, Schema]
    localization: Schema
    problems: tuple[Problem, ...]


def kind_of(docset: Docset, path: str) -> Kind | None:
    """Return what kind of page a file is; None for a README or a table of contents."""
    if path in docset.hub_pages:
        return Kind.HUB_PAGE
    if docset.is_published(path):
        return Kind.ARTICLE
    return Kind.INCLUDE if "includes" in path.split("/")[:-1] else None


def schemas_of(docset: Docset) -> Schemas:
    """Return the schemas that hold for a docset; a file that has changed is read again."""
    own = docset.root / FOLDER
    found = sorted(own.glob(f"*{ENDING}")) if own.is_dir() else []
    return read_schemas(tuple((file.name.removesuffix(ENDING), _content(file, docset.root)) for file in found))


def _content(file: Path, root: Path) -> bytes:
    """Return the content of a file; an empty one if it cannot be read, or lies outside of the docset."""
    try:
        inside = file.is_file() and file.resolve().is_relative_to(root.resolve())
        return file.read_bytes() if inside and file.stat().st_size <= LARGEST_SCHEMA else b""
    except OSError:
        return b""


@lru_cache(maxsize=8)
def read_schemas(own: tuple[tuple[str, bytes], ...]) -> Schemas:
    """Read the schemas of Tweeluik, and those of a docset in their place.

    Args:
        own: names and contents of the docset's schemas. One that is broken is left out, and becomes a problem.
    """
    contents = dict(_shipped())
    problems = []
    for name, content in own:
        document = _parse(name, content)
        if isinstance(document, Problem):
            problems.append(document)
        else:
            contents[name] = document
    for name, _ in own:
        problem = _trouble(name, contents) if contents.get(name) is not _shipped().get(name) else None
        if problem:
            problems.append(problem)
            contents[name] = _shipped()[name]
    registry = _registry(contents)
    kinds = {kind: _schema(contents[kind.value], contents, registry) for kind in Kind}
    return Schemas(kinds, _schema(contents["localization"], contents, registry), tuple(problems))


@cache
def _shipped() -> Mapping[str, Any]:
    folder = files("tweeluik") / FOLDER
    texts = {name: folder.joinpath(name + ENDING).read_text(encoding="utf-8") for name in NAMES}
    return {name: _undeclared(json.loads(text)) for name, text in texts.items()}


def _undeclared(schema: dict[str, Any]) -> dict[str, Any]:
    """Leave out which draft a schema follows: by that, the library would choose a validator without our additions."""
    return {key: value for key, value in schema.items() if key != "$schema"}


def _registry(contents: Mapping[str, Any]) -> Registry[Any]:
    resources: list[tuple[str, Resource[Any]]] = [
        (name + ENDING, DRAFT202012.create_resource(content)) for name, content in contents.items()
    ]
    return Registry[Any]().with_resources(resources)


def _schema(content: Any, contents: Mapping[str, Any], registry: Registry[Any]) -> Schema:  # noqa: ANN401 - JSON
    validator = _VALIDATOR(content, registry=registry, format_checker=_FORMATS)
    properties: dict[str, Any] = {}
    _gather(content, contents, properties)
    return Schema(validator, properties)


def _gather(content: Any, contents: Mapping[str, Any], properties: dict[str, Any], depth: int = 0) -> None:  # noqa: ANN401
    """Collect what a schema says of each key; what comes first goes first."""
    if not isinstance(content, dict) or depth > len(NAMES):
        return
    own = content.get("properties")
    for key, value in own.items() if isinstance(own, dict) else ():
        known = properties.get(key)
        properties[key] = {**value, **known} if isinstance(known, dict) and isinstance(value, dict) else value
    parts = content.get("allOf")
    for part in [content, *(parts if isinstance(parts, list) else [])]:
        reference = part.get("$ref") if isinstance(part, dict) else None
        if isinstance(reference, str):
            _gather(contents.get(reference.removesuffix(ENDING)), contents, properties, depth + 1)
        if part is not content:
            _gather(part, contents, properties, depth + 1)


def _parse(name: str, content: bytes) -> Any:  # noqa: ANN401 - JSON
    """Read one schema; return the problem if it is none, or has no place here."""
    place = Place()
    try:
        if name not in NAMES:
            message = f"No schema is called '{name}'; there are {', '.join(NAMES)}."
        elif not content:
            message = "The schema is empty, unreadable or larger than a million bytes."
        elif not isinstance(document := json.loads(content.decode("utf-8-sig")), dict):
            message = "The schema is no object."
        else:
            Draft202012Validator.check_schema(document)
            return _undeclared(document)
    except json.JSONDecodeError as error:
        message = f"The schema is no JSON: {error.msg}."
        place = Place(error.lineno, error.colno)
    except UnicodeDecodeError:
        message = "The schema is not UTF-8."
    except RecursionError:
        message = "The schema is nested too deeply."
    except SchemaError as error:
        where = "/".join(map(str, error.absolute_path)) or "the schema"
        message = f"'{where}' is no valid schema: {shortened(error.message)}."
    return Problem(f"{FOLDER}/{name}{ENDING}", message, place)


def _trouble(name: str, contents: Mapping[str, Any]) -> Problem | None:
    """Say what keeps a schema from being used: references that lead nowhere or in a circle."""
    path = f"{FOLDER}/{name}{ENDING}"
    registry = _registry(contents)
    resolver = registry.resolver(base_uri=name + ENDING)
    for reference in _references(contents[name]):
        try:
            resolver.lookup(reference)
        except Unresolvable:
            return Problem(path, f"The reference '{shortened(reference)}' leads to no schema of the docset.")
    schema = _schema(contents[name], contents, registry)
    try:
        for value in ("x", ["x"], {"x": "x"}):
            list(schema.validator.iter_errors(dict.fromkeys(schema.properties, value)))
    except RecursionError:
        return Problem(path, "A reference of the schema leads back to itself.")
    except Unresolvable as error:
        return Problem(path, f"The reference '{shortened(error.ref)}' leads to no schema of the docset.")
    return None


def _references(content: object) -> Iterator[str]:
    if isinstance(content, dict):
        reference = content.get("$ref")
        if isinstance(reference, str):
            yield reference
    for part in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from _references(part)


def shortened(text: str) -> str:
    """Return a text as a message can hold it."""
    return f"{text[:79]}…" if len(text) > 80 else text  # noqa: PLR2004 - a line


def read_date(text: str) -> date | None:
    """Return the date that month/day/year means; None if it is no date."""
    match = DATE.fullmatch(text.strip())
    try:
        return date(int(match[3]), int(match[1]), int(match[2])) if match else None
    except ValueError:
        return None


_FORMATS = FormatChecker(formats=())


@_FORMATS.checks("us-date")
def _is_date(value: object) -> bool:
    return not isinstance(value, str) or read_date(value) is not None


def _required(_: Validator, keys: list[str], instance: object, __: object) -> Iterator[ValidationError]:
    """As the standard has it, but the error names the key by its path."""
    for key in keys:
        if isinstance(instance, dict) and key not in instance:
            yield ValidationError(f"{key!r} is a required property", path=(key,))


def _properties(
    validator: Any,  # noqa: ANN401 - the published type lacks `descend`
    properties: dict[str, Any],
    instance: object,
    _: object,
) -> Iterator[ValidationError]:
    """As the standard has it, but the error names by its path a key that no value may have."""
    for key, schema in properties.items() if isinstance(instance, dict) else ():
        assert isinstance(instance, dict)
        if key in instance and schema is False:
            yield ValidationError(f"{key!r} is not allowed", path=(key,))
        elif key in instance:
            yield from validator.descend(instance[key], schema, path=key, schema_path=key)


def _enum(_: Validator, values: list[object], instance: object, __: object) -> Iterator[ValidationError]:
    """As the standard has it, but without regard to case."""
    if _folded(instance) not in map(_folded, values):
        yield ValidationError(f"{instance!r} is not one of {values!r}")


def _folded(value: object) -> object:
    return value.strip().casefold() if isinstance(value, str) else value


_VALIDATOR: Any = extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"required": _required, "properties": _properties, "enum": _enum}
)
