"""`merge-conflict`: the marks of a merge that was not finished (source-format 6.1).

Code may be about merges; marks in it are left alone.
"""

import re
from collections.abc import Iterator

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject

_MARK = re.compile(r"<{7}(?: .*)?|>{7}(?: .*)?|\|{7}(?: .*)?|={7}")
_EDGES = ("<<<<<<<", ">>>>>>>")


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each mark."""
    if not any(f"\n{edge}" in f"\n{subject.text}" for edge in _EDGES):
        return
    structure = structure_of(subject)
    code: set[int] = set()
    for leaf in structure.leaves:
        if leaf.token.type in {"fence", "code_block"} and leaf.token.map:
            code.update(range(*leaf.token.map))
    marks = [
        number for number, line in enumerate(structure.lines) if _MARK.fullmatch(line.rstrip()) and number not in code
    ]
    if any(structure.lines[number].startswith(_EDGES) for number in marks):
        for number in marks:
            mark = structure.lines[number][:7]
            yield structure.at_line(f"'{mark}' is left over from a merge.", number)


CHECK = ArticleCheck("merge-conflict", find)
