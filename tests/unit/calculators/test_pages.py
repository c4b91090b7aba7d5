"""What the calculators add to pages."""

import re

import pytest
from bs4 import BeautifulSoup, Tag

from tweeluik.calculators.library import Calculators, anchor
from tweeluik.calculators.pages import fill_page, link_article
from tweeluik.model import Side
from tweeluik.rendering.body import render_body


def one(page: Tag, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found, selector
    return found


def test_a_page_that_asks_for_nothing_stays_as_it_is(calculators: Calculators) -> None:
    assert fill_page(calculators, "<h1>Kop</h1>\n<div>Tekst</div>", "index.md", Side.TARGET) is None


def test_a_tool_stands_where_the_page_asks_for_it(calculators: Calculators) -> None:
    asked = '<p>Voor</p>\n<div data-lifecycle-tool="timeline"></div>\n<p>Na</p>'
    filled = fill_page(calculators, asked, "tools/timeline.md", Side.TARGET)
    assert filled
    assert filled.html.startswith("<p>Voor</p>\n<div")
    assert filled.html.endswith("<p>Na</p>")
    ids = [one["id"] for one in BeautifulSoup(filled.html, "html.parser").select("h2[id]")]
    assert [one.id for one in filled.headings] == [one for one in ids if one != "timeline-problem"]


@pytest.mark.parametrize("kind", ["rules", "report"])
@pytest.mark.parametrize("side", Side)
def test_headings_of_other_pages(calculators: Calculators, kind: str, side: Side) -> None:
    filled = fill_page(calculators, f"<div data-lifecycle-{kind}></div>", "tools/rules.md", side)
    assert filled
    ids = [one["id"] for one in BeautifulSoup(filled.html, "html.parser").select("h2[id]")]
    assert [one.id for one in filled.headings] == ids


def test_an_unknown_tool_is_named(calculators: Calculators) -> None:
    filled = fill_page(calculators, '<div data-lifecycle-tool="a&lt;b"></div>', "tools/x.md", Side.SOURCE)
    assert filled
    assert "a&lt;b" in filled.html
    assert filled.headings == ()


def linked(calculators: Calculators, path: str, side: Side) -> BeautifulSoup:
    docset = calculators.site.docset
    body = render_body(docset, path, side, prefix=calculators.site.prefix(side))
    return BeautifulSoup(link_article(calculators, body.html, path, side), "html.parser")


@pytest.mark.parametrize(("side", "root"), [(Side.TARGET, "../"), (Side.SOURCE, "../../en/")])
def test_pinned_segments_can_be_linked_to(calculators: Calculators, side: Side, root: str) -> None:
    page = linked(calculators, "end.md", side)
    for pin in calculators.pins_by_article["end.md"]:
        assert one(page, f"#{pin.segment}").get_text() == (pin.target if side is Side.TARGET else pin.source)
    assert page.find(id="e1e1e-101") is None
    assert one(page, "aside h2")
    assert [link["href"] for link in page.select("aside li a")] == [f"{root}tools/timeline/"]
    assert page.select("aside p a")[0]["href"] == f"{root}tools/"


def test_sentences_without_segments_can_be_linked_to(calculators: Calculators) -> None:
    page = linked(calculators, "loans.md", Side.TARGET)
    first, second = (one(page, f"#{anchor(pin)}") for pin in calculators.pins_by_article["loans.md"])
    assert first.name == "p"
    assert second.parent is first
    assert first.get_text() == "U leent ten hoogste 25 boeken. Wie meer wil, belt de bibliotheek."


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param(
            "<ul>\n<li><p>U leent <em>ten hoogste</em> 25 boeken.</p></li></ul>",
            "<ul>\n<li><p id=ONE>U leent <em>ten hoogste</em> 25 boeken.</p></li></ul>",
            id="innermost",
        ),
        pytest.param(
            '<h2 id="x">U leent ten hoogste 25 boeken.</h2>',
            '<h2 id="x"><span id=ONE></span>U leent ten hoogste 25 boeken.</h2>',
            id="an id of its own",
        ),
        pytest.param("<p>U leent er 25.</p>", "<p>U leent er 25.</p>", id="another sentence"),
        pytest.param("<p>Niets.", "<p>Niets.", id="unclosed"),
    ],
)
def test_places_of_sentences(calculators: Calculators, html: str, expected: str) -> None:
    one = anchor(calculators.pins_by_article["loans.md"][0])
    linked_html = link_article(calculators, html, "loans.md", Side.TARGET).partition("<aside")[0]
    assert linked_html == expected.replace("ONE", f'"{one}"')


def test_an_article_that_no_rule_is_about_stays_as_it_is(calculators: Calculators) -> None:
    assert link_article(calculators, "<p>Iets.</p>", "other.md", Side.TARGET) == "<p>Iets.</p>"


def test_a_segment_in_pieces_gets_one_id(calculators: Calculators) -> None:
    piece = '<span class="tw-segment" data-segment="e1e1e-102" lang="nl-NL">x</span>'
    html = link_article(calculators, piece + piece, "end.md", Side.TARGET)
    assert len(re.findall('id="e1e1e-102"', html)) == 1
