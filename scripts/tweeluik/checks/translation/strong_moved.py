"""Bold that covers other words than in the source, seen by the words of both languages and by where they stand.

What the function words of `strong-drift` cannot tell, the docset's own lexicon can: a word beside bold text that
translates what is bold in the source, or the first or last bold word that translates what is not. Punctuation tells it
too: a bold heading that stops before its colon, a bracket cut in two, a capital left outside.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.docset import UsageCheck
from tweeluik.checks.pair import Hit, Pair
from tweeluik.checks.translation import strong_drift
from tweeluik.checks.translation.drift import DUTCH_COMMANDS, DUTCH_FUNCTION_WORDS, DUTCH_KINDS, ENGLISH_FUNCTION_WORDS
from tweeluik.checks.translation.marks import visible
from tweeluik.checks.usage import Pairs, Usage
from tweeluik.learn.inline import OPAQUE, Inline, read_inline
from tweeluik.learn.lexicon import Lexicon
from tweeluik.text import Span

_LETTERS = 5
"""Of a word's stem, as in the lexicon."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_PARTS = re.compile(r"['’-]")
_NO_TEXT = " \t\n-*#>.:0123456789"
_LEADS = re.compile(r"\s*(?::|[-–—] )")
_INNER = re.compile(r"\w: ?\w| [-–—] ")
_APART = re.compile(rf"[.,;:!?()>{OPAQUE}]")
_BEFORE = re.compile(r"(?P<clause>.*[^\s.!?:>*\-][,;]?\s+)(?P<word>[^\W\d_][\w'’-]*)\s*\Z", re.DOTALL)
_LIGHT = (
    DUTCH_FUNCTION_WORDS
    | DUTCH_COMMANDS
    | frozenset(DUTCH_KINDS)
    | frozenset({"al", "er", "geen", "mijn", "niet", "nog", "we", "ze"})
)
"""Words that are translated with too much freedom to tell anything."""
_ENGLISH_STEMS = frozenset(word[:_LETTERS] for word in ENGLISH_FUNCTION_WORDS)

_Words = list[tuple[str, Span]]


def find(usage: Usage, pairs: Pairs) -> Iterator[tuple[int, Hit]]:
    """Yield the segments of an article in which bold has moved, except where `strong-drift` says so already."""
    for index, (source, target) in enumerate(pairs):
        if "**" not in source or "**" not in target:
            continue
        pair = Pair(read_inline(source), read_inline(target))
        if not pair.source.strong or len(pair.source.strong) != len(pair.target.strong):
            continue
        if any(strong_drift.find(pair)):
            continue
        span = _cut(pair) or _capital_outside(pair) or _other_words(pair, usage.lexicon)
        if span:
            yield index, Hit("The bold text covers other words than in the source.", span)


def _cut(pair: Pair) -> Span | None:
    """Return bold text of the translation that stops in the middle of what is bold in the source."""
    source, target = pair.source, pair.target
    first, last = source.strong[0], source.strong[-1]
    alone = first == last and _starts(source, first) and _ends(source, last)
    if alone:
        span = target.strong[0]
        return None if _starts(target, span) and _ends(target, span) else span
    if _starts(source, first) and _leads(source, first):
        span = target.strong[0]
        if not (_starts(target, span) and _leads(target, span)):
            return span
    for wrong in (_divided, _unbalanced):
        if not any(wrong(source, span) for span in source.strong):
            for span in target.strong:
                if wrong(target, span):
                    return span
    return None


def _starts(half: Inline, span: Span) -> bool:
    return not visible(half, Span(0, span.start)).strip(_NO_TEXT)


def _ends(half: Inline, span: Span) -> bool:
    return not visible(half, Span(span.end, len(half.raw))).strip(_NO_TEXT)


def _leads(half: Inline, span: Span) -> bool:
    """Tell whether bold text announces what follows."""
    after = visible(half, Span(span.end, len(half.raw)))
    return visible(half, span).rstrip().endswith((":", " -", "–")) or _LEADS.match(after) is not None


def _divided(half: Inline, span: Span) -> bool:
    return _INNER.search(visible(half, span)) is not None


def _unbalanced(half: Inline, span: Span) -> bool:
    text = visible(half, span)
    return text.count("(") != text.count(")") or text.count("[") != text.count("]") or text.count('"') % 2 == 1


def _capital_outside(pair: Pair) -> Span | None:
    """Return bold text that begins small after a capital, if all that is bold in the source begins with capitals."""
    if not all(visible(pair.source, span).lstrip()[:1].isupper() for span in pair.source.strong):
        return None
    known = {word.lower() for word, _ in _words(pair.source)}
    for span in pair.target.strong:
        if visible(pair.target, span).lstrip()[:1].islower():
            before = _BEFORE.match(visible(pair.target, Span(0, span.start)))
            if before and before["word"][0].isupper() and before["word"].lower() not in known:
                return span
    return None


def _other_words(pair: Pair, lexicon: Lexicon) -> Span | None:
    """Return bold text whose first, last or neighbouring word belongs on the other side of its edge."""
    bold, plain = _Stems(lexicon), _Stems(lexicon)
    for word, span in _words(pair.source):
        (bold if _inside(span, pair.source.strong) else plain).add(word)
    words = _words(pair.target)
    inside = [(word, span, bold.partners(word)) for word, span in words if _inside(span, pair.target.strong)]
    covered = frozenset[str]().union(*(found for _, _, found in inside))
    common = {word.lower() for word, _ in _words(pair.source)}
    for span in pair.target.strong:
        own = [one for one in inside if span.start <= one[1].start < span.end]
        if not own:
            continue
        for word, place, found in (own[0], own[-1])[: len(own)] if len(own) > 1 else ():
            if found or word.lower() in _LIGHT or not plain.partners(word):
                continue
            rest = frozenset[str]().union(*(others for _, at, others in inside if at != place))
            if word.lower() in common or bold.content <= rest:
                return span
        for word, gap in _beside(pair.target, words, span):
            if word.lower() in _LIGHT or _APART.search(gap):
                continue
            if bold.partners(word) - covered:
                return span
    return None


def _beside(half: Inline, words: _Words, bold: Span) -> Iterator[tuple[str, str]]:
    """Yield the words next to bold text that are not bold, each with what stands between."""
    before = [one for one in words if one[1].end <= bold.start][-1:]
    after = [one for one in words if one[1].start >= bold.end][:1]
    for word, span in before:
        if not _inside(span, half.strong):
            yield word, half.prose[span.end : bold.start]
    for word, span in after:
        if not _inside(span, half.strong):
            yield word, half.prose[bold.end : span.start]


def _words(half: Inline) -> _Words:
    return [(match.group(), Span(*match.span())) for match in _WORD.finditer(half.prose)]


def _inside(span: Span, others: list[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in others)


class _Stems:
    """Stems of words of the source, by which words of the target are found that translate them."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._stems: set[str] = set()

    def add(self, word: str) -> None:
        self._stems |= {part[:_LETTERS] for part in _PARTS.split(word.lower())}

    @property
    def content(self) -> set[str]:
        """The stems of which the lexicon knows translations."""
        return {stem for stem in self._stems - _ENGLISH_STEMS if stem in self._lexicon.partners}

    def partners(self, word: str) -> frozenset[str]:
        """Return the stems that a word of the target translates."""
        same = {part[:_LETTERS] for part in _PARTS.split(word.lower())} & self._stems
        if same:
            return frozenset(same)
        stem = word.lower()[:_LETTERS]
        return frozenset(one for one in self._stems if stem in self._lexicon.partners.get(one, ()))


CHECK = UsageCheck("strong-moved", find, source=frozenset({"en"}), target=frozenset({"nl"}))
