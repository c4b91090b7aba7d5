"""G3: a number with another unit in the other language, or in the rule."""

from collections.abc import Iterable, Iterator

from tweeluik.lifecycle.comparing import bilingual, contradicted, differing, stated
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.records import Breach
from tweeluik.lifecycle.said import Said
from tweeluik.lifecycle.situation import Situation, values_said


def find(situation: Situation) -> Iterator[Breach]:
    """Yield numbers that both halves have with other units, and rules whose unit no sentence of theirs has."""
    for one, target, source in bilingual(situation):
        units, others = _units(target), _units(source)
        wrong = sorted(number for number in units.keys() & others.keys() if units[number] != others[number])
        if wrong and not situation.waived("G3", one.claims, one.pin.segment):
            yield differing("pin-unit-differs", situation, one, f"{wrong[0]} has another unit")
    for statement in stated(situation, "G3"):
        for value in statement.values:
            sayings = statement.with_number(value)
            if sayings and not any(other.unit == value.unit for one in sayings for other in one.values):
                yield contradicted(
                    "rule-unit-differs", situation, statement, sayings[0].pin, f" and nowhere {value.shown}"
                )
                break


def _units(sayings: Iterable[Said]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for one in sayings:
        for value in values_said(one):
            found.setdefault(value.number, set()).add(value.unit)
    return found


GATE = Gate("G3", find)
