"""`repeated-phrase`: three words or more that stand twice in a row, as machine translation stammers.

Not where the source stammers too, nor in enumerations, nor where the second copy is exactly the text of a link: then
the translation names the page and links to it (translators.md 2a).
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.learn.inline import GONE, OPAQUE
from tweeluik.text import Span

_FEWEST = 3
_MOST = 12
_BLANKS = str.maketrans(dict.fromkeys(f'{GONE}()*.,:;!?"', " "))
"""What may stand between the copies; to know which sentences are worth a second look."""
_ENUMERATED = re.compile("[,;:]")
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the first phrase that stands twice in a row."""
    prose = pair.target.prose
    tokens = prose.lower().translate(_BLANKS).split()
    if len(tokens) - len(set(tokens)) < _FEWEST:
        return
    words = [(match.group().lower(), match.span()) for match in _WORD.finditer(prose)]
    found = _repeated([word for word, _ in words])
    if found is None:
        return
    start, length = found
    first, second = words[start][1][0], words[start + length][1][0]
    span = Span(second, words[start + 2 * length - 1][1][1])
    both = prose[first : span.end]
    if OPAQUE in both or (_ENUMERATED.search(both) and "(" not in both):
        return
    if any(_is_all_of(span, link.label, prose) for link in pair.target.links):
        return
    if _repeated([match.group().lower() for match in _WORD.finditer(pair.source.prose)]) is None:
        phrase = " ".join(span.of(pair.target.text).replace(GONE, "").split())
        yield Hit(f"'{phrase}' stands twice in a row.", Span(first, span.end))


def _repeated(words: list[str]) -> tuple[int, int] | None:
    """Return where the first phrase begins that stands twice in a row, and how many words it has."""
    places: dict[str, list[int]] = {}
    for index, word in enumerate(words):
        before = places.setdefault(word, [])
        for start in reversed(before):
            length = index - start
            if length > _MOST:
                break
            if length >= _FEWEST and words[start:index] == words[index : index + length]:
                return start, length
        before.append(index)
    return None


def _is_all_of(span: Span, label: Span, prose: str) -> bool:
    return (
        label.start <= span.start
        and span.end <= label.end
        and not (_WORD.search(prose, label.start, span.start) or _WORD.search(prose, span.end, label.end))
    )


CHECK = PairCheck("repeated-phrase", find)
