"""`moniker-zone-empty`: a moniker range that no reader ever sees anything of (source-format 6.1).

Either nothing stands in it, or it shares no moniker with the article or the range round it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown_it.token import Token

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.format.tags import is_seen
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.learn.constructs import moniker_ids

_COMPARISON = re.compile(r"[<>]")
"""Which monikers are older than another only the publishing configuration knows."""


@dataclass(slots=True)
class _Zone:
    opening: Token
    monikers: frozenset[str]
    """Those it is for; empty if that is not known."""
    seen: bool = False


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for the first line of each."""
    structure = structure_of(subject)
    zones: list[_Zone] = []
    matter = subject.article.front_matter
    article = _monikers(matter.string("monikerRange")) if matter else frozenset()
    for token in structure.tokens:
        if token.type == "learn_moniker_open":
            monikers = _monikers(token.meta["range"])
            outer = zones[-1].monikers if zones else article
            if monikers and outer and not monikers & outer:
                what = "the range round it" if zones else "the article"
                message = f"'{token.meta['range']}' and {what} have no moniker in common."
                yield structure.at_line(message, token.map[0] if token.map else 0)
            zones.append(_Zone(token, monikers & outer if monikers and outer else monikers or outer))
        elif token.type == "learn_moniker_close":
            zone = zones.pop()
            if not zone.seen:
                yield structure.at_line("Nothing stands in this range.", zone.opening.map[0] if zone.opening.map else 0)
        elif zones and token.nesting == 0 and is_seen(token):
            for zone in zones:
                zone.seen = True


def _monikers(moniker_range: str) -> frozenset[str]:
    return frozenset() if _COMPARISON.search(moniker_range) else frozenset(moniker_ids(moniker_range))


CHECK = ArticleCheck("moniker-zone-empty", find)
