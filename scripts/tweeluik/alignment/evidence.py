"""How much speaks for two texts being translations of each other, in natural logarithms of odds.

Each word of a text is a witness: it has its counterpart in the other text, or has not. What that is worth follows from
how often a translation has a counterpart, and how many other texts of the same article have it by chance. Witnesses
are not independent of one another, so their sum counts for less.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, log

from tweeluik.alignment.passages import LITERAL, Words
from tweeluik.learn.lexicon import Lexicon

_LITERAL_KEPT = 0.93
"""Share of addresses, numbers and code that a translation has as well."""
_PARTNER_FOUND = 0.85
"""Share of words with known partners that have one of them in the translation."""
_SAME_WORD = 0.3
"""Share of other words that are written alike in the translation: names, loan words."""
_MOST_COMMON = 0.35
"""A word with counterparts in more of the texts than that tells nothing, unless there are hardly any texts."""
_FEW = 4
_INDEPENDENCE, _INDEPENDENCE_OF_STRANGERS = 0.9, 0.6
"""What the sum of the witnesses counts for, with a lexicon and without one."""
_USUAL_RATIO = 0.11
"""Natural logarithm of how much longer a translation is, where nothing was learned."""
_STRANGERS = 1.5
"""Variance of the logarithm of the ratio of the lengths of two texts of one article."""

NO_WORDS: Words = frozenset()


@dataclass(frozen=True, slots=True)
class Witness:
    """A word, and what its counterpart is worth."""

    forms: Words
    """The words of the other side that are counterparts."""
    found: float
    """Logarithm of odds if the other text has one of them."""
    missing: float
    """The same if it has none; below 0."""
    where: Sequence[int]
    """The texts of the other side that have one, in order."""


class Dictionary:
    """The learned lexicon in both directions."""

    def __init__(self, lexicon: Lexicon | None) -> None:
        self.length_ratio = lexicon.length_ratio if lexicon and lexicon.partners else _USUAL_RATIO
        learned: Mapping[str, Words] = lexicon.partners if lexicon else {}
        common = lexicon.common if lexicon else NO_WORDS
        self.forward: Mapping[str, Words] = {
            word: some if word in common else some - common for word, some in learned.items()
        }
        self.independence = _INDEPENDENCE if self.forward else _INDEPENDENCE_OF_STRANGERS
        backward: dict[str, set[str]] = {}
        for word, partners in self.forward.items():
            for partner in partners:
                backward.setdefault(partner, set()).add(word)
        self.backward: Mapping[str, Words] = {word: frozenset(partners) for word, partners in backward.items()}


def witnesses(texts: Sequence[Words], others: Sequence[Words], partners: Mapping[str, Words]) -> dict[str, Witness]:
    """Return what each word of `texts` can tell about which of `others` goes with it."""
    index: dict[str, list[int]] = {}
    for number, words in enumerate(others):
        for word in words:
            index.setdefault(word, []).append(number)
    found: dict[str, Witness] = {}
    total = len(others) + 1
    for word in frozenset().union(*texts):
        known = partners.get(word, NO_WORDS)
        here = [index[form] for form in (known | {word} if known else (word,)) if form in index]
        where: Sequence[int] = here[0] if len(here) == 1 else sorted(set().union(*here))
        hit = _LITERAL_KEPT if word.startswith(LITERAL) else _PARTNER_FOUND if known else _SAME_WORD
        chance = (len(where) + 0.5) / total
        if chance > _MOST_COMMON and total > _FEW:
            continue
        chance = min(chance, hit)
        found[word] = Witness(known | {word}, log(hit / chance), log((1 - hit) / (1 - chance)), where)
    return found


def length_evidence(source: int, target: int, ratio: float) -> float:
    """Return what the lengths of two texts say, in characters."""
    odd = log((target + 4) / (source + 4)) - ratio
    variance = 0.025 + 3 / (source + target + 8)
    return max(-8.0, -odd * odd / 2 * (1 / variance - 1 / _STRANGERS) - 0.5 * log(variance / _STRANGERS))


def testimony(words: Iterable[str], known: Mapping[str, Witness], other: Words) -> float:
    """Return what the words of one text say about another one."""
    witnesses_of = (known[word] for word in words if word in known)
    # An exact sum: it must not depend on the order of a set.
    return fsum(one.missing if one.forms.isdisjoint(other) else one.found for one in witnesses_of)
