"""`dnt-name`: a name that the docset's translations keep as it is, and this one does not.

The names are learned: words with capitals that stand together in twenty sources, and in the targets of 97 in a hundred
of them (translators.md 2a). Lower case and hyphens between the words are no loss: `brand-case` is about the first,
Dutch makes compounds of names with the second.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.docset import UsageCheck
from tweeluik.checks.pair import Hit
from tweeluik.checks.usage import Pairs, Usage
from tweeluik.learn.inline import GONE, read_inline
from tweeluik.text import Span

_ALIASES = {"Azure Active Directory": "Azure AD", "Active Directory": "AD", "Azure AD": "Azure Active Directory"}
"""Names with a short form, which may stand for the long one."""


def find(usage: Usage, pairs: Pairs) -> Iterator[tuple[int, Hit]]:
    """Yield each name that is lost."""
    for index, (source, target) in enumerate(pairs):
        names = usage.lost_names.get((source, target), ())
        if not names:
            continue
        shown = _plain(read_inline(target).text)
        for name in names:
            alias = _ALIASES.get(name, name)
            if _plain(name) in shown or _plain(alias) in shown or any(name != one and name in one for one in names):
                continue
            start = source.find(name)
            span = Span(start, start + len(name)) if start >= 0 else None
            yield index, Hit(f"The name '{name}' is missing from the translation.", source=span)


def _plain(text: str) -> str:
    return re.sub(r"[\s\-\u2011]+", " ", text.replace(GONE, "")).lower()


CHECK = UsageCheck("dnt-name", find)
