"""`heading-empty`: a heading below level 1 in which nothing can be read (source-format 6.3, rule HeadingEmpty)."""

from collections.abc import Iterator

from tweeluik.checks.format.structure import Structure, by_side, structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each."""
    yield from empty_headings(structure_of(subject), range(2, 7))


def empty_headings(structure: Structure, levels: range) -> Iterator[Spot]:
    """Yield a spot for each heading of the given levels that has no text; one that is a picture has."""
    for heading in structure.headings:
        children = heading.leaf.token.children or ()
        if heading.level not in levels or any(child.type in {"image", "learn_image"} for child in children):
            continue
        message = f"The heading of level {heading.level} has no text."
        empty = {side: message for side, text in heading.texts.items() if not text}
        for side, said in by_side(empty, structure.sides):
            yield structure.at_heading(said, heading, side)


CHECK = ArticleCheck("heading-empty", find)
