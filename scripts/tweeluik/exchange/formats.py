"""The exchange formats, by name."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from types import MappingProxyType

from tweeluik.exchange.unit import Returned, Unit

_MODULES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "xliff": (".xlf", "xliff"),
        "xliff12": (".xlf", "xliff12"),
        "tmx": (".tmx", "tmx"),
        "po": (".po", "po"),
        "csv": (".csv", "table"),
    }
)
NAMES = tuple(_MODULES)
"""The formats, the most able first."""
SUFFIXES = (".xlf", ".xliff", ".tmx", ".po", ".csv")
"""How the names of exchange files end."""
_HEAD = 4_000
"""Bytes in which a file says what it is."""
_XLIFF_1 = re.compile(rb"""<(?:\w+:)?xliff\b[^>]*\bversion\s*=\s*["']1\.""")
_SIGNS = (
    ("xliff", re.compile(rb"<(?:\w+:)?xliff\b")),
    ("tmx", re.compile(rb"<tmx\b")),
    ("po", re.compile(rb"^msgid ", re.MULTILINE)),
)


@dataclass(frozen=True, slots=True)
class Format:
    """One exchange format."""

    name: str
    """As `--format` takes it."""
    suffix: str
    """How names of its files end, with the dot."""
    write: Callable[[Sequence[Unit], str, str], bytes]
    """From units, in the order of the file, and the tags of source and target language to the bytes of a file."""
    read: Callable[[bytes, str], Returned]
    """From the bytes of a file, whatever they are, and its name in messages. Never raises."""


@cache
def format_named(name: str) -> Format:
    """Return a format; its code is loaded only now."""
    suffix, module = _MODULES[name]
    code = import_module(f"tweeluik.exchange.{module}")
    return Format(name, suffix, code.write, code.read)


def format_of(name: str, content: bytes) -> Format | None:
    """Return the format of a file, by its name or, where that does not tell, by what it holds; None if it is none.

    A table may quote any of the others, so its name goes first; XLIFF has one name for two formats.
    """
    suffix = name[name.rfind(".") :].lower()
    named = [form for form, (own, _) in _MODULES.items() if own == suffix]
    if len(named) == 1:
        return format_named(named[0])
    # UTF-16 of ASCII is ASCII with NULs between.
    head = content[:_HEAD].replace(b"\0", b"")
    if _XLIFF_1.search(head):
        return format_named("xliff12")
    for form, sign in _SIGNS:
        if sign.search(head):
            return format_named(form)
    return format_named("xliff") if suffix in {".xlf", ".xliff"} else None
