"""`ms-author-missing`: an article without `ms.author` (source-format 6.3, rule Required; a warning in public builds).

That is who answers for the article, whoever wrote it.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    yield from spots("ms-author-missing", subject)


CHECK = ArticleCheck("ms-author-missing", find)
