"""Every inline token knows where it stands, so segments are marked round exactly their text."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token
from tests.segments import pair

from tweeluik.article.projection import Projection, project
from tweeluik.article.reading import read_article
from tweeluik.learn.marking import Tracer, mark_html, mark_inline
from tweeluik.learn.parser import parse
from tweeluik.learn.positions import AT
from tweeluik.learn.raw_html import pieces
from tweeluik.model import Side


def segment(number: int, text: str) -> str:
    return pair(f"0a1b2-{number}", text, text)


def projection_of(text: str) -> Projection:
    return project(read_article(text.encode(), "a.md"), Side.TARGET, normalize=True)


def marked(text: str) -> list[tuple[str, str]]:
    """Return the texts of a text's leaf blocks in order, each with the number of its segment or ''."""
    projection = projection_of(text)
    tracer = Tracer(projection)
    found: list[tuple[str, str]] = []
    tables = 0
    for token in parse(projection.text).tokens:
        tables += token.nesting if token.type in {"table_open", "table_close"} else 0
        if token.type != "inline":
            continue
        current = ""
        for child in mark_inline(token.children or [], tracer.runs(token, in_table=tables > 0)):
            if child.type == "segment_open":
                current = child.meta["segment"].id.rpartition("-")[2]
            elif child.type == "segment_close":
                current = ""
            elif child.type in {"text", "code_inline"} and child.content.strip():
                found.append((child.content.strip(), current))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"a {segment(1, 'b')} c", [("a", ""), ("b", "1"), ("c", "")], id="in a line"),
        pytest.param(
            f"**a {segment(1, 'b')}** {segment(2, '*c*')}", [("a", ""), ("b", "1"), ("c", "2")], id="in emphasis"
        ),
        pytest.param(f"1. {segment(1, '1')} 1", [("1", "1"), ("1", "")], id="like the marker of its list"),
        pytest.param(f"- {segment(1, '-x')}", [("-x", "1")], id="like the bullet of its list"),
        pytest.param(f"> {segment(1, '&gt; x')}", [(">", "1"), ("x", "1")], id="like the marker of its quote"),
        pytest.param(f"> [!TIP] {segment(1, 'T')}", [("T", "1")], id="like the marker of its alert"),
        pytest.param(f"# {segment(1, 'x')} #", [("x", "1")], id="before the end of a heading"),
        pytest.param(f"x {segment(1, 'x')} x", [("x", ""), ("x", "1"), ("x", "")], id="like its surroundings"),
        pytest.param(
            f"| 1 | {segment(1, '1')} |\n|---|---|\n| {segment(2, '1')} | 1 |",
            [("1", ""), ("1", "1"), ("1", "2"), ("1", "")],
            id="like its neighbours in a table",
        ),
        pytest.param(f"\\*{segment(1, 'b')}\\*c", [("*", ""), ("b", "1"), ("*", ""), ("c", "")], id="escapes"),
        pytest.param(f"&amp;{segment(1, '&lt;')}&gt;", [("&", ""), ("<", "1"), (">", "")], id="entities"),
        pytest.param(f"`a` {segment(1, '`b` c')}", [("a", ""), ("b", "1"), ("c", "1")], id="code"),
        pytest.param(
            f"a  \n{segment(1, 'b')}\\\n{segment(2, 'c')}", [("a", ""), ("b", "1"), ("c", "2")], id="hard breaks"
        ),
        pytest.param(f"[{segment(1, 'a')}](b) [c](d)", [("a", "1"), ("c", "")], id="links"),
        pytest.param(f"\ta\n\n  {segment(1, 'b')}", [("b", "1")], id="indentation"),
    ],
)
def test_where_segments_are_marked(text: str, expected: list[tuple[str, str]]) -> None:
    assert marked(text) == expected


WORDS = st.sampled_from("een *twee* **drie** `vier` \\* &amp; [vijf](a) 1 - > é <b>x</b>".split())
SENTENCES = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: "x " + " ".join(words))
FRAMES = ["{}", "- {}", "1. {}", "> {}", "> [!NOTE]\n> {}", "## {}", "| a | {} |\n|---|---|\n| {} | b |", "**z {} z**"]


def plain(markdown: str) -> str:
    tokens = parse(markdown).tokens
    leaves = [child for token in tokens if token.type == "inline" for child in token.children or []]
    return "".join(re.sub(r"\s", "", leaf.content) for leaf in leaves if leaf.type in {"text", "code_inline"})


@given(sentences=st.lists(SENTENCES, min_size=1, max_size=3), frame=st.sampled_from(FRAMES))
@settings(max_examples=300, deadline=None)
def test_the_marked_text_is_the_text_of_the_segment(sentences: list[str], frame: str) -> None:
    text = frame.replace("{}", " ".join(segment(number, one) for number, one in enumerate(sentences)))
    found: dict[str, str] = {}
    for content, number in marked(text):
        if number:
            found[number] = found.get(number, "") + re.sub(r"\s", "", content)
    repeats = frame.count("{}")
    assert found == {str(number): plain(one) * repeats for number, one in enumerate(sentences)}


@given(st.text(alphabet="ab*_`[](!)<>\\&;\n |#-", max_size=30))
@settings(max_examples=500, deadline=None)
def test_every_text_token_stands_where_it_says(text: str) -> None:
    for token in parse(text).tokens:
        for child in token.children or []:
            if child.type == "text" and child.content.isalpha():
                at = child.meta[AT]
                assert token.content[at : at + len(child.content)] == child.content


HTML = "<td>|</td>|<b>|</b>|<br>|<!-- x -->|<tenant>|een |twee|<p>|</p>|<i>|</i>|<".split("|")


@given(parts=st.lists(st.sampled_from(HTML), max_size=8), ours=st.lists(st.sampled_from(HTML), min_size=1, max_size=8))
@settings(max_examples=300, deadline=None)
def test_raw_html_is_cut_without_loss(parts: list[str], ours: list[str]) -> None:
    projection = projection_of(f"<div>{''.join(parts)}{segment(1, ''.join(ours))}{''.join(parts)}")
    token = next((one for one in parse(projection.text).tokens if one.type == "html_block"), Token("html_block", "", 0))
    found = mark_html(list(pieces(token.content)), Tracer(projection).runs(token, in_table=False))
    assert "".join(piece.text for piece in found) == token.content
    assert [piece.start for piece in found] == [sum(len(one.text) for one in found[:i]) for i in range(len(found))]
    inside = "".join(piece.text for piece in found if piece.segment and piece.is_text)
    texts = re.sub(r"<(?!tenant>)(/?\w+|!--.*?--)>", "", "".join(ours))
    assert "".join(inside.split()) == "".join(texts.split()) or "<" in ours


def test_a_segment_in_raw_html_is_wrapped_with_what_closes_in_it() -> None:
    projection = projection_of(f"<div>{segment(1, 'a <b>b</b> <i>c')}{segment(2, 'd</i>')}</div>")
    token = parse(projection.text).tokens[0]
    found = mark_html(list(pieces(token.content)), Tracer(projection).runs(token, in_table=False))
    assert [(piece.text, piece.segment.id[-1] if piece.segment else "") for piece in found] == [
        ("<div>", ""),
        ("a ", "1"),
        ("<b>", ""),
        ("b", "1"),
        ("</b>", ""),
        (" ", ""),
        ("<i>", ""),
        ("c", "1"),
        ("d", "2"),
        ("</i>", ""),
        ("</div>\n" if token.content.endswith("\n") else "</div>", ""),
    ]
    assert BeautifulSoup(token.content, "html.parser").get_text().strip() == "a b cd"
