"""What the parser of articles could not understand, with the places that it knows; `Checker` asks for it.

This is no check that can be chosen: like the diagnostics of reading, each problem has a code of its own.
"""

from collections.abc import Iterator

from markdown_it.token import Token

from tweeluik.checks.format.structure import Leaf, Structure, structure_of
from tweeluik.checks.subject import Spot, Subject
from tweeluik.learn.constructs import moniker_ids
from tweeluik.learn.positions import AT
from tweeluik.model import Side


def problems(subject: Subject) -> Iterator[tuple[str, Spot]]:
    """Yield the codes and places of what the parser reports of the target's body."""
    found = subject.parsed(Side.TARGET).problems
    if not found and ":::" not in subject.text:
        return
    structure = structure_of(subject)
    within = {code: list(_within_text(structure, code)) for code in {one.code for one in found if one.line < 0}}
    for problem in found:
        if problem.line >= 0:
            yield problem.code, structure.at_line(problem.message, problem.line)
        elif within[problem.code]:
            leaf, child = within[problem.code].pop(0)
            start = child.meta[AT]
            yield problem.code, structure.spot_in(problem.message, leaf, start, start + max(len(child.markup), 2))
        else:
            yield problem.code, Spot(problem.message)
    for token in structure.tokens:
        if token.type == "learn_moniker_open" and token.map and not moniker_ids(token.meta["range"]):
            yield "invalid-moniker-range", structure.at_line("The range names no moniker.", token.map[0])


def _within_text(structure: Structure, code: str) -> Iterator[tuple[Leaf, Token]]:
    """Yield the tokens of inline content that the parser has a problem of a code with, in the order of the problems."""
    for leaf in structure.leaves:
        for child in leaf.token.children or ():
            unclosed = child.type == "learn_image" and not child.markup.endswith(":::")
            if (code == "invalid-image" and unclosed) or (
                code == "unsupported-construct" and child.type == "learn_nothing" and not child.markup
            ):
                yield leaf, child
