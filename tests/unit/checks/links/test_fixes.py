"""What the checks of links put in the place of what they find, where there is exactly one right answer."""

from pathlib import Path

import pytest

from tweeluik.checks.links import hard_coded_locale, insecure_link, moved_host, wrong_case
from tweeluik.checks.links.found import Found, Kind, links_of
from tweeluik.checks.subject import ArticleCheck, Subject
from tweeluik.docset.docset import Docset
from tweeluik.model import Side

FILES = ("media/Foto.png", "Map/Blad.md", "een foto.PNG")


def subject_of(folder: Path, text: str) -> Subject:
    """Return an article with this text, in a docset with some files."""
    for path in FILES:
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).touch()
    (folder / "a.md").write_bytes(text.encode())
    docset = Docset(folder)
    return Subject(docset, docset.article("a.md"))


def mended(check: ArticleCheck, subject: Subject) -> str:
    """Return the text with all that the check can mend mended."""
    text = subject.text
    spots = [one for one in check.find(subject) if one.fix is not None]
    for one in sorted(spots, key=lambda spot: -spot.start):
        text = text[: one.start] + (one.fix or "") + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("check", "text", "expected"),
    [
        pytest.param(wrong_case.CHECK, "![](media/foto.PNG)", "![](media/Foto.png)", id="image"),
        pytest.param(wrong_case.CHECK, "[a](./map/blad.md?x=Y#Z)", "[a](./Map/Blad.md?x=Y#Z)", id="query and bookmark"),
        pytest.param(wrong_case.CHECK, r"[a](map\blad.md)", r"[a](Map\Blad.md)", id="backslash"),
        pytest.param(wrong_case.CHECK, "![](Een%20Foto.png)", "![](een%20foto.PNG)", id="percent"),
        pytest.param(wrong_case.CHECK, "[a](media/../map/blad.md)", "[a](media/../map/blad.md)", id="a way round"),
        pytest.param(wrong_case.CHECK, "[a][b]\n\n[b]: map/blad.md", "[a][b]\n\n[b]: map/blad.md", id="by reference"),
        pytest.param(
            hard_coded_locale.CHECK,
            '[a](https://www.microsoft.com/en-us/b?c=/en-us/ "T")',
            '[a](https://www.microsoft.com/b?c=/en-us/ "T")',
            id="locale",
        ),
        pytest.param(
            hard_coded_locale.CHECK, "<https://azure.microsoft.com/nl-NL>", "<https://azure.microsoft.com/>", id="bare"
        ),
        pytest.param(hard_coded_locale.CHECK, "[a](/en-us/azure)", "[a](/azure)", id="path of the site"),
        pytest.param(insecure_link.CHECK, "[a](HTTP://aka.ms/x)", "[a](HTTPs://aka.ms/x)", id="https"),
        pytest.param(
            moved_host.CHECK,
            '<a href="http://support.office.com/x?a=1&amp;b=2">',
            '<a href="https://support.microsoft.com/x?a=1&amp;b=2">',
            id="host",
        ),
        pytest.param(
            moved_host.CHECK,
            "[a](https://docs.microsoft.com/b\\(c\\))",
            "[a](https://learn.microsoft.com/b\\(c\\))",
            id="escapes stay",
        ),
    ],
)
def test_a_fix_changes_nothing_else(check: ArticleCheck, text: str, expected: str, tmp_path: Path) -> None:
    assert mended(check, subject_of(tmp_path, text + "\n")) == expected + "\n"


SEGMENT = (
    '<span data-ttu-id="0a1b2-101">Zie [a](map/blad.md) en [b](map/blad.md).</span>'
    '<span class="sxs-lookup"><span data-stu-id="0a1b2-101">See [a](map/blad.md) and [b](map/blad.md).</span></span>'
    "\r\n"
)


def test_both_halves_are_mended(tmp_path: Path) -> None:
    subject = subject_of(tmp_path, "# Kop\r\n\r\n" + SEGMENT)
    assert mended(wrong_case.CHECK, subject) == "# Kop\r\n\r\n" + SEGMENT.replace("map/blad", "Map/Blad")


def test_a_link_knows_where_it_stands(tmp_path: Path) -> None:
    text = "| a |\r\n| - |\r\n| x | \r\n\r\n" + SEGMENT + "\r\n[⟦c](<c d.md> 'T') <img src=e.png>\r\n"
    subject = subject_of(tmp_path, text)
    found = links_of(subject)
    assert [one.written.of(subject.text) for one in found] == ["map/blad.md", "map/blad.md", "c d.md", "e.png"]
    assert [one.kind for one in found] == [Kind.LINK, Kind.LINK, Kind.LINK, Kind.IMAGE]
    twins = [one.twin for one in found[:2]]
    assert all(twins)
    assert twins[0] != twins[1]
    assert [one.side for one in found] == [Side.TARGET, Side.TARGET, None, None]


def test_links_that_only_the_source_has_come_last(tmp_path: Path) -> None:
    text = SEGMENT.replace("[b](map/blad.md).</span><", "b.</span><", 1)
    found: tuple[Found, ...] = links_of(subject_of(tmp_path, text))
    assert [one.side for one in found] == [Side.TARGET, Side.SOURCE]


@pytest.mark.parametrize("letters", ["[", "](", "](file:", "<a href=", "![", ":::image ", "`", "[a](b#", "<", "\\"])
def test_no_text_takes_long(letters: str, tmp_path: Path) -> None:
    subject = subject_of(tmp_path, letters * (20_000 // len(letters)))
    assert links_of(subject) is not None
