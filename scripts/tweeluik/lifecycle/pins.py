"""Finding the sentences that claims are pinned to.

A sentence is known by its text, not by its id: the ids of segments change with every publication. It is looked for in
the article that the pin names; both of its halves are, each by itself, so that a translation that was changed alone
is seen.
"""

import enum
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from hashlib import sha256
from itertools import zip_longest

from tweeluik.article.projection import project
from tweeluik.article.sentences import sentences
from tweeluik.docset.docset import Docset
from tweeluik.learn.constructs import HEADING_ANCHOR
from tweeluik.learn.headings import numbered, wanted_id
from tweeluik.learn.inline import GONE, read_inline
from tweeluik.learn.parser import parse
from tweeluik.lifecycle.records import Pin
from tweeluik.model import Article, Segment, Side
from tweeluik.text import LINE_END, LineIndex, Place

WHOLE = 0
"""The number that stands for the whole half of a segment."""
LEAST_ALIKE = 0.6
"""How much a sentence must resemble the pinned one to be taken for what became of it (`SequenceMatcher.ratio`)."""
LEAST_ALIKE_ELSEWHERE = 0.75
"""The same for a sentence in another place than the pin says."""
_DIGITS = re.compile(r"\d+")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of an article in both languages, or all of a segment."""

    segment: str
    """Id of the segment; '' in an article without spans."""
    number: int
    """1-based in the segment, or in the article if it has no spans; 0 for the whole segment."""
    target: str
    """Normalized; '' if the half has no such sentence."""
    source: str | None
    """Normalized; None if the article does not have the source language."""
    place: Place
    target_half: str = ""
    """The Markdown that the sentence stands in, as it is in the file."""
    source_half: str = ""
    heading: str = ""
    """Id of the heading that it stands under, in an article without spans; '' above the first."""


class State(enum.Enum):
    """What became of a pinned sentence."""

    FOUND = "found"
    CHANGED = "changed"
    """It reads otherwise now."""
    GONE = "gone"
    """Nothing like it stands in the article."""
    NO_ARTICLE = "no article"

    @property
    def is_found(self) -> bool:
        """Whether it reads as it was pinned."""
        return self is State.FOUND


@dataclass(frozen=True, slots=True)
class Located:
    """Where a pin is now."""

    pin: Pin
    state: State
    sentence: Sentence | None
    """The sentence, or what it became; None if there is none."""
    changed: tuple[Side, ...] = ()
    """The languages in which it reads otherwise."""

    @property
    def has_moved(self) -> bool:
        """Whether it was found, but in another segment or at another number than the pin says."""
        if not self.state.is_found or self.sentence is None or not self.sentence.segment:
            return False
        return (self.sentence.segment, self.sentence.number) != (self.pin.segment, self.pin.sentence)


def normalize(markdown: str) -> str:
    """Return a sentence as it is compared and kept in pins.

    Tags, destinations of links and marks of emphasis are gone, all white space is one space, and letters are composed
    (NFC).
    """
    text = read_inline(_BREAK.sub(" ", markdown)).text.replace(GONE, "")
    return " ".join(unicodedata.normalize("NFC", text).replace("\u00a0", " ").split())


def fingerprint(text: str) -> str:
    """Return the first 16 hexadecimal digits of the SHA-256 of a normalized sentence."""
    return sha256(text.encode("utf-8", errors="surrogateescape")).hexdigest()[:16]


@lru_cache(maxsize=4096)
def _split(half: str) -> tuple[str, ...]:
    return tuple(normalize(span.of(half)) for span in sentences(half))


def sentences_of(article: Article) -> tuple[Sentence, ...]:
    """Return the sentences of an article in text order, each segment of several ones also as a whole."""
    if article.segments:
        return tuple(one for segment in article.segments for one in _of_segment(segment))
    return tuple(_of_plain(article))


def _of_segment(segment: Segment) -> Iterator[Sentence]:
    target, source = segment.target or "", segment.source or ""
    has_source = segment.source is not None
    halves = _split(target), _split(source)
    for number, (one, other) in enumerate(zip_longest(*halves, fillvalue=""), 1):
        yield Sentence(segment.id, number, one, other if has_source else None, segment.place, target, source)
    if max(map(len, halves)) > 1:
        whole = normalize(source) if has_source else None
        yield Sentence(segment.id, WHOLE, normalize(target), whole, segment.place, target, source)


def _of_plain(article: Article) -> Iterator[Sentence]:
    """Yield the sentences of an article without spans, which has one language."""
    body = project(article, Side.TARGET, normalize=True).text
    head = len(LINE_END.findall(article.front_matter.text)) if article.front_matter else 0
    lines = LineIndex(body)
    taken: dict[str, int] = {}
    heading = ""
    position = number = 0
    is_heading = False
    for token in parse(body, inline=False).tokens:
        if token.type == "inline":
            if is_heading:
                anchor = HEADING_ANCHOR.match(token.content)
                heading = anchor["id"] if anchor else numbered(wanted_id(token.content, ()) or "section", taken)
            for span in sentences(token.content):
                raw = span.of(token.content)
                # The content of a block has lost what stands before its lines, so only its first line is looked for.
                found = body.find(raw.split("\n", 1)[0], position)
                position = found if found >= 0 else position
                place = lines.place(position)
                number += 1
                text = normalize(raw)
                yield Sentence("", number, text, None, Place(head + place.line, place.column), raw, "", heading)
        is_heading = token.type == "heading_open"


class Finder:
    """Finds pins in the articles of a docset; each article is cut into sentences once."""

    def __init__(self, articles: Mapping[str, Sequence[Sentence]]) -> None:
        """Take the sentences of the articles by their path without `.md`."""
        self._articles = articles
        self._by_target: dict[tuple[str, str], list[Sentence]] = {}
        for article, known in articles.items():
            for one in known:
                self._by_target.setdefault((article, one.target), []).append(one)

    def sentences(self, article: str) -> Sequence[Sentence]:
        """Return the sentences of an article, by its path without `.md`; none if there is no such article."""
        return self._articles.get(article, ())

    def locate(self, pin: Pin) -> Located:
        """Find a pin.

        A sentence that stands where the pin says but reads a little otherwise has changed, even if its old text stands
        elsewhere too: the other one says it of something else. Where quite another sentence stands there, ids have been
        given anew, and the text is looked for in the whole article.
        """
        if pin.article not in self._articles:
            return Located(pin, State.NO_ARTICLE, None)
        same = [one for one in self._by_target.get((pin.article, pin.target), ()) if _is_same(one, pin)]
        own = [one for one in same if one.segment == pin.segment]
        if own:
            return Located(pin, State.FOUND, next((one for one in own if one.number == pin.sentence), own[0]))
        known = self.sentences(pin.article)
        became = self._became(pin, known)
        if became is not None and _is_alike(became, pin):
            return Located(pin, State.CHANGED, became, _changed(became, pin))
        if same:
            return Located(pin, State.FOUND, same[0])
        if became is None:
            became = max(known, key=lambda one: _likeness(one, pin), default=None)
            if became is None or _likeness(became, pin) < LEAST_ALIKE_ELSEWHERE:
                return Located(pin, State.GONE, None)
        return Located(pin, State.CHANGED, became, _changed(became, pin))

    def _became(self, pin: Pin, known: Sequence[Sentence]) -> Sentence | None:
        """Return what now stands where the pin says, the likest of it; in an article without spans, if it is alike."""
        own = [one for one in known if one.segment == pin.segment]
        if not pin.segment:
            return next((one for one in own if one.number == pin.sentence and _is_alike(one, pin)), None)
        exact = [one for one in own if one.number == pin.sentence]
        return max(exact or own, key=lambda one: _likeness(one, pin), default=None)


def _is_same(sentence: Sentence, pin: Pin) -> bool:
    return sentence.target == pin.target and (pin.source is None or sentence.source == pin.source)


def _changed(sentence: Sentence, pin: Pin) -> tuple[Side, ...]:
    sides = [Side.TARGET] if sentence.target != pin.target else []
    if pin.source is not None and sentence.source != pin.source:
        sides.append(Side.SOURCE)
    return tuple(sides)


def _is_alike(sentence: Sentence, pin: Pin) -> bool:
    """Tell whether a sentence may be what became of a pinned one: most of its words are there, or all its numbers."""
    numbers = _DIGITS.findall(pin.target)
    same_numbers = numbers != [] and numbers == _DIGITS.findall(sentence.target)
    return same_numbers or _likeness(sentence, pin) >= LEAST_ALIKE


def _likeness(sentence: Sentence, pin: Pin) -> float:
    """Return how much a sentence resembles the pinned one, from 0 to 1."""
    target = _ratio(pin.target, sentence.target)
    if pin.source is None or sentence.source is None:
        return target
    return (target + _ratio(pin.source, sentence.source)) / 2


@lru_cache(maxsize=65_536)
def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= LEAST_ALIKE / 2 else 0.0


def finder_of(docset: Docset, names: Iterable[str]) -> Finder:
    """Return a finder for articles of a docset, by their paths without `.md`; those that do not exist are left out."""
    known = set(docset.articles)
    wanted = sorted({name for name in names if f"{name}.md" in known})
    return Finder({name: sentences_of(docset.article(f"{name}.md")) for name in wanted})
