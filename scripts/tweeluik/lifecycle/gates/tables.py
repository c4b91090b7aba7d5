"""G8: a decision table with a hole or an overlap, an outcome that nothing leads to or that nothing bears out."""

from collections.abc import Iterator

from tweeluik.lifecycle.decision import table_breaches
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.records import Breach
from tweeluik.lifecycle.situation import Situation


def find(situation: Situation) -> Iterator[Breach]:
    """Yield what is wrong with the tables of the tools."""
    yield from table_breaches(situation.compiled, situation.rules)


GATE = Gate("G8", find, is_general=True)
