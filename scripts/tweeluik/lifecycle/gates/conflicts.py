"""G6: rules that contradict each other without a record, and a record whose contradiction is gone."""

from collections.abc import Iterable, Iterator
from itertools import combinations

from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.reading import CONFLICTS, QUANTITIES
from tweeluik.lifecycle.records import Breach, Claim, Conflict, ConflictKind, Quantity, Rules
from tweeluik.lifecycle.situation import Situation, place_name, shown_quantity


def find(situation: Situation) -> Iterator[Breach]:
    """Yield contradictions that no conflict records, and recorded ones that neither quantities nor sentences have."""
    rules = situation.rules
    by_quantity = _claims_by_quantity(rules)
    recorded = [(frozenset(one.quantities), frozenset(one.claims)) for one in rules.conflicts.values()]
    for one, other in _contradictions(rules, by_quantity):
        claims = {claim.id for claim in by_quantity[one.id]}, {claim.id for claim in by_quantity[other.id]}
        known = any(
            {one.id, other.id} <= quantities or (not claims[0].isdisjoint(ids) and not claims[1].isdisjoint(ids))
            for quantities, ids in recorded
        )
        if not known:
            yield _unrecorded(one, other, by_quantity)
    for conflict in rules.conflicts.values():
        yield from _stale(conflict, rules)


def _claims_by_quantity(rules: Rules) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in rules.claims.values():
        for name in claim.states if claim.pins else ():
            found.setdefault(name, []).append(claim)
    return found


def _contradictions(rules: Rules, stated: Iterable[str]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield pairs of stated quantities that say different things of the same."""
    by_subject: dict[tuple[str, str], list[Quantity]] = {}
    for name in stated:
        one = rules.quantities.get(name)
        if one and not one.is_ours:
            by_subject.setdefault((one.subject, one.attribute), []).append(one)
    for group in by_subject.values():
        for one, other in combinations(group, 2):
            if contradict(one, other):
                yield one, other


def contradict(one: Quantity, other: Quantity) -> bool:
    """Tell whether two quantities of the same thing cannot both hold: another value, for the same answers."""
    if (one.least, one.most, one.unit) == (other.least, other.most, other.unit):
        return False
    scopes = dict(one.scope), dict(other.scope)
    shared = scopes[0].keys() & scopes[1].keys()
    return all(not set(scopes[0][name]).isdisjoint(scopes[1][name]) for name in shared)


def _unrecorded(one: Quantity, other: Quantity, by_quantity: dict[str, list[Claim]]) -> Breach:
    told = [
        f"rule {by_quantity[quantity.id][0].id} says {shown_quantity(quantity)} ({quantity.id}, "
        f"{place_name(by_quantity[quantity.id][0].pins[0])})"
        for quantity in (one, other)
    ]
    message = f"{told[0]} and {told[1]} of the same thing, and no conflict records it."
    return Breach("conflict-unrecorded", QUANTITIES, other.place, message[:1].upper() + message[1:])


def _stale(conflict: Conflict, rules: Rules) -> Iterator[Breach]:
    if not conflict.is_open:
        return
    if not conflict.pins and not conflict.quantities:
        # What no quantity tells ends when the last sentence that told of it is gone.
        message = f"Conflict {conflict.id} is open, and no sentence tells of it any more."
        yield Breach("conflict-stale", CONFLICTS, conflict.place, message)
    if conflict.kind is not ConflictKind.CONTRADICTION or not conflict.quantities:
        return
    quantities = [rules.quantities[name] for name in conflict.quantities if name in rules.quantities]
    if quantities and len({_meaning(one) for one in quantities}) == 1:
        told = ", ".join(f"{one.id} is {shown_quantity(one)}" for one in quantities)
        message = f"Conflict {conflict.id} records a contradiction that is gone: {told}."
        yield Breach("conflict-stale", CONFLICTS, conflict.place, message)


def _meaning(one: Quantity) -> tuple[object, ...]:
    """Return all that two quantities can contradict each other in."""
    value = one.least, one.most, one.unit, one.bound, one.modality
    return one.subject, one.attribute, one.anchor, frozenset(one.qualifier), *value


GATE = Gate("G6", find, is_general=True)
