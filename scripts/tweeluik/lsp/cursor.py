"""What stands at a place of an open file: a half of a segment, a link."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from tweeluik.checks.subject import Subject
from tweeluik.learn.inline import read_inline
from tweeluik.lsp.buffer import Buffer
from tweeluik.lsp.checking import in_file, in_mended
from tweeluik.lsp.docsets import OpenDocset
from tweeluik.model import Article, Junk, Segment, Side
from tweeluik.text import Span

NEAR = 4_000
"""Characters before and after a place that are looked at for a link; real links have some hundreds."""
_PARAGRAPH = re.compile(r"\n[ \t>]*\n")
_ATTRIBUTE = re.compile(
    r"\b(?:source|lightbox|link|src|href)[ \t]*=[ \t]*(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)')", re.IGNORECASE
)
_DEFINITION = re.compile(r"^[ \t>]*\[[^\[\]\n]+\]:[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<bare>\S+))", re.MULTILINE)
_HREF = re.compile(
    r"^[ \t]*(?:-[ \t]+)?(?:href|topicHref|tocHref)[ \t]*:[ \t]*(?P<quote>[\"']?)(?P<href>.*?)(?P=quote)[ \t]*$"
)


@dataclass(frozen=True, slots=True)
class Half:
    """A half of a segment, and where it is in the editor."""

    segment: Segment
    side: Side
    """The half that is meant; the target for a place in the tags before it."""
    start: int
    """0-based character of the buffer's text at which the half begins."""
    inside: int
    """The character of the half that is meant; -1 for a place in the tags."""


class Opened:
    """One state of an open article."""

    def __init__(self, docset: OpenDocset, path: str, buffer: Buffer) -> None:
        self.docset = docset
        self.path = path
        self.buffer = buffer
        self.article: Article = docset.read(buffer, path)
        self.subject = Subject(docset, self.article)

    def in_text(self, offset: int) -> int:
        """Return the character of the article's text for one of the buffer's."""
        return in_mended(max(offset - self.buffer.mark, 0), self.article.damaged_quotes)

    def in_buffer(self, offset: int) -> int:
        """Return the character of the buffer's text for one of the article's."""
        return in_file(offset, self.article.damaged_quotes) + self.buffer.mark

    def half(self, offset: int) -> Half | None:
        """Return the half of a segment at a character of the buffer; None outside of segments."""
        at = self.in_text(offset)
        segments = self.article.segments
        index = bisect_right(segments, at, key=lambda one: one.span.start) - 1
        # A cursor behind the last character of a segment still touches it.
        if index < 0 or at > segments[index].span.end:
            return None
        segment = segments[index]
        for side in Side:
            text = segment.source if side is Side.SOURCE else segment.target
            start = self.subject.half_start(segment, side)
            if text is not None and start <= at <= start + len(text):
                return Half(segment, side, self.in_buffer(start), at - start)
        in_source = at > self.subject.half_start(segment, Side.TARGET) + len(segment.target or "")
        side = Side.SOURCE if in_source and segment.source is not None else Side.TARGET
        return Half(segment, side, self.in_buffer(self.subject.half_start(segment, side)), -1)

    def link(self, offset: int) -> tuple[str, Side] | None:
        """Return the link at a character of the buffer, as it is written, and the language that it is in."""
        half = self.half(offset)
        side = half.side if half else Side.TARGET
        position = self._in_projection(self.in_text(offset), side)
        if position is None:
            return None
        text = self.subject.projection(side).text
        start, end = max(position - NEAR, 0), position + NEAR
        before = [one.end() for one in _PARAGRAPH.finditer(text, start, position)]
        after = _PARAGRAPH.search(text, position, end)
        start = before[-1] if before else start
        href = link_at(text[start : after.start() if after else end], position - start)
        return (href, side) if href else None

    def _in_projection(self, at: int, side: Side) -> int | None:
        """Return the character of one language's text for one of the article's; None in the front matter."""
        matter = self.article.front_matter
        begin = len(matter.text) if matter else 0
        if at < begin:
            return None
        position = 0
        for part in self.article.parts:
            if isinstance(part, Segment):
                length = sum(map(len, part.markup)) + len(part.target or "") + len(part.source or "")
                shown = part.half(side)
            else:
                length = len(part.text)
                shown = "" if isinstance(part, Junk) else part.text
            if at < begin + length:
                first = begin
                if isinstance(part, Segment):
                    has = side if part.has(side) else next(one for one in Side if one is not side)
                    first = self.subject.half_start(part, has)
                return position + len(_normalized(shown[: max(at - first, 0)]))
            position += len(_normalized(shown))
            begin += length
        return position


def _normalized(text: str) -> str:
    return text.replace("\r\n", "\n") if "\r" in text else text


def link_at(markdown: str, position: int) -> str:
    """Return where the innermost link at a character of some Markdown leads, as written; '' if there is none."""
    found = [(one.span, one.target) for one in read_inline(markdown).links]
    for pattern in (_ATTRIBUTE, _DEFINITION):
        found += [(Span(*match.span()), match[match.lastgroup or 0]) for match in pattern.finditer(markdown)]
    touched = [(len(span), href) for span, href in found if span.start <= position <= span.end]
    return min(touched, default=(0, ""))[1]


def href_at(line: str, position: int) -> str:
    """Return the href at a character of a line of a table of contents; '' if there is none."""
    match = _HREF.match(line[:NEAR])
    return match["href"] if match and match.start("href") <= position <= match.end("href") + 1 else ""
