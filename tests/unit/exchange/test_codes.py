"""Halves cut into text and codes: what is a code, which ids it gets, and that nothing is lost."""

from collections import Counter

import pytest
from hypothesis import given
from tests.unit.exchange.conftest import UNITS, halves

from tweeluik.exchange.codes import Code, Kind, Piece, counted, flat, halves_of, pieces_of
from tweeluik.exchange.unit import Unit

SIGNS = {Kind.OPEN: "+", Kind.CLOSE: "-", Kind.STANDALONE: ""}


def listing(pieces: tuple[Piece, ...]) -> str:
    """Write pieces in a line: text as it is, codes as their sign and id between braces."""
    return "".join(one if isinstance(one, str) else f"{{{SIGNS[one.kind]}{one.id}}}" for one in pieces)


def codes(pieces: tuple[Piece, ...]) -> list[Code]:
    return [one for one in pieces if isinstance(one, Code)]


@pytest.mark.parametrize(
    ("half", "expected", "names"),
    [
        pytest.param("Text.", "Text.", "", id="text"),
        pytest.param("", "", "", id="nothing"),
        pytest.param("a **b** c", "a {+1}b{-1} c", "strong", id="strong"),
        pytest.param("***a***", "{+1}{+2}a{-2}{-1}", "emphasis strong", id="both kinds of emphasis"),
        pytest.param("[a *b*](c.md 'd')", "{+1}a {+2}b{-2}{-1}", "link emphasis", id="link"),
        pytest.param("![a](b.png)", "{+1}a{-1}", "image", id="image: its text is translated"),
        pytest.param("[![a](b.png)](c.md)", "{+1}{+2}a{-2}{-1}", "link image", id="linked image"),
        pytest.param("a `b` ``c`d``", "a {1} {2}", "code code", id="code"),
        pytest.param("\\``a`", "{1}{2}", "escape code", id="code after an escaped tick"),
        pytest.param("a<br>b<br/>", "a{1}b{2}", "tag tag", id="tags without an end"),
        pytest.param("<b>a</b>", "{+1}a{-1}", "tag", id="tags that pair up"),
        pytest.param("<b>a **b</b>** c", "{1}a {+2}b{3}{-2} c", "tag strong tag", id="tags that cross a pair"),
        pytest.param("<b><i>a</b></i>", "{+1}{2}a{-1}{3}", "tag tag tag", id="tags that cross each other"),
        pytest.param("<a href='b'>c</A>", "{+1}c{-1}", "tag", id="tags in two cases"),
        pytest.param("<!-- a -->", "{1}", "tag", id="comment"),
        pytest.param("a \\* b", "a {1} b", "escape", id="escape"),
        pytest.param("a&nbsp;b &no", "a{1}b &no", "entity", id="entity"),
        pytest.param("`&amp;` [a](b?c&amp;d)", "{1} {+2}a{-2}", "code link", id="entities in other codes"),
        pytest.param("<https://a.example> b", "{1} b", "address", id="address between brackets"),
        pytest.param("\\<https://a.example>", "{1}{2}>", "escape address", id="escaped bracket"),
        pytest.param("https://a.example/b\\_c.", "{1}.", "address", id="an escape in an address"),
        pytest.param("2 * 3 ** 4 _ 5", "2 * 3 ** 4 _ 5", "", id="marks that mark nothing"),
    ],
)
def test_what_is_a_code(half: str, expected: str, names: str) -> None:
    pieces = pieces_of(half)
    assert listing(pieces) == expected
    assert " ".join(one.name for one in codes(pieces) if one.kind is not Kind.CLOSE) == names


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        pytest.param("**a** `b`", "`b` **c**", "{2} {+1}c{-1}", id="another order"),
        pytest.param("**a** **b**", "**c**", "{+1}c{-1}", id="one lost"),
        pytest.param("`a`", "`a` `a`", "{1} {2}", id="one more"),
        pytest.param("[a](b) [c](d)", "[e](d) [f](g)", "{+2}e{-2} {+3}f{-3}", id="another address"),
        pytest.param("<b>a</b>", "<b>a", "{2}a", id="half a pair is another code"),
    ],
)
def test_a_target_has_the_ids_of_its_source(source: str, target: str, expected: str) -> None:
    assert listing(halves_of(source, target)[1]) == expected


def test_what_is_shown_is_short() -> None:
    code = codes(pieces_of("`" + "a" * 40 + "\nb`"))[0]
    assert len(code.shown) == 24
    assert "\n" not in code.shown


@pytest.mark.parametrize("unit", UNITS.values(), ids=list(UNITS))
def test_the_pieces_are_the_half(unit: Unit) -> None:
    source, target = halves_of(unit.source, unit.target)
    assert (flat(source), flat(target)) == (unit.source, unit.target)


@given(source=halves, target=halves)
def test_any_half_is_cut_and_put_together(source: str, target: str) -> None:
    for half, pieces in zip((source, target), halves_of(source, target), strict=True):
        assert flat(pieces) == half
        assert "" not in pieces
        opened: list[str] = []
        for code in codes(pieces):
            if code.kind is Kind.OPEN:
                opened.append(code.id)
            elif code.kind is Kind.CLOSE:
                assert opened.pop() == code.id
        assert not opened
        begun = [code.id for code in codes(pieces) if code.kind is not Kind.CLOSE]
        assert len(set(begun)) == len(begun) == counted(half).total()


def test_codes_are_counted_by_name_and_text() -> None:
    assert counted("**a** **b** `c` [d](e)") == Counter(
        {("strong", "**", "**"): 2, ("code", "`c`"): 1, ("link", "[", "](e)"): 1}
    )
