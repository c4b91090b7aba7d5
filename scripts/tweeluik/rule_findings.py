"""What the gates of the rules find, as findings beside those of all other checks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.checks.running import from_diagnostic
from tweeluik.codes import codes
from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.docset import Docset
from tweeluik.lifecycle.documents import read_document
from tweeluik.lifecycle.gating import breaches, situation_of, today
from tweeluik.lifecycle.reading import has_rules, read_rules
from tweeluik.lifecycle.records import Breach, Rules
from tweeluik.model import Side
from tweeluik.text import Span


def rule_findings(docset: Docset, paths: Sequence[str] | None) -> Iterator[Finding]:
    """Yield what is wrong with the rules of a docset; of single articles, with the rules that are pinned to them.

    Args:
        docset: the index of the docset.
        paths: the articles that are checked by themselves; None for the whole docset.
    """
    if not has_rules(docset.root):
        return
    rules, problems = rules_of(docset)
    if paths is None:
        yield from map(from_diagnostic, problems)
    yield from gate_findings(docset, rules, paths)


def rules_of(docset: Docset) -> tuple[Rules, list[Diagnostic]]:
    """Read the rules of a docset in its languages; see `read_rules`."""
    return read_rules(docset.root, *(docset.settings.language(side).code for side in (Side.TARGET, Side.SOURCE)))


def gate_findings(docset: Docset, rules: Rules, paths: Sequence[str] | None) -> Iterator[Finding]:
    """Yield what the gates find of rules that have been read."""
    sides = {docset.settings.language(side).code: side for side in Side}
    for one in placed(docset, breaches(situation_of(docset, rules, today(), paths))):
        is_in_segment = bool(one.segment) or one.target != "" or one.source != ""
        yield Finding(
            one.code,
            codes()[one.code].severity,
            one.path,
            one.message,
            one.place,
            segment=one.segment,
            side=sides.get(one.side),
            source=Excerpt(one.source, Span(0, 0)) if is_in_segment else None,
            target=Excerpt(one.target, Span(0, 0)) if is_in_segment else None,
        )


def placed(docset: Docset, found: Iterable[Breach]) -> Iterator[Breach]:
    """Yield breaches with their places: a gate that works on compiled rules knows only the way to a value."""
    documents = {}
    for one in found:
        if one.steps and not one.place.line:
            if one.path not in documents:
                documents[one.path] = read_document(docset.root, one.path)[0]
            yield replace(one, place=documents[one.path].place(one.steps))
        else:
            yield one
