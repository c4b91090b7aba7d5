"""Sentences of one block of Markdown.

A sentence ends at a full stop, question or exclamation mark that is followed by white space and something that can
begin a sentence. Links, code, emphasis, tags and parentheses are never cut in two.
"""

import re
from collections.abc import Iterator

from tweeluik.text import Span

ABBREVIATIONS = frozenset(
    # Dutch
    "bijv bv d.w.z dwz o.a m.b.t i.v.m m.i.v t.b.v t.o.v e.d enz evt nl nr max min resp blz dhr mevr dr mr prof ing"
    " ca incl excl a.u.b aub jl jr sr tel"
    # English
    " e.g i.e etc vs mr mrs ms dr prof no nos approx incl excl fig inc ltd co corp st dept est u.s u.k p.m a.m".split()
)
"""Words after which a full stop ends no sentence, in lower case."""
_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]*_]*(?=\s)|[。！？]+[」』）”’]*)(\s*)")
_START = re.compile(r"[\"'“‘«(\[*_`<!]*[^\W_a-z]")
_LAST_WORD = re.compile(r"([^\s(\[*_\"“‘]+)[.!?…]+[\"'”’»)\]*_]*$")
_OPAQUE = re.compile(
    r"(?P<code>`+)(?:(?!(?P=code)).)*?(?P=code)(?!`)"
    r"|!?\[(?:[^\[\]]|!?\[[^\[\]]*\](?:\([^()]*\))?)*\]\((?:[^()]|\([^()]*\))*\)"
    r"|<[^<>\s][^<>]*>"
    r"|\*\*(?=\S)(?:[^*]|\*(?!\*))+?(?<=\S)\*\*|\*(?=[^\s*])[^*]+?(?<=\S)\*|(?<!\w)_(?=[^\s_])[^_]+?(?<=\S)_(?!\w)"
    r"|\((?:[^()]|\([^()]*\))*\)",
    re.DOTALL,
)


def sentences(text: str) -> list[Span]:
    """Return the sentences of a block's content, without the white space between them.

    The spans are 0-based characters of `text`; blank text has no sentences.
    """
    start = len(text) - len(text.lstrip())
    end = len(text.rstrip())
    spans: list[Span] = []
    for cut, following in _cuts(text):
        if start < cut and following < end:
            spans.append(Span(start, cut))
            start = following
    if start < end:
        spans.append(Span(start, end))
    return spans


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Yield where a sentence ends and where the next one begins."""
    opaque = [(match.start(), match.end()) for match in _OPAQUE.finditer(text)]
    position = 0
    for match in _END.finditer(text):
        cut = match.start(1)
        while position < len(opaque) and opaque[position][1] <= cut:
            position += 1
        if position < len(opaque) and opaque[position][0] < cut < opaque[position][1]:
            continue
        full_width = match.group()[0] in "。！？"
        if full_width or (_START.match(text, match.end()) and not _is_abbreviation(text[:cut])):
            yield cut, match.end()


def _is_abbreviation(text: str) -> bool:
    match = _LAST_WORD.search(text)
    if not match or not text.rstrip("\"'”’»)]*_").endswith("."):
        return False
    word = match[1].lower().lstrip("'")
    return word in ABBREVIATIONS or (len(word) == 1 and word.isalpha())
