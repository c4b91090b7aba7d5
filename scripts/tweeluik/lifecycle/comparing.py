"""What the gates of numbers, units and bounds share: a rule beside its sentences, and both halves of one."""

from collections.abc import Iterator
from dataclasses import dataclass

from tweeluik.lifecycle.records import Breach, Claim, Pin, Quantity
from tweeluik.lifecycle.said import Said, said
from tweeluik.lifecycle.situation import (
    HUNDRED,
    Pinned,
    Situation,
    Value,
    place_name,
    quantities_in,
    shown_quantity,
    spoken,
    values_of,
    values_said,
)
from tweeluik.text import Place


@dataclass(frozen=True, slots=True)
class Saying:
    """Something that a sentence of a rule says."""

    pin: Pin
    said: Said
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A quantity that a rule states, and all that its sentences say in one language."""

    claim: Claim
    quantity: Quantity
    language: str
    values: tuple[Value, ...]
    sayings: tuple[Saying, ...]
    pins: tuple[Pin, ...]
    """Those that exist in the language, and at which the gate is not waived."""

    def with_number(self, value: Value) -> list[Saying]:
        """Return what is said with that number, whatever its unit."""
        return [one for one in self.sayings if any(_same_number(value, other) for other in one.values)]


def _same_number(value: Value, other: Value) -> bool:
    return value.number == (other.number * HUNDRED if value.unit == "cent" and not other.unit else other.number)


def stated(situation: Situation, gate: str) -> Iterator[Stated]:
    """Yield every quantity with a number that a rule states, once for each language that the rule is stated in."""
    for claim in situation.claims():
        for language in (situation.target, situation.source):
            pins = tuple(
                pin
                for pin in claim.pins
                for code, _ in situation.halves(pin)
                if code == language and not situation.waived(gate, (claim.id,), pin.segment, language)
            )
            if not pins:
                continue
            sayings = tuple(
                Saying(pin, one, values_said(one))
                for pin in pins
                for one in said(dict(situation.halves(pin))[language], language)
            )
            for name in claim.states:
                quantity = situation.rules.quantities.get(name)
                values = values_of(quantity) if quantity else ()
                if quantity and values:
                    yield Stated(claim, quantity, language, values, sayings, pins)


def contradicted(code: str, situation: Situation, one: Stated, pin: Pin, what: str) -> Breach:
    """Return a breach for a rule that its sentence does not bear out."""
    text = dict(situation.halves(pin))[one.language]
    message = (
        f"Rule {one.claim.id} states {one.quantity.id} as {shown_quantity(one.quantity)}, but {place_name(pin)} says "
        f"{quantities_in(text, one.language)} in {one.language}{what}: “{text}”"
    )
    return at_pin(code, situation, pin, message, one.language)


def at_pin(code: str, situation: Situation, pin: Pin, message: str, language: str = "") -> Breach:
    """Return a breach at the sentence that a pin names."""
    now = situation.finder.locate(pin).sentence
    if now is None:
        return Breach(code, f"{pin.article}.md", Place(), message, pin.segment, language)
    return Breach(
        code, f"{pin.article}.md", now.place, message, now.segment, language, now.target_half, now.source_half
    )


def bilingual(situation: Situation) -> Iterator[tuple[Pinned, tuple[Said, ...], tuple[Said, ...]]]:
    """Yield the pinned sentences that exist in both languages, with what each half says."""
    target, source = situation.target, situation.source
    for one in situation.pinned:
        if one.pin.source is not None and not one.is_aside:
            pin = one.pin
            yield (
                one,
                spoken(pin.target, target, pin.source or "", source),
                spoken(pin.source or "", source, pin.target, target),
            )


def differing(code: str, situation: Situation, one: Pinned, what: str) -> Breach:
    """Return a breach for a sentence whose halves say different things."""
    pin = one.pin
    message = (
        f"{one.owners} on {one.where}, where {what}: {situation.target} says "
        f"{quantities_in(pin.target, situation.target)} (“{pin.target}”), {situation.source} says "
        f"{quantities_in(pin.source or '', situation.source)} (“{pin.source}”)."
    )
    return at_pin(code, situation, pin, message)
