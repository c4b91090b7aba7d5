"""XML from strangers, and text that XML cannot hold."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tweeluik.exchange import safe_xml
from tweeluik.exchange.safe_xml import attribute, escaped, fits, fitting, read_xml, runs

ANY = st.text(alphabet=st.characters() | st.sampled_from("\0\x07\t\n\r\x85\u2028\ud800\ufffe&<>\"'"))


def code(content: bytes) -> str:
    root, problems = read_xml(content, "x.tmx")
    assert (root is None) == bool(problems)
    return problems[0].code if problems else ""


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param(b"<a/>", "", id="an element"),
        pytest.param(b'<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx/>', "", id="a definition by its name, as TMX has it"),
        pytest.param(b"<!-- <!DOCTYPE a [ --><a><![CDATA[<!DOCTYPE a [<!ENTITY>]]]></a>", "", id="text about types"),
        pytest.param(b"\xef\xbb\xbf<?xml version='1.0'?>\n<a/>", "", id="a byte order mark"),
        pytest.param("<?xml version='1.0' encoding='utf-16'?><a>é</a>".encode("utf-16"), "", id="UTF-16"),
        pytest.param(b"<!DOCTYPE a []><a/>", "exchange-file-dangerous", id="an empty subset"),
        pytest.param(b"\n<?x?><!-- --><!DOCTYPE a [ ]><a/>", "exchange-file-dangerous", id="a subset further on"),
        pytest.param("<!DOCTYPE a [<!ELEMENT a ANY>]><a/>".encode("utf-16"), "exchange-file-dangerous", id="in UTF-16"),
        pytest.param(b"<a>&nbsp;</a>", "exchange-file-damaged", id="an entity of HTML"),
        pytest.param(b"<a>" * 300 + b"</a>" * 300, "exchange-file-damaged", id="too deep"),
        pytest.param(b"\xff\xfe\xff", "exchange-file-damaged", id="no text"),
    ],
)
def test_what_is_read(content: bytes, expected: str) -> None:
    assert code(content) == expected


def test_a_long_beginning_is_looked_at_once() -> None:
    """Looking for a document type took minutes if each comment were tried again."""
    assert code(b"<a/>" + b"<!-- - -->" * 200_000 + b"<?x ?>" * 200_000) == ""


def test_nothing_is_fetched(tmp_path: Path) -> None:
    (tmp_path / "a.dtd").write_text('<!ENTITY a "told"><!ATTLIST a b CDATA "told">')
    root, _ = read_xml(f'<!DOCTYPE a SYSTEM "{(tmp_path / "a.dtd").as_uri()}"><a/>'.encode(), "x.tmx")
    assert root is not None
    assert etree.tostring(root) == b"<a/>"


def test_a_place_is_named() -> None:
    _, (problem,) = read_xml(b"<a>\n<b>\n</a>", "x.xlf")
    assert (problem.path, problem.place.line) == ("x.xlf", 3)


def test_a_file_may_be_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(safe_xml, "LARGEST_FILE", 10)
    assert code(b"<a>1234</a>") == "exchange-file-too-large"


@given(text=ANY)
def test_what_is_written_is_read(text: str) -> None:
    held = fitting(text)
    assert fits(held)
    assert fits(text) == (held == text)
    root = etree.fromstring(f'<a b="{attribute(held)}">{escaped(held)}</a>'.encode())
    assert (root.get("b"), root.text or "") == (held, held)
    assert "".join(run + unfit for run, unfit in runs(text)) == text
    assert all(fits(run) and (not unfit or not fits(unfit)) for run, unfit in runs(text))
