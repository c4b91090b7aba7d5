"""The allow-list that all HTML of articles passes (source-format 6.4), applied to the body as a whole.

Whatever an article contains, its body is well-formed afterwards and can neither run a script, nor style or submit
anything, nor end the element that the page put it in.
"""

import nh3

from tweeluik.docset.links import SCHEMES

TAGS = frozenset(
    "a abbr address article b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt"
    " em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd label li mark nav nobr ol p pre q s samp section small"
    " span strike strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""The reference's list without what loads, plays or submits (iframe, video, form and the like) and what only styles
(font); h5 and h6 are Markdown's own."""
GLOBAL_ATTRIBUTES = frozenset({"id", "class", "title", "role", "lang", "dir", "name"})
ATTRIBUTES = {
    "a": {"href", "hreflang", "rel", "type"},
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
}
REMOVED_WITH_CONTENT = frozenset(
    "script style object embed iframe applet noscript template svg math title textarea select xmp noframes plaintext"
    " audio video canvas".split()
)
_PICTURES = ("data:image/png;", "data:image/gif;", "data:image/jpeg;", "data:image/jpg;", "data:image/webp;")


def _filter(tag: str, attribute: str, value: str) -> str | None:
    if value.lstrip().lower().startswith("data:") and attribute in {"href", "src", "cite"}:
        return value if tag == "img" and value.lower().startswith(_PICTURES) else None
    return value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=set(REMOVED_WITH_CONTENT),
    attributes={"*": set(GLOBAL_ATTRIBUTES), **{tag: set(names) for tag, names in ATTRIBUTES.items()}},
    attribute_filter=_filter,
    generic_attribute_prefixes={"data-", "aria-"},
    url_schemes={*SCHEMES, "data"},
    link_rel=None,
    strip_comments=True,
)


def sanitize(html: str) -> str:
    """Return the HTML with nothing in it but what the allow-list names, and every element closed."""
    return _CLEANER.clean(html)
