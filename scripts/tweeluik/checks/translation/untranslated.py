"""`untranslated`: a sentence whose translation is the sentence itself.

One in ten segments is the same in both languages, rightly: names, commands, numbers. Prose is told from them by a
small English word, in lower case or at the beginning, and two words in lower case that say something (translators.md
2a); the same one twice will do.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.function_words import ENGLISH
from tweeluik.learn.inline import GONE

_WORD = re.compile(r"(?<![\w/.@\\:'’#$%<{=*-])[a-z]+(?:['’-][a-z]+)*(?![\w/@\\:'’>}=*(-]|\.\w)")
_FIRST = re.compile(r"\W*([A-Z][a-z]*)(?![\w/.@\\:'’-])")
_SMALL = (ENGLISH | {"a"}) - {"do"}
"""Without one that is Portuguese as well: lists of foreign terms are the same in both languages."""
_SAYS_LITTLE = ENGLISH | {"a", "of"}
_FEWEST_CONTENT_WORDS = 2


def find(pair: Pair) -> Iterator[Hit]:
    """Yield a hit if the translation is the source, and the source is prose."""
    source, target = pair.source.prose, pair.target.prose
    if source != target and _bare(source) != _bare(target):
        return
    words = _WORD.findall(target)
    if sum(word not in _SAYS_LITTLE for word in words) < _FEWEST_CONTENT_WORDS:
        return
    first = _FIRST.match(target)
    if not _SMALL.isdisjoint(words) or (first and first[1].lower() in _SMALL):
        yield Hit("The text is the same in both languages.")


def _bare(prose: str) -> str:
    return prose.replace(GONE, "").strip()


CHECK = PairCheck("untranslated", find, source=frozenset({"en"}))
