"""What is left of an article in one language."""

import pytest
from tests.segments import pair

from tweeluik.article.projection import heading_title, markdown, plain_text, project, title
from tweeluik.article.reading import read_article
from tweeluik.language import Language
from tweeluik.model import Article, Side


def article(text: str) -> Article:
    return read_article(text.encode("utf-8", errors="surrogateescape"), "a.md")


SENTENCES = f"{pair(103, 'Kies een plan.', 'Pick one.')} {pair(104, 'Klaar.', 'Ok.')}"
BODY = f"# {pair(102, 'Opzeggen', 'Cancel')}\n\n- {SENTENCES}\n"


def test_each_language_keeps_all_that_is_shared() -> None:
    one = article(BODY)
    assert project(one, Side.TARGET).text == "# Opzeggen\n\n- Kies een plan. Klaar.\n"
    assert project(one, Side.SOURCE).text == "# Cancel\n\n- Pick one. Ok.\n"


def test_segments_are_found_by_character() -> None:
    projection = project(article(BODY), Side.TARGET)
    assert projection.segment_at(1) is None, "the blank after the hash"
    assert projection.segment_at(2) is not None
    assert projection.segment_at(9) is not None, "the last letter"
    assert projection.segment_at(10) is None, "half open: one past the last letter"
    assert projection.segment_at(len(projection.text)) is None


@pytest.mark.parametrize(
    ("start", "end", "ids"),
    [
        pytest.param(0, 2, [], id="before the first"),
        pytest.param(0, 3, [102], id="its first letter"),
        pytest.param(9, 10, [102], id="its last letter"),
        pytest.param(10, 14, [], id="between two"),
        pytest.param(10, 100, [103, 104], id="to the end"),
        pytest.param(0, 100, [102, 103, 104], id="everything"),
        pytest.param(20, 21, [103], id="inside one"),
    ],
)
def test_segments_that_touch_a_range(start: int, end: int, ids: list[int]) -> None:
    found = project(article(BODY), Side.TARGET).between(start, end)
    assert [one.segment.id for one in found] == [f"a1b2c-{number}" for number in ids]


def test_a_missing_half_is_filled_in_by_the_other_one() -> None:
    one = article('<span data-ttu-id="a1b2c-103">Alleen dit.</span>\n')
    assert project(one, Side.SOURCE).text == "Alleen dit.\n"
    assert not one.segments[0].has(Side.SOURCE)
    assert one.segments[0].has(Side.TARGET)


def test_normalized_text_has_one_kind_of_line_end_and_no_unreadable_bytes() -> None:
    one = article(f"a\r\nb\rc\n{pair(103, 'd' + chr(13) + chr(10) + 'e', 'f')}\udcff\n")
    assert project(one, Side.TARGET, normalize=True).text == "a\nb\nc\nd\ne\ufffd\n"
    assert project(one, Side.TARGET).text == "a\r\nb\rc\nd\r\ne\udcff\n"


def test_spans_of_normalized_text_are_those_of_that_text() -> None:
    one = article(f"a\r\n\r\n{pair(103, 'b' + chr(13) + chr(10) + 'c', 'd')}")
    projection = project(one, Side.TARGET, normalize=True)
    assert [placed.span.of(projection.text) for placed in projection.placed] == ["b\nc"]


def test_body_only_leaves_out_front_matter_and_byte_order_mark() -> None:
    one = article(f"\ufeff---\ntitle: x\n---\n{BODY}")
    assert markdown(one, Side.SOURCE, Language("en-US"), body_only=True) == "# Cancel\n\n- Pick one. Ok.\n"
    assert markdown(one, Side.SOURCE, Language("en-US")).startswith("\ufeff---\ntitle: Cancel\n---\n# Cancel\n")


def test_the_language_of_the_source_is_the_one_that_is_asked_for() -> None:
    one = article(f"---\nms.contentlocale: nl-NL\n---\n{BODY}")
    assert markdown(one, Side.SOURCE, Language("en-GB")).startswith("---\nms.contentlocale: en-GB\n---\n")
    assert markdown(one, Side.TARGET, Language("en-GB")).startswith("---\nms.contentlocale: nl-NL\n---\n")


@pytest.mark.parametrize(
    ("front_matter", "target", "source"),
    [
        pytest.param("title: Plan", "Plan", "Cancel", id="the heading for the source"),
        pytest.param("title: Plan\nsource:\n  title: Your plan", "Plan", "Your plan", id="a title of its own"),
        pytest.param("title: Plan\nsource:\n  title: 2024", "Plan", "2024", id="a number"),
        pytest.param("title: Plan\nsource:\n  title: [a]", "Plan", "Cancel", id="a list is no title"),
        pytest.param("title: Plan\nsource:\n  title: ''", "Plan", "Cancel", id="an empty one"),
        pytest.param("title: [Plan, B]", "Plan, B", "Cancel", id="a list in the target"),
        pytest.param("title: {a: b}", "Opzeggen", "Cancel", id="a mapping in the target"),
        pytest.param("title:", "Opzeggen", "Cancel", id="nothing"),
        pytest.param("title: No", "No", "Cancel", id="a word"),
        pytest.param("title: true", "true", "Cancel", id="a truth value"),
    ],
)
def test_titles(front_matter: str, target: str, source: str) -> None:
    one = article(f"---\n{front_matter}\n---\n{BODY}")
    assert title(one, Side.TARGET) == target
    assert title(one, Side.SOURCE) == source


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        pytest.param("# Titel\n", "Titel", id="plain"),
        pytest.param("tekst\n\n# Titel", "Titel", id="not the first line"),
        pytest.param("   # Titel\n", "Titel", id="indented by three"),
        pytest.param("    # Titel\n", "", id="indented by four"),
        pytest.param("#Titel\n", "", id="no blank"),
        pytest.param("## Titel\n", "", id="another level"),
        pytest.param("#\n", "", id="nothing in it"),
        pytest.param("# #\n", "", id="closing hash only"),
        pytest.param("# Titel ##\n", "Titel", id="closing hashes"),
        pytest.param("# C#\n", "C#", id="a hash that belongs to the word"),
        pytest.param("#\tTitel  \t\n", "Titel", id="tabs"),
        pytest.param("# R&amp;D\n", "R&D", id="an entity"),
        pytest.param("```\n# code\n```\n# Titel\n", "Titel", id="code first"),
        pytest.param("~~~~\n# code\n~~~\n# code\n~~~~\n# Titel\n", "Titel", id="a longer fence"),
        pytest.param("```\n# code\n", "", id="a fence that never ends"),
        pytest.param("# Een\n# Twee\n", "Een", id="the first of two"),
    ],
)
def test_the_title_in_the_first_heading(body: str, expected: str) -> None:
    assert heading_title(body) == expected


@pytest.mark.parametrize(
    ("markdown_text", "expected"),
    [
        pytest.param("Uw **plan** en *meer*", "Uw plan en meer", id="emphasis"),
        pytest.param("`code <x>` blijft", "code <x> blijft", id="code"),
        pytest.param("[tekst](a.md) en ![plaatje](b.png)", "tekst en plaatje", id="link and image"),
        pytest.param("[![knop](k.png)](a.md)", "knop", id="an image in a link"),
        pytest.param("[a](b_(c).md) d", "a d", id="parentheses in an address"),
        pytest.param('<a name="x"></a>Kop', "Kop", id="a bookmark"),
        pytest.param("a <b>c</b><br/> d<!-- e -->", "a c d", id="tags"),
        pytest.param("a < b > c", "a < b > c", id="no tags"),
        pytest.param(r"a \* b \<c\> \\", "a * b <c> \\", id="escapes"),
        pytest.param("a  b\n c", "a b c", id="white space"),
        pytest.param("R&amp;D", "R&amp;D", id="entities stay"),
        pytest.param("snake_case __vet__", "snake_case vet", id="underscores"),
    ],
)
def test_plain_text(markdown_text: str, expected: str) -> None:
    assert plain_text(markdown_text) == expected
