"""From bytes to articles: what cannot be read is said, with its place, and the bytes are kept."""

import os
from pathlib import Path

import pytest

from tweeluik.article.projection import project
from tweeluik.article.reading import (
    LARGEST_FILE,
    LONGEST_LINE,
    read_article,
    read_article_file,
    write_article,
)
from tweeluik.model import Shared, Side
from tweeluik.text import Place

SEGMENT = (
    b'<span data-ttu-id="a1b2c-103">Een.</span>'
    b'<span class="sxs-lookup"><span data-stu-id="a1b2c-103">One.</span></span>'
)


@pytest.mark.parametrize(
    ("content", "found"),
    [
        pytest.param(b"", ("file-empty", 0, 0), id="nothing"),
        pytest.param(b" \r\n\t\n", ("file-empty", 0, 0), id="blanks"),
        pytest.param(b"\xef\xbb\xbf", ("file-empty", 0, 0), id="a byte order mark alone"),
        pytest.param(b"a\0b", ("file-binary", 0, 0), id="a NUL"),
        pytest.param("tekst".encode("utf-16"), ("file-binary", 0, 0), id="UTF-16"),
        pytest.param(b"caf\xe9", ("file-encoding", 1, 4), id="Latin-1"),
        pytest.param(b"a\nbc\xc3", ("file-encoding", 2, 3), id="cut off in a letter"),
        pytest.param(b"a\rbc\r\nd\xff", ("file-encoding", 3, 2), id="behind line ends of two kinds"),
        pytest.param(b"\xef\xbb\xbf\xff", ("file-encoding", 1, 1), id="behind a byte order mark"),
        pytest.param(
            "é\udcff".encode("utf-8", "surrogateescape"), ("file-encoding", 1, 2), id="columns are characters"
        ),
        pytest.param(b"\xed\xa0\x80", ("file-encoding", 1, 1), id="half a surrogate pair"),
        pytest.param(b"a\n" + b"x" * (LONGEST_LINE + 1), ("file-too-large", 2, 1), id="a line too long"),
        pytest.param(b"x\n" * (LARGEST_FILE // 2 + 1), ("file-too-large", 0, 0), id="a file too long"),
    ],
)
def test_files_that_are_no_articles(content: bytes, found: tuple[str, int, int]) -> None:
    article = read_article(content, "map/a.md")
    assert [(one.code, one.place, one.path) for one in article.diagnostics] == [
        (found[0], Place(found[1], found[2]), "map/a.md")
    ]
    assert write_article(article) == content


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_many_lines_are_no_long_line(line_end: bytes) -> None:
    assert not read_article((b"x" * 99 + line_end) * (LONGEST_LINE // 50), "a.md").diagnostics


def test_the_longest_line_and_the_largest_file_are_read() -> None:
    line = b"x" * LONGEST_LINE
    assert not read_article(line, "a.md").diagnostics
    assert not read_article(b"\n".join([line] * 9), "a.md").diagnostics


def test_a_bad_byte_takes_nothing_else_with_it() -> None:
    content = b"---\ntitle: x\n---\n" + SEGMENT + b" \xff " + SEGMENT.replace(b"103", b"104")
    article = read_article(content, "a.md")
    assert [one.id for one in article.segments] == ["a1b2c-103", "a1b2c-104"]
    assert article.front_matter is not None
    assert article.front_matter.string("title") == "x"
    assert project(article, Side.TARGET, normalize=True).text == "Een. \ufffd Een."
    assert write_article(article) == content


def test_a_byte_order_mark_is_noted_and_written() -> None:
    article = read_article(b"\xef\xbb\xbf" + SEGMENT, "a.md")
    assert article.byte_order_mark
    assert article.segments[0].place == Place(1, 1)
    assert write_article(article) == b"\xef\xbb\xbf" + SEGMENT


def test_a_second_byte_order_mark_is_text() -> None:
    article = read_article(b"\xef\xbb\xbf\xef\xbb\xbfa", "a.md")
    assert [part.text for part in article.parts if isinstance(part, Shared)] == ["\ufeffa"]


def test_a_file_is_read_from_disk(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(SEGMENT)
    assert len(read_article_file(tmp_path / "a.md", "x/a.md").segments) == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    article = read_article_file(tmp_path / "weg.md", "weg.md")
    assert [(one.code, one.message) for one in article.diagnostics] == [
        ("file-unreadable", "No such file or directory.")
    ]
    assert (article.parts, article.front_matter) == ((), None)


def test_a_folder_and_a_broken_link_are_unreadable_files(tmp_path: Path) -> None:
    (tmp_path / "map.md").mkdir()
    (tmp_path / "link.md").symlink_to(tmp_path / "weg.md")
    for name in ("map.md", "link.md"):
        assert [one.code for one in read_article_file(tmp_path / name, name).diagnostics] == ["file-unreadable"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pijp.md")
    assert [one.code for one in read_article_file(tmp_path / "pijp.md", "a.md").diagnostics] == ["file-unreadable"]
