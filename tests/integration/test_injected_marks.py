"""Damaged marks in real segments, and the share of them that the checks find."""

import random
import re
from collections.abc import Callable, Iterator, Mapping

import pytest

from tweeluik.checks.docset import UsageCheck
from tweeluik.checks.pair import Pair, PairCheck
from tweeluik.checks.registry import all_checks
from tweeluik.checks.usage import Usage
from tweeluik.codes import Severity, codes
from tweeluik.learn.inline import Inline, read_inline
from tweeluik.model import Article

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

PLACES = 1000
SEED = 20_211_115
SEEN = (Severity.ERROR, Severity.WARNING, Severity.SUGGESTION)
CHECKS = tuple(check for check in all_checks() if check.code in codes() and codes()[check.code].severity in SEEN)
PAIR_CHECKS = tuple(check for check in CHECKS if isinstance(check, PairCheck))
STRONG_MOVED = next(check for check in CHECKS if isinstance(check, UsageCheck) and check.code == "strong-moved")

LAST_WORD = re.compile(r"(?<![^\s(])[\w'’-]+ \Z")
FIRST_WORD = re.compile(r" [\w'’-]+(?![^\s.,;:)])")
FIRST_BOLD = re.compile(r"\S+\s+(?=\S)")
LAST_BOLD = re.compile(r"(?<=\S)\s+\S+\Z")

Pairs = list[tuple[str, str]]


@pytest.fixture(scope="module")
def usage(corpus_articles: Mapping[str, Article]) -> Usage:
    pairs = {}
    for path, article in corpus_articles.items():
        pairs[path] = [(one.source, one.target) for one in article.segments if one.source and one.target]
    return Usage(pairs)


def deleted_links(source: Inline, target: Inline) -> Iterator[str]:
    """Take away a link with its text, or its marks only."""
    if source.links:
        for link in target.links:
            if not link.image:
                before, after = target.raw[: link.span.start], target.raw[link.span.end :]
                yield before + after
                yield before + link.label.of(target.raw) + after


def moved_emphasis(source: Inline, target: Inline) -> Iterator[str]:
    """Move bold by a word, to the left or to the right."""
    for before, bold, after in bold_texts(source, target):
        if (word := LAST_WORD.search(before)) and (last := LAST_BOLD.search(f" {bold}")):
            rest = f"{word.group()}{bold}"
            cut = len(rest) - len(last.group())
            yield f"{before[: word.start()]}**{rest[:cut].rstrip()}**{rest[cut:]}{after}"
        if word := FIRST_WORD.match(after):
            rest = f"{bold}{word.group()}"
            first = FIRST_BOLD.match(rest)
            if first:
                yield f"{before}{first.group()}**{rest[first.end() :]}**{after[word.end() :]}"


def moved_edges(source: Inline, target: Inline) -> Iterator[str]:
    """Move one of the two marks of bold by a word, inwards or outwards."""
    for before, bold, after in bold_texts(source, target):
        if word := FIRST_BOLD.match(bold):
            yield f"{before}{word.group()}**{bold[word.end() :]}**{after}"
        if word := LAST_BOLD.search(bold):
            yield f"{before}**{bold[: word.start()]}**{word.group()}{after}"
        if word := LAST_WORD.search(before):
            yield f"{before[: word.start()]}**{word.group()}{bold}**{after}"
        if word := FIRST_WORD.match(after):
            yield f"{before}**{bold}{word.group()}**{after[word.end() :]}"


def bold_texts(source: Inline, target: Inline) -> Iterator[tuple[str, str, str]]:
    """Yield what stands before bold text, in it and after it; only of halves that have as much of it."""
    if len(source.strong) == len(target.strong):
        for span in target.strong:
            before, after = target.raw[: span.start], target.raw[span.end :]
            if before.endswith("**") and after.startswith("**"):
                yield before[:-2], span.of(target.raw), after[2:]


def findings(usage: Usage, source: Inline, target: str) -> set[tuple[str, str]]:
    pair = Pair(source, read_inline(target))
    found = {(check.code, hit.message) for check in PAIR_CHECKS for hit in check.find(pair)}
    return found | {("strong-moved", hit.message) for _, hit in STRONG_MOVED.find(usage, [(source.raw, target)])}


def damaged(usage: Usage, damage: Callable[[Inline, Inline], Iterator[str]], mark: str) -> Iterator[bool]:
    """Yield for each of the places whether a check finds what it did not find before."""
    randomness = random.Random(SEED)  # noqa: S311 - reproducible
    pairs = sorted(pair for pair in usage.pairs if mark in pair[0] and mark in pair[1])
    randomness.shuffle(pairs)
    count = 0
    for source, target in pairs:
        half = read_inline(source)
        before = findings(usage, half, target)
        # What is wrong already cannot be told from what is put in.
        if any(code.startswith("strong-") for code, _ in before):
            continue
        if places := list(damage(half, read_inline(target))):
            yield bool(findings(usage, half, randomness.choice(places)) - before)
            count += 1
            if count == PLACES:
                return


@pytest.mark.parametrize(
    ("damage", "mark", "least"),
    [
        pytest.param(deleted_links, "](", 0.95, id="a deleted link"),
        pytest.param(moved_emphasis, "**", 0.95, id="moved emphasis"),
        # Half of a name beside the other half: a free translation looks just like it.
        pytest.param(moved_edges, "**", 0.88, id="one mark of emphasis moved"),
    ],
)
def test_damaged_marks_are_found(
    usage: Usage, damage: Callable[[Inline, Inline], Iterator[str]], mark: str, least: float
) -> None:
    found = list(damaged(usage, damage, mark))
    print(f"{sum(found)} of {len(found)} found")
    assert len(found) == PLACES
    assert sum(found) >= least * PLACES
