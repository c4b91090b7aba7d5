"""`column-header-missing`: a table column without a heading (source-format 6.3, rule MissingColumnHeaders)."""

from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.format.tags import is_seen
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each header cell in which nothing stands."""
    structure = structure_of(subject)
    column = 0
    line = -1
    for leaf in structure.leaves:
        if not leaf.path or leaf.path[-1] != "th_open":
            continue
        column = column + 1 if leaf.line == line else 1
        line = leaf.line
        if not is_seen(leaf.token):
            yield structure.at_line(f"Column {column} of the table has no heading.", line)


CHECK = ArticleCheck("column-header-missing", find)
