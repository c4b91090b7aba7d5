"""Glossaries: what is understood of them, and what is said of the rest."""

from collections.abc import Iterator

import pytest
from tests.conftest import Case, file_of

from tweeluik.article.reading import LARGEST_FILE
from tweeluik.docset.glossary import Glossary, Term, Tooltip, Wording, read_glossary
from tweeluik.text import Place


def lines(glossary: Glossary) -> Iterator[str]:
    for group in glossary.groups:
        yield " ".join([f"[{group.id}]", *(f"{code}: {name}" for code, name in group.names)])
    for term in glossary.terms:
        yield " ".join([f"{term.id} | {term.group} | {term.see} | {term.tooltip.value}", *term.quoted_in])
        for one in term.wordings:
            words, forbidden, allowed = ", ".join(one.words), ", ".join(one.forbidden), ", ".join(one.allowed_in)
            yield f"  {one.language}: {words}" + (f" - {forbidden} ({allowed})" if forbidden else "")
            yield f"    {one.explanation}"


@pytest.mark.cases("docsets/glossary.txt")
def test_glossary(case: Case) -> None:
    glossary, problems = read_glossary(file_of(case, "glossary.yml"))
    case.expects("terms", "\n".join(line.rstrip() for line in lines(glossary)))
    case.expects("problems", "\n".join(f"{one.place.line}: {one.code}: {one.message}" for one in problems))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b'terms:\n- id: "\\uD800"\n  nl: {preferred: "a\\uDFFFb"}\n', id="half a character"),
        pytest.param(b"\xff\xfe\x00t", id="no text"),
        pytest.param(b"terms: [" * 5000, id="deep"),
        pytest.param(b"a: &a [x]\nb: [" + b"*a, " * 100 + b"]\nterms: []\n", id="many references"),
        pytest.param(b"terms: !!python/object:os.system [ls]\n", id="an object"),
        pytest.param(b"terms: !!binary x\n", id="a tag"),
        pytest.param(b"terms:\n- ? [a, b]\n  : x\n", id="a list as a key"),
        pytest.param(b"terms:\n- <<: *weg\n", id="an unknown reference"),
        pytest.param(b"# " + b"x" * LARGEST_FILE, id="too large"),
    ],
)
def test_what_a_stranger_may_write_becomes_diagnostics(content: bytes) -> None:
    glossary, problems = read_glossary(content)
    assert problems
    "".join(lines(glossary)).encode()


def test_a_byte_order_mark_and_other_line_ends() -> None:
    text = "\ufeffterms:\r\n- id: a\r\n  nl:\r\n    preferred: één\r\n"
    glossary, problems = read_glossary(text.encode())
    assert not problems
    assert glossary.terms == (Term("a", wordings=(Wording("nl", "één", place=Place(4, 5)),), place=Place(2, 3)),)


@pytest.mark.parametrize(
    ("tooltip", "word", "language", "expected"),
    [
        (Tooltip.ALL, "factuur", "nl", "Wat u betaalt."),
        (Tooltip.ALL, "rekening", "nl", "Wat u betaalt."),
        (Tooltip.PREFERRED, "factuur", "nl", "Wat u betaalt."),
        (Tooltip.PREFERRED, "rekening", "nl", ""),
        (Tooltip.NONE, "factuur", "nl", ""),
        (Tooltip.ALL, "invoice", "en", ""),
    ],
)
def test_explanation(tooltip: Tooltip, word: str, language: str, expected: str) -> None:
    wording = Wording("nl", "factuur", ("rekening",), explanation="Wat u betaalt.")
    assert Term("a", tooltip=tooltip, wordings=(wording,)).explanation(word, language) == expected
