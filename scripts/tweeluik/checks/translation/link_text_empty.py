"""A link without text in the translation: nobody can click it, and nothing is read out for it.

Machine translation moves words out of labels, sometimes all of them.
"""

from collections import Counter
from collections.abc import Iterator

from tweeluik.checks.pair import Hit, Pair, PairCheck
from tweeluik.checks.translation.marks import links_of, shows_nothing


def find(pair: Pair) -> Iterator[Hit]:
    """Yield the links of the translation that have no text, unless the source has as many of them."""
    if not pair.target.links:
        return
    empty = [link for link in links_of(pair.target) if shows_nothing(pair.target, link.label)]
    if not empty:
        return
    source = links_of(pair.source)
    same = Counter(link.target for link in source if shows_nothing(pair.source, link.label))
    of_source = {link.target: link.span for link in source}
    for link in empty:
        if same[link.target]:
            same[link.target] -= 1
        else:
            yield Hit(f"The link to {link.target} has no text.", link.span, of_source.get(link.target))


CHECK = PairCheck("link-text-empty", find)
