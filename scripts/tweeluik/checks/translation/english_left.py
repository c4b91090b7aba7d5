"""`english-left`: part of the sentence is still English.

At least two different small English words in lower case, and no fewer of them than Dutch ones (translators.md 2a).
Texts of links and bold labels that are the same in both halves, quotes and what stands in parentheses are names as a
rule, and left out.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.function_words import DUTCH, ENGLISH, IN_BOTH
from tweeluik.checks.translation.quotations import QUOTED
from tweeluik.learn.inline import GONE, OPAQUE, Inline
from tweeluik.text import Span

_FEWEST = 2
_GLOSS = re.compile(r"\(([^()]{10,400})\)\W*\Z")
_ASIDE = re.compile(rf"{QUOTED}|\([^()]{{1,400}}+\)", re.DOTALL)
WORD = re.compile(r"(?<![\w/.@\\:$#%<{=*-])[^\W\d_]+(?:['’-][^\W\d_]+)*+(?![\w/@\\:>}=*-]|\.\w)")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield one hit for the stretch from the first to the last English word."""
    prose = pair.target.prose
    if ENGLISH.isdisjoint(prose.split()) or prose == pair.source.prose or is_glossed(prose):
        return
    words = [(match.group(), match.span()) for match in WORD.finditer(without_names(pair))]
    english = [(word, span) for word, span in words if word in ENGLISH]
    if len({word for word, _ in english}) < _FEWEST:
        return
    if len(english) >= sum(word.lower() in DUTCH for word, _ in words):
        span = Span(english[0][1][0], english[-1][1][1])
        named = "', '".join(dict.fromkeys(word for word, _ in english))
        yield Hit(f"English words are left: '{named}'.", span)


def is_glossed(prose: str) -> bool:
    """Tell whether Dutch in parentheses follows the English, as people translate titles of English pages."""
    prose = prose.replace(GONE, "")
    gloss = _GLOSS.search(prose)
    if gloss is None or len(gloss[1]) * 2 < gloss.start():
        return False
    words = {match.group().lower() for match in WORD.finditer(gloss[1])}
    return not words.isdisjoint(DUTCH - IN_BOTH) and words.isdisjoint(ENGLISH)


def without_names(pair: Pair) -> str:
    """Return the prose of the target in which quotes, asides, and labels that the source has too are opaque."""
    labels = {span.of(pair.source.raw).strip().lower() for span in _labels(pair.source)}
    prose = pair.target.prose
    for span in _labels(pair.target):
        if span.of(pair.target.raw).strip().lower() in labels:
            prose = prose[: span.start] + OPAQUE * len(span) + prose[span.end :]
    return _ASIDE.sub(lambda match: OPAQUE * len(match.group()), prose)


def _labels(half: Inline) -> list[Span]:
    return [*(link.label for link in half.links), *half.strong]


CHECK = PairCheck("english-left", find, source=frozenset({"en"}), target=frozenset({"nl"}))
