"""The rules of our own docset: nothing of the rule sheet is missing, and the records fit together."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from tweeluik.article.reading import read_article_file
from tweeluik.lifecycle.documents import read_document
from tweeluik.lifecycle.pins import Finder, State, sentences_of
from tweeluik.lifecycle.records import FOLDER, Pin

CHECKOUT = Path(__file__).resolve().parents[2]
DOCS = CHECKOUT / "docs"
ATOMS: dict[str, dict[str, Any]] = yaml.safe_load(
    (CHECKOUT / "tests" / "fixtures" / "lifecycle" / "atoms.yml").read_text(encoding="utf-8")
)


def value_of(name: str) -> Any:  # noqa: ANN401 - what the file says
    """Return what a file of the rules says, which must be read without a complaint."""
    document, diagnostics = read_document(DOCS, f"{FOLDER}/{name}.yml")
    assert diagnostics == []
    return document.value


STATED: dict[str, dict[str, Any]] = value_of("quantities")
OURS: dict[str, dict[str, Any]] = value_of("policy")
CLAIMS: dict[str, dict[str, Any]] = value_of("claims")["claims"]
ASIDES: list[dict[str, Any]] = value_of("claims")["asides"]
CONFLICTS: dict[str, dict[str, Any]] = value_of("conflicts")
QUANTITIES = STATED | OURS


def in_short(quantity: dict[str, Any]) -> str:
    """Return value, unit and bound of a quantity as the table of atoms has them."""
    value = quantity["value"]
    if quantity["unit"] == "none":
        return str(value)
    text = f"{value['min']}-{value['max']}" if isinstance(value, dict) else value
    return f"{text} {quantity['unit']} {quantity.get('bound', 'exact')}"


@pytest.mark.parametrize("atom", ATOMS)
def test_every_atom_of_the_rule_sheet_has_its_record(atom: str) -> None:
    row = ATOMS[atom]
    if "conflict" in row:
        assert CONFLICTS[row["conflict"]]["kind"] in row["kinds"]
        return
    claim = CLAIMS[row["claim"]]
    assert claim.get("pins") or claim.get("absent")
    assert {in_short(QUANTITIES[one]) for one in claim.get("states", [])} >= set(row.get("numbers", []))


def test_the_atoms_are_those_of_the_sheet() -> None:
    assert {f"C{number}" for number in range(1, 28)} <= set(ATOMS)
    assert {f"XL-{number:02}" for number in range(1, 15)} <= set(ATOMS)


def test_every_number_is_known_and_every_number_of_the_articles_is_stated() -> None:
    stated = {one for claim in CLAIMS.values() for one in claim.get("states", [])}
    assert stated <= set(QUANTITIES)
    assert set(STATED) <= stated


@pytest.mark.parametrize("name", CLAIMS)
def test_our_own_numbers_are_told_apart_from_those_of_the_articles(name: str) -> None:
    states = CLAIMS[name].get("states", [])
    assert set(states) <= set(OURS if name.startswith("OU-") else STATED)


@pytest.mark.parametrize("name", CLAIMS)
def test_a_claim_and_its_conflicts_name_each_other(name: str) -> None:
    naming = [conflict for conflict, record in CONFLICTS.items() if name in record["claims"]]
    assert sorted(CLAIMS[name].get("conflicts", [])) == sorted(naming)


@pytest.mark.parametrize("name", CONFLICTS)
def test_a_conflict_is_about_claims_and_numbers_that_exist(name: str) -> None:
    record = CONFLICTS[name]
    assert record["claims"]
    assert set(record["claims"]) <= set(CLAIMS)
    assert set(record.get("quantities", [])) <= {
        one for claim in record["claims"] for one in CLAIMS[claim].get("states", [])
    }
    assert record["pins"]


def test_every_aside_stands_where_it_says() -> None:
    names = {pin["article"] for pin in ASIDES}
    finder = Finder({name: sentences_of(read_article_file(DOCS / f"{name}.md", f"{name}.md")) for name in names})
    wrong = []
    for pin in ASIDES:
        source = None if pin["en"] == "absent" else pin["en"]
        located = finder.locate(Pin(pin["article"], pin["segment"], pin["sentence"], pin["nl"], source))
        if located.state is not State.FOUND or located.has_moved:
            wrong.append((pin, located.sentence))
    assert wrong == []
