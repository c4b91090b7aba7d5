"""The checks of front matter over a real repository, against what was counted there (source-format 5 and 6.5)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tweeluik.article.front_matter import place_of
from tweeluik.article.projection import description, title
from tweeluik.checks.docset import DocsetCheck, Named, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.checks.front_matter import duplicate_description_within_docset, duplicate_titles, schema_invalid
from tweeluik.checks.registry import all_checks
from tweeluik.checks.subject import ArticleCheck
from tweeluik.docset.docset import Docset
from tweeluik.model import Article, Side

pytestmark = pytest.mark.corpus

FOLDER = "tweeluik.checks.front_matter."


@dataclass(frozen=True, slots=True)
class Checked:
    docset: Docset
    findings: Mapping[str, tuple[Finding, ...]]
    """What was found, by code."""
    sheets: tuple[Sheet, ...]

    def paths(self, check: DocsetCheck, *, indexed_only: bool = True) -> list[str]:
        sheets = self.sheets if indexed_only else [replace(sheet, not_indexed=False) for sheet in self.sheets]
        return [finding.path for finding in check.find(self.docset, sheets)]


@pytest.fixture(scope="module")
def checked(corpus: Path, corpus_articles: Mapping[str, Article], corpus_findings: list[Finding]) -> Checked:
    docset = Docset(corpus / "live-sxs")
    checks = [one for one in all_checks() if one.find.__module__.startswith(FOLDER) and isinstance(one, ArticleCheck)]
    findings: dict[str, list[Finding]] = {check.code: [] for check in checks}
    for one in corpus_findings:
        if one.code in findings:
            findings[one.code].append(one)
    sheets = [found for path in docset.articles for found in sheet(docset, path, corpus_articles[path])]
    return Checked(docset, {code: tuple(found) for code, found in findings.items()}, tuple(sheets))


def sheet(docset: Docset, path: str, article: Article) -> Iterator[Sheet]:
    """Yield what these checks need to know of a page; the rest, which takes parsing, is left out."""
    matter = article.front_matter
    if matter and docset.is_published(path):
        named = [
            {Side.TARGET: Named(text(article, Side.TARGET), place_of(matter, key))}
            for key, text in (("title", title), ("description", description))
        ]
        not_indexed = "NOINDEX" in matter.string("ROBOTS").upper()
        descriptions = named[1] if matter.string("description") else {}
        yield Sheet(path, True, not_indexed, named[0], descriptions, {}, ())  # noqa: FBT003 - a page


# What source-format 6.5 has for 2,598 articles, and what follows from section 5 for the codes that it does not count.
EXPECTED = {
    "description-missing": 10,
    "ms-date-missing": 2082,
    "ms-prod-and-service": 0,
    "ms-prod-or-service-missing": 0,
    # Section 5: every article has these.
    "title-missing": 0,
    "author-missing": 0,
    "ms-author-missing": 0,
    "ms-topic-missing": 0,
    "localization-attribute-missing": 0,
    # Section 5: all of its dates are month/day/year, and its types are those that the schema takes.
    "ms-date-invalid": 0,
    "date-format-invalid": 0,
    "unexpected-type": 0,
    "multiple-values": 0,
    "ms-topic-invalid": 0,
    "attribute-reserved": 0,
    "deprecated-attribute": 0,
    # Only schemas that docsets bring require more, or have rules of other kinds.
    "missing-attribute": 0,
    "violate-schema": 0,
    # Ours, as the limits are not public: no title has fewer than 6 characters, and 71 more than 100.
    "title-bad-length": 71,
}


@pytest.mark.parametrize("code", EXPECTED)
def test_as_many_are_found_as_were_counted(checked: Checked, code: str) -> None:
    assert len(checked.findings[code]) == EXPECTED[code]


def test_every_check_of_an_article_is_counted_here(checked: Checked) -> None:
    elsewhere = {"description-bad-length", "attribute-misspelt", "unknown-field", "invalid-value"}
    assert set(checked.findings) == {*EXPECTED, *elsewhere}


def test_descriptions_that_are_too_short_or_too_long(checked: Checked) -> None:
    found = Counter("at least" in one.message for one in checked.findings["description-bad-length"])
    # Those that are missing altogether are counted above, and not here.
    assert found == {True: 1004, False: 559}


def test_misspelt_keys(checked: Checked) -> None:
    found = Counter(one.message for one in checked.findings["attribute-misspelt"])
    assert found == {
        "'mms.collection' must be 'ms.collection'.": 3,
        "'mscollection' must be 'ms.collection'.": 1,
        "'MS.collection' must be 'ms.collection'.": 1,
        "'ms.review' must be 'ms.reviewer'.": 1,
        # Section 5 lists it beside `ms.technology`, not as misspelt; but the build tool tells the two apart.
        "'MS.technology' must be 'ms.technology'.": 103,
    }
    assert all(one.fix for one in checked.findings["attribute-misspelt"])
    # The two other keys that section 5 calls misspelt are like no key that exists.
    unknown = Counter(one.message for one in checked.findings["unknown-field"])
    assert unknown == {"No key is called 'ms.search'.": 1, "No key is called 'ms.article'.": 1}


def test_values_that_are_not_allowed(checked: Checked) -> None:
    # The rare ones of section 5: `normal` is taken for `Normal`.
    found = sorted(one.message.partition(", which")[0] for one in checked.findings["invalid-value"])
    assert found == [
        "'Admin, ITPro' is no value of 'audience'",
        "'Consumer/IW' is no value of 'audience'",
        "'FWLink-2135711' is no value of 'f1.keywords'",
        "'India-only' is no value of 'f1.keywords'",
        "'enabler' is no value of 'audience'",
        "'fwlink 2135143' is no value of 'f1.keywords'",
        "'low' is no value of 'localization_priority'",
        "'microsoft-business' is no value of 'audience'",
    ]


def test_duplicate_titles(checked: Checked) -> None:
    # 18 files were counted; one pair more differs only in case. 3 pairs have a page that search engines leave out.
    assert len(checked.paths(duplicate_titles.CHECK, indexed_only=False)) == 18 + 2
    assert len(checked.paths(duplicate_titles.CHECK)) == 18 + 2 - 6


def test_duplicate_descriptions(checked: Checked) -> None:
    # 410 files were counted, of which 401 are pages for single countries that search engines leave out.
    assert len(checked.paths(duplicate_description_within_docset.CHECK, indexed_only=False)) == 410
    assert len(checked.paths(duplicate_description_within_docset.CHECK)) == 410 - 401


def test_the_docset_brings_no_schemas_of_its_own(checked: Checked) -> None:
    assert checked.paths(schema_invalid.CHECK) == []
