"""What the gates look at: the rules, the sentences that they are pinned to, and the day."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from tweeluik.lifecycle.pins import Finder, Located
from tweeluik.lifecycle.records import Bound, Claim, Pin, Quantity, Rules
from tweeluik.lifecycle.said import Said, said

_BOUND_WORDS = {
    Bound.AT_LEAST: "at least ",
    Bound.AT_MOST: "at most ",
    Bound.UNDER: "less than ",
    Bound.OVER: "more than ",
    Bound.ABOUT: "about ",
}
HUNDRED = 100
"""Hundredths of a unit of money, in which amounts are compared."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """A sentence that something is pinned to, and where it is now."""

    pin: Pin
    claims: tuple[str, ...]
    """Ids of the claims that it states."""
    conflicts: tuple[str, ...]
    """Ids of the conflicts that it tells of."""
    is_aside: bool
    """Whether it is listed as a quantity that no rule is about."""
    located: Located

    @property
    def owners(self) -> str:
        """What is pinned to it, with its verb, for the beginning of a message: `Rules L-03 and L-04 rest`."""
        claims, conflicts = dict.fromkeys(self.claims), dict.fromkeys(self.conflicts)
        parts = [
            f"{noun}{'s' if len(ids) > 1 else ''} {' and '.join(ids)}"
            for noun, ids in (("rule", claims), ("conflict", conflicts))
            if ids
        ]
        text = " and ".join([*parts, "an aside"] if self.is_aside else parts)
        is_one = len(claims) + len(conflicts) + self.is_aside == 1
        return f"{text[:1].upper()}{text[1:]} {'rests' if is_one else 'rest'}"

    @property
    def where(self) -> str:
        """The article and the segment, for a message."""
        return place_name(self.pin)


class Situation:
    """Everything that gates need to know, worked out once."""

    def __init__(
        self,
        rules: Rules,
        compiled: Mapping[str, Any],
        finder: Finder,
        today: date,
        *,
        languages: tuple[str, str] = ("nl", "en"),
        pages: Mapping[str, str] | None = None,
        only: frozenset[str] | None = None,
    ) -> None:
        """Take what there is.

        Args:
            rules: what was read.
            compiled: the same as the evaluators read it.
            finder: knows the sentences of the articles that have pins.
            today: the day that reviews and waivers are held against.
            languages: codes of target and source.
            pages: texts of the hub pages of the tools, by path.
            only: the articles (without `.md`) that findings are wanted in; None for everything.
        """
        self.rules = rules
        self.compiled = compiled
        self.finder = finder
        self.today = today
        self.target, self.source = languages
        self.pages = pages or {}
        self.only = only

    @cached_property
    def pinned(self) -> tuple[Pinned, ...]:
        """The pinned sentences in the order of the rules, each once, those of the wanted articles."""
        owners: dict[tuple[object, ...], tuple[Pin, dict[str, list[str]]]] = {}
        for pin, kind, name in _pins(self.rules):
            if self.is_wanted(pin.article):
                # Two rules may share a sentence, though only one of them takes just the number from it.
                key = pin.article, pin.segment, pin.sentence, pin.target, pin.source
                owners.setdefault(key, (pin, {}))[1].setdefault(kind, []).append(name)
        return tuple(
            Pinned(
                pin, tuple(by.get("claim", ())), tuple(by.get("conflict", ())), "aside" in by, self.finder.locate(pin)
            )
            for pin, by in owners.values()
        )

    def is_wanted(self, article: str) -> bool:
        """Tell whether findings are wanted in an article, by its path without `.md`."""
        return self.only is None or article in self.only

    def claims(self) -> Iterator[Claim]:
        """Yield the claims that findings are wanted of: those with a pin in a wanted article."""
        for claim in self.rules.claims.values():
            if self.only is None or any(self.is_wanted(pin.article) for pin in claim.pins):
                yield claim

    def halves(self, pin: Pin) -> Iterator[tuple[str, str]]:
        """Yield the languages of a pin with what it says in them, the target first."""
        yield self.target, pin.target
        if pin.source is not None:
            yield self.source, pin.source

    def waived(self, gate: str, claims: Iterable[str], segment: str, language: str = "") -> bool:
        """Tell whether one of some claims lets a gate through at a place."""
        return any(
            one.gate == gate
            and one.until >= self.today.isoformat()
            and one.segment in {"", segment}
            and (not language or one.language in {"", language})
            for name in claims
            if name in self.rules.claims
            for one in self.rules.claims[name].waivers
        )


def _pins(rules: Rules) -> Iterator[tuple[Pin, str, str]]:
    for claim in rules.claims.values():
        yield from ((pin, "claim", claim.id) for pin in claim.pins)
    for conflict in rules.conflicts.values():
        yield from ((pin, "conflict", conflict.id) for pin in conflict.pins)
    yield from ((aside.pin, "aside", aside.reason) for aside in rules.asides)


def place_name(pin: Pin) -> str:
    """Return the article and the segment of a pin, for a message."""
    return f"{pin.article} {pin.segment}" if pin.segment else pin.article


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its unit, as rules and sentences are compared: money in hundredths."""

    number: int
    unit: str
    """'' for a bare number."""
    shown: str = field(compare=False, default="")
    """How it is written in a message."""


def value_of(number: int, unit: str) -> Value:
    """Return a number with a unit in the form in which it is compared."""
    shown = f"{number} {unit_name(unit, number)}".strip()
    return Value(number * HUNDRED, "cent", shown) if unit == "currency" else Value(number, unit, shown)


def values_said(one: Said) -> tuple[Value, ...]:
    """Return the number of something said, or both ends of a range."""
    return tuple(value_of(end, one.unit) for end in one.ends)


def values_of(quantity: Quantity) -> tuple[Value, ...]:
    """Return the number of a quantity, or both ends of its range; none if it has no number."""
    return tuple(value_of(end, quantity.unit) for end in quantity.ends)


def unit_name(unit: str, number: int) -> str:
    """Return the English word for a unit beside a number."""
    word = unit.replace("_", " ")
    return word if number == 1 or unit in {"", "percent", "none", "date", "currency"} else f"{word}s"


def shown(one: Said) -> str:
    """Return something said as a message has it: `at most 90 days`."""
    return _shown(one.bound, one.ends, one.unit)


def shown_quantity(one: Quantity) -> str:
    """Return a quantity as a message has it."""
    return _shown(one.bound, one.ends, one.unit) if one.ends else "no number"


def _shown(bound: Bound, ends: tuple[int, ...], unit: str) -> str:
    name = unit_name(unit, ends[-1])
    number = "–".join(map(str, ends))
    return f"{_BOUND_WORDS.get(bound, '')}{number} {name}".strip()


def spoken(text: str, language: str, other: str, other_language: str) -> tuple[Said, ...]:
    """Return what a sentence says beside its counterpart: a word such as `een` counts only if both have that number."""
    found = said(text, language)
    if not any(one.is_weak for one in found):
        return found
    there = {value.number for one in said(other, other_language) for value in values_said(one)}
    return tuple(one for one in found if not one.is_weak or one.least in there)


def quantities_in(text: str, language: str) -> str:
    """Return all that a sentence says, as a message has it."""
    return ", ".join(map(shown, said(text, language))) or "no quantity"
