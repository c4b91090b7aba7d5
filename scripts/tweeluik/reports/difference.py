"""Unified differences between two versions of a file: for eyes on a terminal, and elsewhere to apply as a patch."""

import difflib
from collections.abc import Iterator


def difference(before: bytes, after: bytes, name: str) -> Iterator[str]:
    """Yield the lines of a unified difference, with their ends.

    Args:
        before: the file as it is; bytes that are not UTF-8 become lone surrogates.
        after: the file as it would be.
        name: the file's path, for the heading.
    """
    old, new = (_lines(content.decode("utf-8", errors="surrogateescape")) for content in (before, after))
    for line in difflib.unified_diff(old, new, f"a/{name}", f"b/{name}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """Split a text at the one end of lines that a patch knows; the ends stay."""
    *lines, last = text.split("\n")
    return [*(f"{line}\n" for line in lines), *([last] if last else [])]
