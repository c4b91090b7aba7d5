"""`invalid-video`: a `[!VIDEO]` without an address that can be played (source-format 2.3 and 6.2)."""

import re
from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.learn.positions import AT

_PLAYABLE = re.compile(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each."""
    structure = structure_of(subject)
    for leaf in structure.leaves:
        if leaf.token.type == "learn_video" and (message := _wrong(leaf.token.meta["url"])):
            yield structure.at_line(message, leaf.line)
        for child in leaf.token.children or ():
            if child.type == "learn_video" and (message := _wrong(child.meta["url"])):
                start = child.meta[AT]
                yield structure.spot_in(message, leaf, start, start + len("[!VIDEO"))


def _wrong(url: str) -> str:
    if not url.strip():
        return "The video has no address."
    return "" if _PLAYABLE.fullmatch(url.strip()) else f"'{url}' is no web address and no id of a video."


CHECK = ArticleCheck("invalid-video", find)
