"""The commands about findings: `check`, `fix` and `explain`."""

import os
import shutil
import sys
from collections import Counter
from pathlib import Path
from typing import Any, NoReturn

import click

from tweeluik.checks.baseline import BaselineError, compare, read_baseline, write_baseline
from tweeluik.checks.changes import ChangesError, changes_since
from tweeluik.checks.finding import Finding
from tweeluik.checks.fixing import Mended, mend
from tweeluik.checks.session import Outcome, Wish, run_checks
from tweeluik.cli_external import external_check
from tweeluik.cli_options import (
    FOUND_ERRORS,
    Selection,
    existing,
    existing_folder,
    located,
    prefix_of,
    progress_bar,
    show_difference,
    source_language_option,
    target_option,
)
from tweeluik.codes import LANGUAGES, codes
from tweeluik.diagnostics import Diagnostic, Severity
from tweeluik.external.checking import Manners
from tweeluik.output import write_whole
from tweeluik.reports.display import clean
from tweeluik.reports.explanation import explain as explanation
from tweeluik.reports.explanation import list_codes, nearest_codes
from tweeluik.reports.formats import FORMATS
from tweeluik.reports.report import SHOWN, Report, plural
from tweeluik.reports.text import WIDTH, write_text
from tweeluik.rule_findings import rule_findings
from tweeluik.site.audit import audit_site

USED_WRONGLY = 2
_SEVERITIES = [one.value for one in SHOWN]
_NARROWEST = 40
_MARGIN = 12
"""Columns of a terminal that stand before the text of a finding."""


class CodeType(click.ParamType[str]):
    """The name of a kind of finding."""

    name = "code"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:  # noqa: ANN401
        """Return the code that a word names; an unknown one is wrong use of the command."""
        name = str(value)
        if name not in codes():
            self.fail(f"there is no code '{name}'.{_offer(name)}", param, ctx)
        return name


def _offer(name: str) -> str:
    near = nearest_codes(name)
    return f" Do you mean {' or '.join(near)}?" if near else " tweeluik explain lists all codes."


only_option = click.option("--only", multiple=True, type=CodeType(), help="Look for this code alone; repeatable.")
skip_option = click.option("--skip", multiple=True, type=CodeType(), help="Leave this code out; repeatable.")
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 256), metavar="N", help="Processes to use; as many as processors by default."
)


@click.command()
@click.argument("source", type=existing)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to write the findings.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File for them; else the terminal.")
@click.option(
    "--severity", type=click.Choice(_SEVERITIES), default="suggestion", show_default=True, help="The mildest to show."
)
@click.option(
    "--fail-on", type=click.Choice(_SEVERITIES), default="error", show_default=True, help="The mildest for status 1."
)
@only_option
@skip_option
@click.option("--baseline", type=click.Path(dir_okay=False, path_type=Path), help="File with findings already known.")
@click.option("--write-baseline", "writes_baseline", is_flag=True, help="Write all findings to the baseline.")
@click.option("--diff", "revision", metavar="REV", help="Only what has changed since a revision of git.")
@jobs_option
@click.option("--external", is_flag=True, help="Ask also whether links to other sites still work.")
@click.option(
    "--external-cache",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Remembers for a week which links to other sites work.",
)
@click.option("--allow-host", multiple=True, metavar="GLOB", help="With --external: ask only these hosts; repeatable.")
@click.option("--deny-host", multiple=True, metavar="GLOB", help="With --external: never ask these; repeatable.")
@click.option("--allow-private", is_flag=True, help="With --external: ask hosts of this computer and its network too.")
@click.option("--color/--no-color", "colour", default=None, help="Colours; without either, on a terminal only.")
@target_option
@source_language_option
def check(
    *,
    source: Path,
    form: str,
    output: Path | None,
    severity: str,
    fail_on: str,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    baseline: Path | None,
    writes_baseline: bool,
    revision: str | None,
    jobs: int | None,
    external: bool,
    external_cache: Path | None,
    allow_host: tuple[str, ...],
    deny_host: tuple[str, ...],
    allow_private: bool,
    colour: bool | None,
    target: str | None,
    source_language: str | None,
) -> None:
    """Say what is wrong in the articles of a docset, or in one article by itself.

    If the docset has rules (lifecycle/claims.yml), the gates hold them against the sentences that they are pinned to.
    In the docset, checks.yml turns checks off or grades them otherwise, and suppressions.yml names single findings
    that are right as they are. One article alone is not compared with the others.
    """
    if writes_baseline and not baseline:
        raise click.UsageError("--write-baseline needs --baseline FILE, which says where to.")
    manners = Manners(allow=allow_host, deny=deny_host, allow_private=allow_private)
    if external and not source.is_dir():
        raise click.UsageError("--external needs a docset: each address is asked for once for all articles.")
    if not external and (external_cache or manners != Manners()):
        raise click.UsageError("--external-cache, --allow-host, --deny-host and --allow-private need --external.")
    selection = located(source, target, source_language)
    further = (rule_findings, *((external_check(manners, external_cache),) if external else ()))
    wish = Wish(frozenset(only), frozenset(skip), jobs, further)
    outcome = _run(selection, wish, whole=source.is_dir())
    notes = [f"{plural(outcome.suppressed, 'finding')} suppressed."] if outcome.suppressed else []
    findings = outcome.findings
    if writes_baseline and baseline:
        _write(baseline, write_baseline(findings), "--baseline")
        click.echo(f"{plural(len(findings), 'finding')} written to {baseline}.", err=True)
        return
    if baseline:
        findings = _new(findings, baseline, notes)
    if revision is not None:
        findings = _changed(findings, selection, revision, notes)
    least = Severity(severity)
    shown = tuple(one for one in findings if one.severity.rank <= least.rank)
    if hidden := Counter(one.severity for one in findings if one.severity.rank > least.rank):
        mildest = max(hidden, key=lambda one: one.rank)
        counted = ", ".join(f"{hidden[one]:,} {one.value}" for one in SHOWN if hidden[one])
        notes.append(f"Not shown: {counted}. --severity {mildest.value} shows them.")
    settings = selection.docset.settings
    report = Report(
        shown,
        len(selection.paths),
        prefix_of(selection.docset.root),
        settings.source.code,
        settings.target.code,
        tuple(notes),
    )
    _write_report(report, form, output, colour=colour)
    fails = any(one.severity.rank <= Severity(fail_on).rank for one in findings)
    sys.exit(FOUND_ERRORS if fails else 0)


@click.command()
@click.argument("site", type=existing_folder)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", help="How to write the findings.")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="File for them; else the terminal.")
@jobs_option
def audit(*, site: Path, form: str, output: Path | None, jobs: int | None) -> None:
    """Say what is wrong in a built site: what readers click is what is looked at.

    SITE is the folder that a build has written.
    """
    findings = audit_site(site, processes=jobs)
    pages = sum(1 for _ in site.rglob("*.html"))
    report = Report(tuple(findings), pages, prefix_of(site), noun="page")
    _write_report(report, form, output, colour=None)
    sys.exit(FOUND_ERRORS if any(one.severity is Severity.ERROR for one in findings) else 0)


def _run(selection: Selection, wish: Wish, *, whole: bool) -> Outcome:
    with progress_bar("Checking") as progress:
        return run_checks(selection.docset, None if whole else selection.paths, wish, progress)


def _new(findings: list[Finding], baseline: Path, notes: list[str]) -> list[Finding]:
    try:
        compared = compare(findings, read_baseline(baseline))
    except BaselineError as error:
        _stop(error.diagnostic)
    if compared.known:
        notes.append(f"{plural(compared.known, 'finding')} known from {baseline}.")
    if compared.gone:
        notes.append(f"{plural(compared.gone, 'known finding')} gone; --write-baseline takes them out of {baseline}.")
    return compared.new


def _changed(findings: list[Finding], selection: Selection, revision: str, notes: list[str]) -> list[Finding]:
    try:
        changes = changes_since(selection.docset.root, revision)
    except ChangesError as error:
        _stop(error.diagnostic)
    changed = [one for one in findings if changes.touch(one)]
    notes.append(f"Only what has changed since {revision}: {plural(len(changes.files), 'file')}.")
    return changed


def _stop(diagnostic: Diagnostic) -> NoReturn:
    """Say why the command cannot do what it was asked for."""
    click.echo(clean(str(diagnostic)), err=True)
    sys.exit(USED_WRONGLY)


def _write_report(report: Report, form: str, output: Path | None, *, colour: bool | None) -> None:
    terminal = output is None and sys.stdout.isatty()
    if form == "text":
        coloured = (terminal and not os.environ.get("NO_COLOR")) if colour is None else colour
        columns = max(_NARROWEST, shutil.get_terminal_size().columns - _MARGIN) if terminal else WIDTH
        text = write_text(report, colour=coloured, columns=columns)
    else:
        text = FORMATS[form](report)
    if output:
        _write(output, text, "--output")
    else:
        # The colours are in the text already; click would take them out again.
        click.echo(text, nl=False, color=True)


def _write(file: Path, text: str, option: str) -> None:
    try:
        write_whole(file, text.encode("utf-8", errors="replace"))
    except OSError as error:
        raise click.BadParameter(f"{file} cannot be written: {error.strerror or error}.", param_hint=option) from error


@click.command()
@click.argument("source", type=existing)
@only_option
@skip_option
@click.option("--write", "writes", is_flag=True, help="Write the files; without it only the difference is shown.")
@jobs_option
@target_option
@source_language_option
def fix(
    *,
    source: Path,
    only: tuple[str, ...],
    skip: tuple[str, ...],
    writes: bool,
    jobs: int | None,
    target: str | None,
    source_language: str | None,
) -> None:
    """Mend what has exactly one right answer: show the difference, and write it with --write.

    No other byte of a file is touched. Suppressed findings are left alone.
    """
    selection = located(source, target, source_language)
    outcome = _run(selection, Wish(frozenset(only), frozenset(skip), jobs), whole=source.is_dir())
    try:
        mended = [one for one in mend(selection.docset.root, outcome.findings) if one.done or one.left]
    except OSError as error:
        raise click.ClickException(str(error)) from error
    _show_differences(mended, prefix_of(selection.docset.root))
    done, left = sum(one.done for one in mended), sum(one.left for one in mended)
    files = sum(one.before != one.after for one in mended)
    if writes:
        for one in mended:
            if one.before != one.after:
                _write_bytes(selection.docset.root / one.path, one.after)
    said = "mended" if writes else "can be mended"
    counted = f"{plural(done, 'finding')} {said} in {plural(files, 'file')}"
    click.echo(f"{counted}{'.' if writes or not done else ': tweeluik fix --write does it.'}", err=True)
    if left:
        reasons = "overlapping others (run tweeluik fix again) or standing in damaged markup"
        click.echo(f"{plural(left, 'finding')} left, {reasons}.", err=True)


def _write_bytes(file: Path, content: bytes) -> None:
    try:
        write_whole(file, content)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror or error}.") from error


def _show_differences(mended: list[Mended], prefix: str) -> None:
    """Write unified diffs: for eyes on a terminal, and elsewhere so that they can be applied as a patch."""
    for one in mended:
        show_difference(one.before, one.after, f"{prefix}{one.path}")


@click.command()
@click.argument("code", required=False)
@click.option("--lang", "language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="In which one.")
def explain(*, code: str | None, language: str) -> None:
    """Tell what a code means, why it matters and what to do; without CODE, list all of them."""
    if code is None:
        click.echo(list_codes(language), nl=False)
    elif code in codes():
        click.echo(explanation(codes()[code], language), nl=False)
    else:
        raise click.BadParameter(f"There is no code '{clean(code)}'.{_offer(code)}", param_hint="CODE")
