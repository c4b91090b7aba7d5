"""Weaving two plain files whose blocks differ: the aligner says what goes together.

Files of the same blocks are woven block by block, unless the aligner is sure that other blocks go together: a paragraph
less here and one more there leave as many.
The article has the blocks of the translation. What the aligner pairs becomes segments. A sentence of the translation
without a source becomes a segment without a source half: readers of both languages see it, and every check names it.
A sentence of the source without a translation has no place in the article; it is reported with its line.
"""

import re
from collections.abc import Callable, Iterator

from tweeluik.alignment.aligning import Aligner, Alignment, Pair
from tweeluik.alignment.passages import Passage, Sentence, Text, read_text
from tweeluik.diagnostics import Diagnostic
from tweeluik.learn.leaves import Leaf
from tweeluik.learn.weaving import Block, Unit, Woven, weave
from tweeluik.model import Article
from tweeluik.text import Place, Span

DOUBTFUL = 0.7
"""A pair that is less sure than that should be looked at."""
_LONE_LINK = re.compile(r"\[(?P<text>(?:[^\[\]\\]|\\.)+)\]\((?P<url>[^()\s]*)\)")
_EXCERPT = 60


def weave_aligned(
    source: Article, target: Article, aligner: Callable[[], Aligner], into: Article | None = None
) -> Woven:
    """Weave two plain files, of the same blocks or of others.

    Args:
        source: the file in the source language, read as an article.
        target: the file in the target language.
        aligner: makes what finds the pairs; it is not asked if the files cannot be woven at all.
        into: an earlier version of the article, as for `weave`.

    Returns:
        The article, with a diagnostic for each sentence without a counterpart and each doubtful pair.
    """
    woven = weave(source, target, into)
    if not woven.text and not _differ_only(woven, source, target):
        return woven
    theirs, ours = read_text(source), read_text(target)
    alignment = aligner().align(theirs, ours)
    if woven.text and not _contradicts(alignment):
        return woven
    woven = weave(source, target, into, list(_blocks(theirs, ours, alignment)))
    if not woven.text:
        return woven
    return Woven(woven.text, (*woven.diagnostics, *findings(theirs, ours, alignment)))


def _differ_only(woven: Woven, source: Article, target: Article) -> bool:
    """Tell whether nothing but the blocks keeps two files from being woven."""
    if source.segments or target.segments:
        return False
    errors = [one for one in woven.diagnostics if one.severity.value == "error"]
    return all(one.code == "structure-differs" for one in errors)


def _contradicts(alignment: Alignment) -> bool:
    """Tell whether blocks that have the same place in both files do not go together after all."""
    return any(pair.source != pair.target and pair.probability >= DOUBTFUL for pair in alignment.blocks)


def findings(source: Text, target: Text, alignment: Alignment) -> Iterator[Diagnostic]:
    """Yield what has no counterpart, and which pairs are doubtful."""
    for sentence in alignment.unmatched_source:
        message = f"No translation found, and left out: {_excerpt(sentence.text)}."
        yield Diagnostic("source-unpaired", message, source.path, Place(sentence.line, 1))
    for passage in alignment.unmatched_blocks:
        message = f"No counterpart found, and left out: {_excerpt(passage.span.of(source.body))}."
        yield Diagnostic("source-unpaired", message, source.path, Place(passage.line, 1))
    for sentence in alignment.unmatched_target:
        message = f"No source found: {_excerpt(sentence.text)}."
        yield Diagnostic("target-unpaired", message, target.path, Place(sentence.line, 1))
    for pair in alignment.pairs:
        if pair.confidence < DOUBTFUL:
            message = (
                f"{_excerpt(pair.target[0].text)} may not translate {_excerpt(pair.source[0].text)} in line "
                f"{pair.source[0].line} of {source.path} ({pair.confidence:.0%} sure)."
            )
            yield Diagnostic("pair-doubtful", message, target.path, Place(pair.target[0].line, 1))


def _excerpt(text: str) -> str:
    words = " ".join(text.split())
    return f"'{words[:_EXCERPT].rstrip()}…'" if len(words) > _EXCERPT else f"'{words}'"


def _blocks(source: Text, target: Text, alignment: Alignment) -> Iterator[Block]:
    """Yield the blocks of the target with their segments."""
    by_sentence = {pair.target[0].span: pair for pair in alignment.pairs}
    alone = {one.span for one in alignment.unmatched_target}
    counterparts = {pair.target: pair.source for pair in alignment.blocks}
    for number, passage in enumerate(target.passages):
        counterpart = counterparts.get(number)
        theirs = source.passages[counterpart] if counterpart is not None else None
        units = []
        for sentence in passage.sentences:
            if pair := by_sentence.get(sentence.span):
                units.append(_unit(pair, passage, theirs, source, target))
            elif sentence.span in alone and "\n" not in sentence.text:
                units.append(Unit(sentence.span, None, 0, is_paragraph=False))
        yield Block(_leaf(passage), _leaf(theirs) if theirs else None, tuple(units))


def _unit(pair: Pair, passage: Passage, counterpart: Passage | None, source: Text, target: Text) -> Unit:
    theirs, ours = _span(pair.source), _span(pair.target)
    links = _LONE_LINK.fullmatch(theirs.of(source.body)), _LONE_LINK.fullmatch(ours.of(target.body))
    if links[0] and links[1] and links[0]["url"] == links[1]["url"]:
        theirs, ours = (
            Span(span.start + link.start("text"), span.start + link.end("text"))
            for span, link in ((theirs, links[0]), (ours, links[1]))
        )
    is_whole = pair.target == passage.sentences and counterpart is not None and pair.source == counterpart.sentences
    return Unit(ours, theirs, len(pair.source), is_paragraph=is_whole and len(pair.source) > 1)


def _span(sentences: tuple[Sentence, ...]) -> Span:
    return Span(sentences[0].span.start, sentences[-1].span.end)


def _leaf(passage: Passage) -> Leaf:
    return Leaf(passage.kind, passage.line, passage.span, (), passage.path)
