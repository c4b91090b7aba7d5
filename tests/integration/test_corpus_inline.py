"""The scanner of the checks, held against a parser over halves of real segments."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tweeluik.learn.inline import read_inline
from tweeluik.model import Article

pytestmark = pytest.mark.corpus

HALVES = 20_000
NAMES = {"code_inline": "code", "strong_open": "strong", "em_open": "emphasis", "image": "link", "html_inline": "tag"}


def parsed(tokens: Iterable[Token]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for token in tokens:
        if token.type == "link_open":
            counts["address" if token.markup == "autolink" else "link"] += 1
        elif token.type in NAMES:
            counts[NAMES[token.type]] += 1
        counts += parsed(token.children or ())
    return counts


def scanned(raw: str) -> Counter[str]:
    view = read_inline(raw)
    counts: dict[str, Sequence[object]] = {
        "link": view.links,
        "code": view.codes,
        "strong": view.strong,
        "emphasis": view.emphasis,
        "tag": view.tags,
        # A parser knows addresses in angle brackets only.
        "address": [span for span in view.addresses if span.start and raw[span.start - 1] == "<"],
    }
    return Counter({name: len(spans) for name, spans in counts.items()})


def test_the_scanner_counts_what_a_parser_counts(corpus_articles: Mapping[str, Article]) -> None:
    halves = {
        half: None
        for article in corpus_articles.values()
        for segment in article.segments
        for half in (segment.source, segment.target)
        if half and any(mark in half for mark in "\\`<[*_&")
    }
    sample = random.Random(20_211_115).sample(list(halves), HALVES)  # noqa: S311 - reproducible
    parser = MarkdownIt("commonmark")
    differing = [half for half in sample if parsed(parser.parseInline(half)[0].children or ()) != +scanned(half)]
    print(f"{HALVES - len(differing):,} of {HALVES:,} halves with marks are read alike")
    assert len(differing) <= HALVES // 1000, differing[:20]
