"""`english-run`: a stretch of English in a sentence that is Dutch otherwise.

Three words or more in lower case, all of them words of the source, two of them small English ones and none Dutch
(translators.md 2a). Where English prevails in the sentence, `english-left` says so.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation import english_left
from tweeluik.checks.translation.english_left import is_glossed, without_names
from tweeluik.checks.translation.function_words import DUTCH, ENGLISH, IN_BOTH
from tweeluik.text import Span

_RUN = re.compile(r"(?<![\w/.@\\:$#%<{=*'’-])[a-z]++(?: [a-z]++){2,}+(?![\w/@\\:>}=*'’-]|\.\w)")
_SHORTEST = 3
_FEWEST = 2
_DUTCH = DUTCH - IN_BOTH
_CORE = ENGLISH | {"a", "is", "of"}


def find(pair: Pair) -> Iterator[Hit]:
    """Yield each stretch."""
    prose = pair.target.prose
    if ENGLISH.isdisjoint(prose.split()) or prose == pair.source.prose or is_glossed(prose):
        return
    if any(english_left.find(pair)):
        return
    for match in _RUN.finditer(without_names(pair)):
        for start, words in _of_source(match.group(), pair.source_vocabulary - _DUTCH):
            core = {*words} & _CORE
            if len(words) >= _SHORTEST and len(core) >= _FEWEST and not core.isdisjoint(ENGLISH):
                text = " ".join(words)
                first = match.start() + start
                yield Hit(f"'{text}' is still English.", Span(first, first + len(text)))


def _of_source(run: str, vocabulary: frozenset[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the stretches of words that the source has too, with where they begin in the run."""
    start = position = 0
    words: list[str] = []
    for word in run.split(" "):
        if word in vocabulary:
            start = start if words else position
            words.append(word)
        elif words:
            yield start, words
            words = []
        position += len(word) + 1
    if words:
        yield start, words


CHECK = PairCheck("english-run", find, source=frozenset({"en"}), target=frozenset({"nl"}))
