"""The review pages of the built embedded site: there for translators, and nowhere in the way of customers."""

import os
import re
import subprocess
import sys
from collections import Counter
from http import HTTPStatus
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tweeluik.docset.docset import Docset
from tweeluik.exchange.unit import units_of
from tweeluik.preview import Preview
from tweeluik.review.half import show
from tweeluik.site.audit import audit_site

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def docset() -> Docset:
    return Docset(CHECKOUT / "docs")


@pytest.fixture(scope="module")
def preview() -> Preview:
    return Preview(CHECKOUT / "docs", {})


@pytest.fixture(scope="module")
def pages(embedded_site: Path, docset: Docset) -> dict[str, BeautifulSoup]:
    """The review page of each article."""
    return {
        path: BeautifulSoup(
            (embedded_site / "review" / path.removesuffix(".md") / "index.html").read_text(encoding="utf-8"),
            "html.parser",
        )
        for path in docset.articles
    }


def test_every_segment_has_its_row(docset: Docset, pages: dict[str, BeautifulSoup]) -> None:
    total = 0
    for path, page in pages.items():
        units = units_of(docset.article(path))
        rows = page.select("#rv-table tr[id]")
        if units:
            assert [str(row["id"]) for row in rows] == [unit.id for unit in units]
            assert [row.get("data-h") for row in rows] == [unit.source_hash + unit.target_hash for unit in units]
        total += len(units)
    assert total > 1000


def test_they_are_for_no_search_engine_and_in_no_index(embedded_site: Path, pages: dict[str, BeautifulSoup]) -> None:
    assert audit_site(embedded_site) == []
    for page in pages.values():
        robots = page.select_one("meta[name=robots]")
        assert robots
        assert robots["content"] == "noindex"
        assert not page.select("[data-pagefind-body]")
        assert len(page.select("h1")) == 1
    assert "/review/" not in (embedded_site / "sitemap.xml").read_text(encoding="utf-8")


def test_no_page_for_customers_leads_there(embedded_site: Path) -> None:
    for file in embedded_site.rglob("*.html"):
        name = file.relative_to(embedded_site).as_posix()
        if not name.startswith(("review/", "pagefind/")):
            assert not re.search(r'href="[^"]*\breview/', file.read_text(encoding="utf-8")), name


@pytest.mark.corpus
def test_halves_of_real_articles_are_shown_whole(corpus: Path) -> None:
    """What a reader sees of a half are its letters; a half that is shown as written says so."""
    docset = Docset(corpus / "live-sxs" / "microsoft-365")
    counts: Counter[bool] = Counter()
    for path in docset.articles[::20]:
        for segment in docset.article(path).segments:
            for half in filter(None, (segment.source, segment.target)):
                shown = show(half)
                text = BeautifulSoup(shown.html, "html.parser").get_text() if "<" in shown.html else None
                counts[shown.is_as_written] += 1
                if shown.is_as_written and text is not None:
                    assert text == half
    assert counts[True] > counts[False] > 500


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/review/", HTTPStatus.OK, "text/html"),
        ("/review/cancel-subscription/", HTTPStatus.OK, "text/html"),
        ("/review/cancel-subscription/index.html", HTTPStatus.OK, "text/html"),
        ("/review/cancel-subscription", HTTPStatus.MOVED_PERMANENTLY, ""),
        ("/review", HTTPStatus.MOVED_PERMANENTLY, ""),
        ("/review/report/summary.json", HTTPStatus.OK, "application/json"),
        ("/assets/javascripts/review-words.js", HTTPStatus.OK, "text/javascript"),
        ("/review/nowhere/", HTTPStatus.NOT_FOUND, "text/html"),
        ("/review/../mkdocs.yml", HTTPStatus.NOT_FOUND, "text/html"),
        ("/reviews/", HTTPStatus.NOT_FOUND, "text/html"),
    ],
)
def test_the_preview_answers(preview: Preview, path: str, status: HTTPStatus, kind: str) -> None:
    answer = preview.answer(path)
    assert answer.status is status
    assert answer.kind.startswith(kind)


def test_the_preview_shows_what_the_build_wrote(preview: Preview, pages: dict[str, BeautifulSoup]) -> None:
    for path in ("cancel-subscription.md", "azure-data.md"):
        html = preview.answer(f"/review/{path.removesuffix('.md')}/").content.decode()
        shown = BeautifulSoup(html, "html.parser").find(id="rv-table")
        assert str(shown) == str(pages[path].find(id="rv-table"))


def test_a_site_can_do_without(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("# Titel\n\nTekst.\n", encoding="utf-8")
    plugins = "plugins:\n  - tweeluik:\n      review: false\n      search: false\n  - i18n\n"
    (tmp_path / "mkdocs.yml").write_text(f"site_name: Proef\ntheme: material\n{plugins}", encoding="utf-8")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, env=environment)
    assert (tmp_path / "site" / "a" / "index.html").is_file()
    assert not (tmp_path / "site" / "review").exists()
