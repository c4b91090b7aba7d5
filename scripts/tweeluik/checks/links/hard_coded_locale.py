"""A language in the address of a Microsoft page (reference: hard-coded-locale, LocalesInLink).

Without it the reader gets the page in their own language. The list of languages keeps words such as `how-to` apart.
"""

from collections.abc import Iterator

from tweeluik.checks.links.found import Kind, links_of, spot, written
from tweeluik.checks.links.hosts import address_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.docset.links import LOCALE, MICROSOFT_HOST

LANGUAGES = frozenset(
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id is it ja ka kk km kn"
    " ko lb lo lt lv mi mk ml mr ms mt nb ne nl nn pa pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zh".split()
)


def find(subject: Subject) -> Iterator[Spot]:
    """Yield addresses of Microsoft, or from the root of the public site, that begin with a locale."""
    for link in links_of(subject):
        if link.kind not in {Kind.LINK, Kind.IMAGE} or "-" not in link.href:
            continue
        address = address_of(link.href.strip())
        if address is None or (address.host and not MICROSOFT_HOST.fullmatch(address.host)):
            continue
        locale = LOCALE.match(address.path)
        if locale is None or locale.group()[1:].partition("-")[0].lower() not in LANGUAGES:
            continue
        raw = written(subject, link)
        start = raw.find(locale.group(), address.path_start)
        fix = None
        if start >= 0:
            rest = raw[start + len(locale.group()) :]
            fix = raw[:start] + (rest or "/")
        message = f"The address fixes the language '{locale.group()[1:]}' for every reader."
        yield from spot(subject, link, message, fix)


CHECK = ArticleCheck("hard-coded-locale", find)
