"""Which block each segment stands in."""

import pytest
from tests.segments import pair

from tweeluik.article.reading import read_article
from tweeluik.learn.blocks import blocks, kinds


def seg(number: int, target: str = "Tekst.", source: str = "Text.") -> str:
    return pair(number, target, source)


@pytest.mark.parametrize(
    ("text", "kind", "path"),
    [
        pytest.param(seg(1), "paragraph", (), id="paragraph"),
        pytest.param(f"### {seg(1)}", "heading", (), id="heading"),
        pytest.param(f"- {seg(1)}", "list-item", ("list-item",), id="list item"),
        pytest.param(f"1. a\n\n   {seg(1)}", "list-item", ("list-item",), id="second paragraph of an item"),
        pytest.param(f"- a\n  - {seg(1)}", "list-item", ("list-item", "list-item"), id="nested item"),
        pytest.param(f"> {seg(1)}", "quote", ("quote",), id="quote"),
        pytest.param(f"> [!tip]\n> {seg(1)}", "alert", ("alert",), id="alert"),
        pytest.param(f"- a\n\n  > [!NOTE]\n  > {seg(1)}", "alert", ("list-item", "alert"), id="alert in an item"),
        pytest.param(f"> - {seg(1)}", "list-item", ("quote", "list-item"), id="item in a quote"),
        pytest.param(f"| {seg(1)} |\n|---|", "table-cell", ("table",), id="head of a table"),
        pytest.param(f"|a|b|\n|-|-|\n|c|{seg(1)}|", "table-cell", ("table",), id="cell"),
        pytest.param(f"|a|\n|-|\n|{seg(1, 'a ' + chr(92) + '| b')}|", "table-cell", ("table",), id="pipe in a cell"),
        pytest.param(f"- |a|\n  |-|\n  |{seg(1)}|", "table-cell", ("list-item", "table"), id="table in an item"),
        pytest.param(f"<div>\n{seg(1)}\n</div>", "html", (), id="raw HTML"),
        pytest.param(f"<div>\n\n{seg(1)}\n\n</div>", "paragraph", (), id="between raw HTML"),
        pytest.param(f"```\n{seg(1)}\n```", "code", (), id="fenced code"),
        pytest.param(f"a\n\n    {seg(1)}", "code", (), id="indented code"),
        pytest.param(f'::: moniker range="x"\n{seg(1)}\n::: moniker-end', "paragraph", ("moniker",), id="moniker"),
        pytest.param(f"[{seg(1)}](a.md)", "paragraph", (), id="link text"),
        pytest.param(f"<!-- {seg(1)} -->", "html", (), id="comment"),
    ],
)
def test_kind_and_path(text: str, kind: str, path: tuple[str, ...]) -> None:
    [block] = blocks(read_article(text.encode(), "a.md"))
    assert (block.kind.value, block.path) == (kind, path)
    assert len(block.segments) == 1


def test_segments_of_one_block_are_together() -> None:
    text = f"{seg(1)} {seg(2)}\n\n- {seg(3)}\n- {seg(4)} {seg(5)}\n"
    found = blocks(read_article(text.encode(), "a.md"))
    assert [[one.id[-1] for one in block.segments] for block in found] == [["1", "2"], ["3"], ["4", "5"]]
    assert [block.place for block in found] == sorted(block.place for block in found)


def test_a_segment_over_two_blocks_counts_for_the_first() -> None:
    text = f"# {seg(1, 'Kop' + chr(10) * 2 + 'alinea', 'a')} {seg(2)}\n"
    found = [(segment.id[-1], block.kind.value) for segment, block in kinds(read_article(text.encode(), "a.md"))]
    assert found == [("1", "heading"), ("2", "paragraph")]


def test_a_segment_that_no_block_holds_is_a_paragraph() -> None:
    text = f"[a]: b.md '{seg(1)}'\n"
    found = [(segment.id[-1], block.kind.value) for segment, block in kinds(read_article(text.encode(), "a.md"))]
    assert found == [("1", "paragraph")]


def test_equal_segments_are_each_in_their_own_block() -> None:
    text = f"# {seg(1)}\n\n{seg(1)}\n"
    found = [block.kind.value for _, block in kinds(read_article(text.encode(), "a.md"))]
    assert found == ["heading", "paragraph"]
