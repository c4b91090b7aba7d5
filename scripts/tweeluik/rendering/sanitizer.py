"""The allow-list that all HTML of articles passes (source-format 6.4), applied to the body as a whole.

Whatever an article contains, its body is well-formed afterwards and can neither run a script, nor style or submit
anything, nor end the element that the page put it in.
"""

import re

import nh3

from tweeluik.docset.links import SCHEMES

TAGS = frozenset(
    "a abbr address article b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt"
    " em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd label li mark nav nobr ol p pre q s samp section small"
    " span strike strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""The reference's list without what loads, plays or submits (iframe, video, form and the like) and what only styles
(font); h5 and h6 are Markdown's own."""
GLOBAL_ATTRIBUTES = frozenset({"id", "class", "title", "role", "lang", "dir"})
ATTRIBUTES = {
    "a": {"href", "hreflang", "rel", "type", "name"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "td": {"align", "valign", "colspan", "rowspan", "headers", "width", "height"},
    "th": {"align", "valign", "colspan", "rowspan", "headers", "scope", "abbr", "width", "height"},
    "tr": {"align", "valign"},
    "table": {"width", "border", "summary"},
    "col": {"span", "width"},
    "colgroup": {"span", "width"},
    "details": {"open"},
    "time": {"datetime"},
    "del": {"cite", "datetime"},
    "ins": {"cite", "datetime"},
    "q": {"cite"},
    "blockquote": {"cite"},
    "div": {"tabindex", "align"},
    "span": {"data-segment"},
    "section": {"data-moniker", "data-tab"},
}
"""By element. A name stands on anchors only: on an image, say, it would be a property of the page's scripts."""
REMOVED_WITH_CONTENT = frozenset(
    "script style object embed iframe applet noscript template svg math title textarea select xmp noframes plaintext"
    " audio video canvas".split()
)
_PICTURES = ("data:image/png;", "data:image/gif;", "data:image/jpeg;", "data:image/jpg;", "data:image/webp;")


_UNSEEN = re.compile(r"[\x00-\x20]")
"""Characters that browsers pass over in the scheme of an address."""


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if attribute in {"href", "src", "cite"}:
        address = _UNSEEN.sub("", value).lower()
        if address.startswith("data:") and not (tag == "img" and address.startswith(_PICTURES)):
            return None
    return value


_MOST_PASSES = 10
DEEPEST = 200
"""Elements in one another. Reading HTML takes the square of its depth in time, and no page comes near this."""
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_NEVER_DEEP = frozenset(
    "br col hr img input link meta wbr p li dt dd tr td th thead tbody tfoot option rp rt source track".split()
)
"""Elements without content, and those that the next of their kind ends."""


class _Depth:
    """Leaves out the tags of elements that would stand too deep."""

    def __init__(self) -> None:
        self.depth = 0

    def limit(self, tag: re.Match[str]) -> str:
        if tag["name"].lower() in _NEVER_DEEP:
            return tag.group()
        if tag["end"]:
            kept = self.depth <= DEEPEST
            self.depth = max(self.depth - 1, 0)
            return tag.group() if kept else ""
        self.depth += 1
        return tag.group() if self.depth <= DEEPEST else ""


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(REMOVED_WITH_CONTENT),
    attributes={"*": set(GLOBAL_ATTRIBUTES), **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
    attribute_filter=_filter,
    generic_attribute_prefixes={"aria-"},
    url_schemes={*SCHEMES, "data"},
    link_rel=None,
    strip_comments=True,
)


def sanitize(html: str) -> str:
    """Return the HTML with nothing in it but what the allow-list names, and every element closed.

    What a browser reads back is what was written: HTML that would nest otherwise when it is read again is cleaned
    again.
    """
    cleaned: str = _CLEANER.clean(_TAG.sub(_Depth().limit, html))
    for _ in range(_MOST_PASSES):
        again = _CLEANER.clean(cleaned)
        if again == cleaned:
            break
        cleaned = again
    return cleaned
