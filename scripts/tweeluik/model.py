"""One article as both languages see it.

An article is its front matter and a sequence of parts that cover the rest of the file without gaps: text that both
languages share, segments that exist in both, and junk that could not be understood. Writing the parts one after
the other gives back the file.
"""

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from tweeluik.diagnostics import Diagnostic
from tweeluik.text import Place, Span


class Side(enum.Enum):
    """The two panels of an article."""

    SOURCE = "source"
    """The language that the article was written in."""
    TARGET = "target"
    """The language that it was translated into."""


class Origin(enum.Enum):
    """How a translation was made (`ms.translationtype`)."""

    MACHINE = "machine"
    HUMAN = "human"
    UNKNOWN = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """Text outside segments: block markers, code, and all that both languages share."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Segment:
    """One sentence, or one paragraph aligned as a whole, in both languages."""

    span: Span
    """The whole annotation, tags included."""
    id: str
    """`HHHHH-NNN` or `HHHHH-pNNN`; unique in its article only (source-format 1.2)."""
    target: str | None
    """Markdown of the translation; None where the half is missing."""
    source: str | None
    """Markdown of the source sentence; None where the half is missing."""
    markup: tuple[str, str, str]
    """The tags as written: before the target, between the halves, after the source."""
    place: Place = Place()
    """Where the annotation begins in the file."""

    @property
    def is_paragraph(self) -> bool:
        """Whether several sentences are aligned as one unit."""
        return self.id.rpartition("-")[2].startswith("p")

    def half(self, side: Side) -> str:
        """Return the Markdown of one side; a missing half is filled in by the other one."""
        first, second = (self.source, self.target) if side is Side.SOURCE else (self.target, self.source)
        return first if first is not None else second or ""

    def has(self, side: Side) -> bool:
        """Tell whether the half of that side is there."""
        return (self.source if side is Side.SOURCE else self.target) is not None


@dataclass(frozen=True, slots=True)
class Junk:
    """Markup that could not be understood: kept when writing, shown to no reader."""

    span: Span
    text: str


Part = Shared | Segment | Junk


@dataclass(frozen=True, slots=True)
class Entry:
    """One top-level key of the front matter with the lines that belong to it."""

    key: str
    """The key as written; empty for lines before the first key and comments."""
    text: str
    """The lines, with their ends."""
    value: object = None
    """The value: str, int, float, bool, None, list or dict; dates stay text."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The YAML block at the top of a file."""

    opening: str = "---\n"
    entries: tuple[Entry, ...] = ()
    closing: str = "---\n"

    @property
    def text(self) -> str:
        """The block as it stands in the file."""
        return self.opening + "".join(entry.text for entry in self.entries) + self.closing

    def get(self, key: str) -> object:
        """Return the value of a key, whatever its case; None if there is none."""
        folded = key.lower()
        return next((entry.value for entry in self.entries if entry.key.lower() == folded), None)

    def string(self, key: str) -> str:
        """Return a value as one line of text: lists joined by commas, nothing as ''."""
        value = self.get(key)
        if value is None or isinstance(value, dict):
            return ""
        if isinstance(value, list):
            return ", ".join(_scalar(item) for item in value if not isinstance(item, list | dict))
        return _scalar(value)

    def mapping(self, key: str) -> Mapping[str, object]:
        """Return a value that is a mapping; an empty one if it is something else."""
        value = self.get(key)
        return value if isinstance(value, dict) else {}


def _scalar(value: object) -> str:
    """Write a value as the one line of text it was."""
    return str(value).lower() if isinstance(value, bool) else " ".join(str(value).split())


class BlockKind(enum.Enum):
    """What kind of block a segment stands in."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    TABLE_CELL = "table-cell"
    ALERT = "alert"
    QUOTE = "quote"
    HTML = "html"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Block:
    """A leaf block: the smallest run of lines that Markdown treats as one."""

    kind: BlockKind
    path: tuple[str, ...]
    """The containers round it from the outside in, such as ('list-item', 'alert')."""
    place: Place
    """Where it begins in the file."""
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One file of the format, read."""

    path: str
    """Relative to the docset, with forward slashes."""
    front_matter: FrontMatter | None
    parts: tuple[Part, ...]
    byte_order_mark: bool = False
    damaged_quotes: tuple[int, ...] = ()
    """Offsets (0-based characters of the text as read) of quotes that the file holds as `&quot;`."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The segments in text order; ids may come in any order (source-format 1.2)."""
        return tuple(part for part in self.parts if isinstance(part, Segment))

    @property
    def is_bilingual(self) -> bool:
        """Whether any sentence exists in both languages."""
        return any(isinstance(part, Segment) and part.source is not None for part in self.parts)

    @property
    def origin(self) -> Origin:
        """How the translation was made."""
        kind = self.front_matter.string("ms.translationtype").upper() if self.front_matter else ""
        if kind in {"MT", "MACHINE TRANSLATION", "AUTO"}:
            return Origin.MACHINE
        return Origin.HUMAN if kind in {"HT", "HUMAN TRANSLATION"} or kind.startswith("MTE") else Origin.UNKNOWN
