"""TMX 1.4b, translation memories: a `tu` per unit, with the codes of both halves.

A memory is for finding sentences again, so many programs keep the two texts and no more. A unit is taken back only if
its properties came along; one whose codes were dropped (TMX level 1) is an edit that loses codes, and import says so.

Locked units are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from lxml import etree

from tweeluik import __version__
from tweeluik.diagnostics import Diagnostic
from tweeluik.exchange.keeping import damaged, edit_or_problem, editable, is_hash, key_of, read_key, read_name, written
from tweeluik.exchange.marked_text import (
    Dialect,
    child,
    children,
    local_name,
    markdown_of,
    marked_halves,
    text_of,
)
from tweeluik.exchange.safe_xml import attribute, escaped, fitting, line_of, read_xml
from tweeluik.exchange.unit import Edit, Returned, Unit

_DIALECT = Dialect("i", "x", "x", "type", MappingProxyType({"strong": "bold", "emphasis": "italic", "link": "link"}))
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_TARGET_LANGUAGE = "x-target-language"


def write(units: Sequence[Unit], source: str, target: str) -> bytes:
    """Write a translation memory.

    Args:
        units: the units, in the order of the file.
        source: tag of the source language.
        target: tag of the target language.
    """
    # No dates: the same units give the same bytes.
    head = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
        f'<header creationtool="tweeluik" creationtoolversion="{attribute(__version__)}" segtype="sentence"'
        f' o-tmf="tweeluik" adminlang="en" srclang="{attribute(source)}" datatype="x-markdown">\n'
        f"{_property(_TARGET_LANGUAGE, target)}</header>\n<body>\n"
    )
    body = "".join(_unit(unit, source, target) for unit in editable(units))
    return f"{head}{body}</body>\n</tmx>\n".encode()


def _unit(unit: Unit, source: str, target: str) -> str:
    halves = marked_halves(unit.source, unit.target, _DIALECT)
    properties = {
        "x-article": written(unit.path),
        "x-id": written(unit.id),
        "x-line": str(unit.line),
        "x-translation-type": unit.origin.value,
        "x-source-hash": unit.source_hash,
        "x-target-hash": unit.target_hash,
    }
    return "".join(
        (
            f'<tu tuid="{attribute(key_of(unit))}" segtype="{"paragraph" if unit.is_paragraph else "sentence"}">\n',
            *(f"<note>{escaped(fitting(note))}</note>\n" for note in unit.notes),
            *(_property(name, value) for name, value in properties.items() if value),
            *(
                f'<tuv xml:lang="{attribute(tag)}"><seg>{half}</seg></tuv>\n'
                for tag, half in zip((source, target), halves, strict=True)
            ),
            "</tu>\n",
        )
    )


def _property(name: str, value: str) -> str:
    return f'<prop type="{name}">{escaped(value)}</prop>\n'


def read(content: bytes, name: str) -> Returned:
    """Read a translation memory that came back.

    Args:
        content: the bytes of the file, whatever they are.
        name: the file's name in messages.
    """
    root, problems = read_xml(content, name)
    if root is None:
        return Returned((), problems)
    if local_name(root) != "tmx":
        message = f"The file is no translation memory: it begins with {local_name(root)}."
        return Returned((), (Diagnostic("exchange-format-unknown", message, name),))
    header, body = child(root, "header"), child(root, "body")
    languages = _languages(header)
    found = [_edit(unit, languages, name) for unit in (children(body, "tu") if body is not None else ())]
    edits = tuple(one for one in found if isinstance(one, Edit))
    source = "" if languages[0] == "*all*" else languages[0]
    return Returned(edits, tuple(one for one in found if isinstance(one, Diagnostic)), source, languages[1])


def _languages(header: "etree._Element | None") -> tuple[str, str]:
    """Return the tags of source and target as the header has them, '' where it has none."""
    if header is None:
        return "", ""
    return header.get("srclang", ""), _properties(header).get(_TARGET_LANGUAGE, "")


def _properties(node: "etree._Element") -> Mapping[str, str]:
    found: dict[str, str] = {}
    for one in children(node, "prop"):
        found.setdefault(one.get("type", ""), text_of(one))
    return found


def _edit(unit: "etree._Element", languages: tuple[str, str], name: str) -> Edit | Diagnostic:
    line = line_of(unit)
    properties = _properties(unit)
    key = _key(unit, properties)
    if key is None:
        return damaged("The unit has lost its properties x-article and x-id.", name, line)
    what = f"{key[1]} in {key[0]}"
    target_hash = properties.get("x-target-hash", "")
    if not is_hash(target_hash):
        return damaged(f"{what} has lost its property x-target-hash.", name, line)
    halves = _halves(unit, (unit.get("srclang") or languages[0], languages[1]))
    if isinstance(halves, str):
        return damaged(f"{what} {halves}", name, line)
    source, target = (markdown_of(half) for half in halves)
    return edit_or_problem(key, (source, target), (properties.get("x-source-hash", ""), target_hash), name, line)


def _key(unit: "etree._Element", properties: Mapping[str, str]) -> tuple[str, str] | None:
    if "x-article" in properties and "x-id" in properties:
        return read_name(properties["x-article"]), read_name(properties["x-id"])
    return read_key(unit.get("tuid", ""))


def _halves(unit: "etree._Element", languages: tuple[str, str]) -> "tuple[etree._Element, etree._Element] | str":
    """Return the segments of source and target, or what is wrong with them."""
    variants = list(_variants(unit))
    source = _of_language(variants, languages[0]) or variants[:1]
    others = [one for one in variants if one not in source[:1]]
    target = _of_language(others, languages[1]) or others
    if len(variants) < 2 or not target:  # noqa: PLR2004 - a source and a target
        return "has no two languages."
    if len(target) > 1:
        return f"has {len(target)} translations: which is meant is not certain."
    return source[0][1], target[0][1]


def _variants(unit: "etree._Element") -> "Iterator[tuple[str, etree._Element]]":
    for one in children(unit, "tuv"):
        segment = child(one, "seg")
        if segment is not None:
            yield (one.get(_LANGUAGE) or one.get("lang") or "").lower().replace("_", "-"), segment


def _of_language(variants: "list[tuple[str, etree._Element]]", tag: str) -> "list[tuple[str, etree._Element]]":
    """Return the variants in a language; those of its other regions if there is none of this one."""
    tag = tag.lower().replace("_", "-")
    exact = [one for one in variants if one[0] == tag]
    return exact or [one for one in variants if tag and one[0].partition("-")[0] == tag.partition("-")[0]]
