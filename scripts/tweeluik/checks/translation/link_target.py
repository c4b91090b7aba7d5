"""A link of the source that the translation has lost: its destination is nowhere in it.

Destinations are compared without what may differ by language or by chance: scheme, locale, tracking. A destination
that only the translation has is no fault: translators link to pages of their own language.
"""

from collections import Counter
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.marks import destination_key, destinations


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the links of the source whose destination the translation lacks."""
    source = pair.source
    if not (source.links or (source.tags and "href" in source.raw)):
        return
    wanted = [(target, destination_key(target), span) for target, span in destinations(source)]
    if [target for target, _, _ in wanted] == [target for target, _ in destinations(pair.target)]:
        return
    if "<span" in source.raw or "<span" in pair.target.raw:
        return
    there = Counter(destination_key(target) for target, _ in destinations(pair.target))
    there.update(destination_key(span.of(pair.target.raw)) for span in pair.target.addresses)
    for target, key, span in wanted:
        if there[key]:
            there[key] -= 1
        elif key:
            yield Hit(f"The link to {target} is missing.", None, span)


CHECK = PairCheck("link-target", find)
