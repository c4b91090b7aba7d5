"""The review page of an article: what stands in its rows, and what is safe to link to and to edit."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tweeluik.docset.docset import Docset
from tweeluik.exchange.unit import text_hash
from tweeluik.model import Side
from tweeluik.resources import OVERRIDES
from tweeluik.review.article_page import article_page
from tweeluik.review.frame import page_words, word_tables, words_script
from tweeluik.review.review import Review
from tweeluik.site.site import Site

HEAD = "---\ntitle: Titel\ndescription: Wat er staat.\nms.translationtype: {kind}\n---\n"


def span(name: str, target: str, source: str) -> str:
    opening = f'<span data-ttu-id="abcde-{name}">{target}</span>'
    return f'{opening}<span class="sxs-lookup"><span data-stu-id="abcde-{name}">{source}</span></span>'


def review_of(folder: Path, *, whole: bool = True, **articles: str) -> Review:
    for name, text in articles.items():
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return Review(Site(Docset(folder), name="Proef", url="https://help.example/"), whole=whole)


def page_of(review: Review, name: str) -> BeautifulSoup:
    return BeautifulSoup(article_page(review, f"{name}.md"), "html.parser")


def article(*lines: str, kind: str = "HT", more: str = "") -> str:
    return HEAD.format(kind=kind).replace("ms.", f"{more}ms.", 1) + "\n".join(lines) + "\n"


def row(page: BeautifulSoup, name: str) -> BeautifulSoup:
    found = page.find("tr", id=f"abcde-{name}")
    assert found
    return found  # type: ignore[return-value]


def test_a_row_has_its_halves_its_block_and_the_hashes_of_what_can_be_edited(tmp_path: Path) -> None:
    review = review_of(
        tmp_path,
        a=article(
            f"# {span('101', 'Kop', 'Heading')}",
            f"* {span('102', 'Kies **Nu**.', 'Select **Now**.')}",
            "",
            span("p101", "Een. Twee.", "One. Two."),
        ),
    )
    page = page_of(review, "a")
    assert page.h1
    assert (page.h1.text, page.h1["lang"]) == ("Titel", "nl-NL")
    first = row(page, "101")
    assert [one.text for one in first.find_all("td")] == ["Heading", "Kop"]
    assert [one["lang"] for one in first.find_all("td")] == ["en-US", "nl-NL"]
    assert first["data-h"] == text_hash("Heading") + text_hash("Kop")
    kinds = [one.th.find_all("span")[0]["data-w"] for one in page.select("tr[id]") if one.th]
    assert kinds == ["review_kind_heading", "review_kind_list_item", "review_kind_paragraph"]
    second = row(page, "102").find_all("td")
    assert [one["data-r"] for one in second] == ["Select **Now**.", "Kies **Nu**."]
    assert "data-r" not in first.find_all("td")[0].attrs
    assert row(page, "p101").select("[data-w=review_merged]")
    link = first.a
    assert link
    assert (link["href"], link.text) == ("#abcde-101", "101")


@pytest.mark.parametrize(
    ("kind", "badge"), [("HT", "human"), ("MT", "machine"), ("?", "unknown")], ids=["human", "machine", "unknown"]
)
def test_the_origin_is_told(tmp_path: Path, kind: str, badge: str) -> None:
    page = page_of(review_of(tmp_path, a=article(span("101", "A b.", "A b."), kind=kind)), "a")
    assert page.select(f"[data-w=review_origin_{badge}]")


def test_a_finding_stands_below_its_row_with_its_range(tmp_path: Path) -> None:
    # Characters beyond U+FFFF count for two in a browser.
    review = review_of(tmp_path, a=article(span("101", "\U0001f600 Typ 5 keer.", "\U0001f600 Type 6 times.")))
    page = page_of(review, "a")
    below = row(page, "101").find_next_sibling("tr")
    assert below
    items = [one for one in below.find_all("li") if one.a and one.a.text == "number-mismatch"]
    assert len(items) == 1
    assert items[0]["data-t"] == "7-8"
    assert items[0]["data-s"] == "8-9"
    assert [one.text for one in row(page, "101").find_all("mark")] == ["6", "5"]
    progress = page.progress
    assert progress
    assert (progress["value"], progress["max"]) == ("0", "1")
    explained = page.find(id=str(items[0].a["href"])[1:]) if items[0].a else None
    assert explained


def test_what_is_damaged_or_there_twice_cannot_be_edited(tmp_path: Path) -> None:
    review = review_of(
        tmp_path,
        a=article(
            span("101", "Een", "One"),
            "",
            span("101", "Een", "One"),
            "",
            span("102", "<span>Twee", "Two"),
            "",
            '<span data-ttu-id="abcde-103">Drie</span>',
        ),
    )
    page = page_of(review, "a")
    rows = page.select("tr[id]")
    assert len({str(one["id"]) for one in rows}) == len(rows)
    assert [one for one in rows if "data-h" in one.attrs and str(one["id"]) != "abcde-102"] == []
    assert page.select("[data-w=review_twice]")
    assert row(page, "102").select("[data-w=review_unbalanced]")


def test_an_id_of_the_page_itself_is_none_for_a_segment(tmp_path: Path) -> None:
    text = article(span("101", "Een", "One")).replace("abcde-101", "rv-main")
    page = page_of(review_of(tmp_path, a=text), "a")
    assert len(page.find_all(id="rv-main")) == 1
    assert not page.select("[data-h]")


def test_nothing_of_an_article_runs(tmp_path: Path) -> None:
    bad = "<script>alert(1)</script><img src=x onerror=alert(1)>"
    text = article(span("101", f"{bad} A", f"{bad} B"), kind="'\"><script>x</script>'").replace("Titel", bad)
    html = article_page(review_of(tmp_path, a=text), "a.md")
    page = BeautifulSoup(html, "html.parser")
    assert all(one.get("src") for one in page.find_all("script"))
    assert not page.find_all(onerror=True)


def test_the_previous_version_is_held_against_it(tmp_path: Path) -> None:
    review = review_of(
        tmp_path,
        old=article("# Kop", "", "Kies eerst Opslaan.", "", "Dit gaat weg, helemaal.", more="replaced_by: new.md\n"),
        new=article(
            f"# {span('101', 'Kop', 'Heading')}",
            "",
            span("102", "Kies eerst Bewaren.", "First select Save."),
            "",
            span("103", "Volkomen andere woorden.", "Something new."),
        ),
    )
    page = page_of(review, "new")
    below = row(page, "102").find_next_sibling("tr")
    assert below
    assert below.select_one("del").text == "Opslaan"  # type: ignore[union-attr]
    assert below.select_one("ins").text == "Bewaren"  # type: ignore[union-attr]
    assert row(page, "103").select("[data-w=review_new]")
    assert not row(page, "101").select("[data-w=review_new]")
    removed = page.find(id="rv-removed")
    assert removed
    assert "Dit gaat weg" in removed.parent.text  # type: ignore[union-attr]
    assert page.select_one('a[href="../../review/old/"]')
    assert page_of(review, "old").select_one('a[href="../../review/new/"]')


def test_other_translations_of_a_sentence_are_linked(tmp_path: Path) -> None:
    review = review_of(
        tmp_path,
        a=article(span("101", "Sla het op.", "Save it.")),
        b=article(span("101", "Bewaar het.", "Save it.")),
        c=article(span("101", "Sla het op.", "Save it.")),
    )
    links = page_of(review, "b").select(".rv-v a")
    assert [(one["href"], one.text) for one in links] == [("../../review/a/#abcde-101", "a")]
    assert "(2×)" in page_of(review, "b").select(".rv-v")[0].text
    assert not page_of(review_of(tmp_path, whole=False), "b").select(".rv-v")


def test_an_article_without_segments_gets_suggestions(tmp_path: Path) -> None:
    review = review_of(
        tmp_path,
        a=article(span("101", "Kies in het menu de knop Opslaan.", "Select the Save button in the menu.")),
        b=article("# Kop", "", "Kies in het menu de knop Bewaren."),
    )
    page = page_of(review, "b")
    suggestion = page.select_one(".rv-g li")
    assert suggestion
    assert "Select the Save button" in suggestion.text
    assert suggestion.select_one("[data-w=review_suggestion_badge]")
    assert suggestion.select_one("ins").text == "Bewaren"  # type: ignore[union-attr]
    assert not page.select("[data-h]")
    assert not page.select("[data-do=edit]")


def test_every_word_is_there_in_both_languages(tmp_path: Path) -> None:
    review = review_of(tmp_path, a=article(span("101", "Typ 5.", "Type 6.")))
    tables = word_tables(review.site)
    assert [one.language for one in tables] == ["nl", "en"]
    assert set(tables[0].table) == set(tables[1].table)
    named = set(re.findall(r'data-w(?:-[a-z-]+)?="([\w.-]+)"', article_page(review, "a.md")))
    for script in (OVERRIDES / "assets" / "javascripts").glob("review*.js"):
        if not script.name.startswith("review-report"):
            named |= set(re.findall(r'"(review_\w+)"', script.read_text(encoding="utf-8")))
    assert len(named) > 80
    assert named - set(page_words(review.site, Side.TARGET).table) == set()
    assert "</script" not in words_script(review.site)


def test_a_preview_of_a_large_docset_looks_at_the_article_alone(tmp_path: Path) -> None:
    text = article(span("101", "Typ 5 keer.", "Type 6 times."))
    review = review_of(tmp_path, whole=False, a=text, b=text)
    page = page_of(review, "a")
    assert page.select("[data-w=review_alone]")
    codes = {one.text for one in page.select(".rv-l a")}
    assert "number-mismatch" in codes
    assert "duplicate-titles" not in codes
    assert "findings" not in review.__dict__
