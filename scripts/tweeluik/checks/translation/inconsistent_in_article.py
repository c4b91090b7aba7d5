"""`inconsistent-in-article`: one sentence of the source, two translations in the same article.

Sentences are the same if their words are, whatever their marks and their case; shorter ones than three words mean too
many things (translators.md 2a).
"""

import re
from collections import Counter
from collections.abc import Iterator

from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.learn.inline import GONE, Inline
from tweeluik.model import Segment, Side

_WORD = re.compile(r"\w+")
_FEWEST_WORDS = 3


def find(subject: Subject) -> Iterator[Spot]:
    """Yield each segment whose translation is not the article's most frequent one of that sentence."""
    repeated: dict[str, list[tuple[Segment, Inline]]] = {}
    for segment, source, target in subject.inlines:
        repeated.setdefault(_shown(source).lower(), []).append((segment, target))
    for sentence, places in repeated.items():
        if len(places) == 1 or len(_WORD.findall(sentence)) < _FEWEST_WORDS:
            continue
        wordings = [tuple(_WORD.findall(_shown(target).lower())) for _, target in places]
        if wordings.count(wordings[0]) == len(wordings):
            continue
        usual, _ = Counter(wordings).most_common(1)[0]
        first, example = places[wordings.index(usual)]
        for (segment, _), wording in zip(places, wordings, strict=True):
            if wording != usual:
                shown = " ".join(_shown(example).split())
                message = f"Elsewhere in the article ({first.id}) the same sentence is: {shown}"
                yield subject.in_half(message, segment, Side.TARGET)


def _shown(half: Inline) -> str:
    return half.text.replace(GONE, "").strip()


CHECK = ArticleCheck("inconsistent-in-article", find)
