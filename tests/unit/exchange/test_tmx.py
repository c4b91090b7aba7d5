"""Translation memories: what programs do to them, and whether they keep to the format."""

from dataclasses import replace

import pytest
from lxml import etree
from tests.conftest import FIXTURES, Case
from tests.unit.exchange.conftest import UNITS, content_of, listing

from tweeluik.exchange.tmx import read, write
from tweeluik.exchange.unit import Unit


@pytest.mark.cases("exchange/formats/tmx.txt")
def test_what_came_back(case: Case) -> None:
    case.expects("expected", listing(read(content_of(case), "x"), case))


@pytest.mark.parametrize("units", [[], list(UNITS.values())], ids=["none", "of every kind"])
def test_it_keeps_to_the_format(units: list[Unit]) -> None:
    units = [replace(one, id=f"{number}-{one.id}") for number, one in enumerate(units)]
    grammar = etree.RelaxNG(file=str(FIXTURES / "exchange" / "formats" / "tmx.rng"))
    assert grammar.validate(etree.fromstring(write(units, "en-US", "nl-NL"))), str(grammar.error_log)
