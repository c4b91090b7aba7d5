"""XLIFF 1.2: what programs do to it, and whether it keeps to the format."""

import re
from dataclasses import replace

import pytest
from lxml import etree
from tests.conftest import FIXTURES, Case
from tests.unit.exchange.conftest import UNITS, content_of, listing

from tweeluik.exchange.unit import Unit
from tweeluik.exchange.xliff12 import read, write


@pytest.mark.cases("exchange/formats/xliff12.txt")
def test_what_came_back(case: Case) -> None:
    case.expects("expected", listing(read(content_of(case), "x"), case))


@pytest.mark.parametrize("units", [[], list(UNITS.values())], ids=["none", "of every kind"])
def test_it_keeps_to_the_format(units: list[Unit]) -> None:
    units = [replace(one, id=f"{number}-{one.id}") for number, one in enumerate(units)]
    grammar = etree.RelaxNG(file=str(FIXTURES / "exchange" / "formats" / "xliff12.rng"))
    assert grammar.validate(etree.fromstring(write(units, "en-US", "nl-NL"))), str(grammar.error_log)


def test_machine_translation_says_so() -> None:
    text = write([UNITS["by a machine"], UNITS["by a human"], UNITS["without a target"]], "en-US", "nl-NL").decode()
    assert re.findall(r"<target[^>]*>", text) == [
        '<target state="translated" state-qualifier="mt-suggestion">',
        '<target state="translated">',
        '<target state="needs-translation">',
    ]
