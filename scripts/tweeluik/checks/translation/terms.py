"""Where the words of a docset's glossary stand in a text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from tweeluik.docset.glossary import Glossary, Term, Wording
from tweeluik.text import Span

_WORD = re.compile(r"\w+")
_INFLECTION = r"(?:'?s|es|e?n|e?d|ing|e?t)?"


@dataclass(frozen=True, slots=True)
class Found:
    """A word of a term in a text."""

    term: Term
    wording: Wording
    word: str
    """As the glossary has it."""
    span: Span


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words to use and the words to avoid in one language."""

    language: str
    forbidden: Mapping[str, tuple[tuple[re.Pattern[str], Term, Wording, str], ...]]
    """What to avoid, by the first word in lower case."""
    allowed: Mapping[str, tuple[re.Pattern[str], ...]]
    """What may hold such a word: the words to use for any term, by their first word."""

    def forbidden_in(self, text: str) -> Iterator[Found]:
        """Yield each word to avoid; those that are part of a word to use or of an allowed name are left out."""
        starts = [match.group().lower() for match in _WORD.finditer(text)]
        if self.forbidden.keys().isdisjoint(starts):
            return
        words = (word for start in {*starts} for word in self.allowed.get(start, ()))
        allowed = [match.span() for word in words for match in word.finditer(text)]
        for start in dict.fromkeys(starts):
            for pattern, term, wording, word in self.forbidden.get(start, ()):
                names = [one.span() for name in wording.allowed_in for one in _named(name).finditer(text)]
                for match in pattern.finditer(text):
                    span = match.span()
                    if span not in names and not _lies_in(span, (*allowed, *names)):
                        yield Found(term, wording, word, Span(*span))


@lru_cache(maxsize=4)
def vocabulary(glossary: Glossary, language: str) -> Vocabulary:
    """Return the words of a glossary in one language."""
    forbidden: dict[str, list[tuple[re.Pattern[str], Term, Wording, str]]] = {}
    allowed: dict[str, list[re.Pattern[str]]] = {}
    for term in glossary.terms:
        wording = term.wording(language)
        if wording is None:
            continue
        for word in wording.words:
            for start in _start(word):
                allowed.setdefault(start, []).append(_whole(word))
        for word in wording.forbidden:
            for start in _start(word):
                forbidden.setdefault(start, []).append((_whole(word), term, wording, word))
    return Vocabulary(
        language,
        {start: tuple(words) for start, words in forbidden.items()},
        {start: tuple(words) for start, words in allowed.items()},
    )


def first_of(words: Iterable[str], text: str) -> str:
    """Return the first of some words that stands in a text, in whatever form; '' if none does."""
    return next((word for word in words if _inflected(word).search(text)), "")


def spans_of(word: str, text: str) -> list[Span]:
    """Return where a word stands in a text, in whatever form."""
    return [Span(*match.span()) for match in _inflected(word).finditer(text)]


def _start(word: str) -> list[str]:
    """Return the first word of a phrase in a list; an empty one if it has no letter."""
    return [match.lower() for match in _WORD.findall(word)[:1]]


@lru_cache(maxsize=4096)
def _whole(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-]){_phrase(word)}(?![\w'’-])", re.IGNORECASE)


@lru_cache(maxsize=4096)
def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-]){_phrase(name)}(?![\w'’-])")


@lru_cache(maxsize=4096)
def _inflected(word: str) -> re.Pattern[str]:
    is_name = word != word.lower()
    return re.compile(rf"(?<![\w'’]){_phrase(word)}{_INFLECTION}(?!\w)", 0 if is_name else re.IGNORECASE)


def _phrase(word: str) -> str:
    return r"\s+".join(re.escape(part) for part in word.split())


def _lies_in(inner: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start <= inner[0] and inner[1] <= end and (start, end) != inner for start, end in others)
