"""An article that stands twice in one table of contents (reference: toc-entry-duplicated)."""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity
from tweeluik.docset.docset import Docset
from tweeluik.docset.entries import entries_of


def find(docset: Docset, _sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield the entries whose address another entry of the table has already."""
    first: dict[tuple[str, str], str] = {}
    for entry in entries_of(docset):
        rest = entry.node.href[len(entry.node.href.partition("#")[0].partition("?")[0]) :]
        address = entry.node.href if entry.target is None else entry.target.lower() + rest
        key = entry.table, address
        if key in first:
            message = f"'{entry.node.href}' stands here already, as '{first[key]}'."
            yield Finding("toc-entry-duplicated", Severity.SUGGESTION, entry.table, message, entry.place, entry.end)
        else:
            first[key] = entry.node.name


CHECK = DocsetCheck("toc-entry-duplicated", find)
