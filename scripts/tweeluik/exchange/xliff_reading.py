"""Reading XLIFF 2.0 and 2.1 that has been in other hands.

The schema of the standard lets by what is no sound unit: codes whose data is not there, ids that come twice, ends
without a beginning. All that is looked at here, unit by unit; one that is damaged does not take the others with it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tweeluik.diagnostics import Diagnostic
from tweeluik.exchange.keeping import returned_edit
from tweeluik.exchange.safe_xml import line_of, read_xml
from tweeluik.exchange.unit import Edit, Returned
from tweeluik.exchange.xliff_names import (
    CATEGORY,
    CONTENT,
    CORE,
    MARKDOWN,
    METADATA,
    SOURCE_HASH,
    TARGET_HASH,
    VERSIONS,
)
from tweeluik.text import Place

_FILE, _UNIT, _SEGMENT, _IGNORABLE, _SOURCE, _TARGET, _ORIGINAL_DATA = (
    f"{{{CORE}}}{name}" for name in ("file", "unit", "segment", "ignorable", "source", "target", "originalData")
)
_PC, _PH, _SC, _EC, _CP, _MRK, _SM, _EM = (
    f"{{{CORE}}}{name}" for name in ("pc", "ph", "sc", "ec", "cp", "mrk", "sm", "em")
)
_METADATA, _GROUP, _META = (f"{{{METADATA}}}{name}" for name in ("metadata", "metaGroup", "meta"))
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{4,6}")
_LAST_CHARACTER = 0x10FFFF
_PLAIN = 2
"""Elements of a segment: source and target."""
_DEEPEST = 50
"""Codes in codes. No sentence has more than a handful; Python would run out of stack at a thousand."""


def read(content: bytes, path: str) -> Returned:
    """Read a file of XLIFF 2.0 or 2.1.

    Args:
        content: the bytes of the file, whatever they are.
        path: its name in messages.
    """
    root, problems = read_xml(content, path)
    if root is None:
        return Returned((), problems)
    version = root.get("version", "")
    if root.tag != f"{{{CORE}}}xliff" or version not in VERSIONS:
        root_name = etree.QName(root)
        message = f"The root is '{root_name.localname}' of '{root_name.namespace or ''}', version '{version}'."
        return Returned((), (Diagnostic("exchange-format-unknown", message, path, Place(line_of(root), 1)),))
    edits: list[Edit] = []
    diagnostics: list[Diagnostic] = []
    for file in root.iterchildren(_FILE):
        units = list(file.iter(_UNIT))
        times = Counter(unit.get("id") for unit in units)
        for element in units:
            unit = _Unit(element, file.get("original", ""))
            if times[element.get("id")] > 1:
                unit.problems.append("another unit of the file has the same id")
            edit = unit.edit()
            if unit.problems or edit is None:
                name = element.get("name") or element.get("id") or "without a name"
                message = f"Unit {name} of '{unit.path}': {'; '.join(dict.fromkeys(unit.problems))}."
                place = Place(line_of(element), 1)
                diagnostics.append(Diagnostic("exchange-unit-damaged", message, path, place))
            else:
                edits.append(edit)
    return Returned(tuple(edits), tuple(diagnostics), root.get("srcLang", ""), root.get("trgLang", ""))


class _Unit:
    """Reads one unit."""

    def __init__(self, element: "etree._Element", path: str) -> None:
        self.element = element
        self.path = path
        self.problems: list[str] = []

    def edit(self) -> Edit | None:
        """Return what has come back; None, with `problems`, if that is not certain."""
        meta: Mapping[str, str] = {}
        data: Mapping[str, str] = {}
        parts = []
        for child in self.element:
            if child.tag in {_SEGMENT, _IGNORABLE}:
                parts.append(child)
            elif child.tag == _METADATA:
                meta = _metadata(child)
            elif child.tag == _ORIGINAL_DATA:
                data = self._data(child)
        name = self.element.get("name")
        source_hash, target_hash = meta.get(SOURCE_HASH, ""), meta.get(TARGET_HASH, "")
        if not self.path or name is None:
            self.problems.append("it does not say which segment it is")
        if not source_hash or not target_hash:
            self.problems.append("it has lost the hashes of what was exported")
        halves = self._halves(parts, None if meta.get(CONTENT) == MARKDOWN else data)
        if self.problems or name is None:
            return None
        return returned_edit((self.path, name), halves, (source_hash, target_hash), line_of(self.element))

    def _data(self, element: "etree._Element") -> dict[str, str]:
        data: dict[str, str] = {}
        for child in element:
            name = child.get("id", "")
            if name in data:
                self.problems.append(f"there are two data '{name}'")
            data[name] = self._plain(child)
        return data

    def _halves(self, parts: "list[etree._Element]", data: Mapping[str, str] | None) -> tuple[str, str]:
        """Put the halves of all segments together; `data` is None where there are no codes to be read."""
        if len(parts) == 1 and len(parts[0]) == _PLAIN:
            source, target = parts[0]
            is_plain = not len(source) and not len(target) and not target.attrib
            if source.tag == _SOURCE and target.tag == _TARGET and is_plain:
                return source.text or "", target.text or ""
        return self._halves_with_codes(parts, data)

    def _halves_with_codes(self, parts: "list[etree._Element]", data: Mapping[str, str] | None) -> tuple[str, str]:
        sources = [part.find(_SOURCE) for part in parts]
        targets = [part.find(_TARGET) for part in parts]
        if not parts or None in sources:
            self.problems.append("it has no source")
        if any(target is not None and target.get("order") for target in targets):
            self.problems.append("its segments are in another order")
        if data is None:
            read_source = read_target = self._plain
        else:
            in_source = _Half(data, self.problems)
            in_target = _Half(data, self.problems, in_source)
            read_source, read_target = in_source.read, in_target.read
        source = [read_source(one) if one is not None else "" for one in sources]
        target = [
            read_target(one) if one is not None else text if part.tag == _IGNORABLE else ""
            for part, one, text in zip(parts, targets, source, strict=True)
        ]
        if data is not None:
            in_source.finish(is_source=True)
            in_target.finish()
        return "".join(source), "".join(target)

    def _plain(self, element: "etree._Element") -> str:
        """Read text without codes."""
        if not len(element):
            return element.text or ""
        pieces = [element.text or ""]
        for child in element:
            if child.tag == _CP:
                pieces.append(_character(child, self.problems))
            elif isinstance(child.tag, str):
                self.problems.append(f"there is a <{etree.QName(child).localname}> where only text can be")
            pieces.append(child.tail or "")
        return "".join(pieces)


@dataclass(slots=True)
class _Half:
    """Reads source or target of one unit as Markdown."""

    data: Mapping[str, str]
    """The Markdown of codes by the id of the data."""
    problems: list[str]
    source: "_Half | None" = None
    """The half whose codes this one's may be copies of."""
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The Markdown of each code by its id: at its beginning, and at its end."""
    opened: dict[str, int] = field(default_factory=dict)
    """How many ends each beginning (`<sc>`) still lacks."""
    times: Counter[str] = field(default_factory=Counter)

    def read(self, element: "etree._Element", depth: int = 0) -> str:
        """Return the Markdown of an element's content."""
        if not len(element):
            return element.text or ""
        if depth > _DEEPEST:
            self.problems.append(f"there are more than {_DEEPEST} codes in codes")
            return ""
        return "".join((element.text or "", *self._children(element, depth)))

    def _children(self, element: "etree._Element", depth: int) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag == _PC:
                start, end = self._code(child, "dataRefStart", "dataRefEnd")
                yield f"{start}{self.read(child, depth + 1)}{end}"
            elif tag == _PH:
                yield self._code(child, "dataRef", "")[0]
            elif tag == _SC:
                self.opened[child.get("id", "")] = self.opened.get(child.get("id", ""), 0) + 1
                yield self._code(child, "dataRef", "")[0]
            elif tag == _EC:
                yield self._end(child)
            elif tag == _CP:
                yield _character(child, self.problems)
            elif tag == _MRK:
                yield self.read(child, depth + 1)
            elif isinstance(tag, str) and tag not in {_SM, _EM}:
                self.problems.append(f"there is a <{etree.QName(child).localname}> that is no code")
            yield child.tail or ""

    def _code(self, element: "etree._Element", start: str, end: str) -> tuple[str, str]:
        """Return the Markdown at the beginning and the end of a code."""
        name = element.get("id", "")
        known = (self.source.known if self.source else {}).get(name)
        texts = (
            self._text(element, start, known[0] if known else None),
            self._text(element, end, known[1] if known else None) if end else "",
        )
        if self.known.setdefault(name, texts) != texts:
            self.problems.append(f"there are two codes '{name}'")
        self.times[name] += 1
        return texts

    def _end(self, element: "etree._Element") -> str:
        name = element.get("startRef", "")
        self.opened[name] = self.opened.get(name, 0) - 1
        known = (self.source.known if self.source else {}).get(name)
        return self._text(element, "dataRef", known[1] if known else None)

    def _text(self, element: "etree._Element", reference: str, otherwise: str | None) -> str:
        """Look up the data of a code; a tool may have left the reference out of a copy."""
        name = element.get(reference)
        found = self.data.get(name) if name is not None else otherwise
        if found is None:
            what = f"the data '{name}' of a code is" if name is not None else "what a code stands for is"
            self.problems.append(f"{what} not there")
        return found or ""

    def finish(self, *, is_source: bool = False) -> None:
        """Look at what concerns all codes of the half."""
        if any(self.opened.values()):
            self.problems.append("a code begins and never ends, or ends without a beginning")
        if is_source and any(times > 1 for times in self.times.values()):
            self.problems.append("two codes of the source have the same id")


def _metadata(element: "etree._Element") -> dict[str, str]:
    """Return our own metadata, by type."""
    return {
        meta.get("type", ""): (meta.text or "").strip()
        for group in element.iterchildren(_GROUP)
        if group.get("category") == CATEGORY
        for meta in group.iterchildren(_META)
    }


def _character(element: "etree._Element", problems: list[str]) -> str:
    """Return the character that XML itself cannot hold."""
    written = element.get("hex", "")
    if _HEXADECIMAL.fullmatch(written) and int(written, 16) <= _LAST_CHARACTER:
        return chr(int(written, 16))
    problems.append(f"'{written[:10]}' is no character")
    return ""
