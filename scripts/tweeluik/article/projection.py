"""The Markdown of one language: what is left when the other half is taken out."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tweeluik.article.front_matter import plain_scalar
from tweeluik.language import Language
from tweeluik.model import Article, FrontMatter, Junk, Segment, Side
from tweeluik.text import Span

ANCHOR = re.compile(r"<a\s+(?:name|id)=\"[^\"]*\"\s*>\s*</a>", re.IGNORECASE)
FIRST_HEADING = re.compile(r"(?m)^ {0,3}#(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_TAG = re.compile(r"<[^>]*>")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKUP = re.compile(r"(\*\*|\*|`|__)")


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one segment stands in the text of one language."""

    span: Span
    segment: Segment


@dataclass(frozen=True, slots=True)
class Projection:
    """The body of an article in one language, and where its segments are in it."""

    side: Side
    text: str
    placed: tuple[Placed, ...]

    def segment_at(self, offset: int) -> Segment | None:
        """Return the segment that covers a 0-based character of `text`."""
        index = bisect_right(self.placed, offset, key=lambda one: one.span.start) - 1
        if index >= 0 and offset < self.placed[index].span.end:
            return self.placed[index].segment
        return None

    def between(self, start: int, end: int) -> tuple[Placed, ...]:
        """Return the segments that touch the half-open range of characters."""
        first = bisect_right(self.placed, start, key=lambda one: one.span.end)
        last = bisect_right(self.placed, end - 1, key=lambda one: one.span.start)
        return self.placed[first:last]


def project(article: Article, side: Side, *, normalize: bool = False) -> Projection:
    """Take one language's Markdown out of the body of an article.

    Args:
        article: what was read.
        side: which half.
        normalize: write all line ends as LF and unreadable bytes as U+FFFD, as Markdown parsers do; otherwise
            everything outside the halves stays as it was.
    """
    pieces: list[str] = []
    placed: list[Placed] = []
    length = 0
    for part in article.parts:
        if isinstance(part, Junk):
            continue
        text = part.half(side) if isinstance(part, Segment) else part.text
        if normalize:
            text = _normalized(text)
        if isinstance(part, Segment):
            placed.append(Placed(Span(length, length + len(text)), part))
        pieces.append(text)
        length += len(text)
    return Projection(side, "".join(pieces), tuple(placed))


def _normalized(text: str) -> str:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\0", "\ufffd") if text.isascii() else re.sub("[\0\ud800-\udfff]", "\ufffd", text)


def title(article: Article, side: Side) -> str:
    """Return the title in one language as plain text; '' if the article gives none.

    The front matter is in the target language only, so the source title is that of the `source:` block or the first
    heading's (source-format 0.4).
    """
    matter = article.front_matter
    if matter and side is Side.TARGET and matter.string("title"):
        return matter.string("title")
    if matter and side is Side.SOURCE and (given := matter.mapping("source").get("title")):
        return str(given)
    heading = FIRST_HEADING.search(project(article, side, normalize=True).text)
    if heading and heading[1]:
        return plain_text(heading[1])
    return matter.string("title") if matter else ""


def description(article: Article, side: Side) -> str:
    """Return the description in one language; '' if the article gives none."""
    if not article.front_matter:
        return ""
    if side is Side.TARGET:
        return article.front_matter.string("description")
    return " ".join(str(article.front_matter.mapping("source").get("description") or "").split())


def plain_text(markdown: str) -> str:
    """Return one line of inline Markdown without its markup."""
    text = _LINK.sub(r"\1", ANCHOR.sub("", markdown))
    text = _MARKUP.sub("", _TAG.sub("", text))
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def front_matter_text(article: Article, side: Side, language: Language) -> str:
    """Return the front matter of one language, '' if the article has none.

    The target keeps its lines without the `source:` block. The source gets its own title, a description only where
    the `source:` block gives one, and its own language in `ms.contentlocale`.
    """
    matter = article.front_matter
    if not matter:
        return ""
    line_end = matter.opening.lstrip("- \t")
    return matter.opening + "".join(_entries(article, matter, side, language, line_end)) + matter.closing


def _entries(article: Article, matter: FrontMatter, side: Side, language: Language, line_end: str) -> Iterator[str]:
    has_source_block = bool(matter.mapping("source"))
    for entry in matter.entries:
        key = entry.key.lower()
        if key == "source" and has_source_block:
            continue
        if side is Side.TARGET:
            yield entry.text
        elif key == "title":
            yield f"title: {plain_scalar(title(article, side))}{line_end}"
            if text := description(article, side):
                yield f"description: {plain_scalar(text)}{line_end}"
        elif key == "ms.contentlocale":
            yield f"{entry.key}: {language.tag}{line_end}"
        elif key != "description" and "<span data-" not in entry.text:
            yield entry.text


def markdown(article: Article, side: Side, language: Language, *, body_only: bool = False) -> str:
    """Return the Markdown file of one language, line ends and all else outside the halves as they were."""
    head = "" if body_only else front_matter_text(article, side, language)
    mark = "\ufeff" if article.byte_order_mark and not body_only else ""
    return mark + head + project(article, side).text
