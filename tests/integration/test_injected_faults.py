"""Faults put into translations of real articles at random places, and the share of them that is found.

Each kind of fault is a function that yields, for a sentence and its translation, every place where the fault can be
made: the characters of the target half, and what comes in their stead. A thousand places are drawn, always the same.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pytest

from tweeluik.checks.pair import Pair, PairCheck
from tweeluik.checks.registry import all_checks
from tweeluik.learn.inline import Inline, read_inline
from tweeluik.model import Article
from tweeluik.text import Span

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

Damage = tuple[Span, str]
PLACES = 1000
SEED = 20_240_101
LEAST_SHARE = 0.95

OTHER_UNITS = {
    "seconden": "minuten",
    "minuten": "uur",
    "uur": "dagen",
    "dag": "week",
    "dagen": "weken",
    "daagse": "weekse",
    "week": "maand",
    "weken": "maanden",
    "maand": "week",
    "maanden": "weken",
    "jaar": "maanden",
    "bytes": "kB",
    "KB": "MB",
    "MB": "GB",
    "GB": "MB",
    "TB": "GB",
    "Mbps": "Gbps",
    "procent": "euro",
    "%": " GB",
    "USD": "EUR",
}
UNIT = re.compile(
    rf"(?<=\d)(?<![:.]\d\d)(?P<gap>[\0 \u00a0]*-?)(?P<unit>{'|'.join(sorted(OTHER_UNITS, reverse=True))})(?!\w)"
)


def dropped_digits(_source: Inline, target: Inline) -> Iterator[Damage]:
    """Leave out one digit of a number, an identifier or a thumbprint."""
    for match in re.finditer(r"\d", target.prose):
        yield Span(*match.span()), ""


def changed_units(source: Inline, target: Inline) -> Iterator[Damage]:
    """Write another unit after a number, as weeks for days, where the source has a number too.

    A time of the day, such as 9.30 uur, has no unit.
    """
    if re.search(r"\d", source.prose):
        for match in UNIT.finditer(target.prose):
            yield Span(*match.span("unit")), OTHER_UNITS[match["unit"]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of fault."""

    places: Callable[[Inline, Inline], Iterator[Damage]]
    codes: frozenset[str]
    """The checks of which one has to find it."""


KINDS = {
    "a dropped digit": Kind(dropped_digits, frozenset({"number-mismatch", "hex-literal-changed", "literal-changed"})),
    "a changed unit": Kind(changed_units, frozenset({"unit-mismatch", "number-mismatch"})),
}


@pytest.fixture(scope="module")
def pairs(corpus_articles: Mapping[str, Article]) -> list[tuple[Inline, Inline]]:
    """Every pair of halves of the corpus once, in the order of the articles."""
    found: dict[tuple[str, str], None] = {}
    for article in corpus_articles.values():
        for segment in article.segments:
            if segment.source and segment.target:
                found[segment.source, segment.target] = None
    return [(read_inline(source), read_inline(target)) for source, target in found]


def findings(checks: list[PairCheck], source: Inline, target: Inline) -> set[tuple[str, str]]:
    pair = Pair(source, target)
    return {(check.code, hit.message) for check in checks for hit in check.find(pair)}


@pytest.mark.parametrize("name", KINDS)
def test_faults_at_random_places_are_found(name: str, pairs: list[tuple[Inline, Inline]]) -> None:
    kind = KINDS[name]
    checks = [check for check in all_checks() if isinstance(check, PairCheck) and check.code in kind.codes]
    places = [(index, damage) for index, (source, target) in enumerate(pairs) for damage in kind.places(source, target)]
    missed = []
    for index, (span, text) in random.Random(SEED).sample(places, min(PLACES, len(places))):  # noqa: S311
        source, target = pairs[index]
        faulty = target.raw[: span.start] + text + target.raw[span.end :]
        if not findings(checks, source, read_inline(faulty)) - findings(checks, source, target):
            missed.append((source.raw, target.raw, faulty))
    share = 1 - len(missed) / min(PLACES, len(places))
    print(f"{name}: {share:.1%} of {min(PLACES, len(places))} found, {len(places)} places")
    assert share >= LEAST_SHARE, missed[:20]
