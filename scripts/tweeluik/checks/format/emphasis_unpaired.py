"""`emphasis-unpaired`: two asterisks that were to make words bold, and are shown instead.

They do not pair up: a blank or a mark of punctuation stands on the wrong side of them, or machine translation has
moved one of them to another place (source-format 6.5).
"""

from collections.abc import Iterator
from itertools import pairwise

from tweeluik.checks.format.structure import Leaf, structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.learn.positions import AT


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each pair of asterisks that readers see."""
    structure = structure_of(subject)
    for leaf in structure.leaves:
        if leaf.token.type == "inline" and "**" in leaf.token.content:
            for start in dict.fromkeys(_shown(leaf)):
                yield structure.spot_in("These asterisks are shown; they make nothing bold.", leaf, start, start + 2)


def _shown(leaf: Leaf) -> Iterator[int]:
    """Yield where a run of asterisks stands of which the parser left two as text."""
    for one, other in pairwise(leaf.token.children or ()):
        if one.type == other.type == "text" and one.content == other.content == "*" and one.meta[AT] == other.meta[AT]:
            yield one.meta[AT]


CHECK = ArticleCheck("emphasis-unpaired", find)
