"""`alt-text-missing`: a picture without a text for those who cannot see it (source-format 6.3, ImageAltTextMissing)."""

from collections.abc import Iterator

from tweeluik.checks.format.pictures import pictures
from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each; icons need none."""
    for picture in pictures(structure_of(subject)):
        if not picture.alt and not picture.decorative:
            yield picture.spot(f"The picture '{picture.name}' has no alternative text.")


CHECK = ArticleCheck("alt-text-missing", find)
