"""New pins after an edit."""

import shutil
from pathlib import Path

import pytest
from tests.conftest import FIXTURES

from tweeluik.docset.docset import Docset
from tweeluik.lifecycle.gating import situation_of, today
from tweeluik.lifecycle.reading import CLAIMS, CONFLICTS, read_rules
from tweeluik.lifecycle.repinning import Repinned, repin
from tweeluik.reports.difference import difference


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(FIXTURES / "lifecycle" / "docset", tmp_path / "docset")
    return tmp_path / "docset"


def renewed(root: Path) -> dict[str, Repinned]:
    rules, problems = read_rules(root)
    assert problems == []
    situation = situation_of(Docset(root), rules, today())
    return {one.path: one for one in repin(root, rules, situation.finder, ("nl", "en"))}


def edit(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    (root / path).write_text(text, encoding="utf-8")


def changed_lines(one: Repinned) -> list[str]:
    return [line for line in difference(one.before, one.after, one.path) if line[0] in "+-" and line[1] not in "+-"]


def test_without_an_edit_there_is_nothing_to_renew(copy: Path) -> None:
    for one in renewed(copy).values():
        assert (one.before, one.done, one.lost) == (one.after, (), ())


def test_only_the_lines_of_a_changed_sentence_are_touched(copy: Path) -> None:
    edit(copy, "stages.md", ("duurt 90 dagen", 'duurt "maar" 60 dagen'), ("lasts 90 days", "lasts only 60 days"))
    one = renewed(copy)[CLAIMS]
    new = r'"De fase Uitgeschakeld duurt \"maar\" 60 dagen."'
    assert changed_lines(one) == [
        "-    - {article: stages, segment: abcde-102, sentence: 1, nl: 'De fase Uitgeschakeld duurt 90 dagen.',\n",
        "-       en: The stage Disabled lasts 90 days.}  # the only one\n",
        f"+    - {{article: stages, segment: abcde-102, sentence: 1, nl: {new},\n",
        '+       en: "The stage Disabled lasts only 60 days."}  # the only one\n',
    ]
    assert [pin.pin.target for pin in one.done] == ["De fase Uitgeschakeld duurt 90 dagen."]


def test_what_was_renewed_is_found(copy: Path) -> None:
    edit(copy, "stages.md", ("90 dagen", "60 dagen"), ("kunnen na 30 dagen", "kunnen al na 30 dagen"))
    edit(copy, "azure.md", ("30 tot 90 dagen", "30 tot 120 dagen"), ("Daarna is alles weg", "Dan is alles weg"))
    for one in renewed(copy).values():
        (copy / one.path).write_bytes(one.after)
    assert all(one.before == one.after for one in renewed(copy).values())
    rules, problems = read_rules(copy)
    assert problems == []
    assert rules.claims["D-02"].pins[0].target == "De gegevens kunnen al na 30 dagen weg zijn."
    assert rules.claims["Z-03"].pins[0].source is None
    assert rules.conflicts["C20"].pins[0].target == "Dan is alles weg."


def test_a_sentence_that_has_moved_gets_its_new_segment(copy: Path) -> None:
    edit(copy, "stages.md", ("abcde-102", "fffff-202"), ("abcde-p103", "fffff-p203"))
    one = renewed(copy)[CLAIMS]
    lines = changed_lines(one)
    assert (
        "+    - {article: stages, segment: fffff-202, sentence: 1, nl: 'De fase Uitgeschakeld duurt 90 dagen.',\n"
        in lines
    )
    assert "+      segment: fffff-p203\n" in lines
    assert len(lines) == 6


def test_what_is_gone_stays_as_it_is_and_is_named(copy: Path) -> None:
    edit(copy, "azure.md", ("- Zet dag 28 in uw agenda.", "Klaar."))
    one = renewed(copy)[CLAIMS]
    assert one.before == one.after
    assert [pin.pin.target for pin in one.lost] == ["Zet dag 28 in uw agenda."]


def test_the_source_is_kept_where_the_article_has_lost_it(copy: Path) -> None:
    (copy / "stages.md").write_text("# Fasen\n\nDe fase Uitgeschakeld duurt 90 dagen.\n", encoding="utf-8")
    one = renewed(copy)[CLAIMS]
    assert b"en: The stage Disabled lasts 90 days.}" in one.after
    assert b"null" not in one.after


def test_a_byte_order_mark_and_the_ends_of_lines_are_kept(copy: Path) -> None:
    file = copy / CLAIMS
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    edit(copy, "stages.md", ("90 dagen", "60 dagen"))
    one = renewed(copy)[CLAIMS]
    assert one.after == one.before.replace(
        b"'De fase Uitgeschakeld duurt 90 dagen.'", b'"De fase Uitgeschakeld duurt 60 dagen."'
    )


def test_a_docset_without_conflicts_has_one_file(copy: Path) -> None:
    (copy / CONFLICTS).unlink()
    edit(copy, CLAIMS, ("    conflicts: [C20]\n", ""))
    assert list(renewed(copy)) == [CLAIMS]
