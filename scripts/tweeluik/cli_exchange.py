"""The commands for translators' tools: `export` and `import`."""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import click

from tweeluik.article.reading import read_article_file
from tweeluik.checks.session import run_checks
from tweeluik.cli_options import (
    FOUND_ERRORS,
    Selection,
    existing,
    located,
    progress_bar,
    report,
    source_language_option,
    target_option,
)
from tweeluik.diagnostics import Diagnostic, Severity, ordered
from tweeluik.docset.docset import walk
from tweeluik.exchange.formats import NAMES, SUFFIXES, Format, format_named
from tweeluik.exchange.importing import Done, Fate, Imported
from tweeluik.exchange.receiving import Received, import_all, read_exchange
from tweeluik.exchange.unit import Returned, Unit, units_of
from tweeluik.language import Language
from tweeluik.model import Side
from tweeluik.output import write_whole
from tweeluik.processes import each
from tweeluik.reports.difference import difference
from tweeluik.reports.display import clean
from tweeluik.reports.report import plural

_UNWRITABLE = "output-unwritable"
Notes = dict[str, list[tuple[str, str]]]
"""By the path of an article: id of a segment and a line of text."""


@click.command("export")
@click.argument("source", type=existing)
@click.option("--format", "form", type=click.Choice(NAMES), default="xliff", show_default=True, help="The format.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A folder, or a file named as the format.")
@click.option(
    "--findings/--no-findings", default=True, show_default=True, help="Run the checks; findings become notes."
)
@target_option
@source_language_option
def export(
    *, source: Path, form: str, out: Path, findings: bool, target: str | None, source_language: str | None
) -> None:
    """Write the segments for translators' tools, with their translations.

    Where the name after --out ends as files of the format do (.xlf, .tmx, .po, .csv), everything goes into that file;
    otherwise it is a folder that gets a file per article, under the same relative paths. What comes back goes into
    the articles with tweeluik import.
    """
    selection = located(source, target, source_language)
    notes = _findings(selection, whole=source.is_dir()) if findings else {}
    chosen = format_named(form)
    suffixes = (chosen.suffix, ".xliff") if chosen.suffix == ".xlf" else (chosen.suffix,)
    is_file = not out.is_dir() and out.name.lower().endswith(suffixes)
    done: list[_Exported] = []
    everything: list[Unit] = []
    with progress_bar("Exporting") as advance:
        if is_file:
            for number, article in enumerate(selection.articles(), 1):
                units = units_of(article, notes.get(article.path, ()))
                done.append(_Exported(len(units), article.diagnostics))
                everything += units
                advance(number, len(selection.paths))
            done.append(_Exported(0, _write(out, chosen, _tags(selection), everything), files=1))
        else:
            write = partial(_export_article, selection.docset.root, out, form, _tags(selection))
            things = [(path, tuple(notes.get(path, ()))) for path in selection.paths]
            for number, one in enumerate(each(write, things), 1):
                done.append(one)
                advance(number, len(things))
    diagnostics = ordered([problem for one in done for problem in one.diagnostics])
    unwritten = [one for one in diagnostics if one.code == _UNWRITABLE]
    report(unwritten)
    if damage := sum(one.severity is Severity.ERROR for one in diagnostics) - len(unwritten):
        click.echo(f"{plural(damage, 'error')} in the articles: tweeluik check shows them.", err=True)
    segments, files = sum(one.segments for one in done), sum(one.files for one in done) - len(unwritten)
    click.echo(f"{plural(segments, 'segment')} written to {plural(files, 'file')}: {out}.", err=True)
    sys.exit(FOUND_ERRORS if unwritten else 0)


@dataclass(frozen=True, slots=True)
class _Exported:
    """What was done for one article, or for the one file."""

    segments: int
    diagnostics: tuple[Diagnostic, ...] = ()
    files: int = 0
    """How many were to be written."""


def _export_article(
    root: Path, out: Path, form: str, tags: tuple[str, str], thing: tuple[str, tuple[tuple[str, str], ...]]
) -> _Exported:
    """Write the exchange file of one article, given as its path and its findings."""
    path, notes = thing
    article = read_article_file(root / path, path)
    units = units_of(article, notes)
    if not units:
        return _Exported(0, article.diagnostics)
    chosen = format_named(form)
    problems = _write(out / f"{path}{chosen.suffix}", chosen, tags, units)
    return _Exported(len(units), (*article.diagnostics, *problems), files=1)


def _tags(selection: Selection) -> tuple[str, str]:
    settings = selection.docset.settings
    return settings.source.tag, settings.target.tag


def _findings(selection: Selection, *, whole: bool) -> Notes:
    """Run the checks."""
    with progress_bar("Checking") as advance:
        outcome = run_checks(selection.docset, None if whole else selection.paths, progress=advance)
    notes: Notes = {}
    for finding in outcome.findings:
        if finding.segment:
            notes.setdefault(finding.path, []).append((finding.segment, f"{finding.code}: {finding.message}"))
    return notes


def _write(file: Path, form: Format, tags: tuple[str, str], units: Sequence[Unit]) -> tuple[Diagnostic, ...]:
    try:
        write_whole(file, form.write(units, *tags))
    except OSError as error:
        return (Diagnostic(_UNWRITABLE, f"{error.strerror or error}.", str(file)),)
    return ()


@click.command("import")
@click.argument("path", type=existing)
@click.option("--into", "source", type=existing, required=True, help="The docset, or one article of it.")
@click.option("--dry-run", is_flag=True, help="Write nothing; show what would change as a difference.")
@click.option("--human", is_flag=True, help="Mark the changed articles as translated by a human.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to report.")
@target_option
@source_language_option
def import_(
    *,
    path: Path,
    source: Path,
    dry_run: bool,
    human: bool,
    form: str,
    target: str | None,
    source_language: str | None,
) -> None:
    """Put edited translations from an exchange file, or a folder of them, into the articles.

    Only the targets that were edited change, and no other byte of an article. What would lose or add codes, what has
    changed in the article since the export, and what is not known is refused, unit by unit, with the reason; the
    rest is applied. Importing the same again changes nothing. Exit status 1 says that something was refused.
    """
    selection = located(source, target, source_language)
    received = _receive(path, selection)
    outcomes: list[Imported] = []
    for one in import_all(selection.docset, selection.paths, received, human=human):
        if isinstance(one, Diagnostic):
            received.diagnostics.append(one)
            continue
        outcomes.append(one)
        if one.before != one.after and not dry_run:
            try:
                write_whole(selection.docset.root / one.path, one.after)
            except OSError as error:
                problem = Diagnostic("output-unwritable", f"{error.strerror or error}.", one.path)
                received.diagnostics.append(problem)
                outcomes[-1] = Imported(one.path, (), one.before, one.before)
    if form == "json":
        click.echo(json.dumps(_record(outcomes, received.diagnostics, with_differences=dry_run), ensure_ascii=False))
    else:
        _report(outcomes, received.diagnostics, with_differences=dry_run)
    refused = any(fate.is_refused for one in outcomes for fate in one.fates)
    sys.exit(FOUND_ERRORS if refused or received.diagnostics else 0)


def _receive(path: Path, selection: Selection) -> Received:
    """Read the exchange files."""
    settings = selection.docset.settings
    languages = {side: settings.language(side) for side in Side}
    folder = path if path.is_dir() else path.parent
    names = sorted(name for name in walk(path) if name.lower().endswith(SUFFIXES)) if path.is_dir() else [path.name]
    if not names:
        raise click.BadParameter(f"{path} has no file that ends in {', '.join(SUFFIXES)}.", param_hint="PATH")
    received = Received()
    with progress_bar("Importing") as advance:
        for number, (name, returned) in enumerate(
            zip(names, each(partial(_read, folder, languages), names), strict=True), 1
        ):
            received.add(name, returned)
            advance(number, len(names))
    return received


def _read(folder: Path, languages: Mapping[Side, Language], name: str) -> Returned:
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        return Returned((), (Diagnostic("file-unreadable", f"{error.strerror or error}.", name),))
    return read_exchange(content, name, languages)


def _report(outcomes: Iterable[Imported], diagnostics: list[Diagnostic], *, with_differences: bool) -> None:
    """Say what has become of each unit that did not come back as it went out, and count all of them."""
    counts: Counter[str] = Counter()
    for one in outcomes:
        for fate in one.fates:
            counts["refused" if fate.is_refused else fate.name] += 1
            if isinstance(fate.what, Diagnostic):
                click.echo(clean(str(fate.what)), err=True)
            elif fate.what is not Done.UNCHANGED and not with_differences:
                click.echo(clean(f"{one.path} {fate.edit.id}: {fate.name}"))
        if with_differences and one.before != one.after:
            _show(one)
    for problem in ordered(diagnostics):
        click.echo(clean(str(problem)), err=True)
    named = [f"{counts[name]:,} {name}" for name in (*(one.value for one in Done), "refused") if counts[name]]
    end = " Nothing is written: this was a dry run." if with_differences else ""
    click.echo(f"{plural(counts.total(), 'unit')}: {', '.join(named) or 'nothing to do'}.{end}", err=True)


def _show(one: Imported) -> None:
    """Write a difference: for eyes on a terminal, and elsewhere so that it can be applied as a patch."""
    for line in difference(one.before, one.after, one.path):
        if sys.stdout.isatty():
            click.echo(clean(line.rstrip("\r\n")))
        else:
            click.echo(line.encode("utf-8", errors="surrogateescape"), nl=False)


def _record(
    outcomes: Sequence[Imported], diagnostics: list[Diagnostic], *, with_differences: bool
) -> dict[str, object]:
    record: dict[str, object] = {
        "units": [_unit_record(fate) for one in outcomes for fate in one.fates],
        "diagnostics": [_diagnostic_record(one) for one in ordered(diagnostics)],
    }
    if with_differences:
        record["differences"] = {
            one.path: _readable("".join(difference(one.before, one.after, one.path)))
            for one in outcomes
            if one.before != one.after
        }
    return record


def _unit_record(fate: Fate) -> dict[str, object]:
    edit = fate.edit
    record: dict[str, object] = {"path": _readable(edit.path), "id": _readable(edit.id), "fate": fate.name}
    if isinstance(fate.what, Diagnostic):
        record |= {"reason": _diagnostic_record(fate.what)}
    return record


def _diagnostic_record(one: Diagnostic) -> dict[str, object]:
    return {
        "code": one.code,
        "file": _readable(one.path),
        "line": one.place.line,
        "message": _readable(one.message),
        "remedy": one.remedy,
    }


def _readable(text: str) -> str:
    return text.encode("utf-8", errors="replace").decode()
