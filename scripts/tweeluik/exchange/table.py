r"""CSV, for spreadsheets: a row per unit (RFC 4180, UTF-8 with a byte order mark).

A spreadsheet takes what begins with `=`, `+`, `-` or `@` for a formula, and turns what looks like a number, a date or a
truth value into one, which it writes back in its own way. Such a cell gets an apostrophe before it; reading takes away
the one apostrophe of such a cell again, so that every text comes back as it was.

What comes back may have been saved with semicolons or tabs, without the mark, in UTF-16, with columns that were moved
or added. A row whose source is no longer what went out was mangled, and its target is not trusted. Cells of exactly
32,767 characters have been cut off by a spreadsheet.

Left out are locked units and bytes that are not UTF-8.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tweeluik.diagnostics import Diagnostic
from tweeluik.exchange.keeping import (
    damaged,
    decoded,
    editable,
    is_hash,
    is_known,
    is_unicode,
    read_name,
    returned_edit,
    written,
)
from tweeluik.exchange.safe_xml import LARGEST_FILE, fitting
from tweeluik.exchange.unit import Edit, Returned, Unit
from tweeluik.text import LINE_END, Place

COLUMNS = (
    "article",
    "id",
    "line",
    "origin",
    "merged",
    "source",
    "target",
    "source_hash",
    "target_hash",
    "findings",
)
"""The columns, in the order of the file."""
_NEEDED = ("article", "id", "source", "target", "source_hash", "target_hash")
_LONGEST_CELL = 32_767
"""Characters (UTF-16), of Excel and of most others."""
_MONTH = (
    r"(?:jan|feb|m[aä]r|mrt|maa|a[pvb]r|ma[yi]|mei|ju[nl]|aug|ao[uû]|ago|sep|o[ck]t|nov|d[eé][cz]|dic)[^\W\d_]{0,7}\.?"
)
_CONVERTED = re.compile(
    rf"""
    ['"\s]* [=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20] .*                                     # a formula, for some program
    | ['"\s]*+
      (?: [(\[€$£¥]* \s* [.,]? \d [\d\s.,:/\\%()€$£¥'’e年月日時分秒+-]* (?:[ap]\.?m?\.?\s*)?  # a number, date or time
        | \d{{1,4}} [\s./-]{{1,3}} {_MONTH} [\s./,-]{{0,3}} (?:\d{{1,4}} \s*)?  # a date with its month in letters
        | {_MONTH} [\s./,-]{{0,3}} \d{{1,4}} [\s,]{{0,3}} (?:\d{{4}} \s*)?
        | (?:true | false | waar | onwaar) \s*
      )
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
"""If it matches a text, it matches the text behind another apostrophe too: that is what makes reading sure."""
_SEPARATORS = (",", ";", "\t")
_SEPARATOR_LINE = re.compile(r"sep=([,;\t])(?:\r\n|\n|\r)", re.IGNORECASE)
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_NOT_ASCII = re.compile("[\x80-\ud7ff\ue000-\U0010ffff]")


def write(units: Sequence[Unit], source: str, target: str) -> bytes:
    """Write a table.

    Args:
        units: the units, in the order of the file.
        source: tag of the source language; a table has no place for it.
        target: tag of the target language, likewise.
    """
    del source, target
    rows = [COLUMNS, *(_cells(unit) for unit in editable(units) if is_unicode(unit))]
    return ("\ufeff" + "".join(_row(cells) for cells in rows)).encode()


def _cells(unit: Unit) -> tuple[str, ...]:
    return (
        guarded(written(unit.path)),
        guarded(written(unit.id)),
        str(unit.line),
        unit.origin.value,
        "yes" if unit.is_paragraph else "no",
        guarded(unit.source),
        guarded(unit.target),
        # A hash may consist of digits only: behind a letter it is no number.
        f"h{unit.source_hash}",
        f"h{unit.target_hash}",
        guarded(fitting("\n".join(unit.notes))),
    )


def _row(cells: Sequence[str]) -> str:
    return ",".join('"' + cell.replace('"', '""') + '"' for cell in cells) + "\r\n"


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate or convert."""
    return f"'{text}" if _CONVERTED.fullmatch(text) else text


def unguarded(cell: str) -> str:
    """Undo `guarded`."""
    return cell[1:] if cell.startswith("'") and _CONVERTED.fullmatch(cell, 1) else cell


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a table from elsewhere."""

    line: int
    """1-based line where it begins."""
    cells: tuple[str, ...]
    is_whole: bool
    """Whether its quotes are closed where a cell ends."""


def read(content: bytes, name: str) -> Returned:
    """Read a table that came back.

    Args:
        content: the bytes of the file, whatever they are.
        name: the file's name in messages.
    """
    if len(content) > LARGEST_FILE:
        message = f"The file has {len(content):,} bytes."
        return Returned((), (Diagnostic("exchange-file-too-large", message, name),))
    text = decoded(content)
    if foreign := _LONE_SURROGATE.search(text):
        line = 1 + len(LINE_END.findall(text, 0, foreign.start()))
        if not _NOT_ASCII.search(text):
            # Such an encoding has no place for many letters, and nobody knows which of them were lost.
            message = "The file is in an older encoding: let the spreadsheet save it as CSV UTF-8."
            return Returned((), (Diagnostic("exchange-file-damaged", message, name, Place(line, 1)),))
    rows = _rows(text, *_separated(text))
    header = next(rows, _Row(1, (), is_whole=True))
    columns = {title: at for at, title in reversed([*enumerate(map(_title, header.cells))])}
    missing = [title for title in _NEEDED if title not in columns]
    if missing:
        place = Place(header.line, 1)
        messages = (f"The first row has no column '{title}'." for title in missing)
        return Returned((), tuple(Diagnostic("exchange-column-missing", one, name, place) for one in messages))
    found = [_edit(row, columns, len(header.cells), name) for row in rows if any(row.cells)]
    edits = tuple(one for one in found if isinstance(one, Edit))
    return Returned(edits, tuple(one for one in found if isinstance(one, Diagnostic)))


def _title(cell: str) -> str:
    return unguarded(cell).strip().lower()


def _separated(text: str) -> tuple[str, int]:
    """Return the separator, and where the table begins: behind a line that names the separator, if there is one."""
    if match := _SEPARATOR_LINE.match(text):
        return match[1], match.end()
    return max(_SEPARATORS, key=lambda one: len({_title(cell) for cell in _first(text, one)} & {*COLUMNS})), 0


def _first(text: str, separator: str) -> tuple[str, ...]:
    row = next(_rows(text, separator, 0), None)
    return row.cells if row else ()


def _rows(text: str, separator: str, position: int) -> Iterator[_Row]:
    """Yield the rows of a table; one whose quotes are wrong ends with its line, and the next line begins a row."""
    cell = re.compile(rf'"(?P<quoted>(?:[^"]++|"")*+)"|(?P<bare>[^"{separator}\r\n][^{separator}\r\n]*+|)')
    line = 1 + len(LINE_END.findall(text, 0, position))
    while position < len(text):
        start = position
        cells: list[str] = []
        while True:
            match = cell.match(text, position)
            assert match, "an empty cell is always there"
            quoted = match["quoted"]
            cells.append(match["bare"] if quoted is None else quoted.replace('""', '"'))
            position = match.end()
            if not text.startswith(separator, position):
                break
            position += 1
        ends = LINE_END.match(text, position)
        is_whole = ends is not None or position == len(text)
        if not is_whole:
            ends = LINE_END.search(text, start)
        position = ends.end() if ends else len(text)
        yield _Row(line, tuple(cells), is_whole)
        line += len(LINE_END.findall(text, start, position))


def _edit(row: _Row, columns: Mapping[str, int], width: int, name: str) -> Edit | Diagnostic:
    """Return what a row says; `columns` are their places by title, `width` is how many the first row has."""
    if not row.is_whole:
        return damaged("A quote in the row is not closed, or text follows one that closes.", name, row.line)
    if len(row.cells) <= max(columns[one] for one in _NEEDED) or any(row.cells[width:]):
        return damaged(f"The row has {len(row.cells)} cells, the first row has {width}.", name, row.line)
    path, unit_id = (read_name(unguarded(row.cells[columns[title]])) for title in ("article", "id"))
    source_hash, target_hash = (
        row.cells[columns[title]].strip().removeprefix("h") for title in ("source_hash", "target_hash")
    )
    if not (path and is_hash(source_hash) and is_hash(target_hash)):
        return damaged("The row lacks its article, or one of its hashes is not as it went out.", name, row.line)
    if any(map(_LONE_SURROGATE.search, row.cells)):
        return damaged(f"{unit_id} in {path} holds bytes that are not UTF-8.", name, row.line)
    source, target = _text(row.cells[columns["source"]], source_hash), _text(row.cells[columns["target"]], target_hash)
    is_same_source = is_known(source, source_hash)
    if not is_known(target, target_hash) and (problem := _mangled(target, is_same_source=is_same_source)):
        return Diagnostic("exchange-cell-mangled", f"{unit_id} in {path}: {problem}", name, Place(row.line, 1))
    halves = source if is_same_source else None, target
    return returned_edit((path, unit_id), halves, (source_hash, target_hash), row.line)


def _mangled(target: str, *, is_same_source: bool) -> str:
    """Say why a target that differs is not what someone typed; '' if it may well be."""
    if not is_same_source:
        return "the cell with the source is not what went out, so the one with the target may not be either."
    if len(target.encode("utf-16-le", errors="surrogatepass")) == 2 * _LONGEST_CELL:
        return f"the target ends after {_LONGEST_CELL:,} characters, where spreadsheets cut."
    return ""


def _text(cell: str, sent: str) -> str:
    """Read a cell; a program may have taken the apostrophe away already."""
    text = unguarded(cell)
    return cell if text != cell and is_known(cell, sent) else text
