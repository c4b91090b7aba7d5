"""`table-column-mismatch`: a table row with more or fewer cells than the header.

GitHub's tables drop what stands in cells beyond the last column, and fill up rows that are too short; both are mostly
a pipe too many or too few, and put text under the wrong heading. Where the line below the header has another number of
cells than the header, there is no table at all, and readers see lines with pipes.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from markdown_it.rules_block.table import escapedSplit

from tweeluik.checks.format.structure import Structure, structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject

_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each row with another number of cells than the table has columns."""
    structure = structure_of(subject)
    yield from _without_table(structure)
    columns = 0
    for token in structure.tokens:
        if token.type == "thead_open":
            columns = 0
        elif token.type == "th_open":
            columns += 1
        elif token.type == "tr_open" and columns and token.map:
            cells = _cells(structure.lines[token.map[0]])
            if len(cells) == columns or not any(cells):
                continue
            lost = " ".join(one for one in cells[columns:] if one)
            message = f"The row has {_count(len(cells), 'cell')}, the table {_count(columns, 'column')}."
            yield structure.at_line(f"{message} '{lost[:60]}' is not shown." if lost else message, token.map[0])


def _without_table(structure: Structure) -> Iterator[Spot]:
    """Yield a spot for each line of a paragraph that was to be the header of a table."""
    for leaf in structure.leaves:
        if leaf.token.type == "inline" and "|" in leaf.token.content and "-" in leaf.token.content:
            lines = leaf.token.content.split("\n")
            for number, (header, below) in enumerate(pairwise(lines)):
                if "|" in header and "|" in below and _DELIMITERS.fullmatch(below):
                    cells, columns = _count(len(_cells(header)), "cell"), len(_cells(below))
                    message = f"This is no table: the header has {cells}, the line below it {columns}."
                    yield structure.at_line(message, leaf.line + number)


def _cells(line: str) -> list[str]:
    cells = [one.strip() for one in escapedSplit(line.strip(" \t>"))]
    if cells and not cells[0]:
        cells = cells[1:]
    if cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


CHECK = ArticleCheck("table-column-mismatch", find)
