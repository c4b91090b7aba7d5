"""An article as checks see it: read once, parsed once, with the way back from any place to the file."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from tweeluik.article.annotation import DAMAGED_QUOTE
from tweeluik.article.projection import Projection, project
from tweeluik.docset.docset import Docset
from tweeluik.learn.inline import Inline, read_inline
from tweeluik.learn.parser import Parsed, parse
from tweeluik.model import Article, Segment, Shared, Side
from tweeluik.text import LINE_END, LineIndex, Place, Span


@dataclass(frozen=True, slots=True)
class Spot:
    """What a check found in an article."""

    message: str
    start: int = -1
    """0-based character of the file's text; -1 for the file as a whole."""
    end: int = -1
    """One past the last character; -1 for the end of the line."""
    segment: Segment | None = None
    side: Side | None = None
    target: Span | None = None
    """0-based characters of the segment's target half that are meant."""
    source: Span | None = None
    fix: str | None = None
    """What belongs in place of `start` to `end`, if there is exactly one right answer."""


class Subject:
    """An article of a docset, to be checked."""

    def __init__(self, docset: Docset, article: Article) -> None:
        self.docset = docset
        self.article = article
        self._parsed: dict[Side, Parsed] = {}

    @property
    def path(self) -> str:
        """The article's file, relative to the docset."""
        return self.article.path

    @cached_property
    def text(self) -> str:
        """The file's text, without its byte order mark and with damaged quotes mended."""
        pieces = [self.article.front_matter.text if self.article.front_matter else ""]
        for part in self.article.parts:
            if isinstance(part, Segment):
                before, between, after = part.markup
                pieces += (before, part.target or "", between, part.source or "", after)
            else:
                pieces.append(part.text)
        return "".join(pieces)

    @cached_property
    def lines(self) -> LineIndex:
        """Lines and columns of `text`."""
        return LineIndex(self.text)

    def place(self, offset: int) -> Place:
        """Return where in the file a character of `text` is: damaged quotes are longer there."""
        place = self.lines.place(offset)
        quotes = self.article.damaged_quotes
        if not quotes:
            return place
        before = bisect_left(quotes, offset) - bisect_left(quotes, offset - place.column + 1)
        return Place(place.line, place.column + before * (len(DAMAGED_QUOTE) - 1))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each part begins in `text`."""
        position = len(self.article.front_matter.text) if self.article.front_matter else 0
        starts = []
        for part in self.article.parts:
            starts.append(position)
            if isinstance(part, Segment):
                position += sum(map(len, part.markup)) + len(part.target or "") + len(part.source or "")
            else:
                position += len(part.text)
        return tuple(starts)

    @cached_property
    def _start_of_segment(self) -> dict[int, int]:
        parts = zip(self.article.parts, self._starts, strict=True)
        return {id(part): start for part, start in parts if isinstance(part, Segment)}

    def half_start(self, segment: Segment, side: Side) -> int:
        """Return where a half begins in `text`."""
        start = self._start_of_segment[id(segment)] + len(segment.markup[0])
        return start if side is Side.TARGET else start + len(segment.target or "") + len(segment.markup[1])

    def projection(self, side: Side) -> Projection:
        """Return the body in one language, as the parser reads it."""
        return self._projections[side]

    @cached_property
    def _projections(self) -> dict[Side, Projection]:
        return {side: project(self.article, side, normalize=True) for side in Side}

    def offset(self, side: Side, position: int) -> int:
        """Return the character of `text` for a character of `projection(side).text`.

        Line ends that the projection has normalized count as they are in the file.
        """
        projection = self.projection(side)
        index = bisect_right(projection.placed, position, key=lambda one: one.span.start) - 1
        if index >= 0 and position < projection.placed[index].span.end:
            placed = projection.placed[index]
            half = placed.segment.half(side)
            shown = side if placed.segment.has(side) else _other(side)
            start = self.half_start(placed.segment, shown)
            return start + _unnormalized(half, position - placed.span.start)
        return self._shared_offset(side, position)

    @cached_property
    def _shared(self) -> dict[Side, tuple[tuple[int, int, Shared], ...]]:
        """Each shared part with where it begins in the projection of a side and in `text`."""
        found = {}
        for side in Side:
            position = 0
            parts = []
            for part, start in zip(self.article.parts, self._starts, strict=True):
                if isinstance(part, Shared):
                    parts.append((position, start, part))
                    position += len(part.text.replace("\r\n", "\n"))
                elif isinstance(part, Segment):
                    position += len(part.half(side).replace("\r\n", "\n"))
            found[side] = tuple(parts)
        return found

    def _shared_offset(self, side: Side, position: int) -> int:
        parts = self._shared[side]
        index = bisect_right(parts, position, key=lambda one: one[0]) - 1
        if index < 0:
            return self._starts[0] if self._starts else 0
        begin, start, part = parts[index]
        return start + _unnormalized(part.text, min(position - begin, len(part.text)))

    def parsed(self, side: Side) -> Parsed:
        """Return the parsed body of one language; both have the same blocks, so mostly the target's will do."""
        if side not in self._parsed:
            self._parsed[side] = parse(self.projection(side).text)
        return self._parsed[side]

    def line_start(self, side: Side, line: int) -> int:
        """Return the character of `projection(side).text` at which a 0-based line begins."""
        starts = self._line_starts[side]
        return starts[min(line, len(starts) - 1)]

    @cached_property
    def _line_starts(self) -> dict[Side, list[int]]:
        found = {}
        for side in Side:
            starts = [0]
            text = self.projection(side).text
            position = text.find("\n")
            while position >= 0:
                starts.append(position + 1)
                position = text.find("\n", position + 1)
            found[side] = starts
        return found

    @cached_property
    def inlines(self) -> tuple[tuple[Segment, Inline, Inline], ...]:
        """The segments in text order, with both halves read."""
        return tuple(
            (one, read_inline(one.source), read_inline(one.target))
            for one in self.article.segments
            if one.source is not None and one.target is not None
        )

    def at_line(self, message: str, side: Side, line: int) -> Spot:
        """Return a spot for a 0-based line of the projection of a side."""
        start = self.offset(side, self.line_start(side, line))
        return Spot(message, start, side=None)

    def in_half(
        self, message: str, segment: Segment, side: Side, span: Span | None = None, fix: str | None = None
    ) -> Spot:
        """Return a spot for characters of a half of a segment, or for all of it."""
        half = segment.target if side is Side.TARGET else segment.source
        inside = span or Span(0, len(half or ""))
        start = self.half_start(segment, side)
        target, source = (span, None) if side is Side.TARGET else (None, span)
        return Spot(message, start + inside.start, start + inside.end, segment, side, target, source, fix)

    def start_of_line(self, offset: int) -> int:
        """Return the first character of the line of `text` that a character stands in."""
        return max(self.text.rfind("\n", 0, offset), self.text.rfind("\r", 0, offset)) + 1

    def end_of_line(self, offset: int) -> int:
        """Return the character of `text` after the last one of a line."""
        found = LINE_END.search(self.text, offset)
        return found.start() if found else len(self.text)


def _other(side: Side) -> Side:
    return Side.SOURCE if side is Side.TARGET else Side.TARGET


def _unnormalized(text: str, position: int) -> int:
    """Return the character of a text for one of the same text with each line end as one character."""
    if "\r" not in text:
        return position
    for match in range(len(text)):
        if match >= position:
            break
        if text.startswith("\r\n", match):
            position += 1
    return position


@dataclass(frozen=True, slots=True)
class ArticleCheck:
    """A check of one article."""

    code: str
    find: Callable[[Subject], Iterable[Spot]]
    source: frozenset[str] = frozenset()
    """Codes of the source languages whose words it knows; empty for every language."""
    target: frozenset[str] = frozenset()
    """Codes of the target languages whose words it knows; empty for every language."""

    def suits(self, source: str, target: str) -> bool:
        """Tell whether it can say something about a pair of languages, by their codes."""
        return (not self.source or source in self.source) and (not self.target or target in self.target)
