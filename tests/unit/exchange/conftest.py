"""What the tests of exchange formats share: units of every kind, and a listing of what a file says that came back."""

import re
from collections.abc import Mapping
from dataclasses import replace

from hypothesis import strategies as st
from tests.conftest import Case, file_of, visible

from tweeluik.exchange.unit import Edit, Returned, Unit, text_hash
from tweeluik.model import Origin

_HASH_OF = re.compile(rb"\{\{(.*?)\}\}", re.DOTALL)


def unit(source: str, target: str, number: int = 101, path: str = "admin/plannen.md") -> Unit:
    return Unit(path, f"0a1b2-{number}", source, target, number - 90)


UNITS = {
    "plain": unit("Save your plan.", "Sla uw plan op."),
    "by a machine": replace(unit("One.", "Een."), origin=Origin.MACHINE),
    "by a human": replace(unit("One.", "Een."), origin=Origin.HUMAN),
    "without a target": unit("One.", ""),
    "codes": unit("Select **Save** in [the *menu*](a.md).", "Kies in [het *menu*](a.md) **Opslaan**."),
    "codes in another order": unit("`a` and `b`, ![c](d.png)", "![c](d.png), `b` en `a`"),
    "tags and entities": unit("<a href=\"b?c&d='e'\">One</a>&nbsp;&lt;", "&lt;<a href=\"b?c&d='e'\">Een</a>&nbsp;"),
    "code lost already": unit("**One** `b`", "Een"),
    "lone marks": unit("* [ ] ** ` < > & </b> ]]> --> <!--", "<![CDATA[ ]]> &amp; <?x ?> ]( ) \\"),
    "Japanese": unit("Save **it**.", "\u300c**保存**\u300dします。"),
    "right to left": unit("Save **it**.", "\u200f\u0627\u062d\u0641\u0638 **\u0627\u0644** (1)\u061f"),
    "letters beyond the first plane": unit("🙂 **🙂**", "\U0010fffd 🙂"),
    "blanks at the edges": unit(" One.\u00a0", "  Een.\t "),
    "a paragraph": replace(unit("One.\nTwo.\n", "\nEen.\nTwee."), id="0a1b2-p116", is_paragraph=True),
    "line ends of Windows": unit("One.\r\nTwo.", "Een.\r\nTwee.\r\n"),
    "line ends of many kinds": unit("One.\rTwo.\n\rThree.\r\n", "Een.\r\n\nTwee.\r\r\nDrie."),
    "other line ends": unit("One.\u2028Two.\x85Three.\x0bFour.\x0c", "Een.\u2028Twee.\x85Drie.\x1cVier.\x1d"),
    "backslashes": unit("\\n \\\\n \\t \\\" 'a\\", '"\\n" \\\\n \\r \\" \\'),
    "characters that XML cannot hold": unit("On\x01e \ufffe **\x1f** [a](\x02)", "\x07Een \uffff [b](\x02) **\x1f**"),
    "long": unit("One **word**. " * 500 + "o" * 140_000, "Een **woord**. " * 500 + "e" * 140_000),
    "a formula": unit("=1+1", "-1+cmd|' /C calc'!A0"),
    "a formula behind quotes": unit("'=1", "\"'\t@SUM(A1)"),
    "apostrophes": unit("'One'", "''"),
    "a number": unit("1.10", "'1,10"),
    "a date": unit("3/4", "May 5, 2021"),
    "separators": unit("a,b;c\td", '",";"\t"'),
    "notes": replace(unit("One.", "Een."), notes=("link-target: x --> <b> &", "=1\r\n\x01\ud800#~ #, fuzzy", "")),
    "a strange path": unit("One.", "Een.", path="a b/#1 100%\"'<&>\udc80\x01\n.md"),
    "a strange id": replace(unit("One.", "Een."), id="# %23\u00a0;,\t'é\ufffe"),
    "an id that is none": replace(unit("One.", "Een."), id=""),
}
"""By what is special about them; ids are not unique."""
LOCKED = replace(unit("One.", "Een."), is_locked=True)
NO_SOURCE = unit("", "Een.")
NOT_UTF_8 = unit("One \udc80", "Een **\udcff**")

_WORDS = "** * _ ` [ ]( ) (a.md) ![ <b> </b> <br> <span> \\ & &amp; < > \" ' = + - @ , ; # | 1/2 1.5 een 日本 ؟".split()
halves = st.lists(st.sampled_from([*_WORDS, " ", "\n", "\r\n", "\t"]) | st.text(max_size=3), max_size=12).map("".join)
"""Markdown of any kind, and what is no Markdown."""


def sent(one: Unit) -> Edit:
    """Return what comes back of a unit that nobody touched."""
    return Edit(one.path, one.id, one.target, one.source_hash, one.target_hash)


def without_lines(returned: Returned) -> list[Edit]:
    return [replace(edit, line=0) for edit in returned.edits]


def content_of(case: Case) -> bytes:
    """Return the file of a case; `{{text}}` in it is the hash of a text."""
    return _HASH_OF.sub(lambda match: text_hash(match[1].decode()).encode(), file_of(case))


def listing(returned: Returned, case: Case) -> str:
    """List edits and diagnostics by line."""
    sources = {text_hash(match[1].decode()): match[1].decode() for match in _HASH_OF.finditer(file_of(case))}
    lines = [(one.line, _fate(one, sources)) for one in returned.edits]
    lines += [(one.place.line, f"{one.code}: {one.message}") for one in returned.diagnostics]
    tags = [tag for tag in (returned.source_language, returned.target_language) if tag]
    return "".join([*(f"{tag}\n" for tag in tags), *(f"{line}: {text}\n" for line, text in sorted(lines))])


def _fate(edit: Edit, sources: Mapping[str, str]) -> str:
    is_same = text_hash(edit.target) == edit.target_hash
    source = sources.get(edit.source_hash, "another source")
    halves = f"{_quoted(source)} → {_quoted(edit.target)}"
    return f"{edit.path} {edit.id} {'as sent' if is_same else 'edited'}: {halves}"


def _quoted(text: str) -> str:
    return visible(text).replace("\n", "\\n")
