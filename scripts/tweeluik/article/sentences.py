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
    " e.g i.e etc vs mr mrs ms dr prof approx incl excl fig inc ltd co corp st dept est u.s u.k p.m a.m".split()
)
"""Words after which a full stop ends no sentence, in lower case."""
_OF_NUMBERS = frozenset({"no", "nos"})
"""Words of which that holds before a number only."""
_END = re.compile(r"(?:(?<![.!?…])[.!?…]+(?:[\"'”’»)\]*_]|\\\*)*(?=\s)|[。！？]+[」』）”’]*)(\s*)")
_START = re.compile(r"[\"'“‘«(\[*_`<!]*?(?:['’‘][stn]\s+)?(?P<first>[^\W_])")
"""What a sentence begins with; `'s avonds` has its capital in the second word."""
_GOES_ON = re.compile(r"[」』）”’]\s*[\u3041-\u309f]")
"""A particle behind a quotation: the sentence that quotes has not ended."""
_LAST_WORD = re.compile(r"([^\s(\[*_\"“‘]+)[.!?…]+[\"'”’»)\]*_]*$")
_LONGEST_WORD = 80
"""Characters that are looked back for an abbreviation."""
_BACKTICKS = re.compile("`+")
_OPAQUE = re.compile(
    r"!?\[(?:[^\[\]]|!?\[[^\[\]]*\](?:\([^()]*\))?)*\]\((?:[^()]|\([^()]*\))*\)"
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
    opaque = list(_code_spans(text))
    masked = list(text)
    for start, end in opaque:
        masked[start:end] = "x" * (end - start)
    opaque = sorted([*opaque, *(match.span() for match in _OPAQUE.finditer("".join(masked)))])
    position = 0
    for match in _END.finditer(text):
        cut = match.start(1)
        while position < len(opaque) and opaque[position][1] <= cut:
            position += 1
        if position < len(opaque) and opaque[position][0] < cut < opaque[position][1]:
            continue
        if match.group()[0] in "。！？":
            is_end = not _GOES_ON.match(text, cut - 1)
        else:
            following = _START.match(text, match.end())
            before = text[max(cut - _LONGEST_WORD, 0) : cut]
            first = following["first"] if following else ""
            is_end = first != "" and not first.islower() and not _is_abbreviation(before, first)
        if is_end:
            yield cut, match.end()


def _code_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where code is: from backticks to the next ones of the same number."""
    runs = [match.span() for match in _BACKTICKS.finditer(text)]
    partners: dict[int, int] = {}
    following: dict[int, int] = {}
    for index in range(len(runs) - 1, -1, -1):
        length = runs[index][1] - runs[index][0]
        if length in following:
            partners[index] = following[length]
        following[length] = index
    index = 0
    while index < len(runs):
        partner = partners.get(index)
        if partner is not None:
            yield runs[index][0], runs[partner][1]
            index = partner
        index += 1


def _is_abbreviation(text: str, following: str) -> bool:
    match = _LAST_WORD.search(text)
    if not match or not text.rstrip("\"'”’»)]*_").endswith("."):
        return False
    word = match[1].lstrip("'")
    if word.lower() in _OF_NUMBERS:
        return following.isdigit()
    # A capital is an initial; a small letter is a word, such as the Dutch "u".
    return word.lower() in ABBREVIATIONS or (len(word) == 1 and word.isupper())
