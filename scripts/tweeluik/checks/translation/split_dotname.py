"""A name that begins with a dot, such as .pst or .NET, which the translation tore off its dot: `een. PST-bestand`.

The dot becomes the end of a sentence that is none (translators 2a), or stands alone: `een . PST-bestand`.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_NAME = re.compile(r"(?<![\w.)\]}/*\\])\.([A-Za-z][A-Za-z0-9]{1,14})(?![\w@]|\.\w)")
_TORN = r"(?:[^\W_]\0{0,9}\.[ \u00a0]?|(?<![^\s(])\0{0,9}\.[ \u00a0])\0{0,9}"
"""A dot that is stuck to the word before it, or that has a blank on either side."""


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the places where a blank, or the word before, stands between a dot and its name."""
    source = pair.source.prose
    if "." not in source:
        return
    for name in dict.fromkeys(match[1] for match in _NAME.finditer(source) if _begins(source, match.start())):
        torn = re.compile(rf"{_TORN}({name})(?![\w@]|\.\w)", re.IGNORECASE)
        found = list(torn.finditer(pair.target.prose))
        for match in found[len(torn.findall(source)) :]:
            dot = match.start() + match.group().index(".")
            yield Hit(f"The name .{name} is torn off its dot, or stuck to the word before it.", Span(dot, match.end(1)))


def _begins(prose: str, dot: int) -> bool:
    """Tell whether nothing but marks stands between a dot and the blank or bracket before it."""
    while dot and prose[dot - 1] == "\0":
        dot -= 1
    return not dot or not prose[dot - 1].isalnum()


CHECK = PairCheck("split-dotname", find)
