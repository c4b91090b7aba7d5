"""G4: a number that is limited, or said with other firmness, in one language or in the rule alone."""

from collections.abc import Callable, Hashable, Iterable, Iterator

from tweeluik.lifecycle.comparing import Saying, Stated, at_pin, bilingual, contradicted, differing, stated
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.records import Bound, Breach, Modality
from tweeluik.lifecycle.said import Said, is_possible, said
from tweeluik.lifecycle.situation import Situation, Value, shown, values_of, values_said


def find(situation: Situation) -> Iterator[Breach]:
    """Yield numbers whose bound or modality differs between the halves, or from the rule in all its sentences."""
    for one, target, source in bilingual(situation):
        if situation.waived("G4", one.claims, one.pin.segment):
            continue
        if wrong := _differing(target, source, lambda one: one.bound):
            yield differing("pin-bound-differs", situation, one, f"{wrong.shown} is limited otherwise")
        elif wrong := _differing(target, source, lambda one: one.modality):
            yield differing("pin-modality-differs", situation, one, f"{wrong.shown} is said more or less firmly")
    for statement in stated(situation, "G4"):
        yield from _of_rule(situation, statement)
    yield from _unstated(situation)


def _of_rule(situation: Situation, statement: Stated) -> Iterator[Breach]:
    """Yield a rule whose bound none of its sentences has."""
    complete = list(_complete(statement))
    sayings = [one for one in complete if not one.pin.is_number_only]
    if complete and all(one.said.bound is not statement.quantity.bound for one in sayings):
        only = "" if sayings else ", which is marked as giving the number alone"
        yield contradicted("rule-bound-differs", situation, statement, (sayings or complete)[0].pin, only)
    texts = [dict(situation.halves(one.pin))[statement.language] for one in complete]
    may = statement.quantity.modality is Modality.MAY
    if texts and may and not any(is_possible(text, statement.language) for text in texts):
        what = ", without a word such as may or can"
        yield contradicted("rule-modality-differs", situation, statement, complete[0].pin, what)


def _unstated(situation: Situation) -> Iterator[Breach]:
    """Yield sentences that limit the number of a rule in a way that no rule which is pinned to them does."""
    sharing = {(one.pin.article, one.pin.target, one.pin.source): one for one in situation.pinned}
    seen = set()
    for claim in situation.claims():
        own = _bounds(situation, (claim.id,))
        for pin in claim.pins:
            one = sharing.get((pin.article, pin.target, pin.source))
            if one is None or pin.is_number_only or situation.waived("G4", one.claims, pin.segment):
                continue
            known = _bounds(situation, one.claims)
            for language, text in situation.halves(pin):
                for saying in said(text, language):
                    numbers = [value.number for value in values_said(saying)]
                    if own.keys().isdisjoint(numbers) or _is_stated(saying, numbers, known) or text in seen:
                        continue
                    seen.add(text)
                    message = (
                        f"{one.owners} on {one.where}, which says {shown(saying)} in {language}, but no rule "
                        f"there states it so: “{text}”"
                    )
                    yield at_pin("rule-bound-differs", situation, pin, message, language)


def _bounds(situation: Situation, claims: Iterable[str]) -> dict[int, set[Bound]]:
    """Return how the rules limit the numbers that they state."""
    found: dict[int, set[Bound]] = {}
    for name in dict.fromkeys(name for claim in claims for name in situation.rules.claims[claim].states):
        quantity = situation.rules.quantities[name]
        for value in values_of(quantity):
            found.setdefault(value.number, set()).add(quantity.bound)
    return found


def _is_stated(saying: Said, numbers: list[int], known: dict[int, set[Bound]]) -> bool:
    if saying.bound is Bound.RANGE:
        # From one number of a rule to another, as in "day 30 to 120".
        return all(number in known for number in numbers)
    return saying.bound in known.get(numbers[0], ())


def _complete(statement: Stated) -> Iterator[Saying]:
    """Yield what is said with the number of the quantity, and both ends of a range."""
    wanted = {value.number for value in statement.values}
    for one in statement.sayings:
        numbers = {value.number for value in one.values}
        if wanted <= numbers or (len(wanted) > 1 and numbers & wanted):
            yield one


def _differing(target: Iterable[Said], source: Iterable[Said], aspect: Callable[[Said], Hashable]) -> Value | None:
    """Return the first number that both halves say with another aspect."""
    aspects, others = _aspects(target, aspect), _aspects(source, aspect)
    return next((value for value in aspects if value in others and aspects[value] != others[value]), None)


def _aspects(sayings: Iterable[Said], aspect: Callable[[Said], Hashable]) -> dict[Value, set[Hashable]]:
    found: dict[Value, set[Hashable]] = {}
    for one in sayings:
        for value in values_said(one):
            found.setdefault(value, set()).add(aspect(one))
    return found


GATE = Gate("G4", find)
