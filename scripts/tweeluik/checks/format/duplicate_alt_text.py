"""`duplicate-alt-text`: different pictures of an article with the same alternative text (source-format 6.3).

Those who hear the texts cannot tell the pictures apart. Pictures in different tabs or moniker ranges may have the same
text, and one picture that is shown twice has the same text twice.
"""

from collections.abc import Iterator

from tweeluik.checks.format.pictures import Picture, pictures
from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.model import Side


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each picture after the first with a text."""
    shown = [one for one in pictures(structure_of(subject)) if one.alt and not one.decorative]
    shown.sort(key=lambda one: one.place.start)
    reported: set[int] = set()
    for side in Side:
        first: dict[tuple[tuple[str, ...], str], Picture] = {}
        for picture in (one for one in shown if one.seen_in(side)):
            earlier = first.setdefault((picture.scope, picture.alt.casefold()), picture)
            if earlier.name.casefold() != picture.name.casefold() and id(picture) not in reported:
                reported.add(id(picture))
                yield picture.spot(f"'{earlier.name}' has the alternative text '{picture.alt[:60]}' already.")


CHECK = ArticleCheck("duplicate-alt-text", find)
