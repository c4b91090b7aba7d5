"""What becomes of every construct of the format, and what must hold of all of them."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from bs4 import BeautifulSoup
from bs4.element import Tag
from markdown_it import MarkdownIt
from tests.conftest import Case

from tweeluik.article.projection import project
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.model import Segment, Side
from tweeluik.rendering.body import Body, render_body
from tweeluik.rendering.sanitizer import sanitize

ARTICLE = "map/artikel.md"
SIDES = {"dutch": Side.TARGET, "english": Side.SOURCE}
LITERAL = re.compile(r":::|\[!\s*(?:note|tip|important|warning|caution|video|include|div)|#tab/", re.IGNORECASE)
MakeDocset = Callable[[dict[str, str]], Docset]


def docset_of(case: Case, make_docset: MakeDocset) -> Docset:
    files = {name: text for name, text in case.sections.items() if "." in name}
    return make_docset({ARTICLE: case["article"], **files})


def bodies(docset: Docset) -> dict[Side, Body]:
    return {
        side: render_body(docset, ARTICLE, side, prefix="en/" if side is Side.SOURCE else "") for side in SIDES.values()
    }


def soup_of(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


@pytest.mark.cases("constructs")
def test_construct(case: Case, make_docset: MakeDocset) -> None:
    docset = docset_of(case, make_docset)
    rendered = bodies(docset)
    for name, side in SIDES.items():
        case.expects(name, rendered[side].html)
    case.expects("problems", "\n".join(problem(one) for one in rendered[Side.TARGET].diagnostics))


def problem(one: Diagnostic) -> str:
    return f"{one.path}:{one.place.line}: {one.code}: {one.message}"


@pytest.mark.cases("constructs")
def test_no_construct_is_left_as_literal_text(case: Case, make_docset: MakeDocset) -> None:
    for body in bodies(docset_of(case, make_docset)).values():
        soup = soup_of(body.html)
        for code in soup.find_all("code"):
            code.decompose()
        assert LITERAL.findall(soup.get_text()) == case.get("literal").split()


@pytest.mark.cases("constructs")
def test_ids_are_unique_and_the_same_in_both_languages(case: Case, make_docset: MakeDocset) -> None:
    both = bodies(docset_of(case, make_docset))
    ids = {side: [str(one["id"]) for one in soup_of(body.html).find_all(id=True)] for side, body in both.items()}
    assert ids[Side.TARGET] == ids[Side.SOURCE]
    assert len(set(ids[Side.TARGET])) == len(ids[Side.TARGET])
    for side, body in both.items():
        assert {heading.id for heading in body.headings} <= set(ids[side])


@pytest.mark.cases("constructs")
def test_html_is_what_a_browser_reads_back(case: Case, make_docset: MakeDocset) -> None:
    for body in bodies(docset_of(case, make_docset)).values():
        assert sanitize(body.html) == body.html


@pytest.mark.cases("constructs")
def test_every_segment_is_marked_round_its_own_text(case: Case, make_docset: MakeDocset) -> None:
    docset = docset_of(case, make_docset)
    article = docset.article(ARTICLE)
    for side, body in bodies(docset).items():
        references = parse_references(project(article, side, normalize=True).text)
        marked = marked_texts(body.html)
        hidden = case.get("hidden").split()
        for segment in article.segments:
            if segment.id in hidden:
                assert segment.id not in marked
                continue
            shown = marked.pop(segment.id, "")
            assert shown in expected_texts(segment, side, references), segment
        assert not any(identifier.startswith("0a1b2") for identifier in marked)


def marked_texts(html: str) -> dict[str, str]:
    """Return the text of each segment, its spans put together, without white space."""
    found: dict[str, str] = {}
    for span in soup_of(html).find_all("span", class_="tw-segment"):
        assert not span.find_parent("span", class_="tw-segment"), "a segment in a segment"
        for label in span.find_all(class_="tw-alert-label"):
            label.decompose()
        identifier = str(span["data-segment"])
        found[identifier] = found.get(identifier, "") + text_of(span)
    return found


def parse_references(text: str) -> str:
    """Return the link definitions of a text, which a segment by itself would miss."""
    return "\n".join(line for line in text.split("\n") if re.match(r"\[[^\]]+\]: ", line))


def expected_texts(segment: Segment, side: Side, references: str) -> set[str]:
    """Return the text of a segment as a plain parser gives it: with HTML, with placeholders, and in raw HTML."""
    half = re.sub(r"\[!\w+\]|<(script|style)>.*?</\1>", "", segment.half(side)).replace("\\|", "|")
    half = re.sub(r":::image[^\n]*?alt-text=\"([^\"]*)\"[^\n]*?:::", r"\1", half)
    parsers = [MarkdownIt("commonmark", {"html": html}).enable(["table", "strikethrough"]) for html in (True, False)]
    renderings = [parser.render(f"{half}\n\n{references}") for parser in parsers]
    return {text_of(soup_of(html)) for html in (*renderings, half)}


def text_of(element: Tag) -> str:
    """Return text with that of images, without white space, emphasis that does not end, and escapes in addresses."""
    for image in element.find_all("img"):
        image.replace_with(str(image["alt"]))
    return re.sub(r"[\s*]", "", unescape(element.get_text()))
