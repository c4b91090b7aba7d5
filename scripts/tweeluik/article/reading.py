"""From the bytes of a file to an article, and back to the same bytes."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from pathlib import Path

from tweeluik.article.annotation import Repaired, Scanner, repair_quotes
from tweeluik.article.front_matter import read_front_matter
from tweeluik.diagnostics import Diagnostic
from tweeluik.model import Article, Junk, Part, Segment, Shared
from tweeluik.text import LINE_END, LineIndex, Place, Span

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

    Never raises: what is wrong becomes `Article.diagnostics`, and all bytes are kept in the parts. A file that is no
    text, or too large to be read, is one piece of junk, so that no language has anything of it. Bytes that are not
    UTF-8 stand in the text as lone surrogates.
    """
    # surrogateescape: bytes that are not UTF-8 survive reading and writing.
    text = content.decode("utf-8", errors="surrogateescape")
    mark = text.startswith(_MARK)
    text = text.removeprefix(_MARK)
    problem = _unfit(content, text, path)
    if problem:
        kind = Shared if problem.code == "file-empty" else Junk
        parts: tuple[Part, ...] = (kind(Span(0, len(text)), text),) if text else ()
        return Article(path, None, parts, mark, diagnostics=(problem,))
    repaired = repair_quotes(text)
    lines = LineIndex(text)
    front_matter, start, diagnostics = read_front_matter(repaired.text, path)
    diagnostics += _undecoded(content, path)
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
        if file.is_fifo():
            reason = "It is a pipe, not a file"
        else:
            return read_article(file.read_bytes(), path)
    except OSError as error:
        reason = error.strerror or str(error)
    return Article(path, None, (), diagnostics=(Diagnostic("file-unreadable", f"{reason}.", path),))


def write_article(article: Article) -> bytes:
    """Write an article: the same bytes again where nothing was changed.

    Damaged quotes are written as the file holds them only if no part that holds one has changed. Half mended, a file
    would read as something else: the damage ends at the first sound quote.
    """
    head = article.front_matter.text if article.front_matter else ""
    start = article.parts[0].span.start if article.parts else len(head)
    texts = [(head, Span(0, start)), *((_written(part), part.span) for part in article.parts)]
    pieces = [_damaged(text, span, article.damaged_quotes) for text, span in texts]
    if None in pieces:
        pieces = [text for text, _ in texts]
    mark = _MARK if article.byte_order_mark else ""
    return "".join([mark, *(piece or "" for piece in pieces)]).encode("utf-8", errors="surrogateescape")


def _written(part: Part) -> str:
    if not isinstance(part, Segment):
        return part.text
    before, between, after = part.markup
    return f"{before}{part.target or ''}{between}{part.source or ''}{after}"


def _damaged(text: str, span: Span, offsets: tuple[int, ...]) -> str | None:
    """Write quotes as the file holds them; None if the text has changed."""
    inside = offsets[bisect_left(offsets, span.start) : bisect_right(offsets, span.end - 1)]
    if not inside:
        return text
    if len(text) != len(span) or any(text[offset - span.start] != '"' for offset in inside):
        return None
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
    if len(text) > LARGEST_FILE:
        return Diagnostic("file-too-large", f"The file has {len(text):,} characters.", path)
    for number, line in enumerate(LINE_END.split(text), 1):
        if len(line) > LONGEST_LINE:
            return Diagnostic("file-too-large", f"The line has {len(line):,} characters.", path, Place(number, 1))
    return None


def _undecoded(content: bytes, path: str) -> Iterator[Diagnostic]:
    """Report the first byte that is not UTF-8; the rest of the file is none the worse for it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8").removeprefix(_MARK)
        message = f"Byte 0x{content[error.start]:02x} is not valid UTF-8."
        yield Diagnostic("file-encoding", message, path, LineIndex(before).place(len(before)))


__all__ = ["LARGEST_FILE", "LONGEST_LINE", "Repaired", "read_article", "read_article_file", "write_article"]
