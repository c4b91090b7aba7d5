"""The scanner that checks read halves of segments with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tweeluik.learn.inline import GONE, OPAQUE, Inline, read_inline
from tweeluik.text import Span


def shown(raw: str) -> str:
    return read_inline(raw).text.replace(GONE, "")


def parts(raw: str, spans: list[Span]) -> list[str]:
    return [span.of(raw) for span in spans]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param("plain", "plain", id="no marks"),
        pytest.param("a **b** _c_ `d`", "a b c d", id="emphasis and code"),
        pytest.param("[a](b) ![c](d)", "a c", id="link and image"),
        pytest.param("[a](b \"c\") [d](<e f> 'g')", "a d", id="titles and destinations in angle brackets"),
        pytest.param(r"\*a\* \> \[b](c)", "*a* > [b](c)", id="escapes"),
        pytest.param("a &amp; b &gt; c &#62; d", "a & b > c > d", id="entities"),
        pytest.param("&notit; &NoSuchThing;", "&notit; &NoSuchThing;", id="no entities"),
        pytest.param('a<br/>b <a href="x">c</a>', "ab c", id="tags"),
        pytest.param("<!-- a > b -->c", "c", id="comment"),
        pytest.param("a <1 or 2> b", "a <1 or 2> b", id="angle brackets that are no tag"),
        pytest.param("<user_name> and <x.example>", "<user_name> and <x.example>", id="placeholders that are no tag"),
        pytest.param("<https://a.example/&amp;>", "https://a.example/&amp;", id="nothing is decoded in an autolink"),
        pytest.param("https://a.example/b\\_c&amp;d", "https://a.example/b_c&d", id="escapes in an address"),
        pytest.param("2 * 3 * 4", "2 * 3 * 4", id="asterisks between blanks"),
        pytest.param("snake_case_name", "snake_case_name", id="underscores in a word"),
        pytest.param("a ** b**", "a ** b**", id="marks that cannot open"),
        pytest.param("``a`b`` c", "a`b c", id="code with a backtick"),
        pytest.param("``a` b", "``a` b", id="backticks without a partner"),
    ],
)
def test_what_a_reader_sees(raw: str, text: str) -> None:
    assert shown(raw) == text


@pytest.mark.parametrize(
    ("raw", "strong", "emphasis"),
    [
        pytest.param("**a** __b__", ["a", "b"], [], id="both marks"),
        pytest.param("*a* _b_", [], ["a", "b"], id="emphasis"),
        pytest.param("***a***", ["a"], ["**a**"], id="both at once"),
        pytest.param("**a *b* c**", ["a *b* c"], ["b"], id="nested"),
        pytest.param("in**a**b", ["a"], [], id="inside a word"),
        pytest.param("**a.**b", [], [], id="a closing mark between a stop and a letter"),
        pytest.param("**(a)**b", [], [], id="the same with a bracket"),
        pytest.param("**€5**", ["€5"], [], id="a currency sign opens"),
        pytest.param("**a [b** c](d)", [], [], id="not across the end of a link text"),
        pytest.param("[**b** a](c) **d**", ["b", "d"], [], id="in the order of the text"),
        pytest.param("**a `b** c`**", ["a `b** c`"], [], id="code goes first"),
        pytest.param(r"**a\** b", [], [r"a\*"], id="an escaped mark"),
        pytest.param("*a**b*", [], ["a**b"], id="lengths that add up to three"),
        pytest.param("_a __b_ c__", [], ["a __b_ c_", "_b_ c", "b"], id="runs that cross"),
    ],
)
def test_emphasis_by_the_rules_of_commonmark(raw: str, strong: list[str], emphasis: list[str]) -> None:
    view = read_inline(raw)
    assert parts(raw, view.strong) == strong
    assert parts(raw, view.emphasis) == emphasis


@pytest.mark.parametrize(
    ("raw", "links"),
    [
        pytest.param("[a](b)", [("a", "b")], id="plain"),
        pytest.param("[a [b] c](d)", [("a [b] c", "d")], id="brackets inside"),
        pytest.param("[a](b_(c))", [("a", "b_(c)")], id="brackets in the destination"),
        pytest.param("[![a](b)](c)", [("![a](b)", "c"), ("a", "b")], id="a picture that is a link"),
        pytest.param("[a [b](c) d](e)", [("b", "c")], id="no link in a link"),
        pytest.param("[a `]` b](c)", [("a `]` b", "c")], id="code inside"),
        pytest.param("[](a)", [("", "a")], id="empty"),
        pytest.param("[a] (b)", [], id="a blank between"),
        pytest.param(r"[a\](b)", [], id="an escaped bracket"),
        pytest.param("`[a](b)`", [], id="inside code"),
        pytest.param("[a](b c)", [], id="a blank in the destination"),
        pytest.param("[a](<b c>)", [("a", "b c")], id="a blank in angle brackets"),
    ],
)
def test_links(raw: str, links: list[tuple[str, str]]) -> None:
    assert [(link.label.of(raw), link.target) for link in read_inline(raw).links] == links


def test_code_addresses_and_pictures_are_no_prose() -> None:
    raw = "See `a b`, <x@y.example>, https://z.example/ and ![c](d)."
    view = read_inline(raw)
    assert view.prose.replace(GONE, "") == f"See {OPAQUE}, {OPAQUE}, {OPAQUE} and {OPAQUE}."
    assert parts(raw, view.codes) == ["a b"]
    assert parts(raw, view.addresses) == ["x@y.example", "https://z.example/"]


MARKS = st.text(alphabet="ab .*_`[]()<>!\\&;\n\"'-/:#é€", max_size=60)
PIECES = st.sampled_from(
    [
        "**",
        "*",
        "_",
        "`",
        "``",
        "[",
        "](",
        "](x)",
        ")",
        "![",
        "<b>",
        "<",
        ">",
        "\\",
        "&amp;",
        " ",
        "a",
        "word",
        ".",
        "\n",
    ]
)


@given(MARKS | st.lists(PIECES, max_size=25).map("".join))
@settings(max_examples=500, deadline=None)
def test_all_views_have_the_length_of_the_half_and_all_spans_lie_inside(raw: str) -> None:
    view = read_inline(raw)
    assert len(view.text) == len(view.prose) == len(raw)
    for span in spans(view):
        assert 0 <= span.start <= span.end <= len(raw)
    for kept, letter in zip(view.text, raw, strict=True):
        assert kept in {letter, GONE} or letter == "&"
    assert view.strong == sorted(view.strong)


def spans(view: Inline) -> list[Span]:
    links = [span for link in view.links for span in (link.span, link.label)]
    return [*links, *view.codes, *view.strong, *view.emphasis, *view.tags, *view.addresses]


@pytest.mark.parametrize(
    "piece", ["`", "``a`", "[", "[a", "](", "[a](b", "![", "<a ", '<a b="', "<!--", "_a*", "_a ", "&#1"]
)
def test_a_long_half_takes_no_long_time(piece: str) -> None:
    assert read_inline(piece * (100_000 // len(piece))).raw
