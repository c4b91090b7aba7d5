"""`invalid-image`: an `:::image:::` with attributes that it does not have (source-format 2.3 and 6.2)."""

from collections.abc import Iterator, Mapping

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.learn.positions import AT

ATTRIBUTES = ("alt-text", "border", "lightbox", "link", "loc-scope", "source", "type")
TYPES = ("complex", "content", "icon")


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each thing that is wrong; a missing text is another check's."""
    structure = structure_of(subject)
    for leaf in structure.leaves:
        if leaf.token.type == "learn_image":
            for message in _wrong(leaf.token.meta["attributes"]):
                yield structure.at_line(message, leaf.line)
        for child in leaf.token.children or ():
            if child.type == "learn_image":
                start = child.meta[AT]
                for message in _wrong(child.meta["attributes"]):
                    yield structure.spot_in(message, leaf, start, start + len(child.markup))


def _wrong(given: Mapping[str, str]) -> Iterator[str]:
    if not given.get("source", "").strip():
        yield "The image has no source."
    for name in given:
        if name not in ATTRIBUTES:
            yield f"'{name}' is no attribute of an image; there are {', '.join(ATTRIBUTES)}."
    kind = given.get("type", "content")
    if kind.lower() not in TYPES:
        yield f"'{kind}' is no type of image; there are {', '.join(TYPES)}."
    border = given.get("border", "true")
    if border.lower() not in {"true", "false"}:
        yield f"'border' is true or false, not '{border}'."


CHECK = ArticleCheck("invalid-image", find)
