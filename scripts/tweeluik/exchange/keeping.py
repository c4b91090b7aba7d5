"""What other programs change in a unit without anybody's wish, and how it is known again nevertheless."""

import re
from collections.abc import Iterable

from tweeluik.diagnostics import Diagnostic
from tweeluik.exchange.unit import Edit, Unit, text_hash
from tweeluik.text import LINE_END, Place

_LINE_ENDS = ("\n", "\r\n", "\r")
_UNSAFE = re.compile("[%#\\s\0-\x20\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_WRITTEN = re.compile("(?:%[0-9A-F]{2})+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_HASH = re.compile("[0-9a-f]{16}")


def written(name: str) -> str:
    """Write a path or an id so that every program keeps it: without white space, `#`, and what XML cannot hold."""
    return _UNSAFE.sub(_percented, name)


def read_name(text: str) -> str:
    """Read a path or an id that `written` wrote."""
    return _WRITTEN.sub(_unpercented, text)


def key_of(unit: Unit) -> str:
    """Return the one name that a unit has in the whole docset: `path#id`."""
    return f"{written(unit.path)}#{written(unit.id)}"


def read_key(key: str) -> tuple[str, str] | None:
    """Read the path and the id that `key_of` joined; None if the text is no such name."""
    path, mark, name = key.partition("#")
    return (read_name(path), read_name(name)) if mark and path else None


def editable(units: Iterable[Unit]) -> list[Unit]:
    """Return the units that may come back changed; the others are not handed out."""
    return [unit for unit in units if not unit.is_locked]


def is_unicode(unit: Unit) -> bool:
    """Tell whether UTF-8 can hold a unit; bytes of the file that were none are lone surrogates."""
    return not _LONE_SURROGATE.search(unit.source + unit.target)


def decoded(content: bytes) -> str:
    """Decode a text file from another program; what is not UTF-8, or UTF-16 with its mark, becomes lone surrogates."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    return content.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")


def returned_edit(key: tuple[str, str], halves: tuple[str | None, str], hashes: tuple[str, str], line: int) -> Edit:
    """Make an edit of what came back, with line ends as they went out.

    Args:
        key: path and id.
        halves: Markdown of the source, None if the file does not have it, and of the target.
        hashes: those of the source and the target that went out; '' if the file has lost that of the source.
        line: 1-based line of the exchange file.
    """
    source, target = halves
    source_hash, target_hash = hashes
    ends = _kept_ends(target, target_hash)
    if ends is None and source is not None:
        ends = _kept_ends(source, source_hash)
    if source is not None and _kept_ends(source, source_hash) is None:
        source_hash = text_hash(source)
    return Edit(*key, LINE_END.sub(ends, target) if ends else target, source_hash, target_hash, line)


def edit_or_problem(
    key: tuple[str, str], halves: tuple[str, str], hashes: tuple[str, str], name: str, line: int
) -> Edit | Diagnostic:
    """Make an edit of what came back, as `returned_edit` does, unless the file holds another source by now.

    A program that drops or rewrites the codes of a source has done the same to the target.
    """
    (source, target), (source_hash, target_hash) = halves, hashes
    if source_hash and not is_known(source, source_hash) and not is_known(target, target_hash):
        message = f"{key[1]} in {key[0]} has another source than it went out with: its text or its codes were changed."
        return damaged(message, name, line)
    return returned_edit(key, halves, hashes, line)


def is_known(text: str, sent: str) -> bool:
    """Tell whether a text is the one that went out with a hash, whatever its line ends are now."""
    return _kept_ends(text, sent) is not None


def _kept_ends(text: str, sent: str) -> str | None:
    """Return the line end with which a text has the hash that went out, '' if it has none; None if it never has."""
    if text_hash(text) == sent:
        found = LINE_END.search(text)
        # A text with ends of several kinds is kept as it is.
        return found.group() if found and len({*LINE_END.findall(text)}) == 1 else ""
    return next((end for end in _LINE_ENDS if text_hash(LINE_END.sub(end, text)) == sent), None)


def is_hash(text: str) -> bool:
    """Tell whether a text has the form of a hash of a half."""
    return _HASH.fullmatch(text) is not None


def damaged(message: str, path: str, line: int) -> Diagnostic:
    """Report a unit that import can make nothing of."""
    return Diagnostic("exchange-unit-damaged", message, path, Place(line, 1 if line else 0))


def _percented(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", errors="surrogatepass"))


def _unpercented(match: re.Match[str]) -> str:
    try:
        return bytes.fromhex(match.group().replace("%", "")).decode("utf-8", errors="surrogatepass")
    except UnicodeDecodeError:
        return match.group()
