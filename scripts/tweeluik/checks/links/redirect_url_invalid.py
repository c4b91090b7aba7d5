"""A redirection to a page of the docset that is not there (reference: redirect-url-invalid)."""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity
from tweeluik.docset.docset import Docset
from tweeluik.docset.redirections import files_meant, redirections_of


def find(docset: Docset, _sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield each redirection to an address of the docset that has neither a file nor a redirection of its own."""
    every = redirections_of(docset)
    sources = {one.source.lower() for one in every}
    for one in every:
        meant = files_meant(docset, one.url, one.source)
        if meant and not any(docset.find_file(path) or path.lower() in sources for path in meant):
            message = f"There is no page at '{one.url}'."
            yield Finding("redirect-url-invalid", Severity.SUGGESTION, one.file, message, one.place, one.end)


CHECK = DocsetCheck("redirect-url-invalid", find)
