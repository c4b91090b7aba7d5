"""XLIFF 1.2, for tools that do not know XLIFF 2: a `file` per article, a `trans-unit` per unit.

The hashes of a unit stand in a `context-group`, which is the place that the format has for what belongs to a unit and
is no text. Programs use the others for their own ends: Weblate takes `resname` for the name of a unit, editors show
notes to translators, `prop-group` is deprecated, and `extradata` is dropped by some.

Locked units are left out.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from lxml import etree

from tweeluik.diagnostics import Diagnostic
from tweeluik.exchange.keeping import damaged, edit_or_problem, editable, is_hash, read_name, written
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
from tweeluik.model import Origin

_DIALECT = Dialect("id", "id", "", "ctype", MappingProxyType({"strong": "bold", "emphasis": "italic", "link": "link"}))
_NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"


def write(units: Sequence[Unit], source: str, target: str) -> bytes:
    """Write an XLIFF 1.2 file.

    Args:
        units: the units; those of an article keep their order.
        source: tag of the source language.
        target: tag of the target language.
    """
    by_path: dict[str, list[Unit]] = {}
    for unit in editable(units):
        by_path.setdefault(unit.path, []).append(unit)
    # The format wants a file, even if there is nothing in it.
    files = "".join(_file(path, some, source, target) for path, some in (by_path or {"": []}).items())
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2" xmlns="{_NAMESPACE}">\n'
    return f"{head}{files}</xliff>\n".encode()


def _file(path: str, units: Sequence[Unit], source: str, target: str) -> str:
    languages = f'source-language="{attribute(source)}" target-language="{attribute(target)}"'
    head = f'<file original="{attribute(written(path))}" {languages} datatype="x-markdown">\n<body>\n'
    return f"{head}{''.join(map(_unit, units))}</body>\n</file>\n"


def _unit(unit: Unit) -> str:
    source, target = marked_halves(unit.source, unit.target, _DIALECT)
    contexts = {
        "linenumber": str(unit.line),
        "x-segmentation": "paragraph" if unit.is_paragraph else "sentence",
        "x-source-hash": unit.source_hash,
        "x-target-hash": unit.target_hash,
    }
    return "".join(
        (
            # Some programs look for xml:space at the unit only.
            f'<trans-unit id="{attribute(written(unit.id))}" xml:space="preserve">\n',
            f"<source>{source}</source>\n<target{_state(unit)}>{target}</target>\n",
            '<context-group purpose="information">\n',
            *(f'<context context-type="{kind}">{escaped(value)}</context>\n' for kind, value in contexts.items()),
            "</context-group>\n",
            *(f'<note from="tweeluik" annotates="target">{escaped(fitting(note))}</note>\n' for note in unit.notes),
            "</trans-unit>\n",
        )
    )


def _state(unit: Unit) -> str:
    if not unit.target:
        return ' state="needs-translation"'
    is_machine = unit.origin is Origin.MACHINE
    return ' state="translated"' + (' state-qualifier="mt-suggestion"' if is_machine else "")


def read(content: bytes, name: str) -> Returned:
    """Read an XLIFF 1 file that came back.

    Args:
        content: the bytes of the file, whatever they are.
        name: the file's name in messages.
    """
    root, problems = read_xml(content, name)
    if root is None:
        return Returned((), problems)
    if local_name(root) != "xliff" or not root.get("version", "1").startswith("1."):
        message = f"The file is no XLIFF 1: it begins with {local_name(root)} {root.get('version', '')}".rstrip() + "."
        return Returned((), (Diagnostic("exchange-format-unknown", message, name),))
    files = list(children(root, "file"))
    found = [one for file in files for one in _edits(file, name)]
    edits = tuple(one for one in found if isinstance(one, Edit))
    tags = [files[0].get(f"{side}-language", "") if files else "" for side in ("source", "target")]
    return Returned(edits, tuple(one for one in found if isinstance(one, Diagnostic)), *tags)


def _edits(file: "etree._Element", name: str) -> Iterator[Edit | Diagnostic]:
    path = read_name(file.get("original", ""))
    for unit in file.iter("{*}trans-unit"):
        yield _edit(unit, path, name)


def _edit(unit: "etree._Element", path: str, name: str) -> Edit | Diagnostic:
    line = line_of(unit)
    if not path:
        return damaged("The unit is in a file element without original: its article is not known.", name, line)
    if unit.get("id") is None:
        return damaged(f"A unit in {path} has no id.", name, line)
    key = path, read_name(unit.get("id", ""))
    what = f"{key[1]} in {path}"
    contexts = _contexts(unit)
    target_hash = contexts.get("x-target-hash", "")
    if not is_hash(target_hash):
        return damaged(f"{what} has lost its context x-target-hash.", name, line)
    first, second = child(unit, "source"), child(unit, "target")
    if first is None:
        return damaged(f"{what} has no source.", name, line)
    # Programs take the target away when a translator empties it.
    source, target = markdown_of(first), markdown_of(second) if second is not None else ""
    return edit_or_problem(key, (source, target), (contexts.get("x-source-hash", ""), target_hash), name, line)


def _contexts(unit: "etree._Element") -> Mapping[str, str]:
    found: dict[str, str] = {}
    for group in children(unit, "context-group"):
        for one in children(group, "context"):
            found.setdefault(one.get("context-type", ""), text_of(one))
    return found
