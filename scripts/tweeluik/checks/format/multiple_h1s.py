"""`multiple-h1s`: a second heading of level 1 (source-format 6.3, rule H1Multiples).

Of the headings in different moniker ranges or tabs a reader sees one at a time.
"""

from collections.abc import Iterator

from tweeluik.checks.format.structure import Heading, structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each heading of level 1 that readers see together with an earlier one."""
    structure = structure_of(subject)
    earlier: list[Heading] = []
    for heading in structure.headings:
        if heading.level != 1:
            continue
        if any(_seen_together(one.leaf.scope, heading.leaf.scope) for one in earlier):
            line = structure.line_of(earlier[0])
            yield structure.at_heading(f"The page has a heading of level 1 already, in line {line}.", heading)
        earlier.append(heading)


def _seen_together(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return all(here == there for here, there in zip(one, other, strict=False))


CHECK = ArticleCheck("multiple-h1s", find)
