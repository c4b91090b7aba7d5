"""The blocks of an article as checks of its format see them: walked once, whatever number of checks asks."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from markdown_it.token import Token

from tweeluik.article.projection import Projection, plain_text
from tweeluik.checks.subject import Spot, Subject
from tweeluik.docset.contents import is_contents
from tweeluik.learn.positions import ContentMap, Piece
from tweeluik.model import Segment, Side
from tweeluik.text import Span

_SCOPES = {"learn_tab_open": "ids", "learn_moniker_open": "range", "learn_zone_open": "range"}
"""Containers of which a reader sees one at a time, by the key of what tells them apart."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block without blocks in it."""

    token: Token
    path: tuple[str, ...]
    """Types of the tokens that opened the blocks round it, from the outside in."""
    scope: tuple[str, ...]
    """The tabs and moniker ranges that it stands in: what one reader sees has the same scope, or a shorter one."""

    @property
    def line(self) -> int:
        """0-based line of the target's projection at which it begins."""
        return self.token.map[0] if self.token.map else 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading."""

    leaf: Leaf
    level: int
    underlined: bool
    """Whether it is marked by a line below it."""
    texts: Mapping[Side, str]
    """Its plain text; a side that the article does not have is left out."""
    segment: Segment | None
    """The segment that all of its text stands in, if that is one."""

    @property
    def line(self) -> int:
        """0-based line of the target's projection at which it begins."""
        return self.leaf.line


class Structure:
    """The blocks of one article, in text order. Lines are 0-based and those of the target's projection."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.tokens = subject.parsed(Side.TARGET).tokens
        self.leaves: list[Leaf] = []
        """Inline content, code and HTML."""
        self.openings: list[Leaf] = []
        """The tokens that open containers."""
        path: list[str] = []
        scope: list[str] = []
        for token in self.tokens:
            if token.nesting > 0:
                self.openings.append(Leaf(token, tuple(path), tuple(scope)))
                path.append(token.type)
                if token.type in _SCOPES:
                    scope.append(f"{token.type}:{token.meta.get(_SCOPES[token.type], '')}")
            elif token.nesting < 0:
                if path.pop() in _SCOPES:
                    scope.pop()
            else:
                self.leaves.append(Leaf(token, tuple(path), tuple(scope)))

    @cached_property
    def sides(self) -> tuple[Side, ...]:
        """The languages that the article has."""
        return (Side.TARGET, Side.SOURCE) if self.subject.article.is_bilingual else (Side.TARGET,)

    @property
    def projection(self) -> Projection:
        """The body in the target language, which all positions of tokens are about."""
        return self.subject.projection(Side.TARGET)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the target's projection, without their ends."""
        return self.projection.text.split("\n")

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings, except those that name a tab; those of a table of contents are no headings."""
        if is_contents(self.subject.path):
            return ()
        contents = ContentMap(self.projection.text)
        found = [
            self._heading(leaf, list(contents.pieces(leaf.token, in_table=False)))
            for leaf in self.leaves
            if leaf.path and leaf.path[-1] == "heading_open"
        ]
        openings = (one for one in self.tokens if one.type == "heading_open")
        return tuple(
            Heading(leaf, int(opening.tag[1:]), opening.markup in {"=", "-"}, texts, segment)
            for opening, (leaf, texts, segment) in zip(openings, found, strict=True)
        )

    def _heading(self, leaf: Leaf, pieces: list[Piece]) -> tuple[Leaf, dict[Side, str], Segment | None]:
        if not pieces:
            return leaf, dict.fromkeys(self.sides, ""), None
        start, end = pieces[0].offset, pieces[-1].offset + pieces[-1].end - pieces[-1].start
        texts = {Side.TARGET: plain_text(leaf.token.content)}
        if Side.SOURCE in self.sides:
            texts[Side.SOURCE] = plain_text(self.subject.projection(Side.SOURCE).text[slice(*self.across(start, end))])
        placed = self.projection.between(start, end)
        return leaf, texts, placed[0].segment if len(placed) == 1 else None

    @cached_property
    def _pieces(self) -> dict[int, list[Piece]]:
        """Where the content of each leaf with inline content or HTML stands, by the token's identity."""
        contents = ContentMap(self.projection.text)
        cells = {"td_open", "th_open"}
        return {
            id(leaf.token): list(contents.pieces(leaf.token, in_table=bool(leaf.path) and leaf.path[-1] in cells))
            for leaf in self.leaves
            if leaf.token.type in {"inline", "html_block"}
        }

    def position(self, leaf: Leaf, at: int) -> int:
        """Return the character of the target's projection for one of a leaf's content."""
        for piece in self._pieces.get(id(leaf.token), ()):
            if at < piece.end:
                return piece.offset + max(at - piece.start, 0)
        return self.subject.line_start(Side.TARGET, leaf.line)

    def across(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the source's projection for one of the target's; segments count as a whole."""
        return self._across(start, is_end=False), self._across(end, is_end=True)

    def _across(self, position: int, *, is_end: bool) -> int:
        target, source = self.projection.placed, self.subject.projection(Side.SOURCE).placed
        index = bisect_right(target, position, key=lambda one: one.span.start) - 1
        if index < 0:
            return position
        here, there = target[index].span, source[index].span
        if position >= here.end:
            return position - here.end + there.end
        return there.end if is_end and position > here.start else there.start

    def spot(self, message: str, start: int, end: int, fix: str | None = None) -> Spot:
        """Return a spot for a range of characters of the target's projection, which is not empty."""
        subject = self.subject
        first, last = subject.offset(Side.TARGET, start), subject.offset(Side.TARGET, end - 1) + 1
        placed = self.projection.between(start, end)
        if len(placed) == 1 and placed[0].span.start <= start and end <= placed[0].span.end:
            segment = placed[0].segment
            begin = subject.half_start(segment, Side.TARGET)
            return subject.in_half(message, segment, Side.TARGET, Span(first - begin, last - begin), fix)
        return Spot(message, first, last, fix=fix)

    def spot_in(self, message: str, leaf: Leaf, start: int, end: int) -> Spot:
        """Return a spot for a range of characters of a leaf's content, which is not empty."""
        return self.spot(message, self.position(leaf, start), self.position(leaf, end - 1) + 1)

    def line_of(self, heading: Heading) -> int:
        """Return the 1-based line of the file that a heading begins in."""
        start = self.subject.offset(Side.TARGET, self.subject.line_start(Side.TARGET, heading.line))
        return self.subject.lines.place(start).line

    def at_line(self, message: str, line: int) -> Spot:
        """Return a spot for a line, from its first letter on."""
        text = self.lines[line] if line < len(self.lines) else ""
        start = self.subject.line_start(Side.TARGET, line) + len(text) - len(text.lstrip())
        return Spot(message, self.subject.offset(Side.TARGET, start))

    def at_heading(self, message: str, heading: Heading, side: Side | None = None) -> Spot:
        """Return a spot for a heading, or for one language of it."""
        if side is None or heading.segment is None or not heading.segment.has(side):
            return self.at_line(message, heading.line)
        return self.subject.in_half(message, heading.segment, side)

    @property
    def is_page(self) -> bool:
        """Whether the article is a page of the site, and could be read."""
        return self.subject.docset.is_published(self.subject.path) and bool(self.subject.article.parts)


def by_side(found: Mapping[Side, str], sides: Sequence[Side]) -> Iterator[tuple[Side | None, str]]:
    """Yield what was found per language; what is so in all languages that there are is said once, without a side."""
    if found and len(found) == len(sides):
        yield None, found[Side.TARGET]
    else:
        yield from found.items()


@lru_cache(maxsize=1)
def structure_of(subject: Subject) -> Structure:
    """Return the blocks of an article; the checks of one article ask one after the other."""
    return Structure(subject)
