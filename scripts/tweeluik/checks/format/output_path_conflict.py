"""`output-path-conflict`: two articles that would be published at the same address (source-format 6.1).

An article and the `index.md` of a folder by its name have one address, and so have files that differ only in the case
of letters: not every server and disk tells these apart.
"""

from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import codes
from tweeluik.docset.docset import Docset
from tweeluik.docset.links import page_address


def find(_docset: Docset, sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield a finding for each article whose address an earlier one has."""
    severity = codes()[CHECK.code].severity
    first: dict[str, str] = {}
    for path in sorted(sheet.path for sheet in sheets if sheet.is_page):
        earlier = first.setdefault(unquote(page_address(path)).lower(), path)
        if earlier != path:
            yield Finding(CHECK.code, severity, path, f"'{earlier}' has the same address.")


CHECK = DocsetCheck("output-path-conflict", find)
