"""G4: a number that is limited, or said with other firmness, in one language or in the rule alone."""

from collections.abc import Callable, Hashable, Iterable, Iterator

from tweeluik.lifecycle.comparing import Saying, Stated, bilingual, contradicted, differing, stated
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.records import Breach, Modality
from tweeluik.lifecycle.said import Said, is_possible
from tweeluik.lifecycle.situation import Situation, Value, values_said


def find(situation: Situation) -> Iterator[Breach]:
    """Yield numbers whose bound or modality differs between the halves, or from the rule in all its sentences."""
    for one, target, source in bilingual(situation):
        if situation.waived("G4", one.claims, one.pin.segment):
            continue
        if wrong := _differing(target, source, lambda said: said.bound):
            yield differing("pin-bound-differs", situation, one, f"{wrong.shown} is limited otherwise")
        elif wrong := _differing(target, source, lambda said: said.modality):
            yield differing("pin-modality-differs", situation, one, f"{wrong.shown} is said more or less firmly")
    for statement in stated(situation, "G4"):
        sayings = [one for one in _complete(statement) if not one.pin.is_number_only]
        if not sayings:
            continue
        if all(one.said.bound is not statement.quantity.bound for one in sayings):
            yield contradicted("rule-bound-differs", situation, statement, sayings[0].pin, "")
        texts = [dict(situation.halves(one.pin))[statement.language] for one in sayings]
        may = statement.quantity.modality is Modality.MAY
        if may and not any(is_possible(text, statement.language) for text in texts):
            what = ", without a word such as may or can"
            yield contradicted("rule-modality-differs", situation, statement, sayings[0].pin, what)


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
