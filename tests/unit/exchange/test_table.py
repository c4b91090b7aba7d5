"""Tables: what spreadsheets do to them, and what they must not calculate."""

import csv
import io
import re
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Case
from tests.unit.exchange.conftest import UNITS, content_of, listing, sent, unit, without_lines

from tweeluik.exchange.table import COLUMNS, guarded, read, unguarded, write


@pytest.mark.cases("exchange/formats/table.txt")
def test_what_came_back(case: Case) -> None:
    case.expects("expected", listing(read(content_of(case), "x"), case))


@pytest.mark.parametrize(
    "text",
    [
        *("=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", " =1", "'=1", '"=1', "'\"' =1", "\uff1d1", "\uff0b1", "-a"),
        *("1", "1.10", "1,10", "1 000", ".5", "(5)", "50%", "€ 5", "$5.00", "1e5", "1E+5", "12:30", "9:00 AM", "1/2"),
        *("3-4", "2021-05-01", "1 mei", "1 mei 2021", "mei 2021", "May 5, 2021", "5-Dec-2021", "2021年5月1日", "'5"),
        *("true", "FALSE", "Waar", "onwaar ", "1234567890123456", "00123", "1.343\u00a0", "jan-21"),
    ],
)
def test_what_a_spreadsheet_would_convert_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "Een.", "a=1", "1 plan", "Stap 1", "Office 365", "'t Is", '"Een"', "mei", "Maart", "Windows 10 en 11", "3D"],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert guarded(text) == text
    assert unguarded(text) == text


@given(text=st.text(alphabet="'\"=-1.a \t\n5mei€%(e", max_size=12))
@settings(max_examples=500, deadline=None)
def test_the_guard_can_be_undone(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not re.match(r"[\s'\"]*[=+\-@]", guarded(text)) or guarded(text).startswith("'")


@pytest.mark.parametrize("text", ["jan" + " " * 50_000 + "x", "1" * 50_000 + "x", "'" * 50_000, "=" + "1 " * 50_000])
def test_the_guard_is_fast(text: str) -> None:
    begun = time.process_time()
    guarded(text)
    assert time.process_time() - begun < 1


def test_a_cell_that_was_cut_off_is_refused() -> None:
    long = unit("One. " * 8_000, "Een. " * 8_000)
    cut = replace(long, target=long.target[:32_767])
    content = write([cut], "en-US", "nl-NL").replace(cut.target_hash.encode(), long.target_hash.encode())
    back = read(content, "x")
    assert back.edits == ()
    assert [one.code for one in back.diagnostics] == ["exchange-cell-mangled"]


def test_utf_16_is_read() -> None:
    content = write([UNITS["plain"]], "en-US", "nl-NL").decode("utf-8-sig").replace('","', '"\t"')
    assert without_lines(read(content.encode("utf-16"), "x")) == [sent(UNITS["plain"])]


def test_a_quote_that_is_never_closed_costs_no_time() -> None:
    rows = "article,id,source,target,source_hash,target_hash\n" + 'a,"' * 100_000 + "\n" + '"""\n' * 20_000
    begun = time.process_time()
    assert read(rows.encode(), "x").edits == ()
    assert time.process_time() - begun < 5


def test_a_hash_is_never_a_number() -> None:
    units = [unit("One.", str(number)) for number in range(100)]
    header, *rows = csv.reader(io.StringIO(write(units, "en-US", "nl-NL").decode("utf-8-sig"), newline=""))
    assert tuple(header) == COLUMNS
    assert [row[7:9] for row in rows] == [[f"h{one.source_hash}", f"h{one.target_hash}"] for one in units]
