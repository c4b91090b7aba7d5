"""HTML that articles bring along, made fit before the sanitizer sees it.

Links in it are resolved like all others, frames become links (nothing is loaded from elsewhere before the reader asks
for it), and what only looks like HTML, such as `<tenant>`, becomes the text that its writer meant.
"""

import re
from collections.abc import Callable
from html import escape, unescape

HTML_TAGS = frozenset(
    "a abbr acronym address applet area article aside audio b base basefont bdi bdo bgsound big blink blockquote"
    " body br button canvas caption center cite code col colgroup command data datalist dd del details dfn dialog dir"
    " div dl dt em embed fieldset figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header"
    " hgroup hr html i iframe image img input ins isindex kbd keygen label legend li link listing main map mark"
    " marquee math menu menuitem meta meter nav nobr noframes noscript object ol optgroup option output p param"
    " picture plaintext pre progress q rgn rp rt ruby s samp script search section select slot small source span"
    " strike strong style sub summary sup svg table tbody td template textarea tfoot th thead time title tr track tt"
    " u ul var video wbr xmp".split()
)
"""Names that are elements of HTML, past or present; any other is a placeholder."""
TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
ATTRIBUTE = re.compile(
    r"(?P<name>[^\s\"'<>/=]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s\"'=<>`]+)))?"
)
_OWN_PREFIXES = ("md-", "tw-", "__")
"""Ids and classes that the theme reacts to; articles may not use them."""

Rewrite = Callable[[str, dict[str, str]], dict[str, str] | str]
"""Given the name and attributes of an opening tag, returns its new attributes or the HTML to put in its place."""


def rewrite_tags(html: str, rewrite: Rewrite) -> str:
    """Return raw HTML with its opening tags rewritten and unknown tags as text."""
    return TAG.sub(lambda tag: _tag(tag, rewrite), html)


def _tag(tag: re.Match[str], rewrite: Rewrite) -> str:
    name = tag["name"].lower()
    if name not in HTML_TAGS:
        return escape(tag.group(), quote=False)
    if tag["end"]:
        return tag.group()
    given = attributes(tag["rest"])
    rewritten = rewrite(name, given)
    if isinstance(rewritten, str):
        return rewritten
    kept = {key: value for key, value in rewritten.items() if not key.startswith(("on", "data-md-", "data-pagefind"))}
    for key in ("id", "name"):
        if kept.get(key, "").startswith(_OWN_PREFIXES):
            del kept[key]
    if "class" in kept:
        kept["class"] = " ".join(one for one in kept["class"].split() if not one.startswith(_OWN_PREFIXES))
    return open_tag(name, kept)


def open_tag(name: str, given: dict[str, str]) -> str:
    """Write an opening tag."""
    written = "".join(f' {key}="{escape(value)}"' for key, value in given.items())
    return f"<{name}{written}>"


def attributes(text: str) -> dict[str, str]:
    """Read the attributes of a tag; names in lower case, the first of equal ones wins."""
    found: dict[str, str] = {}
    for match in ATTRIBUTE.finditer(text):
        value = match["double"] or match["single"] or match["bare"] or ""
        found.setdefault(match["name"].lower(), unescape(value))
    return found
