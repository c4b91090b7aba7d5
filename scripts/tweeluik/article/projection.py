"""The Markdown of one language: what is left when the other half is taken out."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape

from tweeluik.article.annotation import half_of
from tweeluik.article.front_matter import plain_scalar
from tweeluik.language import Language
from tweeluik.model import Article, Entry, FrontMatter, Junk, Segment, Side
from tweeluik.text import Span

ANCHOR = re.compile(r"<a\s+(?:name|id)=\"[^\"]*\"\s*>\s*</a>", re.IGNORECASE)
_HEADING_OR_FENCE = re.compile(r"(?m)^ {0,3}(?:#(?=[ \t]|$)(?P<heading>[^\n]*)|(?P<fence>`{3,}|~{3,})[^\n]*)")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_MARKUP = re.compile(r"`([^`]*)`|\\([!-/:-@\[-`{-~])|</?[A-Za-z][^<>]*>|<!--[^<>]*-->|\*+|`+|__")


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
    if matter and side is Side.SOURCE and (given := _own(matter, "title")):
        return given
    heading = heading_title(project(article, side, normalize=True).text)
    return heading or (matter.string("title") if matter else "")


def heading_title(body: str) -> str:
    """Return the text of the first heading of level 1; '' if there is none, or nothing in it."""
    fence = ""
    for match in _HEADING_OR_FENCE.finditer(body):
        opening = match["fence"]
        if fence:
            fence = "" if opening and opening.startswith(fence) else fence
        elif opening:
            fence = opening
        else:
            text = match["heading"].strip(" \t")
            closed = text.rstrip("#")
            return unescape(plain_text(text if closed and closed[-1] not in " \t" else closed))
    return ""


def description(article: Article, side: Side) -> str:
    """Return the description in one language; '' if the article gives none."""
    if not article.front_matter:
        return ""
    if side is Side.TARGET:
        return article.front_matter.string("description")
    return _own(article.front_matter, "description")


def _own(matter: FrontMatter, key: str) -> str:
    """Return what the `source:` block says of the source language."""
    value = matter.mapping("source").get(key)
    return " ".join(value.split()) if isinstance(value, str) else str(value) if isinstance(value, int | float) else ""


def plain_text(markdown: str) -> str:
    """Return one line of inline Markdown without its markup; entities stay as they are written."""
    text = _LINK.sub(r"\1", _LINK.sub(r"\1", ANCHOR.sub("", markdown)))
    return " ".join(_MARKUP.sub(lambda match: match[1] or match[2] or "", text).split())


def front_matter_text(article: Article, side: Side, language: Language) -> str:
    """Return the front matter of one language, '' if the article has none.

    The target keeps its lines without the `source:` block; where these are all there is, it has no front matter. The
    source gets its own title, a description only where the `source:` block gives one, and its own language in
    `ms.contentlocale`.
    """
    matter = article.front_matter
    if not matter:
        return ""
    entries = [entry for entry in matter.entries if not (entry.key.lower() == "source" and matter.mapping("source"))]
    if side is Side.TARGET:
        texts = [half_of(entry.text, side) for entry in entries]
        return matter.opening + "".join(texts) + matter.closing if texts or not matter.entries else ""
    line_end = matter.opening.lstrip("- \t")
    has_title = any(entry.key.lower() == "title" for entry in entries)
    own_title = title(article, side) if has_title else _own(matter, "title")
    written = {"title": own_title, "description": description(article, side)}
    texts = list(_source_entries(entries, written, language, line_end))
    return matter.opening + "".join(texts) + matter.closing


def _source_entries(
    entries: Iterable[Entry], written: dict[str, str], language: Language, line_end: str
) -> Iterator[str]:
    """Yield the lines of the source's front matter; those in `written` where the target has them, or else last."""
    for entry in entries:
        key = entry.key.lower()
        if key in {"title", "description"}:
            if text := written.pop(key, ""):
                yield f"{key}: {plain_scalar(text)}{line_end}"
        elif key == "ms.contentlocale":
            yield f"{entry.key}: {language.tag}{line_end}"
        else:
            yield half_of(entry.text, Side.SOURCE)
    for key, text in written.items():
        if text:
            yield f"{key}: {plain_scalar(text)}{line_end}"


def markdown(article: Article, side: Side, language: Language, *, body_only: bool = False) -> str:
    """Return the Markdown file of one language, line ends and all else outside the halves as they were."""
    head = "" if body_only else front_matter_text(article, side, language)
    mark = "\ufeff" if article.byte_order_mark and not body_only else ""
    return mark + head + project(article, side).text
