"""The report of the review: what was found in the whole docset, as a page and the data that it reads."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tweeluik.codes import codes
from tweeluik.diagnostics import Severity
from tweeluik.model import Origin
from tweeluik.output import write_whole
from tweeluik.review.frame import Frame, render, word_tables
from tweeluik.review.report_data import (
    Kind,
    Report,
    ReviewedFile,
    Row,
    Tables,
    data_files,
    make_report,
    per_thousand,
    tables,
)
from tweeluik.review.review import Review
from tweeluik.site.site import Site
from tweeluik.site.view import Reference
from tweeluik.words import Words

FOLDER = "review/"
"""Where all review pages are, relative to the root of the site."""
PAGE = "index.html"
ARTICLES_PAGE = "articles.html"
"""The table of all articles, for those whose browser runs no scripts."""
MOST_ROWS = 25
"""Articles in the table of the first page."""
SEVERITIES = tuple(one for one in Severity if one is not Severity.OFF)
_OWN_NAME = re.compile(r"|index\.html|report[a-z-]*/(?:articles\.html|summary\.json|findings-\d+-\d+\.json)")
_SEPARATORS = {"nl": (".", ","), "en": (",", ".")}
"""What stands before three digits and before the decimals, by language of the words."""


def write_report(review: Review, folder: Path) -> None:
    """Write the report of a docset.

    Args:
        review: the docset.
        folder: the folder of all review pages; those of the articles are not touched.

    Raises:
        OSError: a file cannot be written.
    """
    for name, content in report_files(review).items():
        write_whole(folder / name, content)


def report_file(review: Review, name: str) -> bytes | None:
    """Return one file of the report, for the preview; None if there is none by that name.

    Args:
        review: the docset.
        name: relative to the folder of all review pages; '' for the page itself.
    """
    if not _OWN_NAME.fullmatch(name):
        # To find out would take the checks of the whole docset.
        return None
    return _files_once(review, id(review.findings)).get(name or PAGE)


@lru_cache(maxsize=1)
def _files_once(review: Review, findings: int) -> Mapping[str, bytes]:  # noqa: ARG001 - others make other files
    return report_files(review)


def report_files(review: Review) -> dict[str, bytes]:
    """Return all files of the report by name, relative to the folder of all review pages."""
    report = _report_of(review)
    folder = data_folder(file.path for file in report.files)
    counted = tables(report)
    pages = _check_pages(review.site)
    made = {f"{folder}{name}": content for name, content in data_files(report, pages).items()}
    made[PAGE] = _page(review.site, report, counted, folder, pages)
    made[f"{folder}{ARTICLES_PAGE}"] = _articles_page(review.site, counted, report, folder)
    return made


def data_folder(paths: Iterator[str]) -> str:
    """Return a folder for the data, with a slash at its end, in which no article has its page."""
    taken = {path.partition("/")[0].lower() for path in paths}
    name = "report"
    while name in taken:
        name += "-data"
    return f"{name}/"


def _report_of(review: Review) -> Report:
    docset = review.docset
    files = [
        ReviewedFile(path, known.origin, known.segments, review.address(path).removeprefix(FOLDER))
        for path, known in review.survey.items()
    ]
    return make_report(
        files,
        review.findings,
        source_language=docset.settings.source.tag,
        target_language=docset.settings.target.tag,
    )


def _check_pages(site: Site) -> dict[str, dict[str, str]]:
    """Return where each code is explained, relative to the root of the site, by language of the words.

    Only the site of the project itself has pages about the checks.
    """
    found: dict[str, dict[str, str]] = {}
    for name, code in codes().items():
        path = f"checks/{code.group}.md"
        for side in site.docset.hubs.get(path, ()):
            found.setdefault(name, {})[site.words(side).language] = f"{site.address(path, side)}#{name}"
    return found


@dataclass(frozen=True, slots=True)
class _Check:
    """A row of the table of checks."""

    kind: Kind
    page: str
    found: Mapping[Origin, int]

    @property
    def findings(self) -> int:
        """The number of findings, of whatever origin."""
        return sum(self.found.values())


class _Numbers:
    """Writes numbers as the language of the words does."""

    def __init__(self, words: Words) -> None:
        self._thousands, self._decimals = _SEPARATORS.get(words.language, _SEPARATORS["en"])

    def whole(self, number: int) -> str:
        """Write a whole number, `2,619`."""
        return f"{number:,}".replace(",", self._thousands)

    def percent(self, part: int, whole: int) -> str:
        """Write a part of a whole, `92.5%`."""
        return f"{100 * part / whole:.1f}".replace(".", self._decimals) + "%"

    def share(self, findings: int, segments: int) -> str:
        """Write findings per 1,000 segments with a decimal, a dash where there are no segments."""
        found = per_thousand(findings, segments)
        if found is None:
            return "–"
        whole, _, decimal = f"{found:,.1f}".partition(".")
        return f"{whole.replace(',', self._thousands)}{self._decimals}{decimal}"


def _page(site: Site, report: Report, counted: Tables, folder: str, pages: Mapping[str, Mapping[str, str]]) -> bytes:
    words = word_tables(site)[0]
    checks = [
        _Check(
            kind,
            pages.get(kind.code, {}).get(words.language, ""),
            counted.kinds[kind],
        )
        for kind in report.groups
    ]
    worst = sorted((row for row in _articles(counted, report) if row[0].findings), key=lambda row: -row[0].findings)
    frame = Frame(FOLDER, words["report_title"], words["report_description"], title_key="report_title")
    return render(
        site,
        "report.html",
        frame,
        page="report",
        report=report,
        counted=counted,
        checks=checks,
        articles=worst[:MOST_ROWS],
        folder=folder,
        **_tools(words),
    ).encode("utf-8", errors="replace")


def _articles_page(site: Site, counted: Tables, report: Report, folder: str) -> bytes:
    words = word_tables(site)[0]
    frame = Frame(
        f"{FOLDER}{folder}{ARTICLES_PAGE}",
        words["report_all_articles"],
        words["report_description"],
        title_key="report_all_articles",
        crumbs=(Reference(words["review_name"], FOLDER),),
    )
    return render(
        site,
        "report.html",
        frame,
        page="articles",
        report=report,
        counted=counted,
        checks=[],
        articles=[*_articles(counted, report)],
        folder=folder,
        **_tools(words),
    ).encode("utf-8", errors="replace")


def _articles(counted: Tables, report: Report) -> Iterator[tuple[Row, ReviewedFile]]:
    return ((row, file) for row, file in zip(counted.files, report.files, strict=True) if file.page)


def _tools(words: Words) -> dict[str, object]:
    numbers = _Numbers(words)
    return {
        "whole": numbers.whole,
        "share": numbers.share,
        "percent": numbers.percent,
        "severities": SEVERITIES,
        "origins": tuple(Origin),
    }
