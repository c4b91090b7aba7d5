"""Bold that has slipped: it begins or ends at words that name nothing on the screen."""

import re
from collections.abc import Iterator, Mapping

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.drift import (
    DUTCH_COMMANDS,
    DUTCH_FUNCTION_WORDS,
    DUTCH_INFINITIVES,
    DUTCH_KINDS,
    DUTCH_PARTICLES,
    ENGLISH_COMMANDS,
    ENGLISH_FUNCTION_WORDS,
    SAME_WORDS,
    ends_a_name,
    words_of,
)
from tweeluik.checks.translation.marks import visible
from tweeluik.learn.inline import Inline
from tweeluik.text import Span


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the bold runs of the translation that begin or end at the wrong word."""
    if not pair.target.strong or not pair.source.strong:
        return
    slipped = list(_slipped(pair))
    if not slipped or (_is_all_bold(pair.source) and _is_all_bold(pair.target)):
        return
    excused = _excused(pair)
    for span, word, where in slipped:
        if word not in excused[where]:
            how = "ends" if where == _ENDS else "begins"
            yield Hit(f"The bold text {how} with {word}.", span)


def _is_all_bold(half: Inline) -> bool:
    """Tell whether one bold text is all that a half shows."""
    span = half.strong[0]
    around = half.prose[: span.start] + half.prose[span.end :]
    return not around.strip("\0 \t\n.:?!")


def _slipped(pair: Pair) -> Iterator[tuple[Span, str, int]]:
    for span in pair.target.strong:
        found = words_of(pair.target, span)
        if len(found) == 1 and found[0] in _LAST:
            yield span, found[0], _ALONE
        elif found and found[0] in _FIRST:
            yield span, found[0], _BEGINS
        elif len(found) > 1:
            told = found[0].lower() in DUTCH_COMMANDS and _is_told(pair)
            if told or (found[0].lower() in _BEFORE_NAMES and found[1][0].isupper()):
                yield span, found[0], _BEGINS
            elif found[-1] in _LAST:
                if not _is_a_name(pair, span, found):
                    yield span, found[-1], _ENDS
            elif found[-1].istitle() and found[-1].lower() in DUTCH_FUNCTION_WORDS:
                yield span, found[-1], _ENDS


_BEGINS, _ENDS, _ALONE = range(3)
_FIRST = DUTCH_FUNCTION_WORDS | DUTCH_COMMANDS | frozenset(DUTCH_KINDS)
_BEFORE_NAMES = frozenset("als in met of onder op selecteer via voor wanneer".split())
"""Words that also begin with a capital before a name that they are no part of."""
_CAPITALIZED = frozenset(word.capitalize() for word in _BEFORE_NAMES)
_CLAUSES = frozenset("als dat die indien of omdat waar wanneer zodat".split())
"""Words by which a name may be a clause, which ends with a verb."""
_LAST = _FIRST | DUTCH_INFINITIVES

_OPEN_ENDS = (ENGLISH_FUNCTION_WORDS - {"more"}) | {"containing", "including"}
"""Last words of English bold text whose Dutch may end with a function word."""
_BEGINNINGS: Mapping[str, frozenset[str]] = {
    "equals": frozenset({"is"}),
    "using": frozenset({"met", "via"}),
}
"""First words of English that Dutch begins with a function word for."""
_ENDINGS: Mapping[str, frozenset[str]] = {
    "cannot": frozenset({"kan", "kunnen", "kunt"}),
    "click": frozenset({"klik"}),
}
"""Words of English that Dutch ends with one of these for."""


def _is_told(pair: Pair) -> bool:
    """Tell whether the source says what to do outside of its bold text only."""
    inside = {word.lower() for span in pair.source.strong for word in words_of(pair.source, span)}
    return not inside & ENGLISH_COMMANDS and not pair.source_vocabulary.isdisjoint(ENGLISH_COMMANDS)


def _is_a_name(pair: Pair, span: Span, found: list[str]) -> bool:
    """Tell whether bold text that ends with a function word is a name: before a colon, at the end, or by its words."""
    if not ends_a_name(found):
        return False
    if found[-1] in DUTCH_PARTICLES:
        sure = len(found) > _A_PHRASE or (found[-1] != "om" and _PARTICIPLE.match(found[0]) is not None)
    else:
        sure = any(word.lower() in _CLAUSES for word in found)
    after = visible(pair.target, Span(span.end, len(pair.target.raw))).lstrip()
    return sure or not after or after[0] in ":.,;)\"'|<*"


_A_PHRASE = 2
_PARTICIPLE = re.compile(r"(?:ge|ver|be|ont|her)\w+(?:[dt]|en)\Z", re.IGNORECASE)


def _excused(pair: Pair) -> tuple[frozenset[str], ...]:
    """Return the words that bold text may begin with, end with, and consist of, since the source does likewise."""
    inside: set[str] = set()
    begins = ends = alone = frozenset[str]()
    for span in pair.source.strong:
        words = words_of(pair.source, span)
        found = [word.lower() for word in words]
        if len(found) == 1 and found[0] in ENGLISH_FUNCTION_WORDS:
            alone = DUTCH_FUNCTION_WORDS
        elif found:
            begins |= _beginnings(words, pair)
        if len(found) > 1 and found[-1] in _OPEN_ENDS:
            ends = DUTCH_FUNCTION_WORDS
        inside.update(found)
    everywhere = frozenset(
        kind for kind, english in DUTCH_KINDS.items() if any(word.startswith(english) for word in inside)
    )
    if inside & ENGLISH_COMMANDS:
        everywhere |= DUTCH_INFINITIVES
    if inside & {"a", "an", "one"}:
        begins |= {"een"}
    ends = ends.union(*(_ENDINGS[word] for word in inside & _ENDINGS.keys()))
    return begins | everywhere, ends | everywhere, alone | everywhere


def _beginnings(words: list[str], pair: Pair) -> frozenset[str]:
    """Return what bold text may begin with for that of the source; single function words are no matter of this."""
    first = words[0]
    begins = _BEGINNINGS.get(first.lower(), frozenset())
    if first in ENGLISH_FUNCTION_WORDS:
        begins |= DUTCH_FUNCTION_WORDS
    elif first.lower() in ENGLISH_FUNCTION_WORDS:
        begins |= SAME_WORDS.get(first.lower(), frozenset()) | _CAPITALIZED
    if len(words) > 1 and first in ENGLISH_COMMANDS:
        begins |= DUTCH_COMMANDS
    if words[1:2] == ["the"] and _is_one_clause(pair):
        begins |= {"de", "het"}
    return begins


def _is_one_clause(pair: Pair) -> bool:
    """Tell whether the bold text of both halves may be one clause: `Set the view`, `de weergave instellen`."""
    if len(pair.source.strong) > 1 or len(pair.target.strong) > 1:
        return False
    found = words_of(pair.target, pair.target.strong[0])
    names = len(found) > _A_PHRASE and found[1] in DUTCH_KINDS and not found[2].islower()
    return len(found) > 1 and not names


CHECK = PairCheck("strong-drift", find, source=frozenset({"en"}), target=frozenset({"nl"}))
