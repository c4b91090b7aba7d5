"""Languages by their tags."""

import pytest

from tweeluik.language import Language


@pytest.mark.parametrize(
    ("tag", "code", "name", "direction"),
    [
        ("nl-NL", "nl", "Nederlands", "ltr"),
        ("en-US", "en", "English", "ltr"),
        ("ja-JP", "ja", "日本語", "ltr"),
        ("ar-SA", "ar", "العربية", "rtl"),
        ("he", "he", "עברית", "rtl"),
        ("fr_FR", "fr", "Français", "ltr"),
        ("xx-XX", "xx", "xx-XX", "ltr"),
        ("", "", "", "ltr"),
    ],
)
def test_what_a_tag_says(tag: str, code: str, name: str, direction: str) -> None:
    language = Language(tag)
    assert (language.code, language.name, language.direction) == (code, name, direction)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("nl", True), ("NL", True), ("nl-NL", True), ("nl_nl", True), ("nl-BE", False), ("en", False), ("", False)],
)
def test_a_name_means_a_language(name: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert Language("nl-NL").matches(name) is expected
