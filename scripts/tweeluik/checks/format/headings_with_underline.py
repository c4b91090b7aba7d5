"""`headings-with-underline`: a heading marked by a line below it (source-format 6.3, rule SetexHeadings).

Mostly it was never meant as a heading: a paragraph followed by `---` without a blank line becomes one.
"""

from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each."""
    structure = structure_of(subject)
    for heading in structure.headings:
        if heading.underlined:
            marks = "#" * heading.level
            yield structure.at_heading(f"This is a heading because of the line below it; write '{marks} '.", heading)


CHECK = ArticleCheck("headings-with-underline", find)
