"""A link of the translation that the source does not have; `link-target` has those that were lost."""

import re
from collections import Counter
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.docset.links import LOCALE, MOVED_HOSTS
from tweeluik.learn.inline import Link

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_EXTRAS = re.compile(r"[?&](?:view|ui|rs|ad|wt\.mc_id|ocid|preserve-view)=[^&#]*", re.IGNORECASE)


def find(pair: Pair) -> Iterator[Hit]:
    """Yield links of the target half whose address the source half has not, or not as often."""
    if not pair.target.links or [one.target for one in pair.target.links] == [one.target for one in pair.source.links]:
        return
    known = Counter(_plain(one) for one in pair.source.links)
    for one in pair.target.links:
        address = _plain(one)
        if known[address]:
            known[address] -= 1
        elif one.target and address not in pair.source.raw.lower():
            what = "image" if one.image else "link"
            yield Hit(f"The source has no {what} to '{one.target}'.", one.span)


def _plain(link: Link) -> str:
    """Return where a link leads, without what may differ between languages."""
    address = _SCHEME.sub("", link.target.strip()).lower()
    host, slash, rest = address.partition("/")
    if host in MOVED_HOSTS:
        address = MOVED_HOSTS[host] + slash + rest
    start = address.find("/")
    if start >= 0:
        address = address[:start] + LOCALE.sub("", address[start:], count=1)
    return _EXTRAS.sub("", address).rstrip("/")


CHECK = PairCheck("link-added", find)
