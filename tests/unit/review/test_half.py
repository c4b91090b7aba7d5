"""A half of a segment is shown so that nothing in it runs, and every place in it can be pointed at."""

from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweeluik.rendering.sanitizer import sanitize
from tweeluik.review.half import INLINE, MOST_FORMATS, attribute_html, difference_html, show, text_html, utf16
from tweeluik.text import LINE_END, Span

ELEMENTS = INLINE | {"mark", "span", "br"}


class Reader(HTMLParser):
    """Reads HTML as a browser does as far as elements go, and notes what does not belong."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.marked = ""
        self.open: list[str] = []
        self.problems: list[str] = []
        self.feed(html)
        self.close()
        self.problems += [f"<{name}> is not closed" for name in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in ELEMENTS:
            self.problems.append(f"<{tag}>")
        self.problems += [f"{tag} {name}" for name, _ in attrs if name not in {"class", "title"}]
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text += data
        if "mark" in self.open:
            self.marked += data


@pytest.mark.parametrize(
    ("raw", "html"),
    [
        pytest.param("Kies **Opslaan**.", "Kies <strong>Opslaan</strong>.", id="strong"),
        pytest.param("*a **b***", "<em>a <strong>b</strong></em>", id="nested"),
        pytest.param("Typ `a < b`.", "Typ <code>a &lt; b</code>.", id="code"),
        pytest.param(
            "Zie [**dit**](x.md).", 'Zie <span class="rv-a" title="x.md"><strong>dit</strong></span>.', id="link"
        ),
        pytest.param("![Een foto](f.png)", '<span class="rv-i" title="f.png">Een foto</span>', id="image"),
        pytest.param("[](x.md)", '<code class="rv-g">[](x.md)</code>', id="link without a text"),
        pytest.param("10<sup>2</sup>", "10<sup>2</sup>", id="HTML that may be"),
        pytest.param("a<br>b<br/>c", "a<br>b<br>c", id="line break"),
        pytest.param("<b onclick='x'>a</b>", "<b>a</b>", id="attributes go"),
        pytest.param("de <tenant>", 'de <code class="rv-g">&lt;tenant&gt;</code>', id="placeholder"),
        pytest.param("a</td>", 'a<code class="rv-g">&lt;/td&gt;</code>', id="end of something else"),
        pytest.param("<b>a", '<code class="rv-g">&lt;b&gt;</code>a', id="never closed"),
        pytest.param("a \\* b &amp; c", "a * b &amp; c", id="escape and entity"),
        pytest.param("<mark>a</mark>", '<code class="rv-g">&lt;mark&gt;</code>a<code class="rv-g">&lt;/mark&gt;</code>',
                     id="an element that the page says something with"),
        pytest.param("<!-- weg -->a", '<code class="rv-g">&lt;!-- weg --&gt;</code>a', id="comment"),
    ],
)  # fmt: skip
def test_what_is_shown(raw: str, html: str) -> None:
    assert show(raw).html == html


@pytest.mark.parametrize(
    ("raw", "span", "html"),
    [
        pytest.param("een twee", Span(4, 8), "een <mark>twee</mark>", id="a word"),
        pytest.param("a **b** c", Span(0, 7), "<mark>a </mark><strong><mark>b</mark></strong><mark>"
                     '<code class="rv-g">**</code></mark> c', id="across emphasis"),
        pytest.param("[a](x.md)", Span(4, 8), '<span class="rv-a" title="x.md">a</span>'
                     '<mark><code class="rv-g">x.md</code></mark>', id="an address that nobody sees"),
        pytest.param("a", Span(0, 0), "a", id="the whole half"),
        pytest.param("<b>c</b>", Span(0, 3), '<mark><code class="rv-g">&lt;b&gt;</code></mark><b>c</b>', id="a tag"),
        pytest.param("[](x.md).", Span(0, 8), '<mark><code class="rv-g">[](x.md)</code></mark>.', id="an empty link"),
    ],
)  # fmt: skip
def test_where_a_finding_is(raw: str, span: Span, html: str) -> None:
    assert show(raw, [span]).html == html


def test_marks_that_touch_are_one() -> None:
    assert show("abcdef", [Span(3, 5), Span(1, 3), Span(2, 4)]).html == "a<mark>bcde</mark>f"


def test_a_half_with_too_many_formats_is_shown_as_written() -> None:
    raw = "**a** " * (MOST_FORMATS + 1)
    assert show(raw).html == raw


TEXTS = st.text(
    alphabet=st.sampled_from("ab *_`[](){}<>&;!\\/=\"'\n\r\t#-.\u00a0é\U0001f600"), max_size=60
) | st.sampled_from(
    ["<b>x</i>", "<script>alert(1)</script>", '[a](javascript:x "<b>")', "<b><i>a</b></i>", "`a", "&lt;b&gt;"]
)


@given(TEXTS, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4))
def test_whatever_is_in_it_only_our_elements_come_out(raw: str, ranges: list[tuple[int, int]]) -> None:
    marks = [Span(min(pair), min(max(pair), len(raw))) for pair in ranges if min(pair) <= len(raw)]
    shown = show(raw, marks)
    read = Reader(shown.html)
    assert read.problems == []
    # Nothing for the site's own sanitizer to take out.
    assert Reader(sanitize(shown.html)).text == LINE_END.sub("\n", read.text)
    if shown.is_as_written:
        assert read.text == raw
        assert read.marked == "".join(
            raw[start] for start in range(len(raw)) if any(one.start <= start < one.end for one in marks)
        )


@given(TEXTS)
def test_attributes_give_the_text_back(raw: str) -> None:
    written = attribute_html(raw)
    assert not {'"', "<", "\n", "\r", "\t"} & set(written)
    assert unescape(written) == raw
    assert unescape(text_html(raw)) == raw


def test_bytes_that_were_no_text_harm_nothing() -> None:
    assert show("a\udcff").html == "a?"
    assert not show("a\udcff").is_as_written
    assert attribute_html("\udcff") == "?"


def test_differences_are_escaped() -> None:
    assert difference_html("a <b> c", "a <i> c") == "a &lt;<del>b</del><ins>i</ins>&gt; c"


def test_places_are_counted_as_browsers_do() -> None:
    text = "\U0001f600a\U0001f600b"
    assert [utf16(text, Span(*pair)) for pair in pairwise(range(5))] == [(0, 2), (2, 3), (3, 5), (5, 6)]
