"""G5: a quantity in a lifecycle article that no rule claims, and a quantity of the rules that no rule states.

An article is a lifecycle article if a rule is pinned to it.
"""

from collections.abc import Iterator

from tweeluik.lifecycle.compiling import canonical
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.pins import WHOLE, Sentence, State
from tweeluik.lifecycle.reading import POLICY, QUANTITIES
from tweeluik.lifecycle.records import Bound, Breach, Rules
from tweeluik.lifecycle.said import Said, said
from tweeluik.lifecycle.situation import Pinned, Situation, Value, values_of, values_said


def find(situation: Situation) -> Iterator[Breach]:
    """Yield the quantities with a unit that stand in a lifecycle article without a rule or an aside."""
    covers = _Covers(situation)
    for article in sorted({pin.article for claim in situation.rules.claims.values() for pin in claim.pins}):
        if not situation.is_wanted(article):
            continue
        for sentence in situation.finder.sentences(article):
            if sentence.number != WHOLE or not sentence.segment:
                yield from _in_sentence(situation, covers, article, sentence)
    if situation.only is None:
        yield from _unused(situation)


class _Covers:
    """Which values a sentence may say: those that are accounted for by what is pinned to it or to its equal."""

    def __init__(self, situation: Situation) -> None:
        self._values: dict[tuple[str, str, str | None], set[Value]] = {}
        self._asides: set[tuple[str, str, str | None]] = set()
        self._changed: set[tuple[str, str, str | None]] = set()
        for one in situation.pinned:
            for key in _keys(situation, one):
                if one.located.state is State.CHANGED:
                    self._changed.add(key)
                if one.is_aside:
                    self._asides.add(key)
                self._values.setdefault(key, set()).update(_accounted(situation.rules, one))

    def covers(self, article: str, sentence: Sentence, value: Value) -> bool:
        """Tell whether a value is accounted for; in a changed sentence the gate of pins speaks."""
        key = article, sentence.target, sentence.source
        if key in self._asides or key in self._changed:
            return True
        known = self._values.get(key, set())
        return value in known or (not value.unit and any(one.number == value.number for one in known))


def _accounted(rules: Rules, one: Pinned) -> Iterator[Value]:
    """Yield the values that a pinned sentence may say: those of its rules, and of the conflicts that it tells of."""
    conflicts = [rules.conflicts[name] for name in one.conflicts]
    claims = [*one.claims, *(name for conflict in conflicts for name in conflict.claims)]
    names = [
        *(name for claim in claims if claim in rules.claims for name in rules.claims[claim].states),
        *(name for conflict in conflicts for name in conflict.quantities),
    ]
    for name in names:
        if name in rules.quantities:
            yield from values_of(rules.quantities[name])


def _keys(situation: Situation, one: Pinned) -> Iterator[tuple[str, str, str | None]]:
    """Yield the sentences that a pin is about: each of its segment if it is pinned as a whole."""
    now = one.located.sentence
    if now is None:
        return
    yield one.pin.article, now.target, now.source
    if now.segment and now.number == WHOLE:
        for other in situation.finder.sentences(one.pin.article):
            if other.segment == now.segment:
                yield one.pin.article, other.target, other.source


def _in_sentence(situation: Situation, covers: _Covers, article: str, sentence: Sentence) -> Iterator[Breach]:
    found: dict[Value, list[str]] = {}
    for language, text in ((situation.target, sentence.target), (situation.source, sentence.source or "")):
        for one in said(text, language):
            for value in values_said(one) if _is_quantity(one) else ():
                if not covers.covers(article, sentence, value):
                    found.setdefault(value, []).append(language)
    for value, languages in found.items():
        where = f"{article} {sentence.segment}".strip()
        known = sorted(name for name, quantity in situation.rules.quantities.items() if value in values_of(quantity))
        offer = f" Quantities with that value: {', '.join(known)}." if known else " No quantity has that value."
        text = sentence.target if languages[0] == situation.target else sentence.source or ""
        yield Breach(
            "quantity-unclaimed",
            f"{article}.md",
            sentence.place,
            f"No rule claims {value.shown} in {where} ({' and '.join(dict.fromkeys(languages))}): “{text}”{offer}",
            sentence.segment,
            languages[0] if len(set(languages)) == 1 else "",
            sentence.target_half,
            sentence.source_half,
        )


def _is_quantity(one: Said) -> bool:
    """Tell whether a number is more than a number: it has a unit, or it is limited as in "fewer than 25"."""
    return not one.is_weak and (one.unit != "" or one.bound not in {Bound.EXACT, Bound.RANGE})


def _unused(situation: Situation) -> Iterator[Breach]:
    """Yield the quantities that nothing bears out: no sentence, and of our own no tool either."""
    stated = {name for claim in situation.rules.claims.values() for name in claim.states}
    text = canonical({"inputs": situation.rules.inputs, "tools": situation.rules.tools})
    for one in situation.rules.quantities.values():
        if one.id in stated:
            continue
        if not one.is_ours:
            message = f"No rule states the quantity {one.id}, so that no sentence bears out its value."
            yield Breach("quantity-unused", QUANTITIES, one.place, message)
        elif not any(f'"{name}"' in text for name in (one.id, f"{one.id}.min", f"{one.id}.max")):
            message = f"No rule states our quantity {one.id}, and no tool counts with it."
            yield Breach("quantity-unused", POLICY, one.place, message)
        elif one.bound is not (Bound.EXACT if one.least == one.most else Bound.RANGE):
            message = (
                f"No rule states our quantity {one.id}, so that no sentence bears out that it is {one.bound.value}."
            )
            yield Breach("quantity-unused", POLICY, one.place, message)


GATE = Gate("G5", find)
