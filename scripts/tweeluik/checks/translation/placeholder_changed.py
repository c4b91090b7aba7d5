"""A placeholder that a program or a reader fills in, missing from the translation or translated (translators 2a).

Braces around a name, variables of a shell or of PowerShell, and those of format strings. What has blanks in it is
written for readers, who want it in their language.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.text import Span

_PLACEHOLDER = re.compile(
    r"""
    \{\{?(?:[A-Za-z_][\w.\-]{0,40}|\d{1,2})\}\}?
    | \$\{[A-Za-z_][\w.]{0,40}\}
    | \$\([A-Za-z_][\w.]{0,40}\)
    | (?<![\w$])\$[A-Za-z_]\w{1,40}(?!\w)
    | (?<![\w%])%[A-Za-z_][\w()]{1,40}%
    | (?<![\w%])%(?:\d\$)?[sd](?!\w)
    """,
    re.VERBOSE,
)
_LIKELY = re.compile(r"[{$%]")


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the placeholders of the source that the translation does not have."""
    source, target = pair.source, pair.target
    if _LIKELY.search(source.prose) is None:
        return
    for match in _PLACEHOLDER.finditer(source.prose):
        if match.group() not in target.raw and match.group() not in target.text.replace("\0", ""):
            yield Hit(f"The placeholder {match.group()} is missing.", None, Span(*match.span()))


CHECK = PairCheck("placeholder-changed", find)
