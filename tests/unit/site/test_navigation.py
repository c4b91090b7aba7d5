"""Section tree, breadcrumbs, previous and next."""

from pathlib import Path

import pytest

from tweeluik.docset.docset import Docset
from tweeluik.model import Side
from tweeluik.site.framing import hub_view, iso_date
from tweeluik.site.making import render_page
from tweeluik.site.navigation import WINDOW
from tweeluik.site.site import Site
from tweeluik.site.view import TreeNode

BILINGUAL = (
    '# <span data-ttu-id="abcde-101">Titel {0}</span>'
    '<span class="sxs-lookup"><span data-stu-id="abcde-101">Title {0}</span></span>\n'
)


def site_of(folder: Path, toc: str, articles: dict[str, str]) -> Site:
    for name, text in articles.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    (folder / "TOC.yml").write_text(toc, encoding="utf-8")
    return Site(Docset(folder), url="https://help.example")


def count(nodes: tuple[TreeNode, ...]) -> int:
    return sum(1 + count(node.children) for node in nodes)


@pytest.fixture
def small(tmp_path: Path) -> Site:
    toc = """
- name: Stoppen
  sourceName: Stopping
  items:
  - name: Eerste
    href: one.md
  - name: Tweede
    href: sub/two.md
    items:
    - name: Elders
      href: https://learn.microsoft.com/
- name: Derde
  href: three.md
"""
    articles = {"one.md": BILINGUAL.format(1), "sub/two.md": BILINGUAL.format(2), "three.md": "# Alleen Nederlands\n"}
    return site_of(tmp_path, toc, articles)


def test_breadcrumbs_lead_from_the_start_page_to_the_page(small: Site) -> None:
    view = render_page(small, "sub/two.md", Side.SOURCE).view
    assert [crumb.name for crumb in view.breadcrumbs] == ["Start page", "Table of contents", "Stopping", "Title 2"]
    assert view.breadcrumbs[0].path == "en/"


def test_previous_and_next_follow_the_table_across_its_groups(small: Site) -> None:
    view = render_page(small, "sub/two.md", Side.TARGET).view
    assert view.previous
    assert view.next
    assert (view.previous.name, view.previous.path) == ("Eerste", "one/")
    assert (view.next.name, view.next.path) == ("Derde", "three/")


def test_a_neighbour_in_one_language_keeps_its_name_and_says_its_language(small: Site) -> None:
    view = render_page(small, "sub/two.md", Side.SOURCE).view
    assert view.next
    assert (view.next.name, view.next.path, view.next.language) == ("Derde", "three/", "nl-NL")


def test_a_page_in_one_language_offers_the_start_page_of_the_other(small: Site) -> None:
    view = render_page(small, "three.md", Side.TARGET).view
    assert [one.tag for one in view.alternates] == ["nl-NL"]
    assert [(one.tag, one.home) for one in view.missing] == [("en-US", "en/")]
    assert small.pages["three.md"].sides == (Side.TARGET,)


def test_canonical_and_alternates_are_absolute(small: Site) -> None:
    view = render_page(small, "one.md", Side.SOURCE).view
    assert view.canonical == "https://help.example/en/one/"
    assert [one.href for one in view.hreflang] == ["https://help.example/one/", "https://help.example/en/one/"]


def test_a_group_without_a_page_opens_at_its_first_article(small: Site) -> None:
    tree = render_page(small, "three.md", Side.TARGET).view.tree
    assert [(node.name, node.path) for node in tree] == [("Stoppen", "one/"), ("Derde", "three/")]


@pytest.mark.parametrize("articles", [30, 300])
def test_what_a_page_shows_does_not_grow_with_the_docset(tmp_path: Path, articles: int) -> None:
    toc = "".join(f"- name: Artikel {number}\n  href: a{number}.md\n" for number in range(articles))
    site = site_of(tmp_path, toc, {f"a{number}.md": BILINGUAL.format(number) for number in range(articles)})
    view = render_page(site, f"a{articles // 2}.md", Side.TARGET).view
    assert count(view.tree) == WINDOW
    assert any(node.current for node in view.tree)
    assert view.tree_more == "toc/"
    listed = render_page(site, "toc.md", Side.TARGET).html
    assert listed.count("<li>") == articles


def test_the_nearest_table_wins(tmp_path: Path) -> None:
    site = site_of(tmp_path, "- name: Boven\n  href: deep/one.md\n", {"deep/one.md": BILINGUAL.format(1)})
    (tmp_path / "deep" / "TOC.yml").write_text("- name: Dichtbij\n  href: one.md\n", encoding="utf-8")
    site.refresh()
    place = site.navigation.place("deep/one.md")
    assert place
    assert place.contents.path == "deep/TOC.yml"


def test_an_article_in_no_table_gets_the_nearest_one(tmp_path: Path) -> None:
    site = site_of(tmp_path, "- name: Een\n  href: one.md\n", {"one.md": "# Een\n", "x/y/alone.md": "# Alleen\n"})
    view = render_page(site, "x/y/alone.md", Side.TARGET).view
    assert [node.name for node in view.tree] == ["Een"]
    assert view.previous is None


def test_a_docset_without_articles_says_so(tmp_path: Path) -> None:
    site = Site(Docset(tmp_path), name="Leeg")
    assert "Er zijn nog geen artikelen." in render_page(site, "index.md", Side.TARGET).html


@pytest.mark.parametrize(
    ("written", "read"),
    [("07/12/2021", "2021-07-12"), ("7/2/2021", "2021-07-02"), ("13/01/2021", ""), ("", ""), ("soon", "")],
    ids=["padded", "short", "no such month", "empty", "no date"],
)
def test_dates_of_the_format(written: str, read: str) -> None:
    assert iso_date(written) == read


def test_a_section_named_in_the_other_language_says_so_and_is_not_said_twice(tmp_path: Path) -> None:
    toc = "- name: Beheer\n  href: index.yml\n- name: Een\n  href: one.md\n"
    site = site_of(tmp_path, "", {"admin/one.md": BILINGUAL.format(1), "admin/TOC.yml": toc})
    crumbs = render_page(site, "admin/one.md", Side.SOURCE).view.breadcrumbs
    assert [(crumb.name, crumb.language) for crumb in crumbs] == [
        ("Start page", ""),
        ("Beheer", "nl-NL"),
        ("Title 1", ""),
    ]
    nested = "- name: Beheer\n  href: index.yml\n  items:\n  - name: Een\n    href: one.md\n"
    (tmp_path / "admin" / "TOC.yml").write_text(nested, encoding="utf-8")
    site.refresh()
    names = [crumb.name for crumb in render_page(site, "admin/one.md", Side.TARGET).view.breadcrumbs]
    assert names == ["Startpagina", "Beheer", "Titel 1"]


def test_hub_pages_stand_in_the_table_like_articles(tmp_path: Path) -> None:
    toc = "- name: Stoppen\n  href: topics/stop.md\n  items:\n  - name: Eerste\n    href: one.md\n"
    hub = "---\ntitle: {0}\n---\n\n# {0}\n"
    files = {"nl/topics/stop.md": hub.format("Hoe stop ik?"), "en/topics/stop.md": hub.format("How do I stop?")}
    site = site_of(tmp_path, toc, {"one.md": BILINGUAL.format(1) + "\n[x](topics/stop.md)\n", **files})
    page = render_page(site, "one.md", Side.SOURCE)
    crumb = page.view.breadcrumbs[2]
    assert (crumb.name, crumb.path) == ("How do I stop?", "en/topics/stop/")
    assert 'en/topics/stop/"' in page.html
    hub_page = hub_view(site, "topics/stop.md", Side.TARGET, "Hoe stop ik?")
    assert [crumb.name for crumb in hub_page.breadcrumbs] == ["Startpagina", "Inhoudsopgave", "Hoe stop ik?"]
    assert hub_page.tree[0].current
    assert hub_page.next
    assert hub_page.next.path == "one/"
