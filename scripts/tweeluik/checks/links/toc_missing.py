"""An article in no table of contents (reference: toc-missing)."""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity
from tweeluik.docset.docset import Docset
from tweeluik.docset.entries import entries_of

START = frozenset({"index.md"})
"""Pages that need no entry: every page leads to them."""


def find(docset: Docset, _sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield the pages that no table of contents names, in a docset that has one."""
    if not docset.contents:
        return
    named = {docset.find_file(entry.target) for entry in entries_of(docset) if entry.target}
    for path in docset.pages:
        if path not in named and path not in START:
            yield Finding("toc-missing", Severity.SUGGESTION, path, "No table of contents names this article.")


CHECK = DocsetCheck("toc-missing", find)
