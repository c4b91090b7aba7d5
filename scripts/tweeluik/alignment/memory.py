"""A translation memory: how sentences like a given one were translated elsewhere in a docset.

Texts that are alike share some of their rarest words or pairs of words; short texts and single words share groups of
three letters. Those that do are compared letter by letter (rapidfuzz: the letters that both have in the same order, as
a percentage of all letters of both). Nothing is ever put in for a translator: numbers and names that are all that
differs lower the score and are said to differ.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from rapidfuzz import fuzz, process

from tweeluik.article.projection import project
from tweeluik.docset.docset import Docset
from tweeluik.learn.leaves import leaves
from tweeluik.model import Article, Origin, Side
from tweeluik.text import LINE_END, LineIndex, Place, Span

LEAST = 75.0
"""The score from which on a match is of use to a translator."""
LONGEST = 4_000
"""Characters. Texts beyond that, found in no real article, are looked up exactly and not compared."""
_MOST_UNLIKE = 99.9
"""What a text gets at most that is not the same."""
_LOWERED = 10.0
"""Points off where only numbers, names in code, addresses or placeholders differ."""
_CANDIDATES, _SHORT_CANDIDATES = 500, 1_000
"""How many texts are compared letter by letter; short ones take less time."""
_LENGTH_SHARE = 0.6
"""How long the shorter of two texts is at least; by its length alone a shorter one stays below `LEAST`."""
_SHORT, _SHORT_KNOWN = 27, 45
"""Characters of a text that is looked up by groups of letters, and of those that can be like it."""

_WITHOUT_BLANKS = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Letters of Japanese and Chinese."""
_WORD = re.compile(rf"[{_WITHOUT_BLANKS}]+|[^\W{_WITHOUT_BLANKS}]+")
_RUN = re.compile(rf"[{_WITHOUT_BLANKS}]{{2,}}")
_UNTRANSLATABLE = re.compile(r"`[^`]*`|</?[A-Za-z!][^<>]*>|!\[[^\[\]]*\]\([^()]*\)|\]\([^()]*\)|https?://\S+")
_LETTER = re.compile(r"[^\W\d_]")
_LITERAL = re.compile(
    r"""
      `[^`]*`
    | (?<=\]\()[^()]*                  # where a link leads
    | https?://[^\s<>()]*
    | <[^<>]*> | \{[^{}]*\}            # placeholders
    | (?<!\w)[^\W_]+_\w+               # names such as first_second
    | (?<!\w)\w*?\d\w*(?:[.,:/]\d+)*   # numbers and names with a digit
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Translation:
    """A segment that a docset has in both languages."""

    source: str
    """Markdown."""
    target: str
    """Markdown."""
    path: str
    """The article, relative to the docset, with forward slashes."""
    id: str
    origin: Origin = Origin.UNKNOWN

    def half(self, side: Side) -> str:
        """Return the Markdown of one side."""
        return self.source if side is Side.SOURCE else self.target


@dataclass(frozen=True, slots=True)
class Match:
    """A text of the memory that is like the one looked up, with one of its translations."""

    score: float
    """From 0 to 100, which is the same text, white space apart."""
    translation: Translation
    """The first of a human translator, or else the first at all."""
    times: int
    """How often the docset has these two halves together."""
    only_numbers_differ: bool = False
    """Whether only numbers, code, addresses or placeholders differ; the score is the lower for it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sentence of an article that has no other half, and what the memory knows of sentences like it."""

    span: Span
    """Where it stands in the article's own body: `project(article, side, normalize=True).text`."""
    place: Place
    """Where it stands in the file."""
    text: str
    """Markdown."""
    matches: tuple[Match, ...]


class Memory:
    """Segments in both languages, looked up by one of them."""

    def __init__(self, translations: Iterable[Translation], side: Side) -> None:
        """Index the translations by their halves of one side.

        Those with nothing to translate in it, such as mere code, stay out.
        """
        self.side = side
        self._known: dict[str, list[Translation]] = {}
        for one in translations:
            text = _spaced(one.half(side))
            if has_words(text):
                self._known.setdefault(text, []).append(one)
        self._texts = sorted(self._known, key=lambda text: (len(text), text))
        self._lengths = [len(text) for text in self._texts]
        self._words = _Index(map(_words, self._up_to(LONGEST)), _CANDIDATES)
        self._trigrams = _Index(map(_trigrams, self._up_to(_SHORT_KNOWN)), _SHORT_CANDIDATES)

    def __len__(self) -> int:
        """Count the different texts."""
        return len(self._texts)

    def _up_to(self, length: int) -> Iterator[str]:
        return (text for text in self._texts[: bisect_left(self._lengths, length + 1)])

    def lookup(self, text: str, *, limit: int = 5, least: float = LEAST) -> list[Match]:
        """Return the translations of the texts most like one.

        Args:
            text: Markdown of the memory's side.
            limit: how many at most.
            least: the lowest score, 0 to 100; of those below `LEAST` some are missed.

        Returns:
            The best first: the same text, then by score, by how often it is so translated, and by the halves.
        """
        text = _spaced(text)
        found = [
            match for known, score in self._like(text, limit, least) for match in self._matches(text, known, score)
        ]
        return sorted((match for match in found if match.score >= least), key=_rank)[:limit]

    def _like(self, text: str, limit: int, least: float) -> Iterator[tuple[str, float]]:
        """Yield known texts and how much they are like this one, 0 to 100."""
        if text in self._known:
            yield text, 100.0
        if not text or len(text) > LONGEST:
            return
        candidates = [self._texts[index] for index in self._candidates(text)]
        # Twice as many, as some lose points for differing in numbers only.
        for known, score, _ in process.extract(
            text, candidates, scorer=fuzz.ratio, limit=2 * limit, score_cutoff=least
        ):
            if known != text:
                yield known, min(score, _MOST_UNLIKE)

    def _candidates(self, text: str) -> list[int]:
        first = bisect_left(self._lengths, int(len(text) * _LENGTH_SHARE))
        last = bisect_left(self._lengths, int(len(text) / _LENGTH_SHARE) + 1)
        index, features = (self._trigrams, _trigrams) if len(text) <= _SHORT else (self._words, _words)
        return index.near(features(text), first, last)

    def _matches(self, text: str, known: str, score: float) -> Iterator[Match]:
        """Yield a match for each way in which a known text is translated."""
        lowered = text != known and _without_literals(text) == _without_literals(known)
        ways: dict[str, list[Translation]] = {}
        other = Side.TARGET if self.side is Side.SOURCE else Side.SOURCE
        for one in self._known[known]:
            ways.setdefault(_spaced(one.half(other)), []).append(one)
        for same in ways.values():
            shown = next((one for one in same if one.origin is Origin.HUMAN), same[0])
            yield Match(round(max(score - _LOWERED * lowered, 0.0), 1), shown, len(same), lowered)


class _Index:
    """Which texts have a feature. Texts are numbers, rising with their length."""

    def __init__(self, texts: Iterable[frozenset[str]], most: int) -> None:
        """Index the features of texts; `most` is how many texts a look-up returns."""
        self._most = most
        self._postings: dict[str, list[int]] = {}
        for number, features in enumerate(texts):
            for feature in features:
                self._postings.setdefault(feature, []).append(number)

    def near(self, features: frozenset[str], first: int, last: int) -> list[int]:
        """Return the texts from `first` to before `last` that have any of the rarest features."""
        stretches = []
        for feature in features:
            if (numbers := self._postings.get(feature)) is not None:
                start = bisect_left(numbers, first)
                end = bisect_left(numbers, last, start)
                if start < end:
                    stretches.append((end - start, feature, start))
        found: set[int] = set()
        for length, feature, start in sorted(stretches):
            if found and len(found) + length > self._most:
                break
            found.update(self._postings[feature][start : start + length][: self._most])
        return sorted(found)


def _rank(match: Match) -> tuple[float, int, str, str]:
    return -match.score, -match.times, match.translation.source, match.translation.target


def _spaced(text: str) -> str:
    return " ".join(text.split())


def has_words(text: str) -> bool:
    """Tell whether a half has anything to translate: not if it is only code, marks and numbers."""
    return _LETTER.search(_UNTRANSLATABLE.sub("", text)) is not None


def _without_literals(text: str) -> str:
    return _LITERAL.sub("0", text)


def _words(text: str) -> frozenset[str]:
    """Return the words and pairs of words; where no blanks part words, every two letters in a row."""
    text = text.casefold()
    words = _WORD.findall(text)
    features = [*words, *map(" ".join, pairwise(words))]
    if not text.isascii():
        features += [run[at : at + 2] for run in _RUN.findall(text) for at in range(len(run) - 1)]
    return frozenset(features)


def _trigrams(text: str) -> frozenset[str]:
    padded = f" {text.casefold()} "
    return frozenset(padded[at : at + 3] for at in range(len(padded) - 2))


def read_memory(docset: Docset, side: Side) -> Memory:
    """Make a memory of all segments of a docset that have both halves."""
    return Memory((one for path in docset.articles for one in translations(docset.article(path))), side)


def translations(article: Article) -> Iterator[Translation]:
    """Yield the segments of an article that have both halves."""
    for one in article.segments:
        if one.source and one.target:
            yield Translation(one.source, one.target, article.path, one.id, article.origin)


def suggestions(article: Article, memory: Memory, *, limit: int = 3, least: float = LEAST) -> tuple[Suggestion, ...]:
    """Look up the sentences of an article that are in no segment, in the language of the memory.

    Returns:
        Each sentence that is like any that the memory knows, in text order. What it brings is no translation of the
        sentence but that of another one.
    """
    body = project(article, memory.side, normalize=True)
    lines = LineIndex(body.text)
    above = len(LINE_END.findall(article.front_matter.text)) if article.front_matter else 0
    found = []
    for span in (span for leaf in leaves(body.text) for span in leaf.sentences(body.text)):
        text = span.of(body.text)
        if body.between(span.start, span.end) or not has_words(text):
            continue
        if matches := memory.lookup(text, limit=limit, least=least):
            place = lines.place(span.start)
            found.append(Suggestion(span, Place(place.line + above, place.column), text, tuple(matches)))
    return tuple(found)
