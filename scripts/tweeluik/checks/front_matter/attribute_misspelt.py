"""`attribute-misspelt`: a key that is almost one that exists (source-format 5).

Nothing reads a misspelt key, so its value is lost. Keys of both authors and the localization tool are known. The build
tool tells `MS.technology` from `ms.technology`, even though Tweeluik reads both.
"""

from collections.abc import Iterator
from itertools import islice

from tweeluik.checks.front_matter.nearest import nearest
from tweeluik.checks.front_matter.violations import Header, header_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject

MOST = 200
"""Unknown keys that are looked at in one article."""


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key; it can be mended if the right key is not there as well."""
    header = header_of(subject)
    for name, key, right in misspelt(header) if header else ():
        assert header
        span = header.fields[name].key_span
        free = right not in header.fields or right == name
        there = "" if free else ", which is there too"
        yield Spot(f"'{key}' must be '{right}'{there}.", span.start, span.end, fix=right if free else None)


def misspelt(header: Header) -> Iterator[tuple[str, str, str]]:
    """Yield the name of the field, the key as written and the right key of what is misspelt."""
    properties = header.localization.properties | header.schema.properties
    known = [key for key, value in properties.items() if value is not False]
    unknown = ((name, one.key) for name, one in header.fields.items() if one.key not in properties)
    for name, key in islice(unknown, MOST):
        right = nearest(key, known)
        if right:
            yield name, key, right


CHECK = ArticleCheck("attribute-misspelt", find)
