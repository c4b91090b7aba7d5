"""Targets of real segments put in wrong places, or words doubled in them, and the share that the checks find.

Each place is drawn at random, always the same ones. Only the segments that were touched, and their neighbours, are
looked at again; what the docset's other segments teach is learned from all of them as they are.
"""

import random
import re
from collections.abc import Callable, Mapping

import pytest

from tweeluik.checks.pair import Pair, PairCheck
from tweeluik.checks.registry import all_checks
from tweeluik.checks.translation import alignment_shift, doubled_word
from tweeluik.checks.usage import Pairs, Usage
from tweeluik.codes import Severity, codes
from tweeluik.learn.inline import read_inline
from tweeluik.model import Article

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

PLACES = 1000
SEED = 20_230_417
LEAST_SHARE = 0.95
SERIOUS = (Severity.ERROR, Severity.WARNING)
PAIR_CHECKS = [
    check
    for check in all_checks()
    if isinstance(check, PairCheck) and check.code in codes() and codes()[check.code].severity in SERIOUS
]
WHOLE_WORD = re.compile(r"(?<![^\s(])[^\W\d_]+(?:[-'’][^\W\d_]+)*(?=[\s,;:!?)]|\.?(?:\s|$))")
MARGIN = 8
"""Segments on either side of a place that the check of an article gets to see."""


@pytest.fixture(scope="module")
def usage(corpus_articles: Mapping[str, Article]) -> Usage:
    pairs = {}
    for path, article in corpus_articles.items():
        pairs[path] = [(one.source, one.target) for one in article.segments if one.source and one.target]
    return Usage(pairs)


@pytest.fixture
def draw(usage: Usage) -> Callable[[int], tuple[Pairs, int]]:
    """Return a function that draws a run of so many segments: the article's segments, and where the run begins.

    The targets of the run are all different: else nobody could tell that they have changed places.
    """
    chance = random.Random(SEED)  # noqa: S311 - the same places each time
    articles = list(usage.articles.values())

    def drawn(length: int) -> tuple[Pairs, int]:
        while True:
            pairs = chance.choices(articles, [len(one) for one in articles])[0]
            if len(pairs) >= length:
                start = chance.randrange(len(pairs) - length + 1)
                if len({target for _, target in pairs[start : start + length]}) == length:
                    return pairs, start

    return drawn


def moved(pairs: Pairs, start: int, order: list[int]) -> tuple[Pairs, range]:
    """Give the segments from `start` each other's targets; return what lies around them, and where they are in it."""
    run = pairs[start : start + len(order)]
    changed = [(source, run[index][1]) for (source, _), index in zip(run, order, strict=True)]
    first = max(0, start - MARGIN)
    around = [*pairs[first:start], *changed, *pairs[start + len(order) : start + len(order) + MARGIN]]
    return around, range(start - first, start - first + len(order))


def shifts(usage: Usage, pairs: Pairs, places: range) -> bool:
    return any(index in places for index, _ in alignment_shift.find(usage, pairs))


def test_five_targets_shifted_by_one_are_found(usage: Usage, draw: Callable[[int], tuple[Pairs, int]]) -> None:
    found = 0
    for number in range(PLACES):
        order = [1, 2, 3, 4, 0] if number % 2 else [4, 0, 1, 2, 3]
        found += shifts(usage, *moved(*draw(5), order))
    assert found >= LEAST_SHARE * PLACES, found


def test_targets_that_changed_places_are_found(usage: Usage, draw: Callable[[int], tuple[Pairs, int]]) -> None:
    found = number = 0
    while number < PLACES:
        pairs, places = moved(*draw(2), [1, 0])
        first, second = (pairs[index] for index in places)
        # Names that are the same in both languages then look like a list of words: the source of one is the target
        # of the other.
        if first != second[::-1]:
            number += 1
            found += shifts(usage, pairs, places) or seriously_wrong(*first) or seriously_wrong(*second)
    assert found >= LEAST_SHARE * PLACES, found


def seriously_wrong(source: str, target: str) -> bool:
    pair = Pair(read_inline(source), read_inline(target))
    return any(hit for check in PAIR_CHECKS for hit in check.find(pair))


def test_sound_segments_are_not_taken_for_shifted_ones(usage: Usage) -> None:
    assert [path for path, pairs in usage.articles.items() if any(alignment_shift.find(usage, pairs))] == []


def test_doubled_words_are_found(usage: Usage) -> None:
    chance = random.Random(SEED)  # noqa: S311 - the same places each time
    pairs = list(usage.pairs)
    found = places = 0
    while places < PLACES:
        source, target = chance.choice(pairs)
        in_target = list(WHOLE_WORD.finditer(read_inline(target).prose))
        if in_target:
            word = chance.choice(in_target)
            damaged = f"{target[: word.end()]} {word.group()}{target[word.end() :]}"
            found += any(doubled_word.find(Pair(read_inline(source), read_inline(damaged))))
            places += 1
    assert found >= LEAST_SHARE * PLACES, found
