"""`duplicate-h1`: two pages with the same heading of level 1 (source-format 6.3, rule H1Unique).

Pages that search engines are told to leave out do not count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Named, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.checks.format.structure import by_side
from tweeluik.codes import codes
from tweeluik.docset.docset import Docset
from tweeluik.model import Side


def find(_docset: Docset, sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield a finding for each page of a group with the same heading."""
    severity = codes()[CHECK.code].severity
    pages = [one for one in sheets if one.is_page and not one.not_indexed]
    groups: dict[tuple[Side, str], list[str]] = defaultdict(list)
    for page in pages:
        for side, heading in page.headings.items():
            if heading.text:
                groups[side, heading.text.casefold()].append(page.path)
    for page in pages:
        shared = {
            side: _message(heading, others)
            for side, heading in page.headings.items()
            if (others := [one for one in groups.get((side, heading.text.casefold()), ()) if one != page.path])
        }
        place = next(iter(page.headings.values())).place if shared else None
        for found, message in by_side(shared, tuple(page.headings)):
            assert place
            yield Finding(CHECK.code, severity, page.path, message, place, side=found)


def _message(heading: Named, others: list[str]) -> str:
    more = f" and {len(others) - 1} more" if len(others) > 1 else ""
    return f"The heading '{heading.text}' is also that of {min(others)}{more}."


CHECK = DocsetCheck("duplicate-h1", find)
