"""`duplicate-description-within-docset`: pages with the same description (source-format 6.3, rule Uniqueness).

Search engines show one of such pages, or take another sentence for all of them.
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
    yield from duplicates(
        "duplicate-description-within-docset", "description", sheets, lambda sheet: sheet.descriptions.get(Side.TARGET)
    )


CHECK = DocsetCheck("duplicate-description-within-docset", find)
