"""The name of a command, a permission, a variable or a file that the translation changed (translators 2a)."""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.literals import Literal, literals

_AROUND_UNDERSCORE = re.compile(r"\s*_\s*")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the literals of the source that do not stand in the translation as they are."""
    source, target = pair.source, pair.target
    if source.codes:
        return
    for literal in literals(source.prose):
        if literal.text not in target.raw and not _says(target.text.replace("\0", ""), literal):
            name = literal.text
            yield Hit(f"{name} of the source is not in the translation.", None, literal.span)


def _says(text: str, literal: Literal) -> bool:
    """Tell whether a text has a literal; blanks at escapes are for another check, and commands know no capitals."""
    if literal.kind == "command":
        return literal.text.lower() in text.lower()
    return literal.text in (_AROUND_UNDERSCORE.sub("_", text) if literal.kind == "snake" else text)


CHECK = PairCheck("literal-changed", find)
