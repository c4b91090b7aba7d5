"""`duplicate-titles`: pages of the docset with the same title (source-format 6.3, rule TitleUnique).

A reader who searches sees them one below the other, and cannot tell them apart.
Pages that search engines leave out are exempt.
"""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.checks.front_matter.duplicates import duplicates
from tweeluik.docset.docset import Docset
from tweeluik.model import Side


def find(_: Docset, sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield a finding for each of the pages."""
    yield from duplicates("duplicate-titles", "title", sheets, lambda sheet: sheet.titles.get(Side.TARGET))


CHECK = DocsetCheck("duplicate-titles", find)
