"""The grammar of single lines of the Learn constructs (source-format 2.3)."""

import re
from dataclasses import dataclass

ALERTS = ("note", "tip", "important", "warning", "caution")
"""The kinds of alert, in the order of the format's documentation."""

ALERT_LINE = re.compile(r"\[![ \t]*(?P<kind>[^\[\]\s:()]+)[ \t]*\](?P<rest>[ \t]+\S.*)?[ \t]*")
VIDEO = re.compile(r"\[!video(?:[ \t]+(?P<url>[^\[\]\n]*?))?[ \t]*\]", re.IGNORECASE)
DIV = re.compile(r"\[!div(?:[ \t]+(?P<attributes>[^\[\]\n]*))?\]", re.IGNORECASE)
INCLUDE = re.compile(
    r"\[!include[+-]?[ \t]*\[(?P<title>(?:\\.|[^\[\]\\])*)\]\([ \t]*(?P<path>[^()\[\]]*?)[ \t]*\)[ \t]*\]",
    re.IGNORECASE,
)
BROKEN_INCLUDE = re.compile(r"\[!include\b[^\[\]\n]*(?:\[[^\[\]\n]*)?\]*(?:\([^()\[\]\n]*\)\]?)?", re.IGNORECASE)
INLINE_ALERT = re.compile(r"\[![ \t]*(?P<kind>note|tip|important|warning|caution)[ \t]*\](?!\()", re.IGNORECASE)

_ATTRIBUTE = r"[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"':]+)"
TRIPLE_COLON = re.compile(
    r"(?P<colons>:{3,})(?:[ \t]*(?P<name>[A-Za-z][A-Za-z-]*)(?P<rest>[^\n]*?)(?P<close>:{3,})?)?[ \t]*"
)
INLINE_TRIPLE_COLON = re.compile(
    rf":{{3,}}[ \t]*(?P<name>[A-Za-z][A-Za-z-]*)(?P<rest>(?:\s+{_ATTRIBUTE})*)(?P<close>[ \t]*:{{3,}})?"
)
MARKER_NAMES = frozenset("moniker moniker-end zone zone-end row row-end column column-end image-end".split())
"""What stands between colons and may lack its last ones."""
ATTRIBUTE = re.compile(r"(?P<name>[\w-]+)\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"':]+))")
TAB_LINK = re.compile(r"#tab/(?P<ids>[A-Za-z0-9+._-]+)(?:/(?P<condition>[A-Za-z0-9+._-]+))?")
HEADING_ANCHOR = re.compile(r"<a\s+(?:name|id)\s*=\s*[\"'](?P<id>[\w\-. ]+)[\"']\s*/?>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the Markdown, found while parsing."""

    code: str
    """A name in the table of codes."""
    message: str
    line: int
    """0-based line of the text that was parsed."""


def attributes(text: str) -> dict[str, str]:
    """Read `name="value"` pairs; names in lower case, the first of equal ones wins."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(text):
        value = next((part for part in (match["quoted"], match["single"], match["bare"]) if part is not None), "")
        found.setdefault(match["name"].lower(), value)
    return found


def moniker_ids(moniker_range: str) -> tuple[str, ...]:
    """Return the monikers that a range names, such as `=o365-worldwide || o365-germany`."""
    return tuple(dict.fromkeys(re.findall(r"[A-Za-z0-9][\w.-]*", moniker_range)))
