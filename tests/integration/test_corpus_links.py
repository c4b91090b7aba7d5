"""The checks of links over a real repository, against what was counted there by other means (source-format 4, 6.5)."""

from collections import Counter
from pkgutil import iter_modules

import pytest

from tweeluik.checks import links
from tweeluik.checks.finding import Finding
from tweeluik.checks.registry import all_checks
from tweeluik.model import Side

pytestmark = [pytest.mark.corpus, pytest.mark.slow]

COUNTS = {
    # One was counted within an article, three elsewhere. Three of the four end in -1 and mean the second of two equal
    # headings: here repeats get a number, so these links work.
    "bookmark-not-found": 1,
    # `admin/misc/index.md` leads to `index`, which is itself.
    "circular-redirection": 1,
    "circular-reference": 0,
    # 18 were counted; one of them is an image.
    "docs-link-absolute": 17,
    "external-image": 3,
    # "At most 84" candidates.
    "hard-coded-locale": 80,
    "include-not-found": 0,
    "insecure-link": 0,
    # No figure: 8 files that are missing here and 4 in another case.
    "invalid-toc-href": 12,
    # Three segments differ in their links; in all of them the translation lost one.
    "link-added": 0,
    "link-out-of-scope": 0,
    # 42 were counted, of which the words and nothing else; with capitals and the full stops that machine translation
    # pulls into links they are more.
    "link-text-generic": 231,
    "link-text-empty": 501,
    "link-text-missing": 2,
    "local-file-path": 0,
    # 18 to the old documentation host and 311 to the old support host.
    "moved-host": 329,
    "preserve-view-not-set": 5,
    "redirect-url-invalid": 5,
    "redirected-file-not-removed": 0,
    # 1,746 were counted, one of them in the README, which is outside the docset.
    "redirected-link": 1744,
    "redirection-conflict": 0,
    "resource-unused": 1173,
    "toc-entry-duplicated": 66,
    # 716 were counted, with the start page, which needs no entry.
    "toc-missing": 715,
    "toc-not-found": 0,
    # 85 images and 19 links.
    "wrong-case": 104,
}
MISSING = {
    "md": 27,
    "pdf": 58,
    "pptx": 3,
    # 86 images were counted, 5 of them in the README, which is outside the docset, and 1 in a comment.
    "image": 80,
    # Not counted before: addresses of mail without `mailto:`.
    "mail": 4,
}
IMAGES = ("png", "gif", "jpg", "svg")


@pytest.fixture(scope="module")
def findings(corpus_findings: list[Finding]) -> list[Finding]:
    """What the checks of links find, and the one of translation that has its part of the empty links."""
    names = {module.name for module in iter_modules(links.__path__)}
    own = {check.code for check in all_checks() if check.find.__module__.rpartition(".")[2] in names}
    return [one for one in corpus_findings if one.code in {*own, "link-text-empty"}]


def in_target(findings: list[Finding], code: str) -> list[Finding]:
    """Return the findings in what readers of Dutch see; fixable ones are found once more in the other half."""
    return [one for one in findings if one.code == code and one.side is not Side.SOURCE]


def test_as_many_are_found_as_were_counted(findings: list[Finding]) -> None:
    assert {code: len(in_target(findings, code)) for code in COUNTS} == COUNTS


def kind_of(one: Finding) -> str:
    if "mailto:" in one.message:
        return "mail"
    ending = one.message.split("'")[1].rpartition(".")[2].lower()
    return "image" if ending in IMAGES else ending


def test_missing_files_by_kind(findings: list[Finding]) -> None:
    assert Counter(kind_of(one) for one in in_target(findings, "file-not-found")) == MISSING


def test_links_without_text_are_damage_of_the_translation(findings: list[Finding]) -> None:
    """503 in Dutch; two stand in text that both languages share, and so in English too."""
    found = [one for one in findings if one.code in {"link-text-empty", "link-text-missing"}]
    assert Counter((one.code, one.side) for one in found) == {
        ("link-text-empty", Side.TARGET): 501,
        ("link-text-missing", None): 2,
    }


def test_links_that_can_be_mended_are_mended_in_both_halves(findings: list[Finding]) -> None:
    for code in ("wrong-case", "hard-coded-locale", "moved-host"):
        fixable = [one for one in findings if one.code == code]
        assert sum(one.fix is not None for one in fixable) >= 0.98 * len(fixable)
        sides = Counter(one.side for one in fixable)
        assert sides[Side.SOURCE] == sides[Side.TARGET]
