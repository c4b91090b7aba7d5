"""Edits put into one article: only the bytes of targets change, and what may be mended may be."""

import pytest
from tests.segments import pair

from tweeluik.article.reading import read_article
from tweeluik.exchange.importing import Arrival, Imported, import_into
from tweeluik.exchange.unit import Edit, units_of

FRONT_MATTER = "---\ntitle: x\nms.translationtype: MT\n---\n"


def segment(target: str, source: str, number: int = 101) -> str:
    return pair(f"0a1b2-{number}", target, source)


def imported(article: str | bytes, targets: dict[str, str], *, human: bool = False) -> Imported:
    """Put targets, by id, into an article."""
    content = article if isinstance(article, bytes) else article.encode("utf-8", errors="surrogateescape")
    units = {one.id: one for one in units_of(read_article(content, "a.md"))}
    edits = [
        Edit("a.md", name, target, units[name].source_hash, units[name].target_hash) for name, target in targets.items()
    ]
    return import_into(content, "a.md", [Arrival(edit, "back.xlf") for edit in edits], human=human)


def fates(result: Imported) -> list[str]:
    return [one.name for one in result.fates]


@pytest.mark.parametrize(
    ("source", "old", "new"),
    [
        pytest.param("Select **Save**.", "Kies Opslaan.", "Kies **Opslaan**.", id="a mark that was lost"),
        pytest.param("**A** and **B**", "A en B", "**A** en B", id="one of two marks that were lost"),
        pytest.param("Select Save.", "Kies **Opslaan**.", "Kies Opslaan.", id="a mark that was added"),
        pytest.param("[A](b) `c`", "`c` [A](d)", "[A](b) `c`", id="an address that is the source's again"),
        pytest.param("**A [b](c)**", "**A** [b](c)", "**A [b](c)**", id="marks that nest in another way"),
        pytest.param("A", "A", "A \\* b", id="an escape"),
        pytest.param("A", "A", "A&nbsp;b", id="an entity"),
        pytest.param("A <span>b</span>", "A b", "A <span>b</span>", id="a span that the source has"),
        pytest.param("A", "B</span>", "C</span>", id="a stray end of a span that was there"),
        pytest.param("A\nb", "A\nb", "B\na", id="a line break that was there"),
        pytest.param("A\nb", "A b", "A\nb", id="a line break that the source has"),
        pytest.param("A", "A\x07", "B\x07", id="a control character that was there"),
        pytest.param("A", "A\udc80", "B\udc80", id="a byte that was there and is not UTF-8"),
        pytest.param("A", "  A ", "B", id="blanks at the edges"),
        pytest.param("A", " ", "B", id="a target that was empty"),
    ],
)
def test_what_may_be_changed(source: str, old: str, new: str) -> None:
    article = f"{FRONT_MATTER}Text\n\n{segment(old, source)}  \n\n{segment('B', 'B', 102)}"
    result = imported(article, {"0a1b2-101": new})
    assert fates(result) == ["applied"]
    assert result.after == article.replace(f">{old}</span><span class", f">{new}</span><span class").encode(
        "utf-8", errors="surrogateescape"
    )


@pytest.mark.parametrize(
    "kept",
    [
        pytest.param(("\n", "\r\n"), id="line ends of Windows"),
        pytest.param(("\n", "\r"), id="line ends of old"),
        pytest.param(("---\ntitle", "\ufeff---\ntitle"), id="a byte order mark"),
        pytest.param(("title: x", "title:  'x' # \udc80"), id="bytes that are not UTF-8"),
        pytest.param(("Text", "Text  \t"), id="blanks at the end of a line"),
        pytest.param(('id="0a1b2-102"', "id=&quot;0a1b2-102&quot;"), id="quotes that are damaged"),
        pytest.param(('-102">', "-102&quot;>"), id="quotes of which one is damaged"),
        pytest.param(("Text", "</span> Text"), id="a stray tag"),
    ],
)
@pytest.mark.parametrize("number", [101, 102, 103])
def test_all_else_stays_as_it_is(kept: tuple[str, str], number: int) -> None:
    names = ["Een", "Twee", "Drie"]
    article = FRONT_MATTER + "Text\n\n" + "\n\n".join(segment(name, name[0], 101 + at) for at, name in enumerate(names))
    article = article.replace(*kept)
    old = names[number - 101]
    result = imported(article, {f"0a1b2-{number}": f"{old} keer"})
    assert fates(result) == ["applied"]
    assert result.after == article.replace(f">{old}<", f">{old} keer<").encode("utf-8", errors="surrogateescape")


def test_a_quotation_in_a_segment_with_damaged_quotes() -> None:
    article = segment("Een", "One") + "\n\n" + segment("Twee", "Two", 102) + "\n"
    article = article.replace('"', "&quot;", 4)
    result = imported(article, {"0a1b2-101": 'Een "woord"'})
    assert fates(result) == ["applied"]
    assert read_article(result.after, "a.md").segments[0].target == 'Een "woord"'
    assert result.after.count(b"&quot;") == 6


def test_a_program_that_changes_line_ends_changes_none() -> None:
    article = segment("Een\r\ntwee", "One\r\ntwo") + "\r\n"
    result = imported(article, {"0a1b2-101": "Een\ndrie"})
    assert fates(result) == ["applied"]
    assert result.after == article.replace("twee", "drie").encode()


def test_twice_is_once() -> None:
    article = segment("Een", "One") + "\n"
    once = imported(article, {"0a1b2-101": "Eén"})
    assert fates(once) == ["applied"]
    again = import_into(once.after, "a.md", [Arrival(one.edit, "back.xlf") for one in once.fates])
    assert fates(again) == ["already-applied"]
    assert again.after == once.after


def test_of_many_only_those_that_do_harm_are_refused() -> None:
    """Each of them passes for itself until the article is read again."""
    article = "\n\n".join(segment(f"Tekst {number}", f"Text {number}", number) for number in range(101, 131))
    targets = {f"0a1b2-{number}": f"Zin {number}" for number in range(101, 131)}
    targets |= {"0a1b2-105": "# Kop", "0a1b2-120": "```x"}
    result = imported(article, targets)
    refused = [one.edit.id for one in result.fates if one.is_refused]
    assert refused == ["0a1b2-105", "0a1b2-120"]
    assert {one.name for one in result.fates} == {"applied", "import-reads-differently"}
    assert result.after.count(b"Zin ") == 28


def test_a_target_that_changes_the_block_before_it_is_the_one_refused() -> None:
    article = f"{segment('Een', 'One')}\n{segment('Twee', 'Two', 102)}\n"
    result = imported(article, {"0a1b2-101": "Eén", "0a1b2-102": "==="})
    assert fates(result) == ["applied", "import-reads-differently"]
    assert result.after == article.replace("Een", "Eén").encode()


def test_where_very_many_do_harm_all_are_refused() -> None:
    article = "\n\n".join(segment(f"Tekst {number}", "Text", number) for number in range(101, 191))
    result = imported(article, {f"0a1b2-{number}": f"# Kop {number}" for number in range(101, 190)})
    assert set(fates(result)) == {"import-reads-differently"}
    assert result.after == article.encode()


@pytest.mark.parametrize("source", ["One", "One | two"], ids=["a new bar", "a bar that the source has"])
def test_a_bar_in_a_row_that_lacks_cells(source: str) -> None:
    """All segments stay in the table, so that reading it again shows nothing."""
    article = f"| A | B |\n| --- | --- |\n| {segment('Een', source)} |\n"
    expected = "applied" if "|" in source else "import-reads-differently"
    assert fates(imported(article, {"0a1b2-101": "Een | twee"})) == [expected]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param("ms.translationtype: MT\n", "ms.translationtype: HT\n", id="machine"),
        pytest.param("MS.TranslationType:   'MT'\n", "MS.TranslationType: HT\n", id="written otherwise"),
        pytest.param("ms.translationtype: HT\n", "ms.translationtype: HT\n", id="human"),
        pytest.param("", "ms.translationtype: HT\n", id="not said"),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_an_article_may_be_marked_as_a_humans(before: str, after: str, end: str) -> None:
    article, expected = (
        f"---\ntitle: x\n{line}---\n{segment(target, 'One')}\n".replace("\n", end)
        for line, target in ((before, "Een"), (after, "Eén"))
    )
    assert imported(article, {"0a1b2-101": "Eén"}, human=True).after == expected.encode()
    assert imported(article, {"0a1b2-101": "Een"}, human=True).after == article.encode()


def test_an_article_without_front_matter_is_not_given_any() -> None:
    article = segment("Een", "One") + "\n"
    assert imported(article, {"0a1b2-101": "Eén"}, human=True).after == article.replace("Een", "Eén").encode()
