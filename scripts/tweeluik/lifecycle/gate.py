"""What a gate is; `gating` finds and runs them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tweeluik.lifecycle.records import Breach
from tweeluik.lifecycle.situation import Situation


@dataclass(frozen=True, slots=True)
class Gate:
    """One gate: a pure generator from what there is to what is wrong."""

    name: str
    """`G1` and so on, as waivers name it."""
    find: Callable[[Situation], Iterable[Breach]]
    is_general: bool = False
    """Whether it is about the rules as a whole: it is not asked when single articles are checked."""
