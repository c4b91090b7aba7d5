"""The pictures of an article, in Markdown, as `:::image` and in HTML, with their texts in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from markdown_it.token import Token

from tweeluik.article.projection import plain_text
from tweeluik.checks.format.structure import Leaf, Structure
from tweeluik.checks.subject import Spot
from tweeluik.learn.inline import read_inline
from tweeluik.learn.positions import AT
from tweeluik.learn.raw_html import TAG, attributes, pieces
from tweeluik.model import Segment, Side
from tweeluik.text import Span


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in one language, or in both where they share it."""

    alt: str
    """The text that stands in for it, without marks; '' if it has none."""
    target: str
    """Where it is, as written."""
    side: Side | None
    """The language that the text is in; None if both share it."""
    decorative: bool
    """Whether it says nothing: an icon, or one that HTML marks as such."""
    scope: tuple[str, ...]
    """The tabs and moniker ranges that it stands in."""
    place: Spot
    """Where it stands, with no message yet."""

    def spot(self, message: str) -> Spot:
        """Return a spot for it."""
        return replace(self.place, message=message)

    @property
    def name(self) -> str:
        """The picture's file, without its folder and what follows a question mark."""
        return unquote(self.target.partition("?")[0]).replace("\\", "/").rpartition("/")[2]

    def seen_in(self, side: Side) -> bool:
        """Tell whether readers of a language get its text."""
        return self.side in {None, side}


@lru_cache(maxsize=1)
def pictures(structure: Structure) -> tuple[Picture, ...]:
    """Return the pictures of an article: those of the target and shared ones in text order, then the source's."""
    reader = _Reader(structure)
    return (*reader.target(), *reader.source())


class _Reader:
    def __init__(self, structure: Structure) -> None:
        self.structure = structure
        self.scopes: dict[int, tuple[str, ...]] = {}
        """By the identity of the segments that hold pictures."""
        self.in_source: list[Picture] = []
        """Pictures outside segments whose texts are segments."""

    def target(self) -> Iterator[Picture]:
        for leaf in self.structure.leaves:
            token = leaf.token
            if token.type == "learn_image":
                yield self._learn(token, leaf, None)
            elif token.type == "html_block" and "<img" in token.content.lower():
                yield from self._html(token.content, 0, leaf)
            for child in token.children or ():
                if child.type == "image":
                    yield self._markdown(child, leaf)
                elif child.type == "learn_image":
                    yield self._learn(child, leaf, child.meta[AT])
                elif child.type == "html_inline" and child.content[:4].lower() == "<img":
                    yield from self._html(child.content, child.meta[AT], leaf)

    def _markdown(self, token: Token, leaf: Leaf) -> Picture:
        start = token.meta[AT] + len("![")
        label = token.content
        shown = (start, start + len(label)) if label.strip() else (start - len("!["), start + len("]"))
        target = str(token.attrGet("src") or "")
        spot = self.structure.spot_in("", leaf, *shown)
        first = self.structure.position(leaf, start - len("!["))
        owner = self.structure.projection.segment_at(first)
        if owner:
            self.scopes[id(owner)] = leaf.scope
            spot = spot if spot.segment else replace(spot, segment=owner, side=Side.TARGET)
            return Picture(_plain(label), target, Side.TARGET, decorative=False, scope=leaf.scope, place=spot)
        placed = self.structure.projection.between(first, first + len(label) + 2)
        side = Side.TARGET if placed else None
        if placed:
            range_ = self.structure.across(first, first + len(label) + 2)
            words = self.structure.subject.projection(Side.SOURCE).text[slice(*range_)].removeprefix("![")
            there = self.structure.subject.in_half("", placed[0].segment, Side.SOURCE)
            self.in_source.append(
                Picture(_plain(words), target, Side.SOURCE, decorative=False, scope=leaf.scope, place=there)
            )
        return Picture(_plain(label), target, side, decorative=False, scope=leaf.scope, place=spot)

    def _learn(self, token: Token, leaf: Leaf, at: int | None) -> Picture:
        given = token.meta["attributes"]
        if at is None:
            spot = self.structure.at_line("", leaf.line)
        else:
            spot = self.structure.spot_in("", leaf, at, at + len(token.markup))
        icon = given.get("type", "").lower() == "icon"
        alt = " ".join(unescape(given.get("alt-text", "")).split())
        return Picture(alt, given.get("source", ""), None, decorative=icon, scope=leaf.scope, place=spot)

    def _html(self, html: str, at: int, leaf: Leaf) -> Iterator[Picture]:
        for piece in pieces(html):
            match = TAG.fullmatch(piece.text) if piece.tag == "img" else None
            if match is None:
                continue
            spot = self.structure.spot_in("", leaf, at + piece.start, at + piece.end)
            if spot.segment:
                self.scopes[id(spot.segment)] = leaf.scope
            yield _of_tag(match["rest"], spot, leaf.scope)

    def source(self) -> Iterator[Picture]:
        yield from self.in_source
        if not self.scopes:
            return
        subject = self.structure.subject
        for segment in subject.article.segments:
            if id(segment) not in self.scopes or segment.source is None:
                continue
            scope = self.scopes[id(segment)]
            view = read_inline(segment.source)
            for link in view.links:
                if link.image:
                    label = link.label.of(view.raw)
                    span = link.label if label.strip() else link.span
                    spot = subject.in_half("", segment, Side.SOURCE, span)
                    yield Picture(_plain(label), link.target, Side.SOURCE, decorative=False, scope=scope, place=spot)
            yield from self._tags_of_source(segment, view.tags, scope)

    def _tags_of_source(self, segment: Segment, tags: list[Span], scope: tuple[str, ...]) -> Iterator[Picture]:
        for span in tags:
            match = TAG.fullmatch(span.of(segment.source or ""))
            if match and match["name"].lower() == "img":
                yield _of_tag(match["rest"], self.structure.subject.in_half("", segment, Side.SOURCE, span), scope)


def _of_tag(rest: str, spot: Spot, scope: tuple[str, ...]) -> Picture:
    given = attributes(rest)
    decorative = given.get("role", "").lower() in {"presentation", "none"} or given.get("aria-hidden") == "true"
    alt = " ".join(unescape(given.get("alt", "")).split())
    return Picture(alt, given.get("src", ""), spot.side, decorative=decorative, scope=scope, place=spot)


def _plain(label: str) -> str:
    return unescape(plain_text(" ".join(label.split())))
