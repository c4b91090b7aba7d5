"""`too-long`: a translation of almost twice the length of its source, mostly for a part that stands twice.

English with a gloss in parentheses is left out, and so are glosses of texts of links (translators.md 2a).
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.english_left import is_glossed
from tweeluik.checks.translation.lengths import shown_length
from tweeluik.checks.translation.marks import visible
from tweeluik.learn.inline import GONE

_SHARE = 1.9
_SHORTEST = 60
_GLOSS = re.compile(r"\s?\(([^()]{1,400})\)")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the target is too long."""
    if len(pair.target.raw) <= 1.3 * len(pair.source.raw) or len(pair.source.raw) < _SHORTEST:
        return
    source, target = shown_length(pair.source), shown_length(pair.target)
    if source < _SHORTEST or target <= _SHARE * source or is_glossed(pair.target.prose):
        return
    if target - _length_of_glosses(pair) > _SHARE * source:
        yield Hit(f"The source has {source} characters, the translation {target}.")


def _length_of_glosses(pair: Pair) -> int:
    """Return the length of what explains in parentheses the texts of links that are left as they are."""
    source, prose = (half.prose.replace(GONE, "") for half in (pair.source, pair.target))
    length = 0
    for link in pair.source.links:
        label = visible(pair.source, link.label).strip()
        start = prose.find(label)
        gloss = _GLOSS.match(prose, start + len(label)) if label and start >= 0 else None
        if gloss and gloss[1] not in source:
            length += len(gloss.group())
    return length


CHECK = PairCheck("too-long", find, source=frozenset({"en"}), target=frozenset({"nl"}))
