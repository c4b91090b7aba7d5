"""The HTML that checks let pass is the HTML that the site shows."""

from tweeluik.checks.format import allowed
from tweeluik.rendering import sanitizer


def test_elements_are_those_that_the_sanitizer_keeps() -> None:
    assert allowed.TAGS - {"iframe"} == sanitizer.TAGS, "a frame becomes a link before the sanitizer sees it"
    assert sanitizer.REMOVED_WITH_CONTENT - {"iframe"} == allowed.REMOVED_WITH_CONTENT


def test_no_attribute_that_the_sanitizer_keeps_is_reported() -> None:
    assert sanitizer.GLOBAL_ATTRIBUTES <= allowed.GLOBAL_ATTRIBUTES
    for tag, names in sanitizer.ATTRIBUTES.items():
        known = allowed.GLOBAL_ATTRIBUTES | allowed.ATTRIBUTES.get(tag, frozenset())
        assert {name for name in names if not name.startswith(allowed.PREFIXES)} <= known, tag
