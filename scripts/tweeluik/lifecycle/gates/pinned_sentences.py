"""G1: a sentence that something is pinned to has changed, or is gone."""

from collections.abc import Iterator

from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.pins import Sentence, State
from tweeluik.lifecycle.reading import CLAIMS, CONFLICTS
from tweeluik.lifecycle.records import Breach
from tweeluik.lifecycle.situation import Pinned, Situation, quantities_in
from tweeluik.model import Side
from tweeluik.text import Place


def find(situation: Situation) -> Iterator[Breach]:
    """Yield the pins whose sentence does not read as it was pinned."""
    for one in situation.pinned:
        if one.located.state is State.CHANGED and one.located.sentence is not None:
            yield _changed(situation, one, one.located.sentence)
        elif not one.located.state.is_found:
            yield _gone(one)


def _changed(situation: Situation, one: Pinned, now: Sentence) -> Breach:
    pin = one.pin
    halves = {
        Side.TARGET: (situation.target, pin.target, now.target),
        Side.SOURCE: (situation.source, pin.source or "", now.source or ""),
    }
    parts = []
    for side in one.located.changed:
        language, old, new = halves[side]
        was, reads = quantities_in(old, language), quantities_in(new, language)
        differs = f"{was}, as before" if was == reads else f"{was} became {reads}"
        parts.append(f"in {language}, “{old}” became “{new}” ({differs})")
    kept = [halves[side][0] for side in Side if side not in one.located.changed]
    unchanged = f" In {kept[0]} it reads as it did." if kept and pin.source is not None else ""
    return Breach(
        "pin-changed",
        f"{pin.article}.md",
        now.place,
        f"{one.owners} on a sentence of {one.where} that has changed: {'; '.join(parts)}.{unchanged}",
        now.segment,
        halves[one.located.changed[0]][0] if len(one.located.changed) == 1 else "",
        now.target_half,
        now.source_half,
    )


def _gone(one: Pinned) -> Breach:
    pin = one.pin
    if one.located.state is State.NO_ARTICLE:
        path = CLAIMS if one.claims or one.is_aside else CONFLICTS
        message = f"{one.owners} on {one.where}, but there is no such article: “{pin.target}”"
        return Breach("pin-gone", path, pin.place, message)
    message = f"{one.owners} on a sentence of {one.where} that is gone: “{pin.target}”"
    return Breach("pin-gone", f"{pin.article}.md", Place(), message, pin.segment)


GATE = Gate("G1", find)
