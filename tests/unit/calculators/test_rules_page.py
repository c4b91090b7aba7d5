"""The page of all rules, and the writers' page."""

import pytest
from bs4 import BeautifulSoup, Tag

from tweeluik.calculators.library import Calculators
from tweeluik.calculators.rules_page import report_html, rules_html
from tweeluik.model import Side


def one(page: Tag, selector: str) -> Tag:
    found = page.select_one(selector)
    assert found, selector
    return found


@pytest.fixture(scope="module")
def rules(calculators: Calculators) -> BeautifulSoup:
    return BeautifulSoup(rules_html(calculators, "tools/rules.md", Side.TARGET)[0], "html.parser")


@pytest.fixture(scope="module")
def report(calculators: Calculators) -> BeautifulSoup:
    return BeautifulSoup(report_html(calculators, "making/contradictions.md", Side.SOURCE)[0], "html.parser")


def test_every_rule_and_every_conflict_has_a_place(calculators: Calculators, rules: BeautifulSoup) -> None:
    for claim in calculators.rules.claims:
        assert one(rules, f"#rule-{claim}")
    for conflict in calculators.rules.conflicts:
        assert one(rules, f"#{conflict}")


def test_a_rule_has_its_number_and_both_sentences(rules: BeautifulSoup) -> None:
    rule = one(rules, "#rule-L-02")
    assert one(rule, ".tw-number").get_text() == "ten hoogste 30 dagen"
    assert [(one.get("lang"), one.get_text()) for one in rule.select("q a")] == [
        (None, "Boeken moeten binnen 30 dagen terug zijn."),
        ("en-US", "Books must be back within 30 days."),
    ]
    assert "14 maart 2026" in rule.get_text()
    assert [link["href"] for link in rule.select(".tw-source a")] == ["#C1", "../../tools/timeline/"]


def test_a_rule_that_no_sentence_states_says_so(rules: BeautifulSoup) -> None:
    assert "In geen enkel artikel" in one(rules, "#rule-U-02").get_text()


def test_our_own_numbers_are_apart(rules: BeautifulSoup) -> None:
    ours = {one(item, "code").get_text(): one(item, ".tw-number").get_text() for item in rules.select(".tw-ours li")}
    assert ours["safe.card"] == "ten hoogste 88 dagen"
    assert not {"dates.first", "card.length"} & set(ours)


def test_the_rules_can_be_had_as_a_file(rules: BeautifulSoup, calculators: Calculators) -> None:
    links = [link["href"] for link in rules.select("a") if "lifecycle/" in link["href"]]
    assert links == ["../../lifecycle/rules.json", "../../lifecycle/rules.schema.json"]
    assert one(rules, ".tw-digest").get_text() == calculators.digest


def test_writers_see_the_sentences_that_contradict_each_other(report: BeautifulSoup) -> None:
    assert one(report, "p").get_text() == "2 points, 2 of them open."
    assert [title.get_text(strip=True) for title in report.select("h2")] == [
        "Articles that contradict each other", "What no article says"
    ]  # fmt: skip
    quotes = [(one.get("lang"), one.get_text()) for one in one(report, "#C1").select("q a")]
    assert quotes == [
        (None, "Books must be back within 30 days."),
        ("nl-NL", "Boeken moeten binnen 30 dagen terug zijn."),
        (None, "Another page says that books need not be back before 60 days."),
        ("nl-NL", "Op een andere pagina staat dat boeken pas na 60 dagen terug hoeven te zijn."),
    ]
    # What exists in Dutch only is shown in Dutch.
    assert one(one(report, "#C2"), "q a")["lang"] == "nl-NL"
