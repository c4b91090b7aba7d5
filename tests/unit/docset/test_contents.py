"""Tables of contents: what is understood of them, however they are written."""

import time
from collections.abc import Iterator, Sequence

import pytest
from tests.conftest import Case

from tweeluik.docset.contents import DEEPEST, MOST_NODES, Node, is_contents, read_contents


def lines(nodes: Sequence[Node], level: int = 0) -> Iterator[str]:
    for node in nodes:
        source = f" ({node.source_name})" if node.source_name else ""
        yield "  " * level + f"{node.name}{source}" + (f" → {node.href}" if node.href else "") + "\n"
        yield from lines(node.children, level + 1)


@pytest.mark.cases("docsets/contents.txt")
def test_contents(case: Case) -> None:
    name = next(iter(case.sections))
    table, problems = read_contents(case[name].encode(), name)
    case.expects("contents", "".join(lines(table.nodes)))
    case.expects("problems", "".join(f"{one.place.line}: {one.code}: {one.message}\n" for one in problems))


def test_byte_order_mark_and_bytes_that_are_no_text() -> None:
    table, problems = read_contents(b"\xef\xbb\xbf- name: Caf\xe9\r\n  href: a.md\r\n", "TOC.yml")
    assert table.nodes == (Node("Caf\ufffd", href="a.md"),)
    assert not problems


def test_levels_that_are_too_deep_are_left_out() -> None:
    text = "".join("  " * level + f"- name: Laag {level + 1}\n" + "  " * level + "  items:\n" for level in range(40))
    table, problems = read_contents(text.encode(), "TOC.yml")
    found = list(lines(table.nodes))
    assert len(found) == DEEPEST
    assert [one.code for one in problems] == ["invalid-toc-syntax"]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "], ids=["lists", "objects", "items"])
def test_deep_nesting_is_a_broken_table(opening: str) -> None:
    table, problems = read_contents((opening * 20_000).encode(), "TOC.yml")
    assert table.nodes == ()
    assert [one.code for one in problems] == ["invalid-toc-syntax"]


def test_a_table_that_refers_to_itself_ends() -> None:
    text = "&a\n" + "".join(f"- name: Knoop {number}\n  items: *a\n" for number in range(10))
    table, problems = read_contents(text.encode(), "TOC.yml")
    assert len(list(lines(table.nodes))) <= MOST_NODES
    assert {one.code for one in problems} == {"invalid-toc-syntax"}


def test_ten_thousand_nodes() -> None:
    text = "".join(f"- name: Knoop {number}\n  href: map/pagina-{number}.md\n" for number in range(10_000))
    start = time.process_time()
    table, problems = read_contents(text.encode(), "TOC.yml")
    assert time.process_time() - start < 20
    assert len(table.nodes) == 10_000
    assert not problems
    markdown = "".join(f"{'#' * (1 + number % 6)} [Knoop {number}](p{number}.md)\n" for number in range(10_000))
    table, _ = read_contents(markdown.encode(), "TOC.md")
    assert len(list(lines(table.nodes))) == 10_000


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("TOC.yml", True),
        ("map/toc.YML", True),
        ("map/Toc.md", True),
        ("breadcrumb/toc.yml", False),
        ("a/breadcrumb/TOC.yml", False),
        ("breadcrumb.toc/toc.yml", True),
        ("mijn-toc.yml", False),
        ("toc.yaml", False),
    ],
)
def test_is_contents(path: str, *, expected: bool) -> None:
    assert is_contents(path) is expected
