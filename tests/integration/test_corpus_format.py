"""The checks of format over all articles of a real repository, against what was counted in it by other means.

The counts stand in source-format 6.5. Where ours differ from them, the table says why.
"""

from dataclasses import dataclass
from pathlib import Path

import pytest

from tweeluik.checks.finding import Finding
from tweeluik.checks.registry import all_checks
from tweeluik.codes import codes
from tweeluik.docset.docset import Docset
from tweeluik.docset.settings import locate
from tweeluik.model import Side

pytestmark = [pytest.mark.corpus, pytest.mark.slow]


@dataclass(frozen=True, slots=True)
class Count:
    """How often a code is found in the pages."""

    code: str
    target: tuple[int, int]
    """Findings that readers of the translation meet, and the pages that they are in."""
    source: tuple[int, int]
    """The same for the source language."""
    counted: tuple[str, str] = ("", "")
    """What source-format 6.5 has for target and source; '' where it has no row for the code."""
    because: str = ""
    """Why ours is another number, or what it is."""


COUNTS = (
    Count(
        "alt-text-bad-length",
        (114, 11),
        (115, 12),
        ("108 + 1", "111 + 0"),
        "Those of :::image::: count too, in both languages.",
    ),
    Count("alt-text-missing", (43, 26), (0, 0), ("43 + 2", "0 + 2"), "The 2 <img> stand in code."),
    Count("altText-equal-filename", (2, 2), (2, 2)),
    Count("broken-entity", (23, 1), (0, 0), ("23", "0")),
    Count(
        "code-block-indented", (0, 0), (0, 0), ("2", "2"), "CommonMark, asked today, finds none in the pages either."
    ),
    Count("code-block-unclosed", (4, 4), (4, 4)),
    Count("column-header-missing", (19, 12), (19, 12), ("16 in 11", "16"), "3 hold a no-break space and no more."),
    Count("dev-language-invalid", (40, 16), (40, 16)),
    Count("dev-language-missing", (159, 92), (159, 92), ("159 in 92", "159")),
    Count("disallowed-html-attribute", (3, 3), (3, 3)),
    Count("disallowed-html-tag", (0, 0), (0, 0)),
    Count(
        "duplicate-alt-text",
        (22, 18),
        (20, 16),
        ("97 in 72", "110 in 77"),
        "Those are all texts that occur twice in a page; most of them with the same picture, which is no fault.",
    ),
    Count(
        "duplicate-h1",
        (8, 8),
        (4, 4),
        ("14", "8"),
        "6 and 4 pages are not indexed, or share theirs with one that is not.",
    ),
    Count("emphasis-unpaired", (12, 8), (1, 1), ("9", ""), "** within a word there; all that readers see here."),
    Count("h1-empty", (0, 0), (0, 0), ("0", "0")),
    Count("h1-missing", (0, 0), (0, 0), ("0", "0")),
    Count("h1-not-first", (0, 0), (0, 0), ("0", "0")),
    Count("h2-duplicated", (3, 2), (2, 1), ("8 in 5", "7 in 4"), "5 stand in moniker ranges for different clouds."),
    Count("heading-empty", (0, 0), (0, 0), ("0", "0")),
    Count(
        "heading-no-content",
        (23, 18),
        (23, 18),
        ("28 in 23", "28"),
        "CommonMark finds 25: in 2 tabs follow. Lines that begin or end moniker ranges are no content to it.",
    ),
    Count("heading-skipped", (55, 42), (55, 42), ("55 in 42", "55")),
    Count("headings-with-underline", (0, 0), (0, 0), ("0", "0")),
    Count("html-link", (550, 154), (12, 2), ("", ""), "538 stand in segments, and are reported in the half to mend."),
    Count("invalid-image", (0, 0), (0, 0)),
    Count("invalid-tab-group", (0, 0), (0, 0)),
    Count("invalid-video", (0, 0), (0, 0)),
    Count("link-text-edge-space", (94, 65), (14, 2), ("274", ""), "The others are alternative texts: nobody sees it."),
    Count("merge-conflict", (0, 0), (0, 0), ("0", "0")),
    Count("moniker-zone-empty", (0, 0), (0, 0)),
    Count("multiple-h1s", (1, 1), (1, 1), ("2", "2"), "The other one names a tab."),
    Count("strong-glued", (0, 0), (0, 0), ("0", "")),
    Count(
        "table-column-mismatch",
        (118, 37),
        (118, 37),
        ("486 in 150", ""),
        "263 are lone pipes, which readers do not see; 18 headers make no table, and are said once each.",
    ),
)


@pytest.fixture(scope="module")
def found(corpus: Path, corpus_findings: list[Finding]) -> dict[str, list[Finding]]:
    """What each check finds in the pages."""
    pages = frozenset(Docset(locate(corpus / "live-sxs")).pages)
    own = [one.code for one in all_checks() if codes()[one.code].group == "format" or one.code == "invalid-image"]
    result: dict[str, list[Finding]] = {code: [] for code in own}
    for one in corpus_findings:
        if one.code in result and one.path in pages:
            result[one.code].append(one)
    return result


def counted(findings: list[Finding], side: Side) -> tuple[int, int]:
    paths = [one.path for one in findings if one.side in {None, side}]
    return len(paths), len(set(paths))


@pytest.mark.parametrize("count", COUNTS, ids=lambda count: count.code)
def test_a_code_is_found_as_often_as_it_was_counted(count: Count, found: dict[str, list[Finding]]) -> None:
    findings = found[count.code]
    assert (counted(findings, Side.TARGET), counted(findings, Side.SOURCE)) == (count.target, count.source)


def test_every_check_of_format_is_counted(found: dict[str, list[Finding]]) -> None:
    assert sorted(count.code for count in COUNTS) == sorted(found)
