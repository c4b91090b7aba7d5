"""What the checks of language and of the docset's usage find in the real repository, and in the embedded docset."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tweeluik.checks.finding import Finding
from tweeluik.checks.session import run_checks
from tweeluik.codes import Severity, codes
from tweeluik.docset.docset import Docset
from tweeluik.docset.settings import locate
from tweeluik.model import Article, Origin

CHECKOUT = Path(__file__).parents[2]
BOTH, HERE = 231_543, 204_388
"""Segments of the two repositories that the design page (translators.md 2a) counts, and of the one that is here."""
COUNTS = yaml.safe_load((CHECKOUT / "tests" / "fixtures" / "translation_counts.yml").read_text(encoding="utf-8"))
MOST = {Origin.MACHINE: 30, Origin.HUMAN: 10}
"""Errors and warnings of all checks per 1,000 segments."""


@pytest.mark.corpus
@pytest.mark.slow
def test_counts_in_the_real_repository(corpus_findings: list[Finding]) -> None:
    segments = {(one.code, one.path, one.segment) for one in corpus_findings}
    found = Counter(code for code, _, _ in segments)
    assert {code: found[code] for code in COUNTS} == {code: count["here"] for code, count in COUNTS.items()}


@pytest.mark.parametrize("count", COUNTS.values(), ids=COUNTS)
def test_a_share_unlike_the_measured_one_is_explained(count: Mapping[str, Any]) -> None:
    expected = count["both"] * HERE / BOTH
    assert (abs(count["here"] - expected) > expected / 10) is ("why" in count)


@pytest.mark.corpus
@pytest.mark.slow
def test_serious_findings_are_few_enough_to_be_read(
    corpus: Path, corpus_articles: Mapping[str, Article], corpus_findings: list[Finding]
) -> None:
    docset = Docset(locate(corpus / "live-sxs"))
    above = docset.root.relative_to(corpus / "live-sxs").as_posix()
    articles = {path: corpus_articles[f"{above}/{path}"] for path in docset.articles}
    segments: Counter[Origin] = Counter()
    for article in articles.values():
        segments[article.origin] += len(article.segments)
    serious = Counter(
        articles[one.path].origin
        for one in corpus_findings
        if one.path in articles and one.severity in {Severity.ERROR, Severity.WARNING}
    )
    shares = {origin: 1000 * serious[origin] / segments[origin] for origin in MOST}
    assert all(0 < shares[origin] < MOST[origin] for origin in MOST), shares


@pytest.fixture(scope="module")
def embedded_findings() -> list[Finding]:
    return list(run_checks(Docset(CHECKOUT / "docs")).findings)


def test_the_embedded_docset_is_sound_or_says_why(embedded_findings: list[Finding]) -> None:
    serious = {code for code, known in codes().items() if known.severity in {Severity.ERROR, Severity.WARNING}}
    assert [(one.path, one.place, one.message) for one in embedded_findings if one.code in serious] == []


def test_my_in_a_menu_is_your_in_the_source(embedded_findings: list[Finding]) -> None:
    """**Mijn producten** is **Your products**: what the lexicon makes of so light a word is chance."""
    moved = [one for one in embedded_findings if one.code == "strong-moved"]
    assert [one.place for one in moved if one.target and "**Mijn " in one.target.text] == []
