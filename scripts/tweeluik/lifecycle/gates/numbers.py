"""G2: a number that the languages, or the rule and its sentences, do not have in common."""

from collections.abc import Iterable, Iterator

from tweeluik.lifecycle.comparing import at_pin, bilingual, contradicted, differing, stated
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.records import Breach
from tweeluik.lifecycle.said import Said, is_immediate
from tweeluik.lifecycle.situation import Situation, place_name, values_said


def find(situation: Situation) -> Iterator[Breach]:
    """Yield pinned sentences whose halves have other numbers, and rules whose number no sentence of theirs has."""
    for one, target, source in bilingual(situation):
        if _numbers(target) != _numbers(source) and not situation.waived("G2", one.claims, one.pin.segment):
            yield differing("pin-number-differs", situation, one, "the numbers differ")
    for statement in stated(situation, "G2"):
        missing = [value for value in statement.values if not statement.with_number(value)]
        if missing:
            units = {value.unit for value in statement.values}
            likely = [one.pin for one in statement.sayings if any(value.unit in units for value in one.values)]
            pin = (likely or statement.pins)[0]
            what = f" and nowhere {' or '.join(value.shown for value in missing)}"
            yield contradicted("rule-number-differs", situation, statement, pin, what)

    yield from _not_at_once(situation)


def _not_at_once(situation: Situation) -> Iterator[Breach]:
    """Yield the rules by which something happens at once, though none of their sentences says so."""
    for claim in situation.claims():
        for name in claim.states:
            quantity = situation.rules.quantities[name]
            for language in (situation.target, situation.source) if quantity.is_immediate else ():
                texts = [(pin, text) for pin in claim.pins for code, text in situation.halves(pin) if code == language]
                if texts and not any(is_immediate(text, language) for _, text in texts):
                    pin, text = texts[0]
                    if not situation.waived("G2", (claim.id,), pin.segment, language):
                        message = (
                            f"Rule {claim.id} states that {name} is at once, but no sentence of it says so in "
                            f"{language}; {place_name(pin)} says: “{text}”"
                        )
                        yield at_pin("rule-number-differs", situation, pin, message, language)


def _numbers(sayings: Iterable[Said]) -> set[int]:
    return {value.number for one in sayings for value in values_said(one)}


GATE = Gate("G2", find)
