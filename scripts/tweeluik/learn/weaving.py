"""Weaving two plain Markdown files into one span-annotated article.

The text round the sentences (markers, code, constructs) is taken once, from the translated file. Both files must have
the same blocks, unless the caller says which go together; sentences are paired within each block, and a block whose
sentence counts differ becomes one unit. Blocks that stand in an earlier version as they are keep its segments.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import zip_longest

from tweeluik.article.front_matter import plain_scalar
from tweeluik.article.projection import ANCHOR, Placed, heading_title, plain_text, project
from tweeluik.article.reading import read_article, write_article
from tweeluik.article.sentences import sentences
from tweeluik.diagnostics import Diagnostic
from tweeluik.learn.leaves import Leaf, leaves
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
class Unit:
    """A segment to be: where its halves are in the two bodies, and how many sentences the source has."""

    target: Span
    source: Span | None
    """None for a sentence that only the target has."""
    count: int
    is_paragraph: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A block of the target with its segments; none where there is nothing to translate."""

    target: Leaf
    source: Leaf | None
    """The block that it translates; None if there is no such block."""
    units: tuple[Unit, ...]
    is_kept: bool = False
    """Whether it stands like this in an earlier version: then it gets no bookmark that it did not have there."""


_Outline = tuple[tuple[bool, Span, Span], ...]
"""The segments of a block: whether it is a paragraph, and where source and target are in the block's two contents."""


@dataclass(frozen=True, slots=True)
class Woven:
    """The outcome of weaving."""

    text: str
    """The article; '' if the files do not fit together."""
    diagnostics: tuple[Diagnostic, ...]


def weave(
    source: Article, target: Article, into: Article | None = None, blocks: Sequence[Block] | None = None
) -> Woven:
    """Weave two plain files.

    Args:
        source: the file in the source language, read as an article.
        target: the file in the target language.
        into: an earlier version of the article. Its ids are kept where the source sentence is the same, and all its
            segments in blocks that are the same in both languages.
        blocks: the blocks of the target in order, with what they translate; None if the files have the same blocks.
    """
    problems = [*source.diagnostics, *target.diagnostics, *annotated_already(source), *annotated_already(target)]
    if any(problem.severity.value == "error" for problem in problems):
        return Woven("", tuple(problems))
    weaver = _Weaver(source, target)
    body = weaver.unchanged(into) if into else None
    if body is None:
        problem = weaver.mismatch() if blocks is None else None
        if problem:
            return Woven("", (*problems, problem))
        if blocks is None:
            blocks = weaver.blocks(_outlines(into) if into else {})
        body = weaver.body(blocks, into)
        problem = weaver.misread(weaver.head() + body, blocks)
        if problem:
            return Woven("", (*problems, problem))
    text = weaver.head() + body
    line_end = "\r\n" if "\r\n" in project(target, Side.TARGET).text else "\n"
    mark = "\ufeff" if target.byte_order_mark else ""
    return Woven(mark + (text.replace("\n", line_end) if line_end != "\n" else text), tuple(problems))


def annotated_already(article: Article) -> Iterator[Diagnostic]:
    """Report a file that should be plain and is an article with segments."""
    if article.segments:
        yield Diagnostic("structure-differs", "The file is span-annotated already; split it first.", article.path)


class _Weaver:
    def __init__(self, source: Article, target: Article) -> None:
        self.source, self.target = source, target
        self.source_body = project(source, Side.TARGET, normalize=True).text
        self.target_body = project(target, Side.TARGET, normalize=True).text
        self.source_leaves = leaves(self.source_body)
        self.target_leaves = leaves(self.target_body)

    def unchanged(self, into: Article) -> str | None:
        """Return the body of an earlier version if both files are the same as its halves; None if they are not."""
        halves = [project(into, side, normalize=True).text for side in (Side.SOURCE, Side.TARGET)]
        if halves != [self.source_body, self.target_body] or into.diagnostics or not into.segments:
            return None
        head = into.front_matter.text if into.front_matter else ""
        content = write_article(into).decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
        return _unix(content[len(head) :])

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

    def blocks(self, outlines: Mapping[tuple[str, str], Sequence[_Outline]]) -> list[Block]:
        """Return the blocks of two files that have the same ones.

        Args:
            outlines: the segments of earlier blocks, by the contents of source and target.
        """
        taken: Counter[tuple[str, str]] = Counter()
        found = []
        for source, target in zip(self.source_leaves, self.target_leaves, strict=True):
            there, here = _with_blanks(source, self.source_body), _with_blanks(target, self.target_body)
            contents = there.of(self.source_body), here.of(self.target_body)
            known = outlines.get(contents)
            if known is not None:
                outline = known[min(taken[contents], len(known) - 1)]
                taken[contents] += 1
                units = [
                    Unit(_moved(second, here.start), _moved(first, there.start), 1, is_paragraph)
                    for is_paragraph, first, second in outline
                ]
            else:
                units = self._units(source, target)
            found.append(Block(target, source, tuple(units), is_kept=known is not None))
        return found

    def _units(self, source: Leaf, target: Leaf) -> list[Unit]:
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
            return [Unit(inner[0], inner[1], 1, is_paragraph=False)]
        our_leaf, their_leaf = replace(target, span=target_span), replace(source, span=source_span)
        ours, theirs = our_leaf.sentences(self.target_body), their_leaf.sentences(self.source_body)
        between = _between(our_leaf, ours, self.target_body), _between(their_leaf, theirs, self.source_body)
        if len(ours) == len(theirs) and between[0] == between[1]:
            return [Unit(one, other, 1, is_paragraph=False) for one, other in zip(ours, theirs, strict=True)]
        return [Unit(target_span, source_span, len(theirs), is_paragraph=len(theirs) > 1)]

    def _without_anchor(self, leaf: Leaf, *, of_target: bool = False) -> Span:
        body = self.target_body if of_target else self.source_body
        match = ANCHOR.match(leaf.span.of(body)) if leaf.kind.startswith("heading") else None
        return Span(leaf.span.start + match.end(), leaf.span.end) if match else leaf.span

    def body(self, blocks: Sequence[Block], into: Article | None) -> str:
        """Return the annotated body."""
        ids = self._kept(self._ids(blocks), into)
        pieces: list[str] = []
        position = 0
        for block in blocks:
            leaf = block.target
            if leaf.kind.startswith("heading") and block.source and not block.is_kept:
                pieces.append(self.target_body[position : leaf.span.start])
                pieces.append(self._anchor(leaf, block.source))
                position = leaf.span.start
            for unit in block.units:
                pieces.append(self.target_body[position : unit.target.start])
                pieces.append(_annotated(ids[unit], *self._halves(unit)))
                position = unit.target.end
        return "".join([*pieces, self.target_body[position:]])

    def _halves(self, unit: Unit) -> tuple[str, str | None]:
        return unit.target.of(self.target_body), unit.source.of(self.source_body) if unit.source else None

    def misread(self, text: str, blocks: Sequence[Block]) -> Diagnostic | None:
        """Read the article, and return where it is not what was written; None if it is.

        A sentence can hold span tags that cannot be told from those of the annotation.
        """
        article = read_article(text.encode("utf-8", errors="surrogateescape"), self.target.path)
        written = [unit for block in blocks for unit in block.units]
        for unit, segment in zip_longest(written, article.segments):
            if not unit or not segment or (segment.target, segment.source) != self._halves(unit):
                line = self.target_body.count("\n", 0, unit.target.start if unit else None) + 1
                message = "This sentence, or the one that it translates, holds span tags that do not pair up."
                place = Place(_head_lines(self.target) + line, 1)
                return Diagnostic("structure-differs", message, self.target.path, place)
        return None

    def _anchor(self, leaf: Leaf, source: Leaf) -> str:
        if ANCHOR.match(leaf.span.of(self.target_body)):
            return ""
        return f'<a name="{anchor_name(source.span.of(self.source_body))}"></a>'

    def _ids(self, blocks: Sequence[Block]) -> dict[Unit, str]:
        """Number the segments as the format does: every sentence of the source counts, wrapped or not."""
        title, description = self._source_texts()
        texts = [self._halves(unit)[1] or "" for block in blocks for unit in block.units]
        prefix = hashlib.sha256("\n".join([title, description, *texts]).encode()).hexdigest()[:5]
        described = len(sentences(description))
        number = FIRST_ID + (1 if title else 0) + described
        paragraph = FIRST_ID + (1 if described > 1 else 0)
        ids: dict[Unit, str] = {}
        position = 0
        for block in blocks:
            leaf = block.target
            number += _alts(self.target_body[position : leaf.span.start])
            position = leaf.span.end
            if not block.units:
                number += _alts(leaf.span.of(self.target_body))
            for unit in block.units:
                ids[unit] = f"{prefix}-p{paragraph:03}" if unit.is_paragraph else f"{prefix}-{number:03}"
                number += unit.count
            paragraph += sum(unit.count for unit in block.units) > 1
        # What has no source has no place in the count of its sentences.
        alone = [unit for unit in ids if unit.source is None]
        return ids | {unit: f"{prefix}-{following:03}" for following, unit in enumerate(alone, number)}

    def _kept(self, ids: Mapping[Unit, str], into: Article | None) -> dict[Unit, str]:
        """Give unchanged segments the ids of an earlier version, and new ones numbers it has not used."""
        if into is None or not into.segments:
            return dict(ids)
        units = list(ids)
        old = [_key(segment.target, segment.source, segment.is_paragraph) for segment in into.segments]
        new = [_key(*self._halves(unit), unit.is_paragraph) for unit in units]
        kept: dict[Unit, str] = {}
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


def _key(target: str | None, source: str | None, is_paragraph: bool) -> tuple[bool, str, str]:
    """Return what a segment is known by in another version: its source, or its target if it has no source."""
    return (is_paragraph, source, "") if source is not None else (is_paragraph, "", target or "")


def _outlines(into: Article) -> Mapping[tuple[str, str], Sequence[_Outline]]:
    """Return the segments of each block of an article, by its contents in source and target."""
    source, target = (project(into, side, normalize=True) for side in (Side.SOURCE, Side.TARGET))
    source_leaves, target_leaves = leaves(source.text), leaves(target.text)
    if [leaf.kind for leaf in source_leaves] != [leaf.kind for leaf in target_leaves]:
        return {}
    found: dict[tuple[str, str], list[_Outline]] = {}
    for one, other in zip(source_leaves, target_leaves, strict=True):
        first, second = _with_blanks(one, source.text), _with_blanks(other, target.text)
        there, here = source.between(first.start, first.end), target.between(second.start, second.end)
        is_whole = [placed.segment for placed in there] == [placed.segment for placed in here]
        is_whole = is_whole and all(placed.segment.has(side) for placed in here for side in Side)
        if is_whole and _within(there, first) and _within(here, second):
            outline = [
                (ours.segment.is_paragraph, _moved(theirs.span, -first.start), _moved(ours.span, -second.start))
                for theirs, ours in zip(there, here, strict=True)
            ]
            found.setdefault((first.of(source.text), second.of(target.text)), []).append(tuple(outline))
    return found


def _between(leaf: Leaf, found: Sequence[Span], body: str) -> list[tuple[bool, list[str]]]:
    """Return the words before, between and after the sentences of a block, and whether there is anything at all.

    The languages share it, so it must be the same: where a sentence is glued to the next one in the target, the source
    would lose its blank.
    """
    content = leaf.content(body)
    first = leaf.span.start
    edges = [first, *(edge for one in found for edge in (one.start, one.end)), leaf.span.end]
    pieces = [content[start - first : end - first] for start, end in zip(edges[::2], edges[1::2], strict=True)]
    return [(piece != "" and 0 < number < len(found), piece.split()) for number, piece in enumerate(pieces)]


def _with_blanks(leaf: Leaf, body: str) -> Span:
    """Return the span of a block with the blanks round it: halves of segments may begin or end with some."""
    start, end = leaf.span.start, leaf.span.end
    while start and body[start - 1].isspace() and body[start - 1] != "\n":
        start -= 1
    while end < len(body) and body[end].isspace() and body[end] != "\n":
        end += 1
    return Span(start, end)


def _within(placed: Sequence[Placed], block: Span) -> bool:
    return not placed or (block.start <= placed[0].span.start and placed[-1].span.end <= block.end)


def _moved(span: Span, distance: int) -> Span:
    return Span(span.start + distance, span.end + distance)


def _annotated(identifier: str, target: str, source: str | None) -> str:
    if source is None:
        return f'<span data-ttu-id="{identifier}">{target}</span>'
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
