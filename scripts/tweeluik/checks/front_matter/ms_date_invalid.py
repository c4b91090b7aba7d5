"""`ms-date-invalid`: `ms.date` is no date as month/day/year (source-format 6.3, rule Date).

That it lies in the future is not looked at: what is found must not depend on the day.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.dates import mended
from tweeluik.checks.front_matter.violations import spots
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such date, with the date as it should be written if it can only mean one."""
    yield from spots("ms-date-invalid", subject, mended)


CHECK = ArticleCheck("ms-date-invalid", find)
