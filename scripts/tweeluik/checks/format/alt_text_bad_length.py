"""`alt-text-bad-length`: an alternative text of fewer than 4 or more than 250 characters (source-format 6.3)."""

from collections.abc import Iterator

from tweeluik.checks.format.pictures import pictures
from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject

FEWEST = 4
MOST = 250


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each text; one that is not there is another check's."""
    for picture in pictures(structure_of(subject)):
        length = len(picture.alt)
        if length and not picture.decorative and not FEWEST <= length <= MOST:
            limit = f"at least {FEWEST}" if length < FEWEST else f"at most {MOST}"
            characters = f"{length} character{'s' * (length != 1)}"
            yield picture.spot(f"The alternative text has {characters}; {limit} are fit to describe a picture.")


CHECK = ArticleCheck("alt-text-bad-length", find)
