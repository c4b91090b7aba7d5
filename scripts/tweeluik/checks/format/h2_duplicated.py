"""`h2-duplicated`: two headings of level 2 with the same words (source-format 6.3, rule DuplicateHeadings).

Headings in different moniker ranges or tabs may be the same: a reader sees one of them.
"""

from collections.abc import Iterator

from tweeluik.checks.format.structure import Heading, by_side, structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.model import Side


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each heading that repeats an earlier one."""
    structure = structure_of(subject)
    seen: dict[tuple[Side, tuple[str, ...], str], Heading] = {}
    for heading in structure.headings:
        if heading.level != 2:  # noqa: PLR2004 - the level that the code names
            continue
        repeated = {}
        for side, text in heading.texts.items():
            first = seen.setdefault((side, heading.leaf.scope, text.casefold()), heading) if text else heading
            if first is not heading:
                repeated[side] = f"The heading '{text}' stands in line {structure.line_of(first)} already."
        for found, message in by_side(repeated, structure.sides):
            yield structure.at_heading(message, heading, found)


CHECK = ArticleCheck("h2-duplicated", find)
