"""One run of the checks as a docset wants it: its settings and suppressions are taken into account."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tweeluik.checks.docset import DocsetCheck, UsageCheck
from tweeluik.checks.excerpts import with_lines
from tweeluik.checks.finding import Finding
from tweeluik.checks.fingerprint import Fingerprint
from tweeluik.checks.registry import all_checks
from tweeluik.checks.running import Checker, check_docset, from_diagnostic, in_order, plan
from tweeluik.checks.settings import read_check_settings
from tweeluik.checks.subject import Subject
from tweeluik.checks.suppressions import read_suppressions, suppress
from tweeluik.codes import Severity, codes
from tweeluik.docset.docset import Docset
from tweeluik.processes import Progress

Further = Callable[[Docset, Sequence[str] | None], Iterable[Finding]]
"""A check that is not among the registered ones because it needs more than the docset, such as the network.

It gets the paths of the articles that are checked by themselves; None for the whole docset.
"""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the person who runs the checks wants of them."""

    only: frozenset[str] = frozenset()
    """Codes to look for; none for all that the docset has not switched off."""
    skip: frozenset[str] = frozenset()
    """Codes to leave out."""
    processes: int | None = None
    """How many to use; as many as there are processors by default."""
    further: tuple[Further, ...] = ()
    """Other checks to run."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run has found."""

    findings: list[Finding]
    """By file and place, with the severities that the docset gives them."""
    suppressed: int
    """How many are not among them because `suppressions.yml` says why they are right."""


def run_checks(
    docset: Docset,
    paths: Sequence[str] | None = None,
    wish: Wish | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Check a docset, or some of its articles by themselves.

    Args:
        docset: the index of the docset.
        paths: the articles; None for the whole docset, with what concerns several articles at once.
        wish: what the person who runs the checks wants.
        progress: called with the number of articles done and of all.
    """
    wish = wish or Wish()
    settings, problems = read_check_settings(docset.root)
    suppressions, more = read_suppressions(docset.root)
    unwanted = wish.skip | (frozenset(codes()) - wish.only if wish.only else frozenset())
    off = settings.switched_off | unwanted
    chosen = plan(docset, off)
    found = [from_diagnostic(one) for one in (*problems, *more)]
    if paths is None:
        # These are read when they are asked for, and what is wrong with them is only known then.
        _ = docset.contents, docset.redirections, docset.glossary
        found += check_docset(docset, chosen, processes=wish.processes, progress=progress)
    else:
        checker = Checker(docset, chosen)
        for path in paths:
            found += checker.check(Subject(docset, docset.article(path)))
    for further in wish.further:
        found += further(docset, paths)

    graded = settings.apply(one for one in found if one.code not in unwanted)
    of_docset = {one.code for one in all_checks() if isinstance(one, DocsetCheck | UsageCheck)}

    def covers(known: Fingerprint) -> bool:
        if known.code in unwanted or settings.severity(known.code, known.path) is Severity.OFF:
            return False
        return paths is None or (known.path in paths and known.code not in of_docset)

    kept = suppress(with_lines(docset.root, in_order(graded)), suppressions, covers=covers)
    stale = (from_diagnostic(one) for one in kept.stale)
    late = list(settings.apply(one for one in stale if one.code not in unwanted))
    if not late:
        return Outcome(kept.findings, kept.count)
    return Outcome(in_order([*kept.findings, *with_lines(docset.root, late)]), kept.count)
