"""HTML that articles bring along, before the sanitizer sees it."""

import time

import pytest

from tweeluik.learn.raw_html import attributes, pieces
from tweeluik.rendering.raw_html import rewrite_tags


def kept(_name: str, given: dict[str, str]) -> dict[str, str]:
    return given


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<B CLASS="x">y</B>', '<b class="x">y</b>', id="lower case"),
        pytest.param("<p a=1 b='2' c=\"3\" d>", '<p a="1" b="2" c="3" d="">', id="quotes"),
        pytest.param("<p a='\"<>&amp;'>", '<p a="&quot;&lt;&gt;&amp;">', id="signs in values"),
        pytest.param("<p a='>'>x", '<p a="&gt;">x', id="a bracket in a value"),
        pytest.param("<p a=x a=y>", '<p a="x">', id="the first of equal attributes"),
        pytest.param('<p a="x>y</p>', '<p a="" x="">y</p>', id="a missing quote"),
        pytest.param('<p a=x"y>z', '<p a="x" y="">z', id="a quote in a bare value"),
        pytest.param(
            "<tenant> </tenant> <a:b> <3 < x", '&lt;tenant> &lt;/tenant> <a :b=""> &lt;3 &lt; x', id="no tags"
        ),
        pytest.param("<image src=x><plaintext>", "&lt;image src=x>&lt;plaintext>", id="tags that browsers misread"),
        pytest.param("a<!-- <b> -->c<!-->d<!---->e<!--f", "acde", id="comments"),
        pytest.param("a<!-- b --!>c", "ac", id="a comment that ends oddly"),
        pytest.param("a<!DOCTYPE b>c<?d ?>e<![CDATA[<f>]]>g<?h", "aceg", id="declarations"),
        pytest.param("<a name=x/><br/><b/>y", '<a name="x/"><br><b></b>y', id="tags that close themselves"),
        pytest.param('<a name="x"/>y', '<a name="x"></a>y', id="an anchor that closes itself"),
        pytest.param("</ p></p x></br>", "&lt;/ p></p></br>", id="ends"),
        pytest.param('<p onclick=x ONCLICK=y data-md-x=z data-a="b">', "<p>", id="handlers and data"),
        pytest.param('<p id="__x" name="md-y" class="tw-a b MD-c d">', None, id="names of the theme"),
        pytest.param("&lt;script&gt; &amp;", "&lt;script&gt; &amp;", id="entities"),
    ],
)
def test_rewriting(html: str, expected: str | None) -> None:
    expected = expected or '<p id="section-__x" name="section-md-y" class="b d">'
    assert rewrite_tags(html, kept) == expected


def test_a_rewriter_may_replace_a_tag() -> None:
    def video(name: str, given: dict[str, str]) -> dict[str, str] | str:
        return f"[{given['src']}]" if name == "iframe" else given

    assert rewrite_tags('<p><iframe src="x"></iframe></p>', video) == "<p>[x]</iframe></p>"


def test_attributes_are_decoded() -> None:
    assert attributes(" HREF=\"a&amp;b\" title='&quot;' x = y z") == {"href": "a&b", "title": '"', "x": "y", "z": ""}


@pytest.mark.parametrize(
    "unit",
    [
        "<a ",
        '<a "',
        "<a '",
        "<a \"'",
        "<!-- ",
        "<!",
        "<?",
        "<![CDATA[",
        "<a b=",
        '<a b="c" ',
        "<p>",
        "&",
        "\"<a '",
        "</a ",
    ],
)
def test_cutting_takes_time_in_proportion(unit: str) -> None:
    html = unit * 40_000
    start = time.process_time()
    assert "".join(piece.text for piece in pieces(html)) == html
    assert time.process_time() - start < 5
