"""The HTML that readers get to see (source-format 6.4); the site's sanitizer removes all else.

A test holds these lists against the sanitizer's, which is no business of checks.
"""

TAGS = frozenset(
    "a abbr address article b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt"
    " em figcaption figure h1 h2 h3 h4 h5 h6 hr i iframe img ins kbd label li mark nav nobr ol p pre q s samp section"
    " small span strike strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""Elements that stay; a frame becomes a link to the video in it."""
REMOVED_WITH_CONTENT = frozenset(
    "script style object embed applet noscript template svg math title textarea select xmp noframes plaintext audio"
    " video canvas".split()
)
"""Of other elements the content stays."""
GLOBAL_ATTRIBUTES = frozenset(
    "name id class itemid itemprop itemref itemscope itemtype part slot spellcheck title role lang dir".split()
)
"""Those of every element; names with a prefix of `PREFIXES` are too."""
PREFIXES = ("aria-", "data-")
ATTRIBUTES = {
    "a": frozenset("href hreflang rel type target download".split()),
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span", "width"}),
    "colgroup": frozenset({"span", "width"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "div": frozenset({"tabindex", "align"}),
    "iframe": frozenset("src width height frameborder allow allowfullscreen loading scrolling".split()),
    "img": frozenset("src alt width height loading align border".split()),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "q": frozenset({"cite"}),
    "table": frozenset("width border summary cellpadding cellspacing align".split()),
    "td": frozenset("align valign colspan rowspan headers width height".split()),
    "th": frozenset("align valign colspan rowspan headers width height scope abbr".split()),
    "time": frozenset({"datetime"}),
    "tr": frozenset({"align", "valign"}),
}
"""By element. Some only said how things looked, and go without loss."""
