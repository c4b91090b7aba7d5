"""The rules of a docset, and where they are stated."""

import os
from pathlib import Path

import pytest

from tweeluik.calculators.library import Calculators, Library, anchor, best_first, natural
from tweeluik.docset.docset import Docset
from tweeluik.lifecycle.records import Pin
from tweeluik.model import Side
from tweeluik.site.site import Site


def test_a_tool_cites_what_its_outcomes_and_items_cite(calculators: Calculators) -> None:
    assert calculators.claims_of("timeline") == ("L-01", "L-02", "L-03")
    assert calculators.conflicts_of("timeline") == ("C1", "C2")


def test_articles_know_the_tools_that_use_their_sentences(calculators: Calculators) -> None:
    assert dict(calculators.tools_by_article) == {"end.md": ("timeline",), "loans.md": ("loans",)}


@pytest.mark.parametrize(
    ("claim", "side", "text", "address"),
    [
        pytest.param("L-01", Side.TARGET, "Een opgezegde kaart", "end/#e1e1e-102", id="in the translation"),
        pytest.param("L-01", Side.SOURCE, "A cancelled card", "en/end/#e1e1e-102", id="in the source"),
        pytest.param("U-01", Side.SOURCE, "U leent ten hoogste", "loans/#s-", id="absent in the source"),
    ],
)
def test_sentences(calculators: Calculators, claim: str, side: Side, text: str, address: str) -> None:
    sentence = calculators.sentence(calculators.rules.claims[claim].pins[0], side)
    assert sentence.text.startswith(text)
    assert sentence.address.startswith(address)
    assert sentence.tag == ("en-US" if sentence.address.startswith("en/") else "nl-NL")


def test_dates_are_those_of_the_articles(calculators: Calculators) -> None:
    assert calculators.dates_of(["L-01", "U-01", "U-02"]) == ("2026-02-01", "2026-03-14")


def test_a_tool_is_called_what_its_page_is_called(calculators: Calculators) -> None:
    assert calculators.title("loans", Side.SOURCE) == "How many books?"
    assert calculators.tool_page("loans", Side.SOURCE) == "en/tools/loans/"


def test_rules_are_read_again_when_a_file_has_changed(docs: Path) -> None:
    library = Library(Site(Docset(docs)))
    before = library.current()
    assert before is library.current()
    file = docs / "lifecycle" / "quantities.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 90", "value: 91"), encoding="utf-8")
    os.utime(file, ns=(1, 1))
    after = library.current()
    assert before
    assert after
    assert after.compiled["values"]["card.length"] == 91
    assert after.digest != before.digest


def test_a_docset_without_claims_has_no_calculators(docs: Path) -> None:
    (docs / "lifecycle" / "claims.yml").unlink()
    assert Library(Site(Docset(docs))).current() is None


def test_words_of_another_language_stand_in_for_missing_ones(docs: Path) -> None:
    (docs / "lifecycle" / "words.en.yml").write_text("{}\n", encoding="utf-8")
    found = Library(Site(Docset(docs))).current()
    assert found
    assert found.words(Side.TARGET)["inputs.date.label"] == "Wanneer was dat?"


def test_names_with_numbers_are_sorted_by_number() -> None:
    names = ["C10", "CX-11", "C2", "CX-2", "C1"]
    assert sorted(names, key=natural) == ["C1", "C2", "C10", "CX-2", "CX-11"]


def test_whole_sentences_come_first() -> None:
    cell, number = Pin("a", "1", 1, "Minder dan 25", None), Pin("a", "2", 1, "25.", None, is_number_only=True)
    whole = Pin("b", "3", 1, "Met minder dan 25 kunt u dat zelf.", None)
    assert best_first([number, cell, whole]) == [whole, cell, number]


def test_a_sentence_without_a_segment_has_a_place_of_its_own() -> None:
    one, other = Pin("a", "", 1, "Dit.", None), Pin("a", "", 2, "Dat.", None)
    assert anchor(one) != anchor(other)
    assert anchor(Pin("a", "1234a-101", 1, "Dit.", None)) == "1234a-101"
