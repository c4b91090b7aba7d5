"""A link text that has slipped: it ends at a word that belongs to the rest of the sentence."""

import re
from collections.abc import Iterator, Sequence

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.drift import (
    DUTCH_AUXILIARIES,
    DUTCH_FUNCTION_WORDS,
    DUTCH_PARTICLES,
    DUTCH_SEPARABLE,
    ENGLISH_FUNCTION_WORDS,
    ends_a_name,
    words_of,
)
from tweeluik.checks.translation.marks import links_of, visible
from tweeluik.checks.translation.separable_verbs import VERBS_OF_PARTICLE
from tweeluik.learn.inline import OPAQUE, Inline, Link
from tweeluik.text import Span


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the link texts of the translation that end with a function word, unless one of the source does."""
    if not pair.target.links or not pair.source.links:
        return
    slipped = []
    for link in links_of(pair.target):
        found = words_of(pair.target, link.label)
        if not found or found[-1] not in DUTCH_FUNCTION_WORDS or _is_a_name(found, link, pair.target):
            continue
        if _belongs_to_verb(found, pair):
            continue
        if not _NO_SLIP.search(visible(pair.target, link.label)):
            slipped.append((link, found[-1]))
    if not slipped:
        return
    source = links_of(pair.source)
    for link in source:
        found = words_of(pair.source, link.label)
        if found and found[-1].lower() in ENGLISH_FUNCTION_WORDS:
            return
    of_source = {link.target: link.label for link in source}
    for link, word in slipped:
        yield Hit(f"The link text ends with {word}.", link.label, of_source.get(link.target))


def _is_a_name(label: list[str], link: Link, half: Inline) -> bool:
    """Tell whether a link text may end with its last word: a verb's particle, or the verb of a clause."""
    if not ends_a_name(label):
        return False
    if not _GOES_ON.match(visible(half, Span(link.span.end, link.span.end + _NEAR))):
        return True
    if label[-1] in DUTCH_AUXILIARIES:
        return not _QUESTIONS.isdisjoint(label)
    return label[-1] not in _OPENING and any(word.lower() in DUTCH_SEPARABLE for word in label)


def _belongs_to_verb(label: Sequence[str], pair: Pair) -> bool:
    """Tell whether the last word is a verb's particle: that of a command which begins the link or the sentence."""
    if label[-1] == "om" and not DUTCH_PARTICLES.isdisjoint(label[-2:-1]):
        return False
    verbs = VERBS_OF_PARTICLE.get(label[-1])
    first = [word.text for word in pair.target_words[:1] if word.folded == "zeg"]
    commands = (label[0], *first)
    return verbs is not None and any(verbs.fullmatch(command) for command in commands)


_NO_SLIP = re.compile(rf"[?!]\Z|\.\w+\W*\Z|{OPAQUE}[\s.,;:)\"']*\Z")
"""How a link text ends that is a question or code, or a name whose last part only looks like a word: `shop.de`."""
_GOES_ON = re.compile(r"\s*(?!(?:en|of|maar|als|wanneer|zodat)\b)[^\W_]")
_NEAR = 40
_QUESTIONS = frozenset("hoe of waar waarom wat welk welke wie".split())
"""Words by which a link text is a clause that ends with its verb."""
_OPENING = frozenset("met om van voor".split())
"""Prepositions that open what comes next more often than they end a verb."""

CHECK = PairCheck("link-text-drift", find, source=frozenset({"en"}), target=frozenset({"nl"}))
