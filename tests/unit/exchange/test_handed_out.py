"""Every format brings back what it hands out, and only that."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.exchange.conftest import LOCKED, NO_SOURCE, NOT_UTF_8, UNITS, halves, sent, unit, without_lines

from tweeluik.exchange.formats import Format, format_named
from tweeluik.exchange.unit import Unit
from tweeluik.text import LINE_END

OWN = [format_named(name) for name in ("po", "csv", "tmx", "xliff12")]
OF_XML = [one for one in OWN if one.name in {"tmx", "xliff12"}]
every_format = pytest.mark.parametrize("form", OWN, ids=lambda one: one.name)


def handed_out(form: Format, units: Sequence[Unit]) -> bytes:
    return form.write(units, "en-US", "nl-NL")


@every_format
@pytest.mark.parametrize("name", UNITS)
def test_a_unit_comes_back_as_it_went_out(form: Format, name: str) -> None:
    back = form.read(handed_out(form, [UNITS[name]]), "x")
    assert back.diagnostics == ()
    assert without_lines(back) == [sent(UNITS[name])]


@every_format
def test_all_units_come_back_in_order(form: Format) -> None:
    units = [replace(one, id=f"{number}-{one.id}") for number, one in enumerate(UNITS.values())]
    units.sort(key=lambda one: one.path)
    content = handed_out(form, units)
    back = form.read(content, "x")
    assert back.diagnostics == ()
    assert without_lines(back) == [sent(one) for one in units]
    lines = [edit.line for edit in back.edits]
    assert lines == sorted(lines)
    assert lines[0] > 1
    assert handed_out(form, units) == content


@every_format
def test_an_id_counts_in_its_article_only(form: Format) -> None:
    units = [unit("One.", "Een.", path="a.md"), unit("Two.", "Twee.", path="b.md"), unit("One.", "Eén.", path="c.md")]
    assert without_lines(form.read(handed_out(form, units), "x")) == [sent(one) for one in units]


@every_format
@pytest.mark.parametrize("units", [[], [LOCKED]], ids=["none", "only a locked one"])
def test_nothing_comes_back_of_nothing(form: Format, units: list[Unit]) -> None:
    back = form.read(handed_out(form, units), "x")
    assert (back.edits, back.diagnostics) == ((), ())


@every_format
def test_what_cannot_be_carried_is_left_out(form: Format) -> None:
    kept = unit("Two.", "Twee.", 102)
    back = without_lines(form.read(handed_out(form, [LOCKED, NO_SOURCE, kept, NOT_UTF_8]), "x"))
    expected = {"po": [kept], "csv": [NO_SOURCE, kept]}.get(form.name, [NO_SOURCE, kept, NOT_UTF_8])
    assert back == [sent(one) for one in expected]


@every_format
@given(pairs=st.lists(st.tuples(halves, halves), max_size=3), edited=halves)
@settings(max_examples=60, deadline=None)
def test_any_half_comes_back(form: Format, pairs: list[tuple[str, str]], edited: str) -> None:
    units = [unit(source or "One.", target, number) for number, (source, target) in enumerate(pairs)]
    # Some characters XML and PO can write, and files of articles cannot hold.
    units = [one for one in units if "\0" not in one.source + one.target + edited]
    content = handed_out(form, units)
    back = form.read(content, "x")
    assert back.diagnostics == ()
    assert without_lines(back) == [sent(one) for one in units]
    for one in units[:1]:
        # As if somebody had edited it: the new target beside the hash of the old one, which stands last.
        changed = replace(one, target=edited)
        pieces = handed_out(form, [changed]).rsplit(changed.target_hash.encode(), 1)
        [edit] = form.read(one.target_hash.encode().join(pieces), "x").edits
        assert (edit.source_hash, edit.target_hash) == (one.source_hash, one.target_hash)
        # New line ends become like those of the source.
        assert LINE_END.sub("\n", edit.target) == LINE_END.sub("\n", edited)


@every_format
@given(content=st.binary(max_size=200) | halves.map(lambda text: text.encode("utf-8", errors="replace")))
@settings(max_examples=100, deadline=None)
def test_anything_can_be_read(form: Format, content: bytes) -> None:
    assert form.read(content, "x").edits == ()


@every_format
@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_a_damaged_file_gives_no_wrong_edit(form: Format, data: st.DataObject) -> None:
    """Cut out of a file what you will: what comes back has the key of its own unit, or one that import refuses."""
    units = [UNITS["plain"], replace(UNITS["codes"], id="0a1b2-102")]
    keys = {(one.source_hash, one.target_hash) for one in units}
    content = handed_out(form, units)
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(start + 40, len(content))))
    for edit in form.read(content[:start] + content[end:], "x").edits:
        key = edit.source_hash, edit.target_hash
        assert key in keys or not all(part in known for part, known in zip(key, zip(*keys, strict=True), strict=True))


BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(12))


@pytest.mark.parametrize("form", OF_XML, ids=lambda one: one.name)
@pytest.mark.parametrize(
    "declared",
    [
        pytest.param(BOMB, id="a bomb of entities"),
        pytest.param('<!ENTITY a11 SYSTEM "file:///etc/hostname">', id="an entity from a file"),
        pytest.param('<!ENTITY % b SYSTEM "http://127.0.0.1:9/b.dtd"> %b; <!ENTITY a11 "x">', id="a parameter entity"),
    ],
)
def test_entities_are_refused(form: Format, declared: str) -> None:
    text = handed_out(form, [UNITS["plain"]]).decode()
    root = "<tmx " if form.name == "tmx" else "<xliff "
    text = text.replace('<!DOCTYPE tmx SYSTEM "tmx14.dtd">', "")
    text = text.replace(root, f"<!DOCTYPE {root[1:-1]} [{declared}]>{root}").replace("Sla uw", "&a11;")
    back = form.read(text.encode(), "x")
    assert back.edits == ()
    assert {one.code for one in back.diagnostics} <= {"exchange-file-dangerous", "exchange-file-damaged"}
    assert back.diagnostics


@pytest.mark.parametrize("form", OF_XML, ids=lambda one: one.name)
def test_an_entity_of_an_outer_file_is_not_fetched(form: Format) -> None:
    text = handed_out(form, [UNITS["plain"]]).decode()
    text = text.replace("\n<xliff", '\n<!DOCTYPE xliff SYSTEM "file:///etc/hostname">\n<xliff')
    back = form.read(text.replace("Sla uw", "<ph>&a;</ph>").encode(), "x")
    assert back.edits == ()
    assert [one.code for one in back.diagnostics] == ["exchange-file-damaged"]


@pytest.mark.parametrize("form", OF_XML, ids=lambda one: one.name)
@pytest.mark.parametrize("content", ["<a/>", "<xliff version='2.1'/>", "<tmx:tmx xmlns:tmx='x'/>", "<html>x</html>"])
def test_other_xml_is_named(form: Format, content: str) -> None:
    back = form.read(content.encode(), "x")
    if form.name == "tmx" and "tmx" in content:
        assert back.diagnostics == ()
    else:
        assert [one.code for one in back.diagnostics] == ["exchange-format-unknown"]


@pytest.mark.parametrize("form", OF_XML, ids=lambda one: one.name)
def test_depth_does_no_harm(form: Format) -> None:
    text = handed_out(form, [UNITS["plain"]]).decode()
    deep = text.replace("Sla uw", "<hi>" * 200 + "Sla uw" + "</hi>" * 200)
    assert without_lines(form.read(deep.encode(), "x")) == [sent(UNITS["plain"])]
    deeper = text.replace("Sla uw", "<hi>" * 100_000 + "Sla uw" + "</hi>" * 100_000)
    assert [one.code for one in form.read(deeper.encode(), "x").diagnostics] in ([], ["exchange-file-damaged"])
