"""`code-block-unclosed`: a fence that is never closed (source-format 6.3, rule CodeBlockUnclosed)."""

import re
from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject

_FENCE = re.compile(r"[\s>]*(`{3,}|~{3,})[ \t]*")


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for the opening line of each."""
    structure = structure_of(subject)
    for leaf in structure.leaves:
        token = leaf.token
        if token.type != "fence" or token.map is None:
            continue
        closing = _FENCE.fullmatch(structure.lines[token.map[1] - 1]) if token.map[1] - token.map[0] > 1 else None
        if closing is None or not closing[1].startswith(token.markup):
            yield structure.at_line("The code block is not closed.", leaf.line)


CHECK = ArticleCheck("code-block-unclosed", find)
