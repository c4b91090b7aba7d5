import pytest
from markdown_it import MarkdownIt

from tweeluik.lsp.hover import plain, shown


@pytest.mark.parametrize(
    ("half", "markdown"),
    [
        pytest.param("Choose **Save** or `a<b>`.", "Choose **Save** or `a<b>`.", id="marks stay"),
        pytest.param("See [us](https://example.com/a).", "See [us](https://example.com/a).", id="a link to the web"),
        pytest.param("See [us](../other.md#a).", "See us.", id="a link within the docset"),
        pytest.param("Do [it](command:workbench.action.quit)!", "Do it!", id="a command"),
        pytest.param("<command:quit> it", "\\<command:quit> it", id="a command without words"),
        pytest.param("![An icon](https://example.com/track.png) here", "An icon here", id="an image"),
        pytest.param("[![Icon](a.png)](https://example.com/)", "[Icon](https://example.com/)", id="an image in a link"),
        pytest.param('<a name="x"></a><img src="https://example.com/t.png">Text', "Text", id="HTML"),
        pytest.param("Go to <https://example.com/> now", "Go to <https://example.com/> now", id="an address"),
        pytest.param("Type <your tenant> here", "Type \\<your tenant> here", id="what is no tag"),
        pytest.param("# No heading", "\\# No heading", id="a heading"),
        pytest.param("- no item", "\\- no item", id="an item"),
        pytest.param("* no item", "\\* no item", id="an item with an asterisk"),
        pytest.param("*No item*", "*No item*", id="emphasis"),
        pytest.param("two\n\n> lines", "two > lines", id="lines"),
        pytest.param("```sh\nrm\n```", "\\```sh rm ```", id="a fence"),
    ],
)
def test_only_harmless_markdown_is_shown(half: str, markdown: str) -> None:
    assert shown(half) == markdown


@pytest.mark.parametrize("letter", list("\\`*_[]<>()#!|~&-+."))
def test_plain_text_has_no_marks(letter: str) -> None:
    text = f"{letter}a{letter} {letter}{letter}b {letter}"
    html = MarkdownIt().renderInline(plain(text))
    assert html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == text


@pytest.mark.parametrize("letter", list("[(<`*_\\!-# "))
def test_long_halves_of_one_kind_are_no_burden(letter: str) -> None:
    assert len(shown(letter * 100_000)) <= 5_000
