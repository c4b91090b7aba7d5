"""`deprecated-attribute`: a key that has been replaced by another (source-format 6.3, rule Deprecated).

The schema says so with `"deprecated": true`, and names the newer key with `"x-replaced-by"`.
"""

from collections.abc import Iterator

from tweeluik.checks.front_matter.violations import header_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each such key; it can be mended if the newer key is not there as well."""
    header = header_of(subject)
    for name, field in header.fields.items() if header else ():
        assert header
        said = header.schema.properties.get(name)
        if not isinstance(said, dict) or said.get("deprecated") is not True:
            continue
        newer = said.get("x-replaced-by")
        newer = newer if isinstance(newer, str) and newer not in header.fields else None
        message = f"The key '{name}' is no longer used{f'; it is now {newer!r}' if newer else ''}."
        yield Spot(message, field.key_span.start, field.key_span.end, fix=newer)


CHECK = ArticleCheck("deprecated-attribute", find)
