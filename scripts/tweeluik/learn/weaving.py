"""Weaving two plain Markdown files into one span-annotated article.

Both files must have the same blocks. The text round the sentences (markers, code, constructs) is taken once, from the
translated file; sentences are paired within each block, and a block whose sentence counts differ becomes one unit.
"""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from markdown_it.token import Token

from tweeluik.article.front_matter import plain_scalar
from tweeluik.article.projection import ANCHOR, heading_title, plain_text, project
from tweeluik.article.reading import read_article
from tweeluik.article.sentences import sentences
from tweeluik.diagnostics import Diagnostic
from tweeluik.learn.parser import parse
from tweeluik.learn.positions import ContentMap
from tweeluik.model import Article, Side
from tweeluik.text import LineIndex, Place, Span

FIRST_ID = 101
"""Number of the first sentence of an article: its title (source-format 1.2)."""
MOST_COMPARED = 25_000_000
"""Pairs of segments, the square of 5,000. Beyond this, sentences that are everywhere do not start a match."""
_LONE_LINK = re.compile(r"\[(?P<text>(?:[^\[\]\\]|\\.)+)\]\((?P<url>[^()\s]*)\)")
_UNTRANSLATABLE = re.compile(
    r"`[^`]*`|<[^<>]*>|!\[[^\[\]]*\]\([^()]*\)|https?://\S+|\[!(?:INCLUDE|VIDEO|div)[^\n]*", re.IGNORECASE
)
_KINDS = {"th": "a cell of a table's head", "td": "a cell of a table"}
_ALT = re.compile(r"!\[([^\[\]]+)\]|alt-text=\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block with text of its own: heading, paragraph, or table cell."""

    kind: str
    """The parser's name of the block, with the level of a heading."""
    line: int
    """0-based line."""
    span: Span
    """Its content in the body, from the first to the last character."""
    gaps: tuple[Span, ...]
    """Characters of `span` that are no content: ends of lines with the markers of the containers that follow."""

    def sentences(self, body: str) -> list[Span]:
        """Return its sentences as spans of the body."""
        content = list(self.span.of(body))
        for gap in self.gaps:
            first = gap.start - self.span.start
            content[first : gap.end - self.span.start] = " " * len(gap)
        return [Span(one.start + self.span.start, one.end + self.span.start) for one in sentences("".join(content))]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A segment to be: where its halves are in the two bodies, and how many sentences the source has."""

    target: Span
    source: Span
    count: int
    is_paragraph: bool


@dataclass(frozen=True, slots=True)
class Woven:
    """The outcome of weaving."""

    text: str
    """The article; '' if the files do not fit together."""
    diagnostics: tuple[Diagnostic, ...]


def weave(source: Article, target: Article, into: Article | None = None) -> Woven:
    """Weave two plain files.

    Args:
        source: the file in the source language, read as an article.
        target: the file in the target language.
        into: an earlier version of the article, whose ids are kept where the source sentence is the same.
    """
    problems = [*source.diagnostics, *target.diagnostics]
    annotated = [article for article in (source, target) if article.segments]
    message = "The file is span-annotated already; split it first."
    problems += (Diagnostic("structure-differs", message, article.path) for article in annotated)
    if any(problem.severity.value == "error" for problem in problems):
        return Woven("", tuple(problems))
    weaver = _Weaver(source, target)
    problem = weaver.mismatch()
    if problem:
        return Woven("", (*problems, problem))
    text = weaver.head() + weaver.body(into)
    problem = weaver.misread(text)
    if problem:
        return Woven("", (*problems, problem))
    line_end = "\r\n" if "\r\n" in project(target, Side.TARGET).text else "\n"
    mark = "\ufeff" if target.byte_order_mark else ""
    return Woven(mark + (text.replace("\n", line_end) if line_end != "\n" else text), tuple(problems))


def leaves(body: str) -> list[Leaf]:
    """Return the blocks of a body that have text of their own, in order."""
    contents = ContentMap(body)
    found: list[Leaf] = []
    in_table = 0
    opening: Token | None = None
    for token in parse(body, inline=False).tokens:
        in_table += token.nesting if token.type in {"table_open", "table_close"} else 0
        if token.nesting > 0:
            opening = token
        if token.type != "inline" or opening is None or not token.map:
            continue
        pieces = list(contents.pieces(token, in_table=in_table > 0))
        if not pieces:
            continue
        starts = [piece.offset for piece in pieces]
        ends = [piece.offset + piece.end - piece.start for piece in pieces]
        gaps = tuple(Span(end, start) for end, start in zip(ends[:-1], starts[1:], strict=True) if end < start)
        kind = f"{opening.type.removesuffix('_open')} {opening.tag}"
        found.append(Leaf(kind, token.map[0], Span(starts[0], ends[-1]), () if in_table else gaps))
    return found


class _Weaver:
    def __init__(self, source: Article, target: Article) -> None:
        self.source, self.target = source, target
        self.source_body = project(source, Side.TARGET, normalize=True).text
        self.target_body = project(target, Side.TARGET, normalize=True).text
        self.source_leaves = leaves(self.source_body)
        self.target_leaves = leaves(self.target_body)

    def mismatch(self) -> Diagnostic | None:
        """Return where the files first differ in structure; None if they fit together."""
        source_end = target_end = 0
        for index in range(max(len(self.source_leaves), len(self.target_leaves)) + 1):
            one = self.source_leaves[index] if index < len(self.source_leaves) else None
            other = self.target_leaves[index] if index < len(self.target_leaves) else None
            there = Span(source_end, one.span.start if one else len(self.source_body.rstrip()))
            here = Span(target_end, other.span.start if other else len(self.target_body.rstrip()))
            if (one and one.kind) != (other and other.kind):
                return self._differs(there.end, _named(one), here.end, _named(other))
            if difference := _first_difference(there.of(self.source_body), here.of(self.target_body)):
                there_at, there_word, here_at, here_word = difference
                return self._differs(there.start + there_at, there_word, here.start + here_at, here_word)
            if one and other:
                source_end, target_end = one.span.end, other.span.end
        return None

    def _differs(self, source_offset: int, there: str, target_offset: int, here: str) -> Diagnostic:
        line = _head_lines(self.source) + self.source_body.count("\n", 0, source_offset) + 1
        message = f"The blocks differ: {here} here, {there} in line {line} of {self.source.path}."
        place = LineIndex(self.target_body).place(target_offset)
        place = replace(place, line=_head_lines(self.target) + place.line)
        return Diagnostic("structure-differs", message, self.target.path, place)

    def units(self) -> Iterator[tuple[Leaf, list[_Unit]]]:
        """Yield each block of the target with its segments; none where there is nothing to translate."""
        for source, target in zip(self.source_leaves, self.target_leaves, strict=True):
            yield target, self._units(source, target)

    def _units(self, source: Leaf, target: Leaf) -> list[_Unit]:
        source_text, target_text = source.span.of(self.source_body), target.span.of(self.target_body)
        if source_text == target_text and not re.search(r"\w", _UNTRANSLATABLE.sub("", source_text)):
            return []
        source_span, target_span = self._without_anchor(source), self._without_anchor(target, of_target=True)
        source_link = _LONE_LINK.fullmatch(source_span.of(self.source_body))
        target_link = _LONE_LINK.fullmatch(target_span.of(self.target_body))
        if source_link and target_link and source_link["url"] == target_link["url"]:
            inner = [
                Span(span.start + link.start("text"), span.start + link.end("text"))
                for span, link in ((target_span, target_link), (source_span, source_link))
            ]
            return [_Unit(inner[0], inner[1], 1, is_paragraph=False)]
        ours = replace(target, span=target_span).sentences(self.target_body)
        theirs = replace(source, span=source_span).sentences(self.source_body)
        if len(ours) == len(theirs):
            return [_Unit(one, other, 1, is_paragraph=False) for one, other in zip(ours, theirs, strict=True)]
        return [_Unit(target_span, source_span, len(theirs), is_paragraph=len(theirs) > 1)]

    def _without_anchor(self, leaf: Leaf, *, of_target: bool = False) -> Span:
        body = self.target_body if of_target else self.source_body
        match = ANCHOR.match(leaf.span.of(body)) if leaf.kind.startswith("heading") else None
        return Span(leaf.span.start + match.end(), leaf.span.end) if match else leaf.span

    def body(self, into: Article | None) -> str:
        """Return the annotated body."""
        blocks = list(self.units())
        ids = self._kept(self._ids(blocks), into)
        pieces: list[str] = []
        position = 0
        for (leaf, units), source in zip(blocks, self.source_leaves, strict=True):
            if leaf.kind.startswith("heading"):
                pieces.append(self.target_body[position : leaf.span.start])
                pieces.append(self._anchor(leaf, source))
                position = leaf.span.start
            for unit in units:
                pieces.append(self.target_body[position : unit.target.start])
                pieces.append(_annotated(ids[unit], unit.target.of(self.target_body), unit.source.of(self.source_body)))
                position = unit.target.end
        return "".join([*pieces, self.target_body[position:]])

    def misread(self, text: str) -> Diagnostic | None:
        """Read the article, and return where it is not what was written; None if it is.

        A sentence can hold span tags that cannot be told from those of the annotation.
        """
        article = read_article(text.encode("utf-8", errors="surrogateescape"), self.target.path)
        written = [unit for _, units in self.units() for unit in units]
        for unit, segment in zip_longest(written, article.segments):
            target = unit.target.of(self.target_body) if unit else ""
            source = unit.source.of(self.source_body) if unit else ""
            if not unit or not segment or (segment.target, segment.source) != (target, source):
                line = self.target_body.count("\n", 0, unit.target.start if unit else None) + 1
                message = "This sentence, or the one that it translates, holds span tags that do not pair up."
                place = Place(_head_lines(self.target) + line, 1)
                return Diagnostic("structure-differs", message, self.target.path, place)
        return None

    def _anchor(self, leaf: Leaf, source: Leaf) -> str:
        if ANCHOR.match(leaf.span.of(self.target_body)):
            return ""
        return f'<a name="{anchor_name(source.span.of(self.source_body))}"></a>'

    def _ids(self, blocks: list[tuple[Leaf, list[_Unit]]]) -> dict[_Unit, str]:
        """Number the segments as the format does: every sentence of the source counts, wrapped or not."""
        title, description = self._source_texts()
        texts = [unit.source.of(self.source_body) for _, units in blocks for unit in units]
        prefix = hashlib.sha256("\n".join([title, description, *texts]).encode()).hexdigest()[:5]
        described = len(sentences(description))
        number = FIRST_ID + (1 if title else 0) + described
        paragraph = FIRST_ID + (1 if described > 1 else 0)
        ids: dict[_Unit, str] = {}
        position = 0
        for leaf, units in blocks:
            number += _alts(self.target_body[position : leaf.span.start])
            position = leaf.span.end
            if not units:
                number += _alts(leaf.span.of(self.target_body))
            for unit in units:
                ids[unit] = f"{prefix}-p{paragraph:03}" if unit.is_paragraph else f"{prefix}-{number:03}"
                number += unit.count
            paragraph += sum(unit.count for unit in units) > 1
        return ids

    def _kept(self, ids: Mapping[_Unit, str], into: Article | None) -> dict[_Unit, str]:
        """Give unchanged segments the ids of an earlier version, and new ones numbers it has not used."""
        if into is None or not into.segments:
            return dict(ids)
        units = list(ids)
        old = [(segment.is_paragraph, segment.source or "") for segment in into.segments]
        new = [(unit.is_paragraph, unit.source.of(self.source_body)) for unit in units]
        kept: dict[_Unit, str] = {}
        is_small = len(old) * len(new) < MOST_COMPARED
        for block in SequenceMatcher(a=old, b=new, autojunk=not is_small).get_matching_blocks():
            for step in range(block.size):
                kept[units[block.b + step]] = into.segments[block.a + step].id
        prefix = into.segments[0].id.partition("-")[0]
        used = [int(match[2]) for segment in into.segments if (match := re.fullmatch(r".*-(p?)(\d+)", segment.id))]
        following = max(used, default=FIRST_ID) + 1
        for unit in units:
            if unit not in kept:
                kept[unit] = f"{prefix}-{'p' if unit.is_paragraph else ''}{following:03}"
                following += 1
        return kept

    def _source_texts(self) -> tuple[str, str]:
        matter = self.source.front_matter
        return (matter.string("title"), matter.string("description")) if matter else ("", "")

    def head(self) -> str:
        """Return the front matter of the target, with what the source says of itself in a block of its own."""
        matter = self.target.front_matter
        title, description = self._source_texts()
        own = {"title": "" if title == heading_title(self.source_body) else title, "description": description}
        lines = [f"  {key}: {plain_scalar(value)}\n" for key, value in own.items() if value]
        block = "source:\n" + "".join(lines) if lines else ""
        if matter is None:
            return f"---\n{block}---\n" if block else ""
        kept = [entry.text for entry in matter.entries if entry.key.lower() != "source" or not matter.mapping("source")]
        return _unix(matter.opening + "".join(kept) + block + matter.closing)


def anchor_name(heading: str) -> str:
    """Return the bookmark of a heading, from its text in the source language.

    ASCII letters, digits, hyphens and underscores are kept, blanks become hyphens; repeats get no number
    (source-format 2.3, slugs c).
    """
    text = plain_text(heading).lower().replace(" ", "-")
    return "".join(letter for letter in text if letter.isascii() and (letter.isalnum() or letter in "-_"))


def _annotated(identifier: str, target: str, source: str) -> str:
    return (
        f'<span data-ttu-id="{identifier}">{target}</span>'
        f'<span class="sxs-lookup"><span data-stu-id="{identifier}">{source}</span></span>'
    )


def _alts(text: str) -> int:
    """Count the sentences of alternative texts, which the format numbers but does not wrap."""
    return sum(len(sentences(match[1] or match[2])) for match in _ALT.finditer(text))


def _head_lines(article: Article) -> int:
    return _unix(article.front_matter.text).count("\n") if article.front_matter else 0


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _first_difference(one: str, other: str) -> tuple[int, str, int, str] | None:
    """Find the first words that differ between two texts: offset and word of each; None if they are alike."""
    pairs = zip_longest(re.finditer(r"\S+", one), re.finditer(r"\S+", other))
    for first, second in pairs:
        if not first or not second or first.group() != second.group():
            return *_word(first, one), *_word(second, other)
    return None


def _word(match: re.Match[str] | None, text: str) -> tuple[int, str]:
    return (match.start(), f"'{match.group()[:40]}'") if match else (len(text), "nothing")


def _named(leaf: Leaf | None) -> str:
    """Name a kind of block in a message."""
    if leaf is None:
        return "the end"
    kind, _, tag = leaf.kind.partition(" ")
    return f"a heading of level {tag[1:]}" if kind == "heading" else _KINDS.get(kind, "a paragraph")
