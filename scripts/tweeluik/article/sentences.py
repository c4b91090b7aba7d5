"""Sentences of one block of Markdown.

A sentence ends at a full stop, question or exclamation mark that is followed by white space and something that can
begin a sentence, and where a line is made to end: at a hard line break, a tag such as `<br>`, the border of a cell,
or the marker of an alert, which belong to no sentence. Links, code, emphasis, tags and parentheses are never cut in
two.
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
_END = re.compile(
    r"""
    (?: (?P<stop> (?<![.!?…]) [.!?…]+ (?: ["'”’»)\]*_] | \\\* )* )
        (?:
            # The stop may be the last thing in a link, which the next sentence may be glued to.
            \] \( (?: [^()\s] | \([^()\s]*\) )* \) ["'”’»)*_]* (?=\s|[A-Z])
            # A link that has lost its words may stand behind it.
          | (?: [ ]? \[\] \( [^()\s]* \) )* (?=\s)
        )
      | [。！？]+ [」』）”’]*
    ) (?P<blank>\s*)
    """,
    re.VERBOSE,
)
_START = re.compile(r"[\"'“‘«(\[*_`<!.]*?(?:['’‘][stn]\s+)?(?P<first>[^\W_])")
"""What a sentence begins with; `'s avonds` has its capital in the second word."""
_NAME = re.compile(r"[a-z]{1,3}[A-Z]")
"""A name that begins with a small letter and may begin a sentence: iOS, eDiscovery."""
_GOES_ON = re.compile(r"[」』）”’]\s*[\u3041-\u309f]")
"""A particle behind a quotation: the sentence that quotes has not ended."""
_LAST_WORD = re.compile(r"([^\s(\[*_\"“‘]+)[.!?…]+[\"'”’»)\]*_]*$")
_LONGEST_WORD = 80
"""Characters that are looked back for an abbreviation."""
_BREAK = r"""
    </?(?:br|p|li|ul|ol|tr|t[dh]|table|t(?:head|body|foot)|div|d[ltd]|h[1-6]|hr|details|summary)(?:\s[^<>]*)?/?>
    | (?<=[ ][ ])\n | \\(?:\n|\Z) | \[!(?:note|tip|important|warning|caution)\]
"""
_FLAGS = re.VERBOSE | re.IGNORECASE | re.MULTILINE
_LINE_BREAK = re.compile(_BREAK, _FLAGS)
"""Where a line ends whatever the width of the page."""
_MAY_BREAK = re.compile(r"[<\n]|\[!|\\\Z")
_DELIMITER_ROW = re.compile(r"^[|:\- \t]+$", re.MULTILINE)
"""Below the head of a table; in a block of text the table is broken, but its cells are no sentence together."""
_CELL_BREAK = re.compile(rf"{_BREAK}|^[|:\-\ \t]+$|(?<!\\)\||\n", _FLAGS)
_NUMBER = re.compile(r"(?:\s|<[^<>]*>)*\d+\.")
"""What numbers a heading or a paragraph: no sentence."""
_BACKTICKS = re.compile("`+")
_ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")
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
    if not _MAY_BREAK.search(text):
        return _of_line(text)
    return [
        Span(line.start + one.start, line.start + one.end) for line in _lines(text) for one in _of_line(line.of(text))
    ]


def _lines(text: str) -> Iterator[Span]:
    """Yield the stretches between hard line breaks."""
    is_table = "|" in text and any("--" in row.group() and "|" in row.group() for row in _DELIMITER_ROW.finditer(text))
    position = 0
    opaque: list[tuple[int, int]] | None = None
    reached = index = 0
    for match in (_CELL_BREAK if is_table else _LINE_BREAK).finditer(text):
        if opaque is None:
            opaque = _opaque(text)
        while index < len(opaque) and opaque[index][0] < match.start():
            reached = max(reached, opaque[index][1])
            index += 1
        if reached <= match.end():
            yield Span(position, match.start())
            position = match.end()
    yield Span(position, len(text))


def _of_line(text: str) -> list[Span]:
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
    opaque = _opaque(text)
    position = 0
    for match in _END.finditer(text):
        cut = match.start("blank")
        while position < len(opaque) and opaque[position][1] <= cut:
            position += 1
        if position < len(opaque) and opaque[position][0] < cut < opaque[position][1]:
            continue
        if match.group()[0] in "。！？":
            is_end = not _GOES_ON.match(text, cut - 1)
        else:
            following = _START.match(text, match.end())
            stop = match.end("stop")
            before = text[max(stop - _LONGEST_WORD, 0) : stop]
            first = following["first"] if following else ""
            is_small = first.islower() and not (following and _NAME.match(text, following.start("first")))
            is_end = first != "" and not is_small and not _is_abbreviation(before, first)
            is_end = is_end and not _NUMBER.fullmatch(before)
        if is_end:
            yield cut, match.end()


def _opaque(text: str) -> list[tuple[int, int]]:
    """Return what is never cut in two, in order of where it begins."""
    codes = list(_code_spans(text))
    masked = list(text)
    for start, end in codes:
        masked[start:end] = "x" * (end - start)
    if "\\" in text:
        for match in _ESCAPED.finditer("".join(masked)):
            masked[match.start() : match.end()] = "xx"
    return sorted([*codes, *(match.span() for match in _OPAQUE.finditer("".join(masked)))])


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
