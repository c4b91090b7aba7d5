"""`h1-not-first`: something that readers see stands before the heading of level 1 (source-format 6.3, rule H1NotFirst).

Comments, anchors and link definitions are not seen; an include may hold what belongs above every title, such as the
banner of a product.
"""

from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.format.tags import is_seen
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for the first thing that stands before the heading."""
    structure = structure_of(subject)
    first = next((one.line for one in structure.headings if one.level == 1), None)
    if not structure.is_page or first is None:
        return
    for leaf in structure.leaves:
        if leaf.token.map is None or leaf.line >= first:
            return
        if leaf.token.type != "learn_include" and is_seen(leaf.token):
            yield structure.at_line("This stands before the heading of level 1.", leaf.line)
            return


CHECK = ArticleCheck("h1-not-first", find)
