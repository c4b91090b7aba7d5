"""Paths through menus: names with `>` between them."""

import re
from collections.abc import Iterator

from tweeluik.learn.inline import Inline

_SEPARATOR = re.compile(r"(?<![-=<>])>(?![=>])")


def separators(half: Inline) -> Iterator[int]:
    """Yield where the separators of a path stand; nothing in a half with open angle brackets, which may be others."""
    prose = half.prose
    if ">" in prose and "<" not in prose:
        for match in _SEPARATOR.finditer(prose):
            # At the start of a line it is the mark of a quotation.
            if prose[prose.rfind("\n", 0, match.start()) + 1 : match.start()].strip("\0 \t"):
                yield match.start()
