"""The page of all rules, and the writers' page of what is wrong between the articles."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tweeluik.calculators.frame import date_text, filled, render
from tweeluik.calculators.library import Calculators, Sentence, best_first, natural
from tweeluik.calculators.tool_page import shown_conflict, without_result
from tweeluik.lifecycle.records import Claim, Conflict, ConflictKind, Pin, Quantity
from tweeluik.model import Side
from tweeluik.rendering.headings import Heading
from tweeluik.site.site import ORDER


@dataclass(frozen=True, slots=True)
class Pair:
    """One sentence in both languages."""

    here: Sentence
    """In the language of the page, or in the only one there is."""
    other: Sentence | None


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with all that is known of it."""

    id: str
    numbers: tuple[str, ...]
    pairs: tuple[Pair, ...]
    absent: str
    conflicts: tuple[str, ...]
    tools: tuple[tuple[str, str], ...]
    """Name and address of the calculators that use it."""
    reviewed: str


@dataclass(frozen=True, slots=True)
class Group:
    """Rules about one subject."""

    id: str
    name: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A contradiction or gap with the sentences that it is about."""

    id: str
    kind: str
    title: str
    text: str
    is_open: bool
    claims: tuple["Stated", ...]
    """The rules that it is about."""
    pairs: tuple[Pair, ...]
    """Our sentences that tell of it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A rule and the first sentence that states it."""

    id: str
    pair: Pair | None
    more: int
    """How many other sentences state it."""


def rules_html(calculators: Calculators, path: str, side: Side) -> tuple[str, tuple[Heading, ...]]:
    """Return what stands on the page of all rules, and its headings."""
    interface = calculators.interface(side)
    claims = calculators.rules.claims.values()
    dates = calculators.dates_of([one.id for one in claims])
    groups = list(_groups(calculators, side))
    kinds = list(_kinds(calculators, side))
    ours = [one for one in calculators.rules.quantities.values() if one.is_ours and one.least is not None]
    html = render(
        calculators,
        "rules.html",
        path,
        side,
        groups=groups,
        kinds=kinds,
        ours=[(one.id, _number(calculators, one, side)) for one in ours if one.unit not in {"none", "date"}],
        as_of=date_text(dates[-1], interface.table) if dates else "",
        counts={
            "rules": len(calculators.rules.claims),
            "sentences": sum(len(one.pins) for one in claims),
            "articles": len({pin.article for one in claims for pin in one.pins}),
        },
        digest=calculators.digest,
    )
    headings = [Heading(2, f"group-{one.id}", one.name) for one in groups]
    headings += [Heading(2, f"kind-{kind}", interface[f"tool_kinds_{kind}"]) for kind, _ in kinds]
    headings += [Heading(2, "ours", interface["tool_rule_ours"]), Heading(2, "file", interface["tool_rule_file"])]
    return html, tuple(headings)


def report_html(calculators: Calculators, path: str, side: Side) -> tuple[str, tuple[Heading, ...]]:
    """Return what stands on the writers' page, and its headings."""
    interface = calculators.interface(side)
    kinds = list(_kinds(calculators, side))
    problems = [one for _, found in kinds for one in found]
    count = {"count": len(problems), "open": sum(one.is_open for one in problems)}
    text = filled(interface.table, "tool_report_count", count)
    html = render(calculators, "report.html", path, side, kinds=kinds, count=text)
    return html, tuple(Heading(2, f"kind-{kind}", interface[f"tool_kinds_{kind}"]) for kind, _ in kinds)


def _groups(calculators: Calculators, side: Side) -> Iterator[Group]:
    words = calculators.words(side)
    found: dict[str, list[Rule]] = {}
    for claim in calculators.rules.claims.values():
        found.setdefault(claim.id.partition("-")[0], []).append(_rule(calculators, claim, side))
    for name, rules in found.items():
        yield Group(name, words.get(f"groups.{name}", name), tuple(sorted(rules, key=lambda one: natural(one.id))))


def _rule(calculators: Calculators, claim: Claim, side: Side) -> Rule:
    known = calculators.rules.quantities
    interface = calculators.interface(side).table
    tools = [one for one in calculators.rules.tools if claim.id in calculators.claims_of(one)]
    return Rule(
        claim.id,
        tuple(_number(calculators, known[one], side) for one in claim.states if one in known),
        tuple(_pairs(calculators, best_first(claim.pins), side)),
        claim.absent,
        tuple(sorted(claim.conflicts, key=natural)),
        tuple((calculators.title(one, side), calculators.tool_page(one, side)) for one in tools),
        date_text(claim.reviewed.on, interface) if claim.reviewed else "",
    )


def _number(calculators: Calculators, quantity: Quantity, side: Side) -> str:
    """Write a number with its bound and unit; '' for one that the articles do not put into figures."""
    if quantity.least is None or quantity.most is None:
        return ""
    interface = calculators.interface(side)
    is_range = quantity.least != quantity.most
    text = f"{{v:{quantity.id}.min}} – {{n:{quantity.id}.max}}" if is_range else f"{{n:{quantity.id}}}"
    written = without_result(calculators, text, side)
    bound = "" if is_range or quantity.bound.value == "exact" else interface[f"tool_bound_{quantity.bound.value}"]
    return f"{bound} {written}".strip()


def _pairs(calculators: Calculators, pins: Iterable[Pin], side: Side) -> Iterator[Pair]:
    other = next(one for one in ORDER if one is not side)
    for pin in pins:
        here, there = calculators.sentence(pin, side), calculators.sentence(pin, other)
        yield Pair(here, there if there.tag != here.tag else None)


def _kinds(calculators: Calculators, side: Side) -> Iterator[tuple[str, tuple[Problem, ...]]]:
    known = sorted(calculators.rules.conflicts.values(), key=lambda one: natural(one.id))
    for kind in ConflictKind:
        found = tuple(_problem(calculators, one, side) for one in known if one.kind is kind)
        if found:
            yield kind.value, found


def _problem(calculators: Calculators, conflict: Conflict, side: Side) -> Problem:
    shown = shown_conflict(calculators, conflict.id, side)
    claims = [calculators.rules.claims[one] for one in conflict.claims if one in calculators.rules.claims]
    return Problem(
        conflict.id,
        conflict.kind.value,
        shown.title or conflict.id,
        shown.text,
        conflict.is_open,
        tuple(_stated(calculators, claim, side) for claim in claims),
        tuple(_pairs(calculators, conflict.pins, side)),
    )


def _stated(calculators: Calculators, claim: Claim, side: Side) -> Stated:
    first = next(_pairs(calculators, best_first(claim.pins)[:1], side), None)
    return Stated(claim.id, first, max(len(claim.pins) - 1, 0))
