"""G11: a rule that nobody has read for a long time, and a waiver that has run out."""

from collections.abc import Iterator
from datetime import date

from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.reading import CLAIMS
from tweeluik.lifecycle.records import Breach, Claim
from tweeluik.lifecycle.situation import Situation, place_name

OLD, OVERDUE = 180, 365
"""Days since a review after which it is to be done again, and after which the rule no longer counts as checked."""


def find(situation: Situation) -> Iterator[Breach]:
    """Yield the rules whose review is too old or missing, and the waivers that no longer hold."""
    for claim in situation.claims():
        yield from _review(situation, claim)
        for waiver in claim.waivers:
            if waiver.until < situation.today.isoformat():
                what = f"Rule {claim.id} is let through gate {waiver.gate} until {waiver.until} only: {waiver.reason}"
                yield Breach("waiver-expired", CLAIMS, claim.place, what)


def _review(situation: Situation, claim: Claim) -> Iterator[Breach]:
    if not claim.pins:
        return
    where = place_name(claim.pins[0])
    if claim.reviewed is None:
        message = f"Nobody has read the sentences of rule {claim.id} ({where})."
        yield Breach("review-overdue", CLAIMS, claim.place, message)
        return
    try:
        age = (situation.today - date.fromisoformat(claim.reviewed.on)).days
    except ValueError:
        message = f"Rule {claim.id} was reviewed on '{claim.reviewed.on}', which is no day."
        yield Breach("review-overdue", CLAIMS, claim.place, message)
        return
    if age > OLD:
        code = "review-overdue" if age > OVERDUE else "review-old"
        message = f"Rule {claim.id} ({where}) was last read on {claim.reviewed.on}, {age} days ago."
        yield Breach(code, CLAIMS, claim.place, message)


GATE = Gate("G11", find)
