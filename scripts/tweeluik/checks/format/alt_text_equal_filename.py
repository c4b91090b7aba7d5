"""`altText-equal-filename`: an alternative text that is the name of the file (source-format 6.3)."""

from collections.abc import Iterator

from tweeluik.checks.format.pictures import pictures
from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each, whatever the case of its letters and with or without the file's ending."""
    for picture in pictures(structure_of(subject)):
        name = picture.name.casefold()
        if picture.alt and picture.alt.casefold() in {name, name.rpartition(".")[0]}:
            yield picture.spot(f"The alternative text '{picture.alt}' is only the name of the file.")


CHECK = ArticleCheck("altText-equal-filename", find)
