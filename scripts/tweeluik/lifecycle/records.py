"""What the files of a docset's `lifecycle` folder say, as records.

A quantity is a number with its meaning. A claim is a rule of the articles; its pins name the sentences that state it.
A conflict is what the articles contradict or leave out. Tools are the calculators: their conditions and expressions
stay the mappings that both evaluators read (see `evaluating`).
"""

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from tweeluik.text import Place

FOLDER = "lifecycle"
"""The folder, relative to the root of the docset. A docset has rules if it has the file `claims.yml` in it."""


class Bound(enum.Enum):
    """How a number limits what it is about."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    UNDER = "under"
    OVER = "over"
    ABOUT = "about"
    RANGE = "range"


class Modality(enum.Enum):
    """How firmly something is said."""

    IS = "is"
    MAY = "may"
    MUST = "must"
    SHOULD = "should"


class Status(enum.Enum):
    """What a result rests on."""

    STATED = "stated"
    """An article says it."""
    DERIVED = "derived"
    """Our arithmetic on what articles state."""
    CONTESTED = "contested"
    """The articles disagree; all readings are shown."""
    NOT_STATED = "not_stated"
    """No article says it; it is never guessed."""
    NOT_FOR_YOU = "not_for_you"
    """It is about another product, seller or role; there is a way forward."""
    OURS = "ours"
    """Our own advice."""


class ConflictKind(enum.Enum):
    """What is wrong between the articles."""

    CONTRADICTION = "contradiction"
    TRANSLATION = "translation"
    GAP = "gap"
    VERSION = "version"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that articles state, or one of our own, with what it means."""

    id: str
    """Stable name, such as `disabled.length`."""
    subject: str
    """What it is about; with `attribute` and `scope` it tells which claims can contradict each other."""
    attribute: str
    least: int | None
    """The value, or the lower end of a range; None if it is immediate or unquantified."""
    most: int | None
    """The value, or the upper end of a range."""
    unit: str
    bound: Bound = Bound.EXACT
    modality: Modality = Modality.IS
    anchor: str = ""
    """What the days are counted from."""
    scope: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """For which answers it holds: values by input."""
    qualifier: tuple[str, ...] = ()
    """Reservations that the articles make, such as `most_subscriptions`."""
    is_ours: bool = False
    """Whether it stands in `policy.yml`: our advice or our arithmetic, never cited as an article's."""
    is_immediate: bool = False
    """Whether it has no number because it is at once."""
    place: Place = Place()

    @property
    def ends(self) -> tuple[int, ...]:
        """The number, or both ends of the range; none if it has no number."""
        if self.least is None or self.most is None:
            return ()
        return (self.least,) if self.least == self.most else (self.least, self.most)


@dataclass(frozen=True, slots=True)
class Pin:
    """A sentence of an article that states a claim."""

    article: str
    """Path in the docset, without `.md`."""
    segment: str
    """Id of the segment; '' in an article without spans."""
    sentence: int
    """1-based number of the sentence in the segment's half; 0 for the whole."""
    target: str
    """The sentence in the target language, normalized (see `pins`)."""
    source: str | None
    """The sentence in the source language; None if it is absent there."""
    twin: str = ""
    """Where the source of an article in one language can be read."""
    is_number_only: bool = False
    """Whether the sentence gives the number without its bound."""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Waiver:
    """A gate that is let through at one place, and why."""

    gate: str
    reason: str
    until: str
    """ISO date; after it the waiver is void."""
    segment: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """The tick of the person who has read the sentences."""

    on: str
    """ISO date."""
    by: str
    target: bool
    """Whether the target language says it right."""
    source: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """One rule of the articles."""

    id: str
    """Its name in the rule sheet, such as `L-03`."""
    states: tuple[str, ...] = ()
    """Ids of the quantities that its sentences give."""
    pins: tuple[Pin, ...] = ()
    absent: str = ""
    """Why no sentence states it; '' if one does."""
    conflicts: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    reviewed: Review | None = None
    waivers: tuple[Waiver, ...] = ()
    valid_from: str = ""
    """ISO date since which the articles say so; '' if it is not known."""
    valid_to: str = ""
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Aside:
    """A quantity in a lifecycle article that no rule is about."""

    pin: Pin
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A contradiction between articles or languages, or a gap."""

    id: str
    kind: ConflictKind
    claims: tuple[str, ...]
    quantities: tuple[str, ...] = ()
    """The quantities that contradict each other."""
    pins: tuple[Pin, ...] = ()
    """Our sentences that tell of it."""
    presentation: str = ""
    """How it is shown, a key of the words."""
    is_open: bool = True
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A question to a tool with the answer that a person has worked out."""

    tool: str
    name: str
    why: str
    answers: Mapping[str, Any]
    outcome: str
    items: Mapping[str, str]
    """`from` or `from..to` by item."""
    absent: tuple[str, ...] = ()
    """Items that must not be there."""
    claims: tuple[str, ...] = ()
    place: Place = Place()
    asked: tuple[str, ...] = ()
    """Inputs whose answers must have been asked for: what shows in no item and no outcome."""


@dataclass(frozen=True, slots=True)
class Rules:
    """All rules of a docset."""

    quantities: Mapping[str, Quantity]
    """Those of the articles and our own, by id."""
    claims: Mapping[str, Claim]
    conflicts: Mapping[str, Conflict]
    asides: tuple[Aside, ...] = ()
    inputs: Mapping[str, Any] = field(default_factory=dict)
    """The questions of the tools, as the file has them."""
    tools: Mapping[str, Any] = field(default_factory=dict)
    """The tools, as the file has them but for conditions in place of their names."""
    scenarios: tuple[Scenario, ...] = ()
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By code of the language: words by their flat name, such as `inputs.date.label`."""

    def pins(self) -> Iterator[Pin]:
        """Yield the pins of claims, then those of conflicts; asides are no rules."""
        for claim in self.claims.values():
            yield from claim.pins
        for conflict in self.conflicts.values():
            yield from conflict.pins


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that a gate has found."""

    code: str
    """A name in the table of codes."""
    path: str
    """The file, relative to the root of the docset."""
    place: Place
    message: str
    """What is wrong, with names, old and new."""
    segment: str = ""
    """The segment it is about; '' if it is about none."""
    side: str = ""
    """Code of the language it is about; '' for both."""
    target: str = ""
    """What the target language says."""
    source: str = ""
    steps: tuple[str | int, ...] = ()
    """The way to the value in the file, by keys and 0-based indexes, for a gate that knows no place."""
