"""The command `rules`: the rules of a docset with the sentences that state them, and new pins after an edit."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from tweeluik.cli_options import (
    FOUND_ERRORS,
    Selection,
    existing,
    located,
    prefix_of,
    report,
    show_difference,
    source_language_option,
    target_option,
)
from tweeluik.diagnostics import Severity
from tweeluik.lifecycle.gating import situation_of, today
from tweeluik.lifecycle.pins import Located, State, fingerprint
from tweeluik.lifecycle.reading import CLAIMS, has_rules
from tweeluik.lifecycle.records import Claim, Quantity, Rules
from tweeluik.lifecycle.repinning import repin
from tweeluik.lifecycle.said import Said, said
from tweeluik.lifecycle.situation import Situation, place_name, quantities_in, shown_quantity
from tweeluik.model import Side
from tweeluik.output import write_whole
from tweeluik.reports.display import clean
from tweeluik.reports.report import plural
from tweeluik.rule_findings import rules_of

_DEFAULT = "list"


class DefaultGroup(click.Group):
    """A group of commands that is a command itself: what names none of them is an argument of the first."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the name of the default command where none is given."""
        helps = set(self.get_help_option_names(ctx))
        if args and args[0] not in self.commands and args[0] not in helps:
            args = [_DEFAULT, *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both ways to use it."""
        formatter.write_usage(ctx.command_path, "[OPTIONS] SOURCE")
        formatter.write_usage(ctx.command_path, "repin [OPTIONS] SOURCE")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options of the default command, and the other commands."""
        self.commands[_DEFAULT].format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


@click.group(cls=DefaultGroup)
def rules() -> None:
    """List the rules of a docset with the sentences that they are pinned to.

    SOURCE is a docset with rules (lifecycle/claims.yml), or one of its articles. tweeluik check says what is wrong with
    them; tweeluik rules repin proposes new pins after an edit.
    """


@rules.command(_DEFAULT, hidden=True)
@click.argument("source", type=existing)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to write them.")
@target_option
@source_language_option
def list_(*, source: Path, form: str, target: str | None, source_language: str | None) -> None:
    """List the rules of a docset, or those that are pinned to one article."""
    selection = located(source, target, source_language)
    situation, fails = _situation(selection, whole=source.is_dir())
    if form == "json":
        click.echo(json.dumps(_record(situation), ensure_ascii=False, indent=2))
    else:
        click.echo("\n\n".join("\n".join(_told(situation, claim)) for claim in situation.claims()))
    sys.exit(FOUND_ERRORS if fails else 0)


@rules.command("repin")
@click.argument("source", type=existing)
@click.option("--write", "writes", is_flag=True, help="Write the files; without it only the difference is shown.")
@target_option
@source_language_option
def repin_(*, source: Path, writes: bool, target: str | None, source_language: str | None) -> None:
    """Propose new pins after an edit: show the difference, and write it with --write.

    A sentence that has moved or changed is pinned where it stands and as it reads now. Read it in both languages before
    you accept it: whether the rule still says the same is for you to judge, and so is the date in 'reviewed'. Exit
    status 1: some sentences are nowhere to be found.
    """
    if not source.is_dir():
        raise click.UsageError("repin needs a docset: its pins are all in one file.")
    selection = located(source, target, source_language)
    situation, _ = _situation(selection, whole=True)
    root = selection.docset.root
    try:
        files = list(repin(root, situation.rules, situation.finder, (situation.target, situation.source)))
        for one in files:
            show_difference(one.before, one.after, f"{prefix_of(root)}{one.path}")
            if writes and one.before != one.after:
                write_whole(root / one.path, one.after)
    except OSError as error:
        raise click.ClickException(f"{error.filename}: {error.strerror or error}") from error
    done = [pin for one in files for pin in one.done]
    lost = [pin for one in files for pin in one.lost]
    for pin in done:
        if pin.state is State.CHANGED:
            click.echo(clean(_numbers(situation, pin)), err=True)
    for pin in lost:
        click.echo(clean(f"Not found in {place_name(pin.pin)}: “{pin.pin.target}”"), err=True)
    said_ = "renewed" if writes else "can be renewed"
    hint = "" if writes or not done else ": tweeluik rules repin --write does it"
    click.echo(f"{plural(len(done), 'pin')} {said_}{hint}; {plural(len(lost), 'sentence')} not found.", err=True)
    sys.exit(FOUND_ERRORS if lost else 0)


def _situation(selection: Selection, *, whole: bool) -> tuple[Situation, bool]:
    """Read the rules, report what is wrong with their files, and tell whether that is an error."""
    docset = selection.docset
    if not has_rules(docset.root):
        raise click.UsageError(f"{clean(str(docset.root))} has no rules: there is no {CLAIMS} in it.")
    found, problems = rules_of(docset)
    report(problems)
    situation = situation_of(docset, found, today(), None if whole else selection.paths)
    return situation, any(one.severity is Severity.ERROR for one in problems)


def _record(situation: Situation) -> dict[str, Any]:
    return {
        "rules": [_rule(claim, situation.rules) for claim in situation.claims()],
        "pins": [pin for claim in situation.claims() for pin in _pins(situation, claim)],
    }


def _rule(claim: Claim, found: Rules) -> dict[str, Any]:
    quantities = [found.quantities[name] for name in claim.states]
    return {
        "rule": claim.id,
        "states": [_quantity(one) for one in quantities],
        "pins": len(claim.pins),
        "absent": claim.absent,
        "conflicts": list(claim.conflicts),
        "supersedes": list(claim.supersedes),
        "reviewed": claim.reviewed.on if claim.reviewed else "",
        "valid_from": claim.valid_from,
        "valid_to": claim.valid_to,
        "line": claim.place.line,
    }


def _quantity(one: Quantity) -> dict[str, Any]:
    return {
        "quantity": one.id,
        **_value(one),
        "qualifier": list(one.qualifier),
        "ours": one.is_ours,
    }


def _pins(situation: Situation, claim: Claim) -> Iterator[dict[str, Any]]:
    for pin in claim.pins:
        if not situation.is_wanted(pin.article):
            continue
        now = situation.finder.locate(pin)
        halves = {situation.target: pin.target, situation.source: pin.source}
        record: dict[str, Any] = {
            "rule": claim.id,
            "article": pin.article,
            "segment": now.sentence.segment if now.sentence else pin.segment,
            "sentence": now.sentence.number if now.sentence else pin.sentence,
            "line": now.sentence.place.line if now.sentence else 0,
            "heading": now.sentence.heading if now.sentence else "",
            "found": now.state.is_found,
            "state": "moved" if now.has_moved else now.state.value,
        }
        record |= halves
        for code, text in halves.items():
            record[f"fingerprint_{code}"] = fingerprint(text) if text is not None else None
        record["quantities"] = {code: [_value(one) for one in said(text or "", code)] for code, text in halves.items()}
        yield record


def _value(one: Quantity | Said) -> dict[str, Any]:
    return {
        "least": one.least,
        "most": one.most,
        "unit": one.unit,
        "bound": one.bound.value,
        "modality": one.modality.value,
    }


def _told(situation: Situation, claim: Claim) -> Iterator[str]:
    """Yield the lines that tell of a rule."""
    known = situation.rules.quantities
    states = "; ".join(f"{name} is {shown_quantity(known[name])}" for name in claim.states)
    yield clean(f"{claim.id}{f'  {states}' if states else ''}")
    if claim.conflicts:
        yield clean(f"  conflicts: {', '.join(claim.conflicts)}")
    if claim.absent:
        yield clean(f"  in no sentence: {claim.absent}")
    for pin in claim.pins:
        if not situation.is_wanted(pin.article):
            continue
        now = situation.finder.locate(pin)
        line = f", line {now.sentence.place.line}" if now.sentence else ""
        state = "" if now.state.is_found else f"  ({now.state.value.upper()})"
        yield clean(f"  {place_name(pin)}{line}{state}")
        for code, text in situation.halves(pin):
            yield clean(f"    {code}  {text}")


def _numbers(situation: Situation, one: Located) -> str:
    """Say what a changed sentence said and what it says now."""
    pin, now = one.pin, one.sentence
    assert now is not None
    parts = []
    for side in one.changed:
        language, old, new = (
            (situation.target, pin.target, now.target)
            if side is Side.TARGET
            else (situation.source, pin.source or "", now.source or "")
        )
        was, reads = quantities_in(old, language), quantities_in(new, language)
        parts.append(f"{language} said {was}, now {reads}" if was != reads else f"{language} says {was} as before")
    return f"Changed in {place_name(pin)}: {'; '.join(parts)}."
