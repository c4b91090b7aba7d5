"""Catalogues: what programs do to them, and what they cannot carry."""

import re
from dataclasses import replace

import pytest
from tests.conftest import Case
from tests.unit.exchange.conftest import UNITS, content_of, listing, sent, without_lines

from tweeluik.exchange.po import read, write


@pytest.mark.cases("exchange/formats/po.txt")
def test_what_came_back(case: Case) -> None:
    case.expects("expected", listing(read(content_of(case), "x"), case))


def test_machine_translation_is_fuzzy_if_asked() -> None:
    units = [UNITS["by a machine"], UNITS["by a human"], replace(UNITS["by a machine"], target="")]
    assert b"#, fuzzy" not in write(units, "en-US", "nl-NL")
    content = write(units, "en-US", "nl-NL", machine_as_fuzzy=True)
    assert content.count(b"#, fuzzy\n") == 1
    assert without_lines(read(content, "x")) == [sent(one) for one in units]


def test_every_character_is_in_a_line_of_its_own_kind() -> None:
    """Nothing of a text can end its field, or begin another one."""
    content = write(list(UNITS.values()), "en-US", "nl-NL").decode()
    shape = re.compile(r'(#[.:] [^\n]*|(msgctxt|msgid|msgstr) "([^"\\\n]|\\["\\nrt])*"|"([^"\\\n]|\\["\\nrt])*"|)')
    assert [line for line in content.split("\n") if not shape.fullmatch(line)] == []
