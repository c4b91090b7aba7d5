"""`violate-schema`: front matter that does not fit the schema in any other way (source-format 6.1).

The schemas of Tweeluik have few such rules; those of docsets may have more.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("violate-schema", subject)


CHECK = ArticleCheck("violate-schema", find)
