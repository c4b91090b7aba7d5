"""Two redirections of the same file (reference: redirection-conflict)."""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity
from tweeluik.docset.docset import Docset
from tweeluik.docset.redirections import redirections_of


def find(docset: Docset, _sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield each redirection of a file that has one already."""
    first: dict[str, str] = {}
    for one in redirections_of(docset):
        known = first.setdefault(one.source.lower(), one.url)
        if known is not one.url:
            what = "the same way" if known == one.url else f"to '{known}'"
            message = f"'{one.source}' is redirected {what} already."
            yield Finding("redirection-conflict", Severity.ERROR, one.file, message, one.place, one.end)


CHECK = DocsetCheck("redirection-conflict", find)
