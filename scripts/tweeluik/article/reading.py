"""From the bytes of a file to an article, and back to the same bytes."""

from bisect import bisect_left, bisect_right
from pathlib import Path

from tweeluik.article.annotation import Repaired, Scanner, repair_quotes
from tweeluik.article.front_matter import read_front_matter
from tweeluik.diagnostics import Diagnostic
from tweeluik.model import Article, Part, Segment, Shared
from tweeluik.text import LineIndex, Place, Span

LARGEST_FILE = 5_000_000
"""Characters. The largest real article has 2.0 million (source-format 1.1)."""
LONGEST_LINE = 500_000
"""Characters. Markdown cannot be parsed in reasonable time beyond this, and no writer meant it."""

_MARK = "\ufeff"


def read_article(content: bytes, path: str) -> Article:
    """Read one article.

    Args:
        content: the bytes of the file, whatever they are.
        path: the file's name in messages, relative to the docset.

    Never raises: what is wrong becomes `Article.diagnostics`, and all bytes are kept in the parts.
    """
    # surrogateescape: bytes that are not UTF-8 survive reading and writing.
    text = content.decode("utf-8", errors="surrogateescape")
    mark = text.startswith(_MARK)
    text = text.removeprefix(_MARK)
    problem = _unfit(content, text, path)
    if problem:
        parts: tuple[Part, ...] = (Shared(Span(0, len(text)), text),) if text else ()
        return Article(path, None, parts, mark, diagnostics=(problem,))
    repaired = repair_quotes(text)
    lines = LineIndex(text)
    front_matter, start, diagnostics = read_front_matter(repaired.text, path)
    if repaired.offsets:
        place = lines.place(repaired.original_offset(repaired.offsets[0]))
        message = f"{len(repaired.offsets)} quotes are written as &quot; in and between tags."
        diagnostics.append(Diagnostic("span-quotes-damaged", message, path, place))
    scanner = Scanner(repaired.text, start, path, lines, repaired)
    scanner.scan()
    diagnostics += scanner.diagnostics
    return Article(path, front_matter, tuple(scanner.parts), mark, repaired.offsets, tuple(diagnostics))


def read_article_file(file: Path, path: str) -> Article:
    """Read one article from disk; a file that cannot be read gives an empty article with a diagnostic."""
    try:
        return read_article(file.read_bytes(), path)
    except OSError as error:
        reason = error.strerror or str(error)
        return Article(path, None, (), diagnostics=(Diagnostic("file-unreadable", f"{reason}.", path),))


def write_article(article: Article) -> bytes:
    """Write an article: the same bytes again where nothing was changed."""
    head = article.front_matter.text if article.front_matter else ""
    pieces = [
        _MARK if article.byte_order_mark else "",
        _damaged(head, Span(0, len(head)), article.damaged_quotes),
    ]
    pieces += (_damaged(_written(part), part.span, article.damaged_quotes) for part in article.parts)
    return "".join(pieces).encode("utf-8", errors="surrogateescape")


def _written(part: Part) -> str:
    if not isinstance(part, Segment):
        return part.text
    before, between, after = part.markup
    return f"{before}{part.target or ''}{between}{part.source or ''}{after}"


def _damaged(text: str, span: Span, offsets: tuple[int, ...]) -> str:
    """Write quotes as the file holds them; a part that was changed is written sound."""
    inside = offsets[bisect_left(offsets, span.start) : bisect_right(offsets, span.end - 1)]
    if not inside or len(text) != len(span) or any(text[offset - span.start] != '"' for offset in inside):
        return text
    pieces = []
    position = 0
    for offset in inside:
        pieces.append(text[position : offset - span.start])
        position = offset - span.start + 1
    return "&quot;".join([*pieces, text[position:]])


def _unfit(content: bytes, text: str, path: str) -> Diagnostic | None:
    """Say why a file cannot be taken for an article at all."""
    if not text.strip():
        return Diagnostic("file-empty", "The file is empty.", path)
    if b"\0" in content:
        return Diagnostic("file-binary", "The file holds NUL bytes: it is no text.", path)
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        message = f"Byte 0x{content[error.start]:02x} is not valid UTF-8."
        return Diagnostic("file-encoding", message, path, Place(line, len(before) - before.rfind("\n")))
    if len(text) > LARGEST_FILE:
        return Diagnostic("file-too-large", f"The file has {len(text):,} characters.", path)
    for number, line_text in enumerate(text.split("\n"), 1):
        if len(line_text) > LONGEST_LINE:
            return Diagnostic("file-too-large", f"The line has {len(line_text):,} characters.", path, Place(number, 1))
    return None


__all__ = ["LARGEST_FILE", "LONGEST_LINE", "Repaired", "read_article", "read_article_file", "write_article"]
