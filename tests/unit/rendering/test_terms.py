"""The words of the glossary are explained where an article first uses them, and nowhere else."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import FIXTURES, Case

from tweeluik.docset.docset import Docset
from tweeluik.docset.glossary import Glossary, read_glossary
from tweeluik.model import Side
from tweeluik.rendering.body import render_body
from tweeluik.rendering.page import PageState
from tweeluik.rendering.sanitizer import sanitize
from tweeluik.rendering.terms import explained

ARTICLE = "map/artikel.md"
GLOSSARY = (FIXTURES / "terms" / "glossary.yml").read_text(encoding="utf-8")
MARK = re.compile(r'<span class="tw-term">([^<]*)<button [^<>]*></button></span>')
NOTES = re.compile(r'<div class="tw-terms" data-pagefind-ignore="all">\n.*\n</div>\n\Z', re.DOTALL)
MakeDocset = Callable[[dict[str, str]], Docset]


def body_of(docset: Docset, side: Side, path: str = ARTICLE) -> str:
    return render_body(docset, path, side, prefix="en/" if side is Side.SOURCE else "").html


def shown(html: str) -> str:
    """Write a body with its marks in brackets, and its explanations as lines."""
    body = MARK.sub(r"[\1]", NOTES.sub("", html))
    lines = []
    for note in BeautifulSoup(html, "html.parser").select(".tw-term-note"):
        name, text, *see = note.find_all("p")
        link = see[0].a if see else None
        lines.append(f"{name.get_text()}: {text.get_text()}" + (f" → {link['href']}" if link else "") + "\n")
    return body + "".join(lines)


@pytest.mark.cases("terms")
def test_terms(case: Case, make_docset: MakeDocset) -> None:
    files = {name: text for name, text in case.sections.items() if "." in name}
    docset = make_docset({ARTICLE: case["article"], "glossary.yml": GLOSSARY, **files})
    case.expects("dutch", shown(body_of(docset, Side.TARGET)))
    case.expects("english", shown(body_of(docset, Side.SOURCE)))


def test_what_a_mark_and_an_explanation_are_made_of(make_docset: MakeDocset) -> None:
    html = body_of(make_docset({ARTICLE: "⟦Het is Uitgeschakeld.¦x⟧\n", "glossary.yml": GLOSSARY}), Side.TARGET)
    assert html == (
        '<p><span class="tw-segment" data-segment="0a1b2-101" lang="nl-NL">Het is <span class="tw-term">Uitgeschakeld'
        '<button type="button" class="tw-term__button" popovertarget="tw-term-1" aria-label="Uitgeschakeld: uitleg"'
        ' aria-describedby="tw-term-1-text"></button></span>.</span></p>\n'
        '<div class="tw-terms" data-pagefind-ignore="all">\n'
        '<div class="tw-term-note" id="tw-term-1" popover="auto" role="group" aria-labelledby="tw-term-1-name"'
        ' tabindex="-1" autofocus=""><p class="tw-term-note__name" id="tw-term-1-name">Uitgeschakeld</p>'
        '<p id="tw-term-1-text">Alleen beheerders kunnen er nog bij.</p>'
        '<p class="tw-term-note__see"><a href="../../map/andere/">De andere pagina</a></p></div>\n'
        "</div>\n"
    )


@pytest.mark.parametrize("path", ["glossary.md", "map/glossary.md"])
def test_the_article_beside_the_glossary_explains_the_terms_itself(path: str, make_docset: MakeDocset) -> None:
    docset = make_docset({path: "De dag 0.\n", "glossary.yml": GLOSSARY})
    assert ("tw-term" in body_of(docset, Side.TARGET, path)) is (path != "glossary.md")


@pytest.mark.cases("constructs")
def test_a_docset_without_glossary_is_rendered_as_ever(case: Case, make_docset: MakeDocset) -> None:
    files = {name: text for name, text in case.sections.items() if "." in name}
    docset = make_docset({ARTICLE: case["article"], **files})
    page = PageState(docset, ARTICLE, Side.TARGET, "../../")
    assert explained(case.get("dutch"), page) == case.get("dutch")


@pytest.mark.cases("constructs")
def test_marks_and_explanations_are_all_that_is_added(case: Case, make_docset: MakeDocset) -> None:
    words = sorted({*re.findall(r"[^\W\d_]{2,}", case.get("dutch"))})
    terms = "".join(
        f"- id: t{number}\n  nl: {{preferred: '{word}', explanation: x}}\n" for number, word in enumerate(words)
    )
    files = {name: text for name, text in case.sections.items() if "." in name}
    docset = make_docset({ARTICLE: case["article"], **files, "glossary.yml": f"terms:\n{terms}"})
    html = body_of(docset, Side.TARGET)
    assert MARK.sub(r"\1", NOTES.sub("", html)).rstrip() == case.get("dutch").rstrip()
    soup = BeautifulSoup(html, "html.parser")
    for mark in soup.select(".tw-term"):
        assert not mark.find_parent(["a", "h1", "h2", "h3", "h4", "h5", "h6", "code", "strong", "th", "summary"])
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids))


WORDS, _ = read_glossary(
    b"terms: ["
    + b", ".join(b"{id: %s, nl: {preferred: %s, explanation: x}}" % (one, one) for one in b"p a b amp".split())
    + b"]"
)


@given(text=st.text(alphabet="<>/\"'=&; \nabp-dag0", max_size=60))
def test_no_text_is_written_into_a_tag(text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    docset = Docset(tmp_path_factory.getbasetemp() / "nowhere")
    docset.__dict__["glossary"] = WORDS
    html = sanitize(text)
    assert MARK.sub(r"\1", NOTES.sub("", explained(html, PageState(docset, "a.md", Side.TARGET, "./")))) == html


def test_a_tag_that_cannot_be_read_is_left_alone(tmp_path: Path) -> None:
    docset = Docset(tmp_path)
    docset.__dict__["glossary"] = WORDS
    html = "<p title='a'>x</p>"
    assert explained(html, PageState(docset, "a.md", Side.TARGET, "./")) == html


@pytest.mark.parametrize("between", ["\n\n", " "], ids=["paragraphs", "one paragraph"])
def test_a_large_glossary_and_a_large_article(between: str, make_docset: MakeDocset) -> None:
    terms = "".join(f"- id: t{number}\n  nl: {{preferred: woord {number}, explanation: x}}\n" for number in range(3000))
    text = between.join(f"Dit is woord {number} van de rij." for number in range(3000))
    docset = make_docset({ARTICLE: text, "glossary.yml": f"terms:\n{terms}"})
    plain = make_docset({ARTICLE: text})
    plain.__dict__["glossary"] = Glossary()
    start = time.process_time()
    body_of(plain, Side.TARGET)
    alone = time.process_time() - start
    start = time.process_time()
    assert body_of(docset, Side.TARGET).count('class="tw-term"') == 3000
    assert time.process_time() - start < alone + 10
