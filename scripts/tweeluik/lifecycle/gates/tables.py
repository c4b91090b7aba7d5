"""G8: a decision table with a hole or an overlap, an outcome that nothing leads to or that nothing bears out."""

from collections.abc import Iterator
from dataclasses import replace

from tweeluik.lifecycle.decision import table_breaches
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.records import Breach
from tweeluik.lifecycle.situation import Situation, place_name

_MOST_NAMED = 3
"""Rules that a message names."""


def find(situation: Situation) -> Iterator[Breach]:
    """Yield what is wrong with the tables of the tools, with the rules that are concerned."""
    for one in table_breaches(situation.compiled, situation.rules):
        yield replace(one, message=f"{one.message}{_rests(situation, one)}.")


def _rests(situation: Situation, breach: Breach) -> str:
    """Return the rules that a part of a tool cites, each with its first sentence; those of all outcomes for a table."""
    _, tool, part, *index = breach.steps
    entries = situation.compiled["tools"][tool][part]
    if index and isinstance(index[0], int):
        entries = [entries[index[0]]]
    names = dict.fromkeys(name for entry in entries for name in entry.get("claims", ()))
    told = [
        f"{name} ({place_name(claim.pins[0])})" if claim.pins else name
        for name in names
        if (claim := situation.rules.claims.get(name))
    ]
    more = ", …" if len(told) > _MOST_NAMED else ""
    return f"; it rests on {', '.join(told[:_MOST_NAMED])}{more}" if told else ""


GATE = Gate("G8", find, is_general=True)
