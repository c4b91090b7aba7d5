"""The links of an article, gathered once for all checks: where each leads, what it shows, and where it is written."""

import enum
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import unescape
from itertools import islice

from markdown_it.helpers import parseLinkDestination
from markdown_it.token import Token

from tweeluik.checks.subject import Spot, Subject
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import relative_target
from tweeluik.learn.inline import GONE, Inline
from tweeluik.learn.positions import AT, ContentMap, Piece
from tweeluik.learn.raw_html import ATTRIBUTE, TAG, piece_of, pieces
from tweeluik.learn.raw_html import Piece as Html
from tweeluik.model import Segment, Side
from tweeluik.text import Span

ADDRESSES = {"a": ("href",), "img": ("src",), "iframe": ("src",)}
"""By element, the attributes that hold an address."""
PICTURE_ATTRIBUTES = {"source": True, "lightbox": True, "link": False}
"""The attributes of `:::image` that hold an address, and whether it is a picture's."""


class Kind(enum.Enum):
    """What an address is for."""

    LINK = "link"
    """Readers click it."""
    IMAGE = "image"
    INCLUDE = "include"
    """Its text becomes part of the article."""
    VIDEO = "video"


@dataclass(frozen=True, slots=True)
class Found:
    """A link, an image, an include or a video of an article."""

    kind: Kind
    href: str
    """As written, without escapes and entities."""
    written: Span
    """The address in the file's text, 0-based characters; for a link by reference, its label."""
    text: str
    """What readers see of a link: its words, the alternative text of its image, or `?` for an image without one."""
    segment: Segment | None
    """The segment that the address stands in."""
    side: Side | None
    """The half that it stands in; None if both languages share it."""
    inside: Span | None = None
    """The address in that half."""
    twin: Span | None = None
    """The same address in the source half, if it stands in the target half."""
    label: Span | None = None
    """The words of a link in the file's text; None where it has none of its own, such as an address in brackets."""
    labels: tuple[Segment, ...] = ()
    """The segments within the words of a link that both languages share."""
    by_reference: bool = False
    """Whether the address stands elsewhere, in a link reference definition."""


@lru_cache(maxsize=4)
def links_of(subject: Subject) -> tuple[Found, ...]:
    """Return all addresses of an article: those of its target language, then those that only its source half has."""
    target = tuple(_Reader(subject).links())
    return (*target, *_only_in_source(subject, target))


class _Reader:
    """Reads the tokens of the target language."""

    def __init__(self, subject: Subject) -> None:
        self.subject = subject
        self.projection = subject.projection(Side.TARGET)
        self.contents = ContentMap(self.projection.text)
        self.places: tuple[Piece, ...] = ()
        self.seen: Counter[tuple[int, str]] = Counter()
        """How often each address has occurred in each segment."""

    def links(self) -> Iterator[Found]:
        depth = 0
        for token in self.subject.parsed(Side.TARGET).tokens:
            if token.type in {"table_open", "table_close"}:
                depth += token.nesting
            elif token.type == "inline":
                # The cells of a row are found one after the other, so none may be left out.
                if depth or _may_hold_links(token):
                    self.places = tuple(self.contents.pieces(token, in_table=depth > 0))
                    yield from self._inline(token.content, token.children or ())
            elif token.type == "html_block" and "<" in token.content:
                self.places = tuple(self.contents.pieces(token, in_table=False))
                yield from self._html(token.content, 0)
            elif token.type in {"learn_image", "learn_include", "learn_video"} and token.map:
                start = self.contents.line_start(token.map[0])
                end = self.contents.line_start(token.map[1])
                line = self.projection.text[start:end]
                self.places = (Piece(0, len(line), start),)
                yield from self._construct(token, line, 0)

    def _inline(self, content: str, children: Sequence[Token]) -> Iterator[Found]:
        for index, child in enumerate(children):
            at = (child.meta or {}).get(AT, 0)
            match child.type:
                case "link_open" if child.markup == "autolink":
                    href = str(children[index + 1].content)
                    yield self._found(Kind.LINK, href, at + 1, content.find(">", at), href)
                case "link_open":
                    end, text = _label(children, index)
                    yield self._at_label(Kind.LINK, child, content, at, end, text)
                case "image":
                    start = at + len("![")
                    yield self._at_label(Kind.IMAGE, child, content, start, start + len(child.content), "")
                case "html_inline":
                    yield from self._html(child.content, at)
                case "learn_image" | "learn_include" | "learn_video":
                    yield from self._construct(child, content, at)

    def _at_label(self, kind: Kind, token: Token, content: str, start: int, end: int, text: str) -> Found:
        """Return a link or an image whose label is between two characters of the content."""
        if content.startswith("](", end):
            begin = end + len("](")
            while begin < len(content) and content[begin] in " \t\n":
                begin += 1
            destination = parseLinkDestination(content, begin, len(content))
            if destination.ok:
                begin += content.startswith("<", begin)
                stop = destination.pos - (content[begin - 1] == "<")
                return self._labelled(self._found(kind, destination.str, begin, stop, text), start, end)
        href = str(token.attrGet("src" if kind is Kind.IMAGE else "href") or "")
        return self._labelled(self._found(kind, href, start, end, text, by_reference=True), start, end)

    def _labelled(self, found: Found, start: int, end: int) -> Found:
        """Add where the label of a link is, between two characters of the content."""
        first, last = self._in_projection(start), self._in_projection(end)
        span = Span(self.subject.offset(Side.TARGET, first), self.subject.offset(Side.TARGET, last))
        labels = () if found.segment else tuple(one.segment for one in self.projection.between(first, last))
        return replace(found, label=span, labels=labels)

    def _html(self, html: str, at: int) -> Iterator[Found]:
        found = list(pieces(html))
        for index, piece in enumerate(found):
            tag = TAG.fullmatch(piece.text) if piece.tag in ADDRESSES else None
            if tag is None or tag["end"]:
                continue
            kind = {"img": Kind.IMAGE, "iframe": Kind.VIDEO}.get(piece.tag, Kind.LINK)
            for match in ATTRIBUTE.finditer(tag["rest"]):
                if match["name"].lower() not in ADDRESSES[piece.tag]:
                    continue
                group = next((name for name in ("double", "single", "bare") if match[name] is not None), None)
                if group:
                    start, end = (at + piece.start + tag.start("rest") + one for one in match.span(group))
                    yield self._found(kind, unescape(match[group]), start, end, _text_of_anchor(found, index))
                break

    def _construct(self, token: Token, content: str, at: int) -> Iterator[Found]:
        """Read an image between colons, an include or a video, which begins at a character of the content."""
        if token.type == "learn_image":
            given: dict[str, str] = token.meta["attributes"]
            addresses = [
                (Kind.IMAGE if is_picture else Kind.LINK, given[name])
                for name, is_picture in PICTURE_ATTRIBUTES.items()
                if given.get(name)
            ]
        else:
            is_include = token.type == "learn_include"
            addresses = [(Kind.INCLUDE if is_include else Kind.VIDEO, token.meta["path" if is_include else "url"])]
        position = at
        for kind, href in addresses:
            start = content.find(href, position) if href else -1
            if start >= 0:
                yield self._found(kind, href, start, start + len(href), "?")

    def _found(self, kind: Kind, href: str, start: int, end: int, text: str, *, by_reference: bool = False) -> Found:
        first = self._in_projection(start)
        last = self._in_projection(end - 1) + 1 if end > start else first
        segment = self.projection.segment_at(first)
        begin, stop = self.subject.offset(Side.TARGET, first), self.subject.offset(Side.TARGET, last - 1) + 1
        stop = max(begin, stop) if last > first else begin
        written = Span(begin, stop)
        if segment is None or not segment.has(Side.TARGET):
            return Found(kind, href, written, text, None, None, by_reference=by_reference)
        shift = self.subject.half_start(segment, Side.TARGET)
        inside = Span(begin - shift, stop - shift)
        twin = self._twin(segment, inside)
        return Found(kind, href, written, text, segment, Side.TARGET, inside, twin, by_reference=by_reference)

    def _twin(self, segment: Segment, inside: Span) -> Span | None:
        """Find the address that stands in the target half in the source half: the second there is the second here."""
        raw = inside.of(segment.target or "")
        if not raw or segment.source is None:
            return None
        key = (id(segment), raw)
        position = -1
        for _ in range(self.seen[key] + 1):
            position = segment.source.find(raw, position + 1)
            if position < 0:
                return None
        self.seen[key] += 1
        return Span(position, position + len(raw))

    def _in_projection(self, position: int) -> int:
        """Return the character of the projection for one of the content that the places are of."""
        index = bisect_left(self.places, position, key=lambda one: one.end)
        if index == len(self.places):
            return 0
        place = self.places[index]
        return place.offset + max(position - place.start, 0)


def _may_hold_links(token: Token) -> bool:
    return any(mark in token.content for mark in ("](", "][", "<", ":::", "[!")) or any(
        child.type == "link_open" for child in token.children or ()
    )


def _text_of_anchor(html: Sequence[Html], index: int) -> str:
    """Return the text that follows a tag, up to where the anchor ends."""
    shown = []
    for piece in islice(html, index + 1, None):
        if piece.tag == "a":
            break
        shown.append(piece.text if piece.is_text else "")
    return " ".join("".join(shown).split()) or "?"


def _label(children: Sequence[Token], index: int) -> tuple[int, str]:
    """Return where the label of a link ends in the content, and what readers see of it."""
    shown: list[str] = []
    for child in children[index + 1 :]:
        if child.type == "link_close":
            return child.meta[AT], " ".join("".join(shown).split())
        if child.type in {"text", "code_inline"}:
            shown.append(child.content)
        elif child.type in {"softbreak", "hardbreak"}:
            shown.append(" ")
        elif child.type in {"image", "learn_image"} or (
            child.type == "html_inline" and piece_of(child.content).tag == "img"
        ):
            shown.append(child.content or "?")
    return 0, "?"


def _only_in_source(subject: Subject, target: Iterable[Found]) -> Iterator[Found]:
    """Yield the links that a source half has and its target half does not."""
    there: dict[int, Counter[str]] = {}
    for one in target:
        if one.segment is not None and one.segment.source is not None:
            raw = one.inside.of(one.segment.target or "") if one.inside else ""
            there.setdefault(id(one.segment), Counter())[one.href if one.by_reference else raw] += 1
    for segment, source, _ in subject.inlines:
        known = there.get(id(segment), Counter())
        for link in source.links:
            if known[link.target]:
                known[link.target] -= 1
                continue
            start = max(source.raw.find(link.target, link.label.end, link.span.end), link.label.end)
            inside = Span(start, start + len(link.target))
            shift = subject.half_start(segment, Side.SOURCE)
            written = Span(inside.start + shift, inside.end + shift)
            kind = Kind.IMAGE if link.image else Kind.LINK
            label = Span(link.label.start + shift, link.label.end + shift)
            yield Found(
                kind, link.target, written, shown(source, link.label), segment, Side.SOURCE, inside, label=label
            )


def shown(half: Inline, label: Span) -> str:
    """Return what readers see of a part of a half; `?` stands for an image."""
    images = [one for one in half.links if one.image and label.start <= one.span.start < label.end]
    return " ".join(label.of(half.text).replace(GONE, "").split()) or ("?" if images else "")


@dataclass(frozen=True, slots=True)
class Target:
    """The file that a relative link means."""

    path: str
    """As the link has it, relative to the docset."""
    file: str | None
    """The file, be it in another case; None if there is none."""
    fragment: str
    is_redirected: bool
    """Whether there is no such file any more, and a redirection says where it has gone."""

    @property
    def is_exact(self) -> bool:
        """Whether the file is written like this, upper and lower case included."""
        return self.file == self.path


def target_of(docset: Docset, path: str, href: str) -> Target | None:
    """Return the file that a link in the file at `path` means; None if the link is not relative or names no file."""
    meant = relative_target(href, path)
    if meant is None or meant[0] == ".":
        return None
    target, fragment = meant
    file = docset.find_file(target)
    if file is None and (hub := docset.find(target)) in docset.hubs:
        file = hub
    return Target(target, file, fragment, file is None and target.lower() in docset.redirections)


def resources_of(subject: Subject) -> tuple[str, ...]:
    """Return the files of the docset that an article shows or links to and that are no articles, by path."""
    found = set()
    for link in links_of(subject):
        target = target_of(subject.docset, subject.path, link.href)
        if target and target.file and not target.file.lower().endswith(".md"):
            found.add(target.file)
    return tuple(sorted(found))


def spot(subject: Subject, link: Found, message: str, fix: str | None = None) -> Iterator[Spot]:
    """Yield the spot of a link; with a fix, one for each half that has to be mended.

    Args:
        subject: the article.
        link: one of its links.
        message: what is wrong with it.
        fix: what belongs in place of the address as it is written, if there is exactly one right answer.
    """
    fix = None if link.by_reference else fix
    start, end = link.written.start, link.written.end
    if link.segment is None:
        yield Spot(message, start, end, fix=fix)
        return
    if link.side is Side.SOURCE:
        yield Spot(message, start, end, link.segment, Side.SOURCE, None, link.inside, fix)
        return
    yield Spot(message, start, end, link.segment, Side.TARGET, link.inside, link.twin, fix)
    if fix is not None and link.twin is not None:
        shift = subject.half_start(link.segment, Side.SOURCE)
        first, last = link.twin.start + shift, link.twin.end + shift
        yield Spot(message, first, last, link.segment, Side.SOURCE, link.inside, link.twin, fix)


def written(subject: Subject, link: Found) -> str:
    """Return the address of a link exactly as it stands in the file."""
    return link.written.of(subject.text)
