"""`date-format-invalid`: another date is not written as month/day/year (source-format 6.1).

Such a date is `ms.lasthandoff` of the localization tool.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.dates import mended
from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such date, with the date as it should be written if it can only mean one."""
    yield from spots("date-format-invalid", subject, mended)


CHECK = ArticleCheck("date-format-invalid", find)
