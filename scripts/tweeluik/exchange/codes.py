"""Inline codes: the marks in a half of a segment that a translator moves about but does not write.

Both halves are cut into text and codes. A code knows the Markdown it stands for, so that putting the pieces together
again gives the half, byte for byte; and a code of the target bears the id of the same code of the source.
"""

import enum
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tweeluik.learn.inline import Inline, read_inline

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,31});")
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)[^>]*?(?P<alone>/?)>", re.DOTALL)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
"""Elements of HTML without an end tag."""
_LONGEST_SHOWN = 24
"""Characters."""


class Kind(enum.Enum):
    """How a code stands in the text."""

    OPEN = "open"
    """It begins what a CLOSE of the same id ends; pairs nest."""
    CLOSE = "close"
    STANDALONE = "standalone"


@dataclass(frozen=True, slots=True)
class Code:
    """One mark."""

    id: str
    """A number from 1; both codes of a pair have the same one, and so has the same code in the other half."""
    kind: Kind
    name: str
    """What it marks: strong, emphasis, link, image, code, tag, escape, entity or address."""
    text: str
    """The Markdown, as written."""
    shown: str
    """What to show of it, at most 24 characters."""


Piece = str | Code
"""A run of text, never empty, or a code."""


@dataclass(slots=True)
class _Mark:
    """A code before it has its id."""

    start: int
    end: int
    kind: Kind
    name: str
    partner: "_Mark | None" = None
    """The mark that closes the pair, or opens it."""


def halves_of(source: str, target: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Cut the Markdown of a source and a target into text and codes.

    The n-th code of a text has the same id in both: a target that keeps all codes holds the ids of the source.
    """
    ids: dict[tuple[tuple[str, ...], int], str] = {}
    return tuple(_pieces(source, ids)), tuple(_pieces(target, ids))


def pieces_of(half: str) -> tuple[Piece, ...]:
    """Cut the Markdown of one half into text and codes."""
    return tuple(_pieces(half, {}))


def flat(pieces: Iterable[Piece]) -> str:
    """Put pieces together to Markdown again."""
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def counted(half: str) -> Counter[tuple[str, ...]]:
    """Count the codes of a half: by the name of what they mark and their text, a pair by its two texts."""
    marks = _marks(half)
    return Counter((mark.name, *_key(half, mark)) for mark in marks if mark.kind is not Kind.CLOSE)


def _pieces(half: str, ids: dict[tuple[tuple[str, ...], int], str]) -> Iterator[Piece]:
    """Yield the pieces of a half; `ids` holds those given so far, by content and occurrence."""
    marks = _marks(half)
    if not marks:
        yield from [half] if half else []
        return
    times: Counter[tuple[str, ...]] = Counter()
    open_ids: dict[int, str] = {}
    position = 0
    for mark in marks:
        if mark.start > position:
            yield half[position : mark.start]
        position = mark.end
        if mark.kind is Kind.CLOSE and mark.partner:
            name = open_ids[mark.partner.start]
        else:
            key = _key(half, mark)
            name = ids.setdefault((key, times[key]), str(len(ids) + 1))
            times[key] += 1
            open_ids[mark.start] = name
        text = half[mark.start : mark.end]
        yield Code(name, mark.kind, mark.name, text, _shown(text))
    if position < len(half):
        yield half[position:]


def _key(half: str, mark: _Mark) -> tuple[str, ...]:
    """Return what makes a code the same one in another half."""
    text = half[mark.start : mark.end]
    return (text, half[mark.partner.start : mark.partner.end]) if mark.partner else (text,)


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"


def _marks(half: str) -> list[_Mark]:
    """Return the marks of a half in text order; none overlaps another one, and the pairs nest."""
    view = read_inline(half)
    if view.text is half:
        return []
    marks = [*_pairs(view), *_alone(view)]
    # Of marks in a mark, such as an escape in an address, only the outer one counts.
    marks.sort(key=lambda mark: (mark.start, -mark.end))
    apart: list[_Mark] = []
    for mark in marks:
        if not apart or mark.start >= apart[-1].end:
            apart.append(mark)
    _pair_tags(half, apart)
    return apart


def _pairs(view: Inline) -> Iterator[_Mark]:
    for link in view.links:
        name = "image" if link.image else "link"
        yield from _pair(name, link.span.start, link.label.start, link.label.end, link.span.end)
    for name, width, spans in (("strong", 2, view.strong), ("emphasis", 1, view.emphasis)):
        for inner in spans:
            yield from _pair(name, inner.start - width, inner.start, inner.end, inner.end + width)


def _pair(name: str, start: int, inner_start: int, inner_end: int, end: int) -> tuple[_Mark, _Mark]:
    opening, closing = _Mark(start, inner_start, Kind.OPEN, name), _Mark(inner_end, end, Kind.CLOSE, name)
    opening.partner, closing.partner = closing, opening
    return opening, closing


def _alone(view: Inline) -> Iterator[_Mark]:
    raw = view.raw
    for inner in view.codes:
        ticks = len(raw) - inner.end - len(raw[inner.end :].lstrip("`"))
        yield _Mark(inner.start - ticks, inner.end + ticks, Kind.STANDALONE, "code")
    for tag in view.tags:
        yield _Mark(tag.start, tag.end, Kind.STANDALONE, "tag")
    for offset in view.escapes:
        yield _Mark(offset, offset + 2, Kind.STANDALONE, "escape")
    for span in view.addresses:
        before, after = raw[span.start - 1 : span.start], raw[span.end : span.end + 1]
        around = before == "<" and after == ">" and span.start - 2 not in view.escapes
        yield _Mark(span.start - around, span.end + around, Kind.STANDALONE, "address")
    if "&" in raw:
        for match in _ENTITY.finditer(raw):
            yield _Mark(match.start(), match.end(), Kind.STANDALONE, "entity")


def _pair_tags(half: str, marks: list[_Mark]) -> None:
    """Make pairs of the tags of HTML that nest with each other and with the other marks."""
    opened: list[tuple[str, _Mark]] = []
    for mark in marks:
        if mark.name != "tag":
            if mark.kind is Kind.OPEN:
                opened.append(("", mark))
            elif mark.kind is Kind.CLOSE:
                while opened.pop()[1] is not mark.partner:
                    pass
        elif tag := _TAG.fullmatch(half, mark.start, mark.end):
            name = tag["name"].lower()
            if not tag["close"]:
                if name not in _VOID and not tag["alone"]:
                    opened.append((name, mark))
            elif (at := _innermost(name, opened)) is not None:
                mark.partner, opened[at][1].partner = opened[at][1], mark
                mark.kind, opened[at][1].kind = Kind.CLOSE, Kind.OPEN
                del opened[at:]


def _innermost(name: str, opened: list[tuple[str, _Mark]]) -> int | None:
    """Find the tag that an end tag closes, not looking out of the pair of marks round it."""
    for at in reversed(range(len(opened))):
        if opened[at][0] in {name, ""}:
            return at if opened[at][0] else None
    return None
