r"""PO, the catalogues of GNU gettext: an entry per unit, Markdown in both halves.

The context of an entry is the unit's name (`path#id`), its reference the article's line. The first extracted comment
holds the hashes that import needs; findings follow it. Where other programs write files anew, entries may come back
wrapped, in another order, with other comments and another header, and with entries that are no longer used.

An entry whose text cannot stand in a catalogue is left out: locked units, units without a source (an entry without
`msgid` is a header), and bytes that are not UTF-8.
"""

import codecs
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tweeluik.diagnostics import Diagnostic
from tweeluik.exchange.keeping import (
    damaged,
    decoded,
    edit_or_problem,
    editable,
    is_known,
    is_unicode,
    key_of,
    read_key,
)
from tweeluik.exchange.keeping import written as written_name
from tweeluik.exchange.safe_xml import LARGEST_FILE, fitting
from tweeluik.exchange.unit import Edit, Returned, Unit
from tweeluik.model import Origin
from tweeluik.text import LINE_END, Place

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_LINE = re.compile(
    r"""
    \s*+ (?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)\s*+)?  # nothing where a text goes on
    "(?P<text>(?:[^"\\]++|\\.)*+)" \s*+
    """,
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\(?:(?P<code>[0-7]{1,3}|x[0-9A-Fa-f]{2})|(?P<letter>.))", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_HASHES = re.compile(r"tweeluik\s+source=(?P<source>[0-9a-f]{16})\s+target=(?P<target>[0-9a-f]{16})")
_SOURCE_LANGUAGE = re.compile(r"^X-Source-Language:[ \t]*([\w@-]+)", re.MULTILINE | re.IGNORECASE)
_TARGET_LANGUAGE = re.compile(r"^Language:[ \t]*([\w@-]+)", re.MULTILINE | re.IGNORECASE)
_CHARSET = re.compile(rb"charset=([A-Za-z0-9._:-]{1,40})")
_NOT_UNICODE = re.compile("[\udc80-\udcff]")


def write(units: Sequence[Unit], source: str, target: str, *, machine_as_fuzzy: bool = False) -> bytes:
    """Write a catalogue.

    Args:
        units: the units, in the order of the file.
        source: tag of the source language.
        target: tag of the target language.
        machine_as_fuzzy: mark machine translation as in need of work.
    """
    carried = (unit for unit in editable(units) if unit.source and is_unicode(unit))
    pieces = [_header(source, target), *(_entry(unit, machine_as_fuzzy=machine_as_fuzzy) for unit in carried)]
    return "\n".join(pieces).encode()


def _header(source: str, target: str) -> str:
    # No dates: the same units give the same bytes.
    lines = (
        f"Language: {target.replace('-', '_')}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"X-Source-Language: {source.replace('-', '_')}",
        "X-Generator: tweeluik",
    )
    return _field("msgid", "") + _field("msgstr", "".join(f"{line}\n" for line in lines))


def _entry(unit: Unit, *, machine_as_fuzzy: bool) -> str:
    is_machine = unit.origin is Origin.MACHINE
    comments = [f"tweeluik source={unit.source_hash} target={unit.target_hash}"]
    comments += ["machine translation"] if is_machine else []
    comments += [" ".join(fitting(note).split()) for note in unit.notes]
    return "".join(
        (
            *(f"#. {comment}\n" for comment in comments),
            f"#: {written_name(unit.path)}:{unit.line}\n",
            "#, fuzzy\n" if is_machine and machine_as_fuzzy and unit.target else "",
            _field("msgctxt", key_of(unit)),
            _field("msgid", unit.source),
            _field("msgstr", unit.target),
        )
    )


def _field(keyword: str, text: str) -> str:
    """Write a field; a text of several lines begins on the next line, as gettext does it."""
    if "\n" not in text:
        return f'{keyword} "{text.translate(_ESCAPES)}"\n'
    lines = text.removesuffix("\n").split("\n")
    last = "\n" if text.endswith("\n") else ""
    ended = [f"{line}\n" for line in lines[:-1]] + [lines[-1] + last]
    return f'{keyword} ""\n' + "".join(f'"{line.translate(_ESCAPES)}"\n' for line in ended)


def read(content: bytes, name: str) -> Returned:
    """Read a catalogue that came back.

    Args:
        content: the bytes of the file, whatever they are.
        name: the file's name in messages.
    """
    if len(content) > LARGEST_FILE:
        message = f"The file has {len(content):,} bytes."
        return Returned((), (Diagnostic("exchange-file-too-large", message, name),))
    edits: list[Edit] = []
    problems: list[Diagnostic] = []
    header = ""
    for entry in _entries(_text(content)):
        if entry.is_header:
            header = header or entry.text("msgstr")
            continue
        found = _edit(entry, name)
        if isinstance(found, Edit):
            edits.append(found)
        else:
            problems.append(found)
    if not header and not edits and not problems:
        problems.append(Diagnostic("exchange-file-damaged", "There is no entry in the file.", name))
    tags = (_tag(match) for match in (_SOURCE_LANGUAGE.search(header), _TARGET_LANGUAGE.search(header)))
    return Returned(tuple(edits), tuple(problems), *tags)


def _tag(match: re.Match[str] | None) -> str:
    # After an @ stands a script or a variant.
    return match[1].partition("@")[0].replace("_", "-") if match else ""


def _text(content: bytes) -> str:
    """Decode a catalogue: UTF-8, or else what its header says."""
    text = decoded(content)
    charset = _CHARSET.search(content)
    if charset and _NOT_UNICODE.search(text):
        try:
            if codecs.lookup(charset[1].decode()).name != "utf-8":
                return content.decode(charset[1].decode())
        except (LookupError, UnicodeError):
            pass
    return text


@dataclass(slots=True)
class _Entry:
    """An entry as it is read."""

    line: int = 0
    """1-based line of the first field, 0 before there is one."""
    comments: list[str] = field(default_factory=list)
    """Extracted ones."""
    is_fuzzy: bool = False
    fields: dict[str, list[str]] = field(default_factory=dict)
    """The pieces of the texts, by keyword."""
    problem: str = ""
    last: str = ""
    """The keyword that the next line of text belongs to."""

    @property
    def is_header(self) -> bool:
        """Whether it is about the catalogue."""
        is_nameless = "msgctxt" not in self.fields and "msgid" in self.fields and self.text("msgid") == ""
        return is_nameless and not self.problem

    def text(self, keyword: str) -> str:
        """Return the text of a field, '' if the entry has none by that name."""
        return _ESCAPED.sub(_unescaped, "".join(self.fields.get(keyword, ())))


def _entries(text: str) -> Iterator[_Entry]:
    """Yield the entries of a catalogue; blank lines mean nothing, a comment or a first field begins the next one."""
    entry = _Entry()
    for number, line in enumerate(LINE_END.split(text), 1):
        stripped = line.strip(" \t\f\v\0\x1a")
        if not stripped:
            continue
        if stripped.startswith("#"):
            if entry.line:
                yield entry
                entry = _Entry()
            if not _comment(entry, stripped):
                entry = _Entry()
            continue
        match = _LINE.fullmatch(line)
        keyword = match["keyword"] if match else ""
        if _begins(keyword or "", entry):
            yield entry
            entry = _Entry()
        entry.line = entry.line or number
        if match:
            _take(entry, keyword or entry.last, match["text"], number, goes_on=not keyword)
        else:
            entry.problem = entry.problem or f"Line {number} is no part of a catalogue, or its quotes are not closed."
    if entry.line:
        yield entry


def _comment(entry: _Entry, line: str) -> bool:
    """Take a comment; False for an entry that is no longer used, with all comments before it."""
    kind, rest = line[1:2], line[2:].strip()
    if kind == ".":
        entry.comments.append(rest)
    elif kind == ",":
        entry.is_fuzzy = entry.is_fuzzy or "fuzzy" in {flag.strip() for flag in rest.split(",")}
    return kind != "~"


def _begins(keyword: str, entry: _Entry) -> bool:
    """Tell whether a field belongs to the next entry."""
    if keyword == "msgctxt":
        return bool(entry.line)
    return keyword == "msgid" and any(one.startswith("msgstr") for one in entry.fields)


def _take(entry: _Entry, keyword: str, text: str, number: int, *, goes_on: bool) -> None:
    if not keyword:
        entry.problem = entry.problem or f"The text in line {number} belongs to no field."
    elif not goes_on and keyword in entry.fields:
        entry.problem = entry.problem or f"There is a second {keyword} in line {number}."
    else:
        entry.last = keyword
        entry.fields.setdefault(keyword, []).append(text)


def _edit(entry: _Entry, name: str) -> Edit | Diagnostic:
    """Return what an entry says."""
    key = read_key(entry.text("msgctxt"))
    # They may have been wrapped. Findings follow them and may quote anything, so the first ones count.
    hashes = _HASHES.search(" ".join(entry.comments))
    problem = entry.problem or _missing(entry, key, hashes)
    source, target = entry.text("msgid"), entry.text("msgstr")
    if not problem and _NOT_UNICODE.search(source + target):
        problem = "The entry holds bytes that are neither UTF-8 nor of the charset in the header."
    if problem or key is None or hashes is None:
        return damaged(problem, name, entry.line)
    if entry.is_fuzzy and not is_known(target, hashes["target"]):
        message = f"{key[1]} in {key[0]} is marked as fuzzy: its translation is not final."
        return Diagnostic("exchange-unit-draft", message, name, Place(entry.line, 1))
    return edit_or_problem(key, (source, target), (hashes["source"], hashes["target"]), name, entry.line)


def _missing(entry: _Entry, key: tuple[str, str] | None, hashes: re.Match[str] | None) -> str:
    if key is None:
        return "The entry has no msgctxt of the form path#id."
    if "msgid" not in entry.fields:
        return f"The entry of {key[1]} in {key[0]} has no msgid."
    if "msgstr" not in entry.fields:
        return f"The entry of {key[1]} in {key[0]} has no msgstr."
    return "" if hashes else f"The entry of {key[1]} in {key[0]} has lost its comment with hashes ('#. tweeluik …')."


def _unescaped(match: re.Match[str]) -> str:
    if code := match["code"]:
        return chr(int(code[1:], 16) if code.startswith("x") else int(code, 8))
    return _LETTERS.get(match["letter"], match["letter"])
