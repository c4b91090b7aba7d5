"""Which format a file has, and whether it is about the languages of the docset."""

import pytest

from tweeluik.exchange.formats import NAMES, format_named, format_of
from tweeluik.exchange.receiving import read_exchange
from tweeluik.language import Language
from tweeluik.model import Side

LANGUAGES = {Side.SOURCE: Language("en-US"), Side.TARGET: Language("nl-NL")}
XLIFF = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="{}" trgLang="{}"/>'


@pytest.mark.parametrize("name", NAMES)
def test_what_a_format_writes_is_known_by_its_content(name: str) -> None:
    form = format_named(name)
    content = form.write((), "en-US", "nl-NL")
    assert format_of("file.txt" if name != "csv" else "file.csv", content) == form
    assert read_exchange(content, f"x{form.suffix}", LANGUAGES).diagnostics == ()


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        pytest.param("a.xliff", b"", "xliff", id="by its name"),
        pytest.param("A.PO", b"", "po", id="in capitals"),
        pytest.param("a.txt", "<xliff version='1.2'>".encode("utf-16"), "xliff12", id="UTF-16"),
        pytest.param("a.xlf", b"<x:xliff xmlns:x='y'\n version = '1.1'>", "xliff12", id="with a prefix"),
        pytest.param("a.xlf", b"<?xml version='1.0'?><xliff version='2.0'>", "xliff", id="the version of XML itself"),
        pytest.param("a.csv", b"article,id\na.md,1,<xliff version='1.2'>\nmsgid \n", "csv", id="a table about XLIFF"),
        pytest.param("a.md", b"# Kop\n", "", id="an article"),
        pytest.param("", b"", "", id="nothing"),
    ],
)
def test_a_format_is_told(name: str, content: bytes, expected: str) -> None:
    found = format_of(name, content)
    assert (found.name if found else "") == expected


@pytest.mark.parametrize(
    ("source", "target", "fits"),
    [
        pytest.param("en-US", "nl-NL", True, id="the same"),
        pytest.param("en", "nl", True, id="without regions"),
        pytest.param("EN_gb", "nl-BE", True, id="of other regions"),
        pytest.param("", "", True, id="not said"),
        pytest.param("de", "nl", False, id="another source"),
        pytest.param("en", "nds-NL", False, id="another target"),
    ],
)
def test_languages_are_those_of_the_docset(source: str, target: str, fits: bool) -> None:  # noqa: FBT001
    found = [one.code for one in read_exchange(XLIFF.format(source, target).encode(), "a.xlf", LANGUAGES).diagnostics]
    assert found == ([] if fits else ["exchange-language-differs"])
