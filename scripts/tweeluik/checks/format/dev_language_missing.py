"""`dev-language-missing`: a code block that does not say its language (source-format 6.3, rule CodeLanguageMissing)."""

from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for the opening line of each."""
    structure = structure_of(subject)
    for leaf in structure.leaves:
        if leaf.token.type == "fence" and not leaf.token.info.strip():
            yield structure.at_line("The code block does not say its language.", leaf.line)


CHECK = ArticleCheck("dev-language-missing", find)
