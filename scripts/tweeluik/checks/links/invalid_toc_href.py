"""An entry of a table of contents that leads to nothing that can be a page (reference: invalid-toc-href).

A file that has gone and has a redirection is no fault.
"""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.checks.links.local_file_path import LOCAL
from tweeluik.codes import Severity
from tweeluik.docset.docset import Docset
from tweeluik.docset.entries import Entry, entries_of

PAGES = (".md", ".yml", ".yaml", ".json")
"""How the files end that the reference build makes pages of."""


def find(docset: Docset, _sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield the entries whose address means no file, another kind of file, or one in another case."""
    for entry in entries_of(docset):
        if problem := _problem(docset, entry):
            yield Finding("invalid-toc-href", Severity.ERROR, entry.table, problem, entry.place, entry.end)


def _problem(docset: Docset, entry: Entry) -> str:
    href, target = entry.node.href, entry.target
    if target is None:
        return f"'{href}' is a place on one computer or network." if LOCAL.match(href) else ""
    if href.partition("?")[0].endswith(("/", "\\")) or target == ".":
        return ""
    if docset.find(target) in docset.hubs:
        return ""
    file = docset.find_file(target)
    if file is None:
        return "" if target.lower() in docset.redirections else f"The file '{target}' does not exist."
    if not file.lower().endswith(PAGES):
        return f"'{file}' is no page."
    return "" if file == target else f"The file is written '{file}'."


CHECK = DocsetCheck("invalid-toc-href", find)
