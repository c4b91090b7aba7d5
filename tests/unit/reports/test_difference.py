"""Unified differences that a patch program takes."""

import subprocess
from pathlib import Path

import pytest

from tweeluik.reports.difference import difference


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(b"a\nb\nc\n", b"a\nB\nc\n", id="a line"),
        pytest.param(b"a\nb", b"a\nB", id="no line end at the end"),
        pytest.param(b"a\r\nb\r\n", b"a\r\nB\r\n", id="line ends of Windows"),
        pytest.param(b"a\rb\x0cc\xe2\x80\xa8d\n", b"a\rb\x0cc\xe2\x80\xa8D\n", id="what is no line end to a patch"),
        pytest.param(b"\xff\n", b"\xff\xfe\n", id="bytes that are not UTF-8"),
    ],
)
def test_it_can_be_applied(before: bytes, after: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(before)
    patch = "".join(difference(before, after, "a.md")).encode("utf-8", errors="surrogateescape")
    subprocess.run(["git", "apply", "-"], input=patch, cwd=tmp_path, check=True)
    assert (tmp_path / "a.md").read_bytes() == after


def test_nothing_changed_is_no_difference() -> None:
    assert list(difference(b"a\n", b"a\n", "a.md")) == []
