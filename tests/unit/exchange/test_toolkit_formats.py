"""translate-toolkit opens, edits and saves what we write, and import takes exactly its edit."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from io import BytesIO
from typing import Any

import pytest
from _pytest.mark import ParameterSet
from tests.segments import pair
from translate.storage import csvl10n, pypo, tmx, xliff
from translate.storage.base import TranslationStore, TranslationUnit

from tweeluik.article.reading import read_article
from tweeluik.exchange.formats import format_named
from tweeluik.exchange.importing import Arrival, Done, import_into
from tweeluik.exchange.unit import units_of

PAIRS = {
    "0a1b2-103": ("Save your plan.", "Sla uw plan op."),
    "0a1b2-104": ("Select **Save** in [the *menu*](a.md#b).", "Kies **Opslaan** in [het *menu*](a.md#b)."),
    "0a1b2-105": ("Type `a < b` &amp; <kbd>Enter</kbd>.", "Typ `a < b` &amp; <kbd>Enter</kbd>."),
    "0a1b2-106": ('保存 \\*\\* "x\\n" - it\'s', '\\*\\* "保存\\n" - \'t is zo'),
    "0a1b2-p101": ("One. " * 40 + "`long`\nTwo.", "Een. " * 40 + "`long`\nTwee."),
    "0a1b2-107": (" One.  Two. ", " Een.  Twee. "),
}
ARTICLE = (
    "---\ntitle: Plannen\nms.translationtype: MT\n---\n"
    + "\n\n".join(pair(name, target, source) for name, (source, target) in PAIRS.items())
    + "\n"
).encode()
EDITS = {
    "0a1b2-103": "Bewaar uw plan: 1 < 2 & straks!",
    "0a1b2-107": " Eén.\u00a0 Twee — “drie”. ",
}
"""Targets without codes, as an editor without a notion of codes can write them."""
WITH_CODES = {
    "0a1b2-104": "Klik in [het *menu*](a.md#b) op **Bewaren**.",
    "0a1b2-106": '\\*\\* "Bewaar\\n" - \'t is niet zo',
    "0a1b2-p101": "Eén. " * 40 + "`long`\nTwee, drie.",
}
"""Targets with their codes, for formats in which they are text."""
OPENED: Mapping[str, Callable[[BytesIO], TranslationStore[Any]]] = {
    "po": pypo.pofile,
    "tmx": partial(tmx.tmxfile, sourcelanguage="en-US", targetlanguage="nl-NL"),
    "xliff12": xliff.Xliff1File,
}


def exported(form: str) -> bytes:
    return format_named(form).write(units_of(read_article(ARTICLE, "a b.md")), "en-US", "nl-NL")


def opened(form: str) -> tuple[TranslationStore[Any], dict[str, TranslationUnit]]:
    """Return what the toolkit makes of our file, and its units by their ids."""
    store = OPENED[form](BytesIO(exported(form)))
    units = {name_of(unit): unit for unit in store.units if not unit.isheader()}
    return store, units


def name_of(unit: TranslationUnit) -> str:
    found = re.search(r"0a1b2-p?\d+", f"{unit.getcontext()} {unit.getid()}")
    assert found
    return found.group()


def imported(form: str, content: bytes) -> tuple[dict[str, str], bytes]:
    """Return the fates of the units by id, and the article."""
    back = format_named(form).read(content, "x")
    assert back.diagnostics == ()
    done = import_into(ARTICLE, "a b.md", [Arrival(edit, "x") for edit in back.edits])
    return {fate.edit.id: fate.name for fate in done.fates}, done.after


@pytest.mark.parametrize("form", OPENED)
def test_the_toolkit_reads_all_units(form: str) -> None:
    _, units = opened(form)
    assert list(units) == list(PAIRS)
    for name, (source, target) in PAIRS.items():
        assert str(units[name].source) == source
        assert str(units[name].target) == target


@pytest.mark.parametrize("form", OPENED)
def test_saving_changes_nothing(form: str) -> None:
    store, _ = opened(form)
    fates, article = imported(form, bytes(store))
    assert fates == dict.fromkeys(PAIRS, Done.UNCHANGED.value)
    assert article == ARTICLE


def edits() -> Iterator[ParameterSet]:
    for form in OPENED:
        for name, target in (EDITS | (WITH_CODES if form == "po" else {})).items():
            yield pytest.param(form, name, target, id=f"{form} {name}")


@pytest.mark.parametrize(("form", "name", "target"), list(edits()))
def test_an_edit_comes_in_alone(form: str, name: str, target: str) -> None:
    store, units = opened(form)
    units[name].target = target
    fates, article = imported(form, bytes(store))
    assert fates == {**dict.fromkeys(PAIRS, Done.UNCHANGED.value), name: Done.APPLIED.value}
    assert article == ARTICLE.replace(f">{PAIRS[name][1]}<".encode(), f">{target}<".encode(), 1)


def test_an_edit_round_codes_comes_in_alone() -> None:
    """Of the formats with codes, the toolkit knows what codes are in XLIFF only."""
    store, units = opened("xliff12")
    target = units["0a1b2-104"].rich_target
    for element in target[0].depth_first():
        element.sub = [one.replace("Opslaan", "Bewaren") if isinstance(one, str) else one for one in element.sub]
    units["0a1b2-104"].rich_target = target
    fates, article = imported("xliff12", bytes(store))
    assert fates == {**dict.fromkeys(PAIRS, Done.UNCHANGED.value), "0a1b2-104": Done.APPLIED.value}
    assert article == ARTICLE.replace(b"**Opslaan**", b"**Bewaren**")


def test_an_edit_that_drops_codes_is_refused() -> None:
    store, units = opened("xliff12")
    units["0a1b2-104"].rich_target = ["Kies Opslaan in het menu."]
    fates, article = imported("xliff12", bytes(store))
    assert fates == {**dict.fromkeys(PAIRS, Done.UNCHANGED.value), "0a1b2-104": "import-code-lost"}
    assert article == ARTICLE


def test_the_toolkit_reads_our_table() -> None:
    store = csvl10n.csvfile()
    store.parse(exported("csv"))
    assert [(unit.id, unit.target) for unit in store.units][:2] == [
        ("0a1b2-103", "Sla uw plan op."),
        ("0a1b2-104", PAIRS["0a1b2-104"][1]),
    ]


def test_a_table_that_the_toolkit_emptied_is_refused() -> None:
    """It keeps the columns, but only what is in those that it has a use for itself."""
    store = csvl10n.csvfile()
    store.parse(exported("csv"))
    back = format_named("csv").read(bytes(store), "x")
    assert back.edits == ()
    assert [one.code for one in back.diagnostics] == ["exchange-unit-damaged"] * len(PAIRS)
