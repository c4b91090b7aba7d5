"""A sentence and its translation, as checks of translation see them."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from tweeluik.learn.inline import Inline
from tweeluik.model import Side
from tweeluik.text import Span

WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the prose of a half."""

    text: str
    folded: str
    """In lower case."""
    start: int
    """0-based character of the half."""
    end: int


class Pair:
    """Both halves of a segment. What several checks need is worked out once, and only if one asks."""

    def __init__(self, source: Inline, target: Inline) -> None:
        self.source = source
        self.target = target

    def half(self, side: Side) -> Inline:
        """Return one of the halves."""
        return self.source if side is Side.SOURCE else self.target

    @cached_property
    def source_words(self) -> tuple[Word, ...]:
        """The words of the source's prose."""
        return words(self.source.prose)

    @cached_property
    def target_words(self) -> tuple[Word, ...]:
        """The words of the target's prose."""
        return words(self.target.prose)

    @cached_property
    def source_vocabulary(self) -> frozenset[str]:
        """The words of the source's prose in lower case."""
        return frozenset(word.folded for word in self.source_words)

    @cached_property
    def target_vocabulary(self) -> frozenset[str]:
        """The words of the target's prose in lower case."""
        return frozenset(word.folded for word in self.target_words)


def words(prose: str) -> tuple[Word, ...]:
    """Return the words of a text in which marks and opaque parts are no letters."""
    return tuple(Word(match.group(), match.group().lower(), *match.span()) for match in WORD.finditer(prose))


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found in a pair of halves."""

    message: str
    target: Span | None = None
    """0-based characters of the target half; None for all of it."""
    source: Span | None = None
    """0-based characters of the source half; None for all of it."""
    side: Side = Side.TARGET
    """The half that has to be mended."""
    fix: str | None = None
    """What belongs in place of the range in that half, if there is exactly one right answer."""


@dataclass(frozen=True, slots=True)
class PairCheck:
    """A check of a sentence and its translation."""

    code: str
    find: Callable[[Pair], Iterable[Hit]]
    source: frozenset[str] = frozenset()
    """Codes of the source languages whose words it knows; empty for every language."""
    target: frozenset[str] = frozenset()
    """Codes of the target languages whose words it knows; empty for every language."""

    def suits(self, source: str, target: str) -> bool:
        """Tell whether it can say something about a pair of languages, by their codes."""
        return (not self.source or source in self.source) and (not self.target or target in self.target)
