"""Text of strangers on a terminal: nothing in it can act, and what is meant is underlined where it really stands.

Articles may hold escape sequences, letters that reverse the line, and letters that nobody sees. A terminal is shown
a stand-in for each of them (UAX #9 for direction, ECMA-48 for control characters).
"""

import re
import unicodedata
from dataclasses import dataclass

from tweeluik.text import Span

TAB = "    "
_LINE_FEED = "\u21b5"
_PICTURES = 0x2400
_DELETE = "\u2421"
_ORDINARY = re.compile(r"[ -~\u00a1-\u00ac\u00ae-\u024f]*")
_ELLIPSIS = "…"
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_COMBINING = frozenset(("Mn", "Me"))


def clean(text: str) -> str:
    """Return one line of text in which each character that acts or is not seen has a stand-in."""
    if _ORDINARY.fullmatch(text):
        return text
    return "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character == "\t":
        return TAB
    if character in "\r\n":
        return _LINE_FEED
    if character < " ":
        return chr(_PICTURES + ord(character))
    if character == "\x7f":
        return _DELETE
    category = unicodedata.category(character)
    if category in _UNSEEN:
        return f"<U+{ord(character):04X}>"
    return " " if category == "Zs" else character


def width(shown: str) -> int:
    """Return how many columns of a terminal a text takes that `clean` has made (UAX #11)."""
    if shown.isascii():
        return len(shown)
    return sum(map(_columns, shown))


def _columns(character: str) -> int:
    if unicodedata.category(character) in _COMBINING:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


@dataclass(frozen=True, slots=True)
class Underlined:
    """A line of text, and a line to go below it."""

    text: str
    marks: str
    """Blanks and carets; '' if no part of the text is meant more than the rest."""


def underline(text: str, span: Span, columns: int) -> Underlined:
    """Make one line of a text, cut to a width, and the carets for what is meant in it.

    Args:
        text: a half of a segment or a line; line ends in it are shown as a sign.
        span: 0-based characters of it; empty at its start for all of it, empty elsewhere for a place between two.
        columns: the width that there is.
    """
    text, span = _without_margins(text, span)
    start, end = _window(text, span, columns)
    before, meant, after = (
        clean(part) for part in (text[start : span.start], span.of(text[:end]), text[span.end : end])
    )
    head, tail = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
    line = f"{head}{before}{meant}{after}{tail}"
    if not span.end:
        return Underlined(line, "")
    marks = " " * width(head + before) + "^" * max(1, width(meant))
    return Underlined(line, marks)


def _without_margins(text: str, span: Span) -> tuple[str, Span]:
    """Leave out blanks round the text, but none that is meant; they only push the text aside."""
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    if span.end:
        start, end = min(start, span.start), max(end, span.end)
    start, end = min(start, end), max(start, end)
    return text[start:end], Span(max(0, span.start - start), max(0, span.end - start))


def _window(text: str, span: Span, columns: int) -> tuple[int, int]:
    """Return which characters are shown: what is meant, with as much on both sides as there is room for."""
    # No character is shown in less than no column: a longer piece of a huge line need not be measured.
    start, end = max(0, span.start - columns), min(len(text), max(span.end, span.start) + columns)
    if span.end - span.start > columns:
        end = span.start + columns
    sizes = [width(_shown(character)) for character in text[start:end]]
    total = sum(sizes)
    first, last = start, end
    room = columns - len(_ELLIPSIS) * 2
    if total <= columns and (first, last) == (0, len(text)):
        return first, last
    while total > room and first < last:
        left = span.start - first
        right = last - max(span.end, span.start)
        if left > 0 and left >= right:
            total -= sizes[first - start]
            first += 1
        else:
            last -= 1
            total -= sizes[last - start]
    return first, last
