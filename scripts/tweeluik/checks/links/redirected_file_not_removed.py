"""A file that is redirected and still there (reference: redirected-file-not-removed)."""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity
from tweeluik.docset.docset import Docset
from tweeluik.docset.redirections import redirections_of


def find(docset: Docset, _sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield each redirection of a file that exists."""
    for one in redirections_of(docset):
        if file := docset.find_file(one.source):
            message = f"'{file}' is redirected to '{one.url}', but still there."
            yield Finding("redirected-file-not-removed", Severity.WARNING, one.file, message, one.place, one.end)


CHECK = DocsetCheck("redirected-file-not-removed", find)
