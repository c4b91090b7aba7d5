"""The search index proves that every page is in it."""

import json
from pathlib import Path

import pytest

from tweeluik.site.search_index import SearchIndexError, build_search_index, indexed_pages, is_index_of, marked_pages

PAGE = '<!doctype html><html lang="{0}"><body><main data-pagefind-body><h1>{1}</h1><p>{1}</p></main></body></html>'


def site_of(folder: Path, **pages: str) -> Path:
    for name, language in pages.items():
        (folder / name).mkdir()
        (folder / name / "index.html").write_text(PAGE.format(language, name))
    return folder


def test_every_marked_page_is_indexed_once_however_often_it_is_built(tmp_path: Path) -> None:
    site = site_of(tmp_path, een="nl-NL", one="en-US", twee="nl-NL")
    (site / "404.html").write_text("<!doctype html><html lang='nl'><body><p>Niet gevonden</p></body></html>")
    assert build_search_index(site, "Proef") == 3
    assert build_search_index(site, "Proef") == 3
    assert is_index_of(site / "pagefind", "Proef")
    assert not is_index_of(site / "pagefind", "Anders")
    entry = json.loads((site / "pagefind" / "pagefind-entry.json").read_text())
    assert {code: one["page_count"] for code, one in entry["languages"].items()} == {"en-us": 1, "nl-nl": 2}


def test_a_site_without_marked_pages_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<!doctype html><html lang='nl'><body>Tekst</body></html>")
    assert marked_pages(tmp_path) == 0
    with pytest.raises(SearchIndexError, match="data-pagefind-body"):
        build_search_index(tmp_path, "Proef")


def test_a_page_that_pagefind_leaves_out_is_an_error(tmp_path: Path) -> None:
    site = site_of(tmp_path, een="nl-NL")
    (site / "twee").mkdir()
    (site / "twee" / "index.html").write_text("<!-- data-pagefind-body stands in a comment only -->")
    with pytest.raises(SearchIndexError, match="2 pages are marked"):
        build_search_index(site, "Proef")


def test_an_unreadable_index_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "pagefind-entry.json").write_text("{")
    with pytest.raises(SearchIndexError, match="no readable index"):
        indexed_pages(tmp_path)
