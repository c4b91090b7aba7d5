"""An entry that names a folder without a table of contents (reference: toc-not-found)."""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity
from tweeluik.docset.docset import Docset
from tweeluik.docset.entries import entries_of


def find(docset: Docset, _sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield the entries that lead to a folder in which there is no table of contents."""
    tables = {table.path.lower().rpartition("/")[0] for table in docset.contents}
    for entry in entries_of(docset):
        is_folder = entry.node.href.partition("?")[0].endswith(("/", "\\"))
        if is_folder and entry.target is not None and entry.target.lower().strip("./") not in tables:
            message = f"The folder '{entry.target}' has no table of contents."
            yield Finding("toc-not-found", Severity.WARNING, entry.table, message, entry.place, entry.end)


CHECK = DocsetCheck("toc-not-found", find)
