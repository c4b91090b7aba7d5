"""Segments as other tools get them, and what comes back: the hinge of all exchange formats."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from tweeluik.diagnostics import Diagnostic
from tweeluik.model import Article, Origin

_HASH_LENGTH = 16
"""Hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A segment to be exchanged."""

    path: str
    """The article, relative to the docset, with forward slashes."""
    id: str
    source: str
    """Markdown of the source half."""
    target: str
    """Markdown of the target half."""
    line: int
    """1-based line of the file where the segment begins."""
    origin: Origin = Origin.UNKNOWN
    """How the article's translation was made."""
    is_paragraph: bool = False
    """Whether several sentences are aligned as one unit."""
    is_locked: bool = False
    """Whether it must not be edited: a half is missing, its tags do not pair up, or its id is not the only one."""
    notes: tuple[str, ...] = ()
    """What the checks found, a line each."""

    @property
    def source_hash(self) -> str:
        """What the source is known by when the unit comes back."""
        return text_hash(self.source)

    @property
    def target_hash(self) -> str:
        """What the target is known by when the unit comes back."""
        return text_hash(self.target)


@dataclass(frozen=True, slots=True)
class Edit:
    """A unit that has come back: what its target shall be, and what it was when it went out."""

    path: str
    id: str
    target: str
    """Markdown."""
    source_hash: str
    """`text_hash` of the source that went out."""
    target_hash: str
    """`text_hash` of the target that went out."""
    line: int = 0
    """1-based line of the exchange file, 0 if not known."""


@dataclass(frozen=True, slots=True)
class Returned:
    """What an exchange file holds: units that can be read, and what is wrong with the others."""

    edits: tuple[Edit, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    source_language: str = ""
    """Tag of the language that the file says it is translated from; '' if it does not say."""
    target_language: str = ""
    """Tag of the language that the file says it is translated into; '' if it does not say."""


def text_hash(text: str) -> str:
    """Return a short hash of a half, 16 hexadecimal digits of SHA-256 over its UTF-8."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:_HASH_LENGTH]


def units_of(article: Article, notes: Iterable[tuple[str, str]] = ()) -> tuple[Unit, ...]:
    """Return the segments of an article in text order.

    Args:
        article: the article.
        notes: what the checks found, as id of a segment and a line of text.
    """
    by_id: dict[str, list[str]] = {}
    for name, note in notes:
        by_id.setdefault(name, []).append(note)
    times = Counter(segment.id for segment in article.segments)
    return tuple(
        Unit(
            article.path,
            segment.id,
            segment.source or "",
            segment.target or "",
            segment.place.line,
            article.origin,
            is_paragraph=segment.is_paragraph,
            is_locked=segment.source is None or segment.target is None or times[segment.id] > 1,
            notes=tuple(by_id.get(segment.id, ())),
        )
        for segment in article.segments
    )
