"""`code-block-indented`: a code block made by indentation (source-format 6.3, rule CodeBlockIndented).

Mostly a paragraph was indented too far, and is now shown as code.
"""

from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for the first line of each."""
    structure = structure_of(subject)
    for leaf in structure.leaves:
        if leaf.token.type == "code_block":
            yield structure.at_line("These lines are code because they are indented.", leaf.line)


CHECK = ArticleCheck("code-block-indented", find)
