"""XLIFF 2.1: what is written is valid and comes back as it went out, through our hands and those of others."""

import io
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from lxml import etree
from tests.conftest import FIXTURES
from tests.unit.exchange.conftest import LOCKED, NO_SOURCE, NOT_UTF_8, UNITS, halves, unit
from translate.storage.xliff2 import Xliff2File

from tweeluik.exchange.importing import is_unchanged
from tweeluik.exchange.safe_xml import fits
from tweeluik.exchange.unit import Edit, Unit
from tweeluik.exchange.xliff import read, write
from tweeluik.model import Origin

SCHEMA = etree.XMLSchema(etree.parse(FIXTURES / "xliff" / "xliff.xsd"))
ALL = (*UNITS.values(), LOCKED, NO_SOURCE, NOT_UTF_8)
MARKED = unit("Select **Save** in `a`.", "Kies **Opslaan** in `a`.")


def written(*units: Unit) -> bytes:
    content = write(units, "en-US", "nl-NL")
    assert SCHEMA.validate(etree.fromstring(content)), SCHEMA.error_log
    return content


def returned(content: bytes) -> Edit:
    """Read a file of one sound unit."""
    back = read(content, "back.xlf")
    assert back.diagnostics == ()
    assert (back.source_language, back.target_language) == ("en-US", "nl-NL")
    (edit,) = back.edits
    return edit


def edited(content: bytes, old: str, new: str) -> bytes:
    assert content.count(old.encode()) == 1
    return content.replace(old.encode(), new.encode())


@pytest.mark.parametrize("one", ALL, ids=[*UNITS, "locked", "no source", "not UTF-8"])
def test_a_unit_comes_back_as_it_went_out(one: Unit) -> None:
    edit = returned(written(one))
    assert (edit.target, edit.source_hash, edit.target_hash) == (one.target, one.source_hash, one.target_hash)
    assert is_unchanged(edit)
    assert edit.path == one.path or not fits(one.path)
    assert edit.id == one.id or not fits(one.id)


@given(source=halves, target=halves)
@settings(max_examples=60)
def test_any_unit_comes_back(source: str, target: str) -> None:
    assert returned(written(unit(source, target))).target == target


def test_all_units_in_one_file_are_valid_and_the_same_each_time() -> None:
    content = written(*ALL)
    assert content == write(ALL, "en-US", "nl-NL")
    back = read(content, "all.xlf")
    assert back.diagnostics == ()
    assert [edit.target for edit in back.edits] == [one.target for one in ALL]


def test_what_a_unit_says() -> None:
    one = replace(MARKED, origin=Origin.MACHINE, notes=("too-long: The target is < 3 times as long.",))
    text = written(one).decode()
    assert '<file id="f1" original="admin/plannen.md" xml:space="preserve">' in text
    assert '<unit id="u0a1b2-101" name="0a1b2-101" canResegment="no">' in text
    assert '<mda:meta type="translation-type">machine</mda:meta>' in text
    assert '<segment state="translated" subState="tweeluik:machine">' in text
    assert '<note category="finding">too-long: The target is &lt; 3 times as long.</note>' in text
    assert '<pc id="1" type="fmt" subType="xlf:b"' in text
    assert '<ph id="2" canCopy="no" canDelete="no" disp="`a`" dataRef="d2"/>' in text
    assert 'translate="no"' not in text
    assert 'translate="no"' in written(LOCKED).decode()


def test_an_edit_is_one_line_of_the_file() -> None:
    before = write(ALL, "en-US", "nl-NL").splitlines()
    after = write([replace(one, target="Anders.") if one is ALL[0] else one for one in ALL], "en-US", "nl-NL")
    changed = [line for line in after.splitlines() if line not in before]
    assert [b"target-hash" in line or line == b"<target>Anders.</target>" for line in changed] == [True, True]


@pytest.mark.parametrize(
    ("old", "new", "target"),
    [
        pytest.param(">Opslaan<", ">Bewaren<", "Kies **Bewaren** in `a`.", id="text in a code"),
        pytest.param("<target>Kies", "<target><!-- a --><?b?>Kies", MARKED.target, id="comments"),
        pytest.param("<target>Kies", "<target><![CDATA[Kies]]>", MARKED.target, id="character data"),
        pytest.param("<target>Kies", '<target><mrk id="m1" type="term">Kies</mrk>', MARKED.target, id="a marker"),
        pytest.param("<target>Kies", '<target><sm id="m1"/>Kies<em startRef="m1"/>', MARKED.target, id="open marker"),
        pytest.param("<target>Kies", '<target xml:lang="nl">Druk op', "Druk op **Opslaan** in `a`.", id="language"),
        pytest.param("<target>Kies", '<target>Kies<cp hex="0007"/>', MARKED.target.replace("s ", "s\a "), id="cp"),
        pytest.param(
            "</segment>",
            "</segment><ignorable><source> </source></ignorable><segment><source/><target>Klaar.</target></segment>",
            MARKED.target + " Klaar.",
            id="more segments",
        ),
    ],
)
def test_what_other_programs_may_do(old: str, new: str, target: str) -> None:
    content = edited(written(MARKED), old, new)
    assert returned(content).target == target


def test_a_code_may_be_split_and_its_data_left_out() -> None:
    text = written(MARKED).decode()
    start, end = text.index("<target>"), text.index("</target>")
    for code in ('<sc id="1"/>Bewaren<ec startRef="1"/>', '<pc id="1">Bewaren</pc>'):
        content = f'{text[:start]}<target>Kies {code} in <ph id="2"/>.{text[end:]}'.encode()
        assert returned(content).target == "Kies **Bewaren** in `a`."


def test_markdown_may_be_declared() -> None:
    one = unit("Select **Save** <br> & go.", "Kies \x07 **Opslaan**.")
    content = f"""<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en-US" trgLang="nl-NL"
    xmlns:mda="urn:oasis:names:tc:xliff:metadata:2.0"><file id="f1" original="{one.path}"><unit id="u1" name="{one.id}">
    <mda:metadata><mda:metaGroup category="tweeluik"><mda:meta type="content">markdown</mda:meta>
    <mda:meta type="source-hash">{one.source_hash}</mda:meta><mda:meta type="target-hash">{one.target_hash}</mda:meta>
    </mda:metaGroup></mda:metadata><segment><source>{one.source.replace("&", "&amp;").replace("<", "&lt;")}</source>
    <target>Kies <cp hex="0007"/> **Bewaren** &lt;br>.</target></segment></unit></file></xliff>""".encode()
    assert SCHEMA.validate(etree.fromstring(content)), SCHEMA.error_log
    edit = returned(content)
    assert edit.target == "Kies \x07 **Bewaren** <br>."
    assert (edit.source_hash, edit.target_hash) == (one.source_hash, one.target_hash)


def test_line_ends_that_a_program_changed_are_no_edit() -> None:
    content = written(unit("One.\r\nTwo.", "Een.\r\nTwee."))
    assert is_unchanged(returned(content.replace(b"&#13;", b"")))


def test_every_line_is_named_up_to_the_end_of_a_long_file() -> None:
    units = [unit("One.", "Een.", number) for number in range(101, 10_101)]
    content = write(units, "en-US", "nl-NL").replace(b"</file>", b'<unit id="last" name="x"/></file>')
    (problem,) = read(content, "long.xlf").diagnostics
    assert problem.place.line == content.count(b"\n", 0, content.index(b'id="last"')) + 1 > 70_000


def test_the_translate_toolkit_opens_edits_and_saves() -> None:
    units = (MARKED, unit("Name", "Naam", 102), unit("Price", "Prijs", 103))
    toolkit: Any = Xliff2File
    store = toolkit.parsestring(write(units, "en-US", "nl-NL"))
    assert [one.target for one in store.units][1:] == ["Naam", "Prijs"]
    store.units[2].target = "Kosten"
    saved = io.BytesIO()
    store.serialize(saved)
    back = read(saved.getvalue(), "back.xlf")
    assert back.diagnostics == ()
    assert [edit.target for edit in back.edits] == [MARKED.target, "Naam", "Kosten"]
    assert [is_unchanged(edit) for edit in back.edits] == [True, True, False]
