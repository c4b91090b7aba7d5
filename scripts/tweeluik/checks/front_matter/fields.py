"""The keys of an article's front matter, and where they and their values stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from tweeluik.article.front_matter import KEY
from tweeluik.model import Entry
from tweeluik.text import Span


@dataclass(frozen=True, slots=True)
class Field:
    """One top-level key with its value."""

    key: str
    """As written."""
    value: object
    key_span: Span
    """0-based characters of the file's text."""
    value_span: Span | None
    """The value inside its quotes; None if it is not written as such on the line of its key."""

    @property
    def span(self) -> Span:
        """What to point at: the value, or else the key."""
        return self.value_span or self.key_span


def read_fields(entries: tuple[Entry, ...], start: int) -> Iterator[Field]:
    """Yield the fields of a front matter.

    Args:
        entries: its entries, in the order of the file.
        start: the character of the file's text at which the first one begins.
    """
    for entry in entries:
        found = KEY.match(entry.text)
        if found:
            key_span = Span(start + found.start("key"), start + found.end("key"))
            yield Field(entry.key, entry.value, key_span, _value_span(entry, found.end(), start))
        start += len(entry.text)


def _value_span(entry: Entry, after_key: int, start: int) -> Span | None:
    rest = entry.text[after_key:]
    raw = rest.lstrip(" \t")
    value = str(entry.value)
    if isinstance(entry.value, bool):
        value = raw[: len(value)] if raw.lower().startswith(value.lower()) else ""
    opening = raw[:1] if raw[:1] in {'"', "'"} else ""
    if isinstance(entry.value, list | dict) or not value.strip() or not raw.startswith(opening + value):
        return None
    begin = start + after_key + len(rest) - len(raw) + len(opening)
    return Span(begin, begin + len(value))
