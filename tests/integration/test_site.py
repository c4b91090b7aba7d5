"""The built embedded site, as a browser and a search engine meet it."""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urljoin

import pytest
from bs4 import BeautifulSoup

from tweeluik.site.audit import NOT_FOUND, audit_site, read_page

CHECKOUT = Path(__file__).resolve().parents[2]
BASE = "https://help.example/sub/"
LANGUAGES = {"": "nl-NL", "en/": "en-US"}


@pytest.fixture(scope="module")
def pages(embedded_site: Path) -> dict[str, BeautifulSoup]:
    """All pages by their address below the root of the site."""
    return {
        file.relative_to(embedded_site).as_posix().removesuffix("index.html"): BeautifulSoup(
            file.read_text(encoding="utf-8"), "html.parser"
        )
        for file in sorted(embedded_site.rglob("*.html"))
        # The pages for translators have their own test.
        if not {"pagefind", "review"} & set(file.relative_to(embedded_site).parts)
    }


def test_the_audit_finds_nothing(embedded_site: Path, pages: dict[str, BeautifulSoup]) -> None:
    """Every link and bookmark leads somewhere, nothing is loaded from elsewhere, and no page lacks what it needs."""
    assert [f"{one.path}:{one.place.line}: {one.message}" for one in audit_site(embedded_site)] == []
    read = {
        page.address: page
        for page in (read_page(embedded_site, f"{one}index.html") for one in pages if one != NOT_FOUND)
    }
    assert sum(len(page.references) for page in read.values()) > 300
    for address, page in read.items():
        assert page.canonical == urljoin(BASE, address)
        assert page.lang == LANGUAGES["en/" if address.startswith("en/") else ""]
        assert page.alternates[page.lang] == page.canonical


def test_pages_allow_nothing_but_the_site_itself(embedded_site: Path, pages: dict[str, BeautifulSoup]) -> None:
    """A policy stands before all else, and no page needs what it forbids: scripts and styles in the page."""
    reviewed = ("review/index.html", "review/trials/index.html", "review/report/articles.html")
    reviews = {name: BeautifulSoup((embedded_site / name).read_text("utf-8"), "html.parser") for name in reviewed}
    for address, page in {**pages, **reviews}.items():
        metas = page.select("head > *")[:2]
        assert metas[0].get("charset") == "utf-8", address
        policy = str(metas[1]["content"]).split("; ")
        assert policy[0] == "default-src 'none'", address
        assert not any("unsafe-inline" in one or "'unsafe-eval'" in one or "*" in one for one in policy), address
        inline = [one for one in page.select("script:not([src])") if one.get("type") != "application/json"]
        assert inline == [], address
        assert page.select("style, [style], base, object, embed, iframe") == [], address
        attributes = {name for tag in page.find_all() for name in tag.attrs}
        assert [name for name in attributes if name.startswith("on")] == [], address


def test_every_page_is_in_the_search_index(embedded_site: Path, pages: dict[str, BeautifulSoup]) -> None:
    entry = json.loads((embedded_site / "pagefind" / "pagefind-entry.json").read_text())
    counts = {language: index["page_count"] for language, index in entry["languages"].items()}
    marked = [address for address, page in pages.items() if page.select_one("[data-pagefind-body]")]
    assert counts == {
        "nl-nl": sum(not address.startswith("en/") for address in marked),
        "en-us": sum(address.startswith("en/") for address in marked),
    }
    articles = {address for address, page in pages.items() if page.select_one("[data-segment]")}
    older = {address for address, page in pages.items() if page.select_one(".tw-notice--older")}
    assert articles - older <= set(marked)
    assert older.isdisjoint(marked)


def indexed_texts(site: Path) -> dict[str, str]:
    """Return the text that the search index holds of each page, by its address."""
    found = {}
    for file in (site / "pagefind" / "fragment").iterdir():
        fragment = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        found[fragment["url"].lstrip("/")] = " ".join(fragment["content"].split())
    return found


OLDER = [
    file.stem
    for file in sorted((CHECKOUT / "docs").glob("*.md"))
    if re.search(r"(?m)^replaced_by:", file.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OLDER)
def test_an_older_version_says_so_and_is_not_found(
    name: str, language: str, embedded_site: Path, pages: dict[str, BeautifulSoup]
) -> None:
    address = f"{language}{name}/"
    page = pages[address]
    notice = page.select_one(".tw-notice--older")
    assert notice
    link = notice.a
    assert link
    newer = urljoin(urljoin(BASE, address), str(link["href"])).removeprefix(BASE)
    heading = pages[newer].h1
    assert heading
    assert link.text == heading.text.rstrip("¶")
    article = page.article
    assert article
    assert notice.sourceline is not None
    assert article.sourceline is not None
    assert notice.sourceline < article.sourceline
    robots = page.select_one("meta[name=robots]")
    assert robots
    assert "noindex" in str(robots["content"]).lower()
    indexed = indexed_texts(embedded_site)
    assert address not in indexed
    assert newer in indexed


def test_robots_alone_keep_no_page_out_of_the_search(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text("---\nROBOTS: NOINDEX\n---\n# Titel\n\nTekst.\n", encoding="utf-8")
    command = [sys.executable, "-m", "tweeluik", "build", "--source", "docs", "--site-dir", "site"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    assert "a/" in indexed_texts(tmp_path / "site")


SILENT = "a, h1, h2, h3, h4, h5, h6, code, pre, kbd, strong, b, th, summary, figure, .admonition-title, [popover]"


def running_text(page: BeautifulSoup) -> str:
    """Return the running text of an article, each term that is explained in brackets."""
    article = BeautifulSoup(str(page.article), "html.parser")
    for tag in article.select(SILENT):
        tag.replace_with(" … ")
    for mark in article.select(".tw-term"):
        mark.replace_with(f"[{mark.text}]")
    for block in article.select("p, li, td, div"):
        block.append(" … ")
    return " ".join(article.get_text().split())


def test_terms_are_explained_where_they_first_occur(embedded_site: Path, pages: dict[str, BeautifulSoup]) -> None:
    explained = {address: page for address, page in pages.items() if page.select_one(".tw-term")}
    assert len(explained) > 30
    assert not {"glossary/", "en/glossary/", "", "en/", "toc/"} & set(explained)
    indexed = indexed_texts(embedded_site)
    for address, page in explained.items():
        notes = page.select(".tw-terms > .tw-term-note[popover]")
        marks = page.select(".tw-term")
        buttons = [mark.button for mark in marks]
        assert [button["popovertarget"] for button in buttons if button] == [note["id"] for note in notes]
        assert page.select(".tw-term__button") == buttons
        for mark, button, note in zip(marks, buttons, notes, strict=True):
            assert button
            assert mark.contents[1:] == [button]
            assert not button.contents
            explanation = page.find(id=button["aria-describedby"])
            assert explanation
            assert explanation in note.contents
            assert explanation.text not in indexed.get(address, "")
            assert str(button["aria-label"]).startswith(" ".join(mark.text.split()))
            assert not any(mark.find_parent(name) for name in ("a", "h1", "h2", "h3", "strong", "code", "th", "button"))
        names = [note.p.text for note in notes if note.p]
        assert len(set(names)) == len(notes)
        text = running_text(page)
        for mark in marks:
            word = " ".join(mark.text.split())
            before = text[: text.index(f"[{word}]")]
            # Words that follow another one: at the start of a sentence a name is no sure name.
            earlier = rf"(?<=[a-z,:] ){re.escape(word)}(?![\w@/-]| [A-Z])"
            assert not re.search(earlier, before), (address, word)


def test_no_construct_reaches_a_page_as_literal_text(pages: dict[str, BeautifulSoup]) -> None:
    literal = re.compile(r":{3}|\[!(?:note|tip|important|warning|caution|video|include|div)\b|#tab/", re.IGNORECASE)
    texts = {
        address: "".join(
            str(text) for text in page.find_all(string=True) if not text.find_parent(["pre", "code", "script"])
        )
        for address, page in pages.items()
    }
    assert [address for address, text in texts.items() if literal.search(text)] == []


def test_page_for_wrong_addresses_speaks_both_languages(pages: dict[str, BeautifulSoup]) -> None:
    spoken = {str(tag["lang"]) for tag in pages["404.html"].select("section[lang]")}
    assert spoken == {"nl-NL", "en-US"}


def test_an_article_in_one_language_says_so_and_offers_the_other_start_page(pages: dict[str, BeautifulSoup]) -> None:
    assert "en/cancel-azure/" not in pages
    page = pages["cancel-azure/"]
    link = page.select_one("p[lang=en-US] a")
    assert link
    assert urljoin(urljoin(BASE, "cancel-azure/"), str(link["href"])) == urljoin(BASE, "en/")


def test_two_builds_are_the_same(embedded_site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tweeluik", "build", "--site-dir", str(tmp_path)]
    environment = os.environ | {"TWEELUIK_SITE_URL": BASE, "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7"}
    subprocess.run(command, cwd=CHECKOUT, env=environment, check=True, capture_output=True)
    assert contents(tmp_path) == contents(embedded_site)


def contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
