"""The command `tm`: how sentences like a given one were translated elsewhere in a docset."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from tweeluik.alignment.memory import LEAST, Match, Memory, translations
from tweeluik.cli_options import (
    existing,
    located,
    side_of,
    source_language_option,
    target_option,
)
from tweeluik.learn.differences import Kind, differences
from tweeluik.model import Side
from tweeluik.reports.display import clean
from tweeluik.reports.report import plural

_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS = {Kind.REMOVED: "\x1b[31;9m", Kind.ADDED: "\x1b[32;4m"}
_MARKS = {Kind.KEPT: ("", ""), Kind.REMOVED: ("[-", "-]"), Kind.ADDED: ("{+", "+}")}
_INDENT = "     "


@click.command()
@click.argument("sentence")
@click.option("--in", "source", type=existing, required=True, metavar="DOCSET", help="Where to look.")
@click.option("--lang", "language", default="source", show_default=True, help="The language of SENTENCE.")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="How many to show at most.")
@click.option(
    "--least", type=click.FloatRange(0, 100), default=LEAST, show_default=True, help="The lowest score to show."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write them.")
@target_option
@source_language_option
def tm(
    *,
    sentence: str,
    source: Path,
    language: str,
    limit: int,
    least: float,
    form: str,
    target: str | None,
    source_language: str | None,
) -> None:
    """Look up how sentences like SENTENCE were translated in a docset.

    SENTENCE is Markdown; with - sentences are read from standard input, one a line. A score of 100 is the same
    sentence. [-what only the other sentence has-] and {+what only yours has+} are shown in colour on a terminal. Where
    only numbers, code, addresses or placeholders differ, the score is 10 lower. Nothing found is no error.
    """
    sentences = list(_sentences()) if sentence == "-" else [sentence]
    if not "".join(sentences).strip():
        raise click.BadParameter("There is nothing to look up.", param_hint="SENTENCE")
    selection = located(source, target, source_language)
    side = side_of(selection, language)
    memory = Memory((one for article in selection.articles() for one in translations(article)), side)
    found = [(one, memory.lookup(one, limit=limit, least=least)) for one in sentences]
    if form == "json":
        records = [
            {"text": _whole(one), "matches": [_record(match, one, side) for match in some]} for one, some in found
        ]
        click.echo(json.dumps({"sentences": records}, ensure_ascii=False, indent=2))
        return
    names = {one: selection.docset.settings.language(one).code for one in Side}
    for one, matches in found:
        lines = [line for match in matches for line in _lines(match, one, side, names)] or [_nothing(memory, least)]
        # Of several sentences each needs a title.
        click.echo("\n".join([_painted(clean(one), _BOLD), *lines, ""] if sentence == "-" else lines))


def _sentences() -> Iterator[str]:
    """Yield the lines of standard input that are not blank."""
    content = sys.stdin.buffer.read().decode("utf-8-sig", errors="replace")
    return (line.strip() for line in content.splitlines() if line.strip())


def _nothing(memory: Memory, least: float) -> str:
    if not len(memory):
        return "Nothing found: no article here has sentences in both languages."
    advice = "" if least < LEAST else " A lower --least shows sentences that are less like it."
    return (
        f"Nothing found: none of {plural(len(memory), 'different sentence')} has a score of {least:g} or more.{advice}"
    )


def _lines(match: Match, sentence: str, side: Side, names: dict[Side, str]) -> Iterator[str]:
    known = match.translation
    where = f"{clean(known.path)} {_painted(clean(known.id), _DIM)}"
    made = f", {known.origin.value}" if known.origin.value else ""
    times = f", {match.times:,} times" if match.times > 1 else ""
    yield f"{_painted(f'{match.score:3.0f}', _BOLD)}  {where}{made}{times}"
    for one in (side, _other(side)):
        text = known.half(one)
        yield f"{_INDENT}{names[one]}: {_difference(text, sentence) if one is side else clean(text.strip())}"
    if match.only_numbers_differ:
        yield f"{_INDENT}Only numbers, code, addresses or placeholders differ: put yours into the translation."


def _other(side: Side) -> Side:
    return Side.TARGET if side is Side.SOURCE else Side.SOURCE


def _difference(known: str, sentence: str) -> str:
    return "".join(_piece(one.kind, clean(one.text)) for one in differences(known.strip(), sentence.strip()))


def _piece(kind: Kind, text: str) -> str:
    if _is_terminal():
        return _painted(text, _COLOURS[kind]) if kind in _COLOURS else text
    opening, closing = _MARKS[kind]
    return f"{opening}{text}{closing}"


def _painted(text: str, style: str) -> str:
    return f"{style}{text}{_RESET}" if _is_terminal() else text


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _record(match: Match, sentence: str, side: Side) -> dict[str, object]:
    known = match.translation
    return {
        "score": match.score,
        "source": _whole(known.source),
        "target": _whole(known.target),
        "path": _whole(known.path),
        "id": _whole(known.id),
        "origin": known.origin.value,
        "times": match.times,
        "only_numbers_differ": match.only_numbers_differ,
        "difference": [
            {"kind": one.kind.value, "text": _whole(one.text)}
            for one in differences(known.half(side).strip(), sentence.strip())
        ],
    }


def _whole(text: str) -> str:
    """Return a text that can be written as UTF-8: bytes of an article that were none stand in it as surrogates."""
    return text.encode("utf-8", errors="replace").decode()
