"""`link-text-edge-space`: a link whose text begins or ends with a blank.

The blank is underlined with the text, and the word beside the link often stands against it. Machine translation puts
it there.
"""

from collections.abc import Iterator

from tweeluik.checks.format.structure import Leaf, structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.learn.positions import AT


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for the text of each such link; one without words in it is another check's."""
    structure = structure_of(subject)
    for leaf in structure.leaves:
        if leaf.token.type == "inline" and any(edge in leaf.token.content for edge in ("[ ", " ]", "[\t", "\t]")):
            for start, end in _texts(leaf):
                text = leaf.token.content[start:end]
                if text != text.strip(" \t") and not text.strip().startswith("![") and text.strip():
                    where = "begins" if text[0] in " \t" else "ends"
                    yield structure.spot_in(f"The text of the link {where} with a blank.", leaf, start, end)


def _texts(leaf: Leaf) -> Iterator[tuple[int, int]]:
    """Yield where the text of each link stands in the content of a leaf."""
    start = -1
    for child in leaf.token.children or ():
        if child.type == "link_open" and child.markup != "autolink":
            start = child.meta[AT]
        elif child.type == "link_close" and start >= 0:
            yield start, child.meta[AT]
            start = -1


CHECK = ArticleCheck("link-text-edge-space", find)
