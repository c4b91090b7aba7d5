"""The page of a tool."""

import json

import pytest
from bs4 import BeautifulSoup, Tag

from tweeluik.calculators.library import Calculators
from tweeluik.calculators.tool_page import fields, tool_html
from tweeluik.model import Side


def one(page: Tag, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found, selector
    return found


def page(calculators: Calculators, tool: str, side: Side = Side.TARGET) -> BeautifulSoup:
    html, _ = tool_html(calculators, tool, f"tools/{tool}.md", side)
    return BeautifulSoup(html, "html.parser")


def test_questions_are_what_the_tool_asks(calculators: Calculators) -> None:
    found = {one.input: one for one in fields(calculators, "loans", Side.TARGET)}
    assert list(found) == ["books", "currency", "fee"]
    assert found["books"].hint == "Ten hoogste 1.000 boeken."
    assert found["books"].unknown == "Weet ik niet"
    assert found["currency"].choices == (("EUR", "Euro"), ("JPY", "Yen"), ("KWD", "Dinar"))
    assert found["fee"].optional
    assert found["fee"].example == "Bijvoorbeeld 1.234,50."


@pytest.mark.parametrize("side", Side)
def test_the_form_is_inert(calculators: Calculators, side: Side) -> None:
    form = one(page(calculators, "timeline", side), "form")
    assert form.has_attr("hidden")
    assert form.has_attr("novalidate")
    assert not [one for one in ("action", "method") if form.has_attr(one)]
    assert not form.select("[required], [checked], [type=number], [maxlength], [name^=date]")


def test_a_date_is_three_fields(calculators: Calculators) -> None:
    field = one(page(calculators, "timeline"), "fieldset[data-input=date]")
    assert one(field, "legend").get_text() == "Wanneer was dat?"
    assert field["aria-describedby"] == one(field, ".tw-field__hint")["id"]
    assert one(field, ".tw-field__hint").get_text() == "De dag op de brief. Bijvoorbeeld 27 3 2026."
    assert [label.get_text(strip=True) for label in field.select("label")] == ["Dag", "Maand", "Jaar"]
    assert {box["inputmode"] for box in field.select("input")} == {"numeric"}


def test_not_knowing_comes_last_after_a_divider(calculators: Calculators) -> None:
    field = one(page(calculators, "timeline", Side.SOURCE), "[data-input=route]")
    assert [one["value"] for one in field.select("[type=radio]")] == ["cancel", "lapse", "unknown"]
    assert [box["value"] for box in field.select(".tw-or ~ label input")] == ["unknown"]
    assert not page(calculators, "timeline").select("[data-input=reason] [value=unknown]")


def test_the_data_cannot_end_its_element(calculators: Calculators) -> None:
    html, _ = tool_html(calculators, "timeline", "tools/timeline.md", Side.TARGET)
    block = html.partition('class="tw-tool-data">')[2].partition("</script>")[0]
    assert "<" not in block
    data = json.loads(block)
    assert data["tool"] == "timeline"
    assert data["related"] == {
        "loans": {"href": "../../tools/loans/", "title": "Hoeveel boeken?", "inputs": ["books", "currency", "fee"]}
    }


def test_the_strip_says_how_old_and_how_certain_it_is(calculators: Calculators) -> None:
    strip = one(page(calculators, "timeline"), ".tw-honesty")
    text = strip.get_text(" ", strip=True)
    assert "14 maart 2026" in text
    assert "Op 2 punten" in text
    assert one(strip, "code")["title"] == calculators.digest
    assert [link["href"] for link in strip.select("a")] == ["../../tools/rules/", "../../making/contradictions/"]


def test_examples_tell_each_outcome(calculators: Calculators) -> None:
    found = page(calculators, "timeline", Side.SOURCE).select(".tw-example")
    assert [one["data-outcome"] for one in found] == ["over", "cancel", "lapse"]
    assert "Your card is valid until Friday 1 May 2026" in found[1].get_text()
    rows = found[1].select("tbody tr")
    assert [row["data-item"] for row in rows] == ["card", "books", "safe", "after"]
    assert [time["datetime"] for time in rows[0].select("time")] == ["2026-01-31", "2026-05-01"]


def test_a_tool_of_choices_and_numbers_has_its_whole_table(calculators: Calculators) -> None:
    compiled = calculators.compiled
    tools = {"loans": compiled["tools"]["loans"] | {"inputs": [{"input": "books"}], "items": []}}
    whole = Calculators(calculators.site, calculators.rules)
    whole.compiled = compiled | {"tools": tools}
    rows = page(whole, "loans").select(".tw-decisions tbody tr")
    assert [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in rows] == [
        ["0 – 25", "Dat kan. staat er"],
        ["26 – 1.000", "Bel de bibliotheek: u kunt er 25 boeken lenen. staat er"],
        ["Weet ik niet", "U kunt er 25 boeken lenen. staat er niet"],
    ]


def test_rules_and_gaps_are_there_for_the_result_to_copy(calculators: Calculators) -> None:
    found = page(calculators, "timeline")
    assert [one["data-id"] for one in found.select("[data-rules=timeline] > li")] == ["L-01", "L-02", "L-03"]
    assert [one["data-id"] for one in found.select("[data-unknowns=timeline] > li")] == ["C1", "C2"]
    assert one(found, "[data-id=L-01] a")["href"] == "../../end/#e1e1e-102"


def test_a_sentence_in_another_language_says_so(calculators: Calculators) -> None:
    quote = one(page(calculators, "loans", Side.SOURCE), "[data-id=U-01] a")
    assert quote["lang"] == quote["hreflang"] == "nl-NL"
    assert quote["href"] == "../../../loans/#" + str(quote["href"]).rpartition("#")[2]
