"""A picture or another file that nothing refers to."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import Severity
from tweeluik.docset.docset import Docset

_NAME = re.compile(r"(?<![^\s\"'()<>\[\]{}|/\\:,])[^\s\"'()<>\[\]{}|/\\:,]+\.[A-Za-z0-9]{2,5}")
_DATA = (".yml", ".yaml", ".json")


def find(docset: Docset, sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield the resources that no article uses and no table, setting or hub page names."""
    used = {resource for sheet in sheets for resource in sheet.resources}
    rest = [path for path in docset.resources if path not in used]
    if not rest:
        return
    named = set(_names(docset))
    for path in rest:
        if path.rpartition("/")[2].lower() not in named:
            yield Finding("resource-unused", Severity.INFO, path, "Nothing in the docset refers to this file.")


def _names(docset: Docset) -> Iterator[str]:
    """Yield the names of files in what is no article: tables, data, settings, hub pages."""
    files = (*docset.hub_pages, *(path for path in docset.files if path.lower().endswith(_DATA)))
    for path in files:
        try:
            text = (docset.root / path).read_text(encoding="utf-8-sig", errors="replace")
        except OSError:
            continue
        yield from (unquote(match.group()).lower() for match in _NAME.finditer(text))


CHECK = DocsetCheck("resource-unused", find)
