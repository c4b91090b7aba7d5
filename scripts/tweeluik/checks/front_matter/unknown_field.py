"""`unknown-field`: a key that looks as if somebody reads it, and nobody does (source-format 5 and 6.1).

Authors may have keys of their own. But names that begin with `ms.` are given out, and a key has no spaces in it. A key
that is almost one that exists is `attribute-misspelt` instead.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.attribute_misspelt import misspelt
from tweeluik.checks.front_matter.violations import header_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key."""
    header = header_of(subject)
    if not header:
        return
    known = {*header.schema.properties, *header.localization.properties, *(name for name, _, _ in misspelt(header))}
    for name, field in header.fields.items():
        if name not in known and (field.key.lower().startswith("ms.") or " " in field.key):
            yield Spot(f"No key is called '{field.key}'.", field.key_span.start, field.key_span.end)


CHECK = ArticleCheck("unknown-field", find)
