"""What a target that comes back must not do: reasons to refuse it, each found from the unit alone."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import TypeVar

from tweeluik.article.annotation import LITERAL, MARKERS
from tweeluik.exchange.codes import counted
from tweeluik.exchange.unit import Unit
from tweeluik.text import LINE_END

Refusal = tuple[str, str]
"""A code of the table, and a sentence with the particulars."""
_Item = TypeVar("_Item")

_NO_TEXT = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff]")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")
_BAR = re.compile(r"(?<!\\)\|")
_CHARACTERS = frozenset({"escape", "entity"})
"""Codes that only write a character: more of them do no harm."""


def refusal(unit: Unit, target: str, in_table: Callable[[], bool]) -> Refusal | None:
    """Say why a target cannot take the place of a unit's own; None if it can.

    Args:
        unit: the segment as it is in the article.
        target: the Markdown that has come back.
        in_table: tells whether the segment stands in a table cell.
    """
    guards = (_empty, _characters, _spans, _lines, _codes)
    found = next((found for guard in guards for found in guard(unit, target)), None)
    if found is None and _has_more_bars(unit, target) and in_table():
        return "import-reads-differently", "The | in the target ends the table cell."
    return found


def _empty(_unit: Unit, target: str) -> Iterator[Refusal]:
    if not target.strip():
        yield "import-target-empty", "The target has no text."


def _characters(unit: Unit, target: str) -> Iterator[Refusal]:
    added = _beyond(unit, target, lambda half: Counter(_NO_TEXT.findall(half)))
    if added:
        yield "import-character-refused", f"The target holds U+{ord(next(iter(added))):04X}."


def _spans(unit: Unit, target: str) -> Iterator[Refusal]:
    for marker in MARKERS:
        if marker in target:
            yield "import-span-broken", f"The target holds '{marker}'."
    added = _beyond(unit, target, lambda half: Counter(LITERAL.findall(half)))
    if added:
        yield "import-span-broken", f"The target holds '{_short(next(iter(added)))}'."


def _lines(unit: Unit, target: str) -> Iterator[Refusal]:
    if _beyond(unit, target, lambda half: Counter({"line end": len(LINE_END.findall(half))})):
        yield "import-line-break", "The target has more lines than before."
    elif _beyond(unit, target, lambda half: Counter({"blank line": len(_BLANK_LINE.findall(half))})):
        yield "import-line-break", "The target has a blank line."


def _codes(unit: Unit, target: str) -> Iterator[Refusal]:
    """Refuse codes that neither source nor old target account for.

    Of each code there may be as many as in the source, in the old target, or between: a translator mends what a
    machine has lost, and takes away what it has added. The same holds for all links together, and so on, so that a
    link with another address in each language is not taken for one that may go.
    """
    new, source, old = counted(target), counted(unit.source), counted(unit.target)
    for view in (lambda one: one, _by_name):
        in_new, in_source, in_old = view(new), view(source), view(old)
        if lost := (in_source & in_old) - in_new:
            yield "import-code-lost", f"The target lacks {_named(next(iter(lost)))}."
        added = (code for code in in_new - (in_source | in_old) if code[0] not in _CHARACTERS)
        if code := next(added, None):
            yield "import-code-added", f"The target has {_named(code)} {'again' if code in in_source else 'added'}."


def _by_name(codes: Counter[tuple[str, ...]]) -> Counter[tuple[str, ...]]:
    names: Counter[tuple[str, ...]] = Counter()
    for code, times in codes.items():
        names[code[:1]] += times
    return names


def _named(code: tuple[str, ...]) -> str:
    name, *texts = code
    return f"the {name} '{_short('…'.join(texts))}'" if texts else f"a code for {name}"


def _has_more_bars(unit: Unit, target: str) -> bool:
    return bool(_beyond(unit, target, lambda half: Counter(_BAR.findall(half))))


def _beyond(unit: Unit, target: str, count: Callable[[str], Counter[_Item]]) -> Counter[_Item]:
    """Return what a target has more of than both halves of the unit."""
    found = count(target)
    return found - (count(unit.source) | count(unit.target)) if found else found


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"  # noqa: PLR2004 - fits a line of a terminal
