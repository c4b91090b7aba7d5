"""The report page: its files, and what it says without scripts."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.codes import codes
from tweeluik.diagnostics import Severity
from tweeluik.docset.docset import Docset
from tweeluik.language import Language
from tweeluik.review.report import data_folder, report_file, report_files, write_report
from tweeluik.review.review import Review
from tweeluik.site.site import Site
from tweeluik.text import Place, Span
from tweeluik.words import words_for

HEAD = "---\ntitle: {title}\nms.translationtype: {kind}\n---\n\n# {title}\n\n"


def article(title: str, kind: str, *pairs: tuple[str, str]) -> str:
    spans = (
        f'<span data-ttu-id="abcde-{101 + number}">{target}</span><span class="sxs-lookup">'
        f'<span data-stu-id="abcde-{101 + number}">{source}</span></span>\n\n'
        for number, (target, source) in enumerate(pairs)
    )
    return HEAD.format(title=title, kind=kind) + "".join(spans)


ARTICLES = {
    "admin/een.md": article(
        "Een", "MT", ("Kies een passende passende rol.", "Choose a role that fits."), ("Sla op.", "Save.")
    ),
    "admin/diep/twee.md": article("Twee", "HT", ("Open het menu.", "Open the menu.")),
    "schoon.md": article("Schoon", "HT", ("Klaar.", "Done.")),
}


def review_of(
    folder: Path, findings: Iterable[Finding] | None = None, articles: dict[str, str] | None = None
) -> Review:
    for path, text in (ARTICLES if articles is None else articles).items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    review = Review(Site(Docset(folder), name="Proef"))
    if findings is not None:
        review.__dict__["findings"] = tuple(findings)
    return review


def found(code: str, path: str, number: int, severity: Severity = Severity.ERROR) -> Finding:
    return Finding(
        code,
        severity,
        path,
        "Something.",
        Place(9, 1),
        segment=f"abcde-{number}",
        source=Excerpt("Choose the role.", Span(0, 0)),
        target=Excerpt("Kies de de rol.", Span(5, 10)),
    )


FOUND = (
    found("doubled-word", "admin/een.md", 101),
    found("number-mismatch", "admin/een.md", 101),
    found("number-mismatch", "admin/een.md", 102),
    found("doubled-word", "admin/diep/twee.md", 101),
    found("link-punct", "admin/diep/twee.md", 101, Severity.INFO),
)


def page_of(review: Review, name: str = "") -> Any:  # noqa: ANN401 - the tree is of no type
    content = report_file(review, name)
    assert content is not None
    return BeautifulSoup(content, "html.parser")


def rows(page: Any, number: int) -> list[list[str]]:  # noqa: ANN401
    body = page.select(".rr-static table, main > .rr-scroll > table")[number].tbody
    return [[" ".join(cell.get_text().split()) for cell in row.select("th, td")] for row in body.select("tr")]


def test_the_checks_of_the_docset_are_in_it(tmp_path: Path) -> None:
    page = page_of(review_of(tmp_path))
    checks = {row[0].split()[0]: row[2] for row in rows(page, 0)}
    assert checks["doubled-word"] == "1"


def test_the_tables_say_it_all_without_scripts(tmp_path: Path) -> None:
    page = page_of(review_of(tmp_path, FOUND))
    checks, folders, articles = (rows(page, number) for number in range(3))
    assert checks == [
        ["doubled-word " + codes()["doubled-word"].summary["nl"], "fout", "2", "500,0", "1 (500,0)", "1 (500,0)", "–"],
        ["number-mismatch " + codes()["number-mismatch"].summary["nl"], "fout", "2", "500,0", "2 (1.000,0)", "–", "–"],
        ["link-punct " + codes()["link-punct"].summary["nl"], "informatie", "1", "250,0", "–", "1 (500,0)", "–"],
    ]
    assert folders == [
        ["(bovenaan)", "1", "–", "–", "–", "–", "0,0", "1 van 1"],
        ["admin", "3", "4", "–", "–", "1", "1.666,7", "0 van 3"],
        ["admin/diep", "1", "1", "–", "–", "1", "2.000,0", "0 van 1"],
    ]
    assert [row[:2] for row in articles] == [["admin/een.md", "computer"], ["admin/diep/twee.md", "mens"]]
    assert [link["href"] for link in page.select(".rr-static table a")] == ["admin/een/", "admin/diep/twee/"]
    assert page.select_one('.rr-static > p > a[href="report/articles.html"]')


def test_the_table_of_all_articles_has_those_without_findings_too(tmp_path: Path) -> None:
    review = review_of(tmp_path, FOUND)
    page = page_of(review, "report/articles.html")
    assert [row[0] for row in rows(page, 0)] == ["admin/diep/twee.md", "admin/een.md", "schoon.md"]
    assert [link["href"] for link in page.select("table a")] == [
        "../../review/admin/diep/twee/",
        "../../review/admin/een/",
        "../../review/schoon/",
    ]
    assert not page.select('script[src*="review-report"]')


def test_a_docset_without_findings_is_told_so(tmp_path: Path) -> None:
    review = review_of(tmp_path, [])
    page = page_of(review)
    assert words_for(review.docset.settings.target)["report_none"] in page.select_one(".rr-empty").get_text()
    assert not page.select('script[src*="review-report"], .rr-static')


def test_an_empty_docset_has_a_report(tmp_path: Path) -> None:
    page = page_of(review_of(tmp_path, [], {}))
    assert page.select_one(".rr-empty")


def test_each_check_leads_to_its_page_where_the_site_has_one(tmp_path: Path) -> None:
    pages = {f"{code}/checks/translation.md": "# Controles\n" for code in ("nl", "en")}
    page = page_of(review_of(tmp_path, FOUND, ARTICLES | pages))
    (link, *_) = page.select('.rr-static a[href*="checks/"]')
    assert link["href"] == "../checks/translation/#doubled-word"
    summary = report_file(review_of(tmp_path, FOUND), "report/summary.json")
    assert summary
    assert b'"pages":{"nl":"checks/translation/#doubled-word","en":"en/checks/translation/#doubled-word"}' in summary


def test_the_files_are_written_as_the_preview_gives_them(tmp_path: Path) -> None:
    review = review_of(tmp_path / "docset", FOUND)
    write_report(review, tmp_path / "site" / "review")
    written = {
        file.relative_to(tmp_path / "site/review").as_posix(): file.read_bytes()
        for file in (tmp_path / "site/review").rglob("*")
        if file.is_file()
    }
    assert written == report_files(review)
    assert {"index.html", "report/articles.html", "report/summary.json", "report/findings-1-1.json"} <= {*written}
    assert all(report_file(review, name) == content for name, content in written.items())
    assert report_file(review, "") == written["index.html"]
    assert report_file(review, "admin/een/") is None


def test_new_findings_are_shown_by_the_preview(tmp_path: Path) -> None:
    review = review_of(tmp_path, FOUND)
    before = report_file(review, "")
    review.__dict__["findings"] = FOUND[:2]
    assert report_file(review, "") != before


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param(["a.md", "reports/b.md"], "report/", id="free"),
        pytest.param(["report/a.md"], "report-data/", id="a folder of articles"),
        pytest.param(["Report/a.md", "report-data/b.md"], "report-data-data/", id="twice, in another case"),
    ],
)
def test_no_article_has_its_page_among_the_data(paths: list[str], expected: str) -> None:
    assert data_folder(iter(paths)) == expected


def test_hostile_names_and_texts_stay_text(tmp_path: Path) -> None:
    hostile = "</script><img src=x onerror=alert(1)>"
    name = "javascript:a&b<i>#?.md"
    review = review_of(tmp_path, [found("doubled-word", name, 101)], {name: article(hostile, "MT", ("a", "b"))})
    for page in (page_of(review), page_of(review, "report/articles.html")):
        assert not page.select("img[onerror], i")
        assert page.select_one("table a[href$='javascript%3Aa%26b%3Ci%3E%23%3F/']")


def test_the_words_are_there_in_both_languages() -> None:
    dutch, english = (words_for(Language(tag)).table for tag in ("nl-NL", "en-US"))
    assert {key for key in dutch if key.startswith("report_")} == {key for key in english if key.startswith("report_")}
