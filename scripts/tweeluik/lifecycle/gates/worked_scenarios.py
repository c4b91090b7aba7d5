"""The scenarios that a person has worked out: a tool that answers otherwise has changed its rules or its numbers."""

from collections.abc import Iterator

from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.records import Breach
from tweeluik.lifecycle.scenarios import scenario_breaches
from tweeluik.lifecycle.situation import Situation


def find(situation: Situation) -> Iterator[Breach]:
    """Yield the scenarios that come out otherwise."""
    yield from scenario_breaches(situation.compiled, situation.rules)


GATE = Gate("scenarios", find, is_general=True)
