"""The quantities that a sentence says, in Dutch or in English: number, unit, bound and how firmly it is said.

It reads plain sentences (see `pins.normalize`), not Markdown. What is a number but no quantity is left out: names of
products, dates, years, times, ordinals, and the numbers of steps and stages.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import pairwise
from types import MappingProxyType

from tweeluik.learn.number_words import cardinals
from tweeluik.learn.units import unit_of
from tweeluik.lifecycle.dates import MONTHS
from tweeluik.lifecycle.records import Bound, Modality
from tweeluik.text import Span

UNITS = (
    "second",
    "minute",
    "hour",
    "day",
    "working_day",
    "week",
    "month",
    "quarter",
    "year",
    "licence",
    "user",
    "percent",
    "billing_cycle",
    "currency",
    "cent",
    "gigabyte",
)
"""The units that a sentence can give a number; `cent` is money that is written with decimals, in hundredths."""
_MONEY = frozenset({"dollar", "euro", "pound"})
_NOUNS = {
    "nl": {
        "licence": "licentie licenties",
        "user": "gebruiker gebruikers",
        "working_day": "werkdag werkdagen",
        "billing_cycle": "factureringscyclus factureringscycli factureringsperiode factureringsperioden",
    },
    "en": {
        "licence": "licence licences license licenses",
        "user": "user users",
        "billing_cycle": "",
    },
}
"""Words for units that are no measures, by language and unit."""
_TWO_WORDS = {
    "nl": r"(?!)",
    "en": r"(?P<working_day>(?:business|working) days?)|(?P<billing_cycle>billing (?:cycle|period)s?)",
}
_BETWEEN = {
    "nl": "of (?:meer|minder)|toegewezen|extra|hele|volle|andere|betaalde|gebruikte|opeenvolgende|losse|vrije",
    "en": "or (?:more|fewer|less)|assigned|extra|more|full|whole|other|further|additional|paid|used|free|consecutive"
    "|licensed|calendar",
}
"""Words that may stand between a number and its unit."""
_BEFORE = {
    "nl": {
        Bound.AT_MOST: r"uiterlijk|hooguit|hoogstens|maximaal|ten hoogste|op zijn (?:laatst|hoogst)|tot(?: en met)?"
        r"|binnen|(?:niet|nooit|geen) (?:meer|later|langer) dan|in de laatste",
        Bound.AT_LEAST: r"minstens|minimaal|ten minste|tenminste|op zijn (?:minst|vroegst)|pas(?! met)"
        r"|(?:niet|nooit|geen) (?:minder|eerder|korter) dan",
        Bound.UNDER: r"minder dan|korter dan|eerder dan|onder|beneden|vóór|voor(?= dag)",
        Bound.OVER: r"meer dan|langer dan|later dan|boven|ook na",
        Bound.ABOUT: r"ongeveer|circa|ca\.|rond|zo'n|bijna",
        Bound.EXACT: r"precies|exact",
    },
    "en": {
        Bound.AT_MOST: r"at (?:the )?(?:most|latest)|up to(?: and including)?|down to|within|until|(?:to|by)(?= day)"
        r"|(?:no|not|never) (?:more|later|longer) than|a maximum of|in the last",
        Bound.AT_LEAST: r"at (?:the )?(?:least|earliest)|a minimum of|only(?= after)"
        r"|(?:no|not|never) (?:fewer|less|earlier|sooner|shorter) than",
        Bound.UNDER: r"fewer than|less than|shorter than|earlier than|under|below|before",
        Bound.OVER: r"more than|longer than|later than|over|above|beyond|even after",
        Bound.ABOUT: r"about|around|approximately|roughly|almost",
        Bound.EXACT: r"exactly|precisely",
    },
}
"""Words before a number that limit it."""
_AFTER = {
    "nl": {
        Bound.AT_MOST: r"(?:dagen |licenties )?of (?:minder|korter|eerder)|op zijn (?:laatst|hoogst)",
        Bound.AT_LEAST: r"(?:dagen |licenties )?of (?:meer|langer|later)|op zijn (?:vroegst|minst)",
    },
    "en": {
        Bound.AT_MOST: r"or (?:fewer|less|earlier)|at (?:the )?(?:most|latest)",
        Bound.AT_LEAST: r"or (?:more|longer|later)|at (?:the )?(?:least|earliest)",
    },
}
"""Words after it that do, in the same clause."""
_FILLERS = {
    "nl": r"(?:(?:na|op|bij|met|van|voor|in|de|die|deze|het|nog|al|dag|een|u|er|maar) ){0,3}",
    "en": r"(?:(?:after|on|at|by|for|in|with|the|those|these|another|just|day|a|an|still) ){0,3}",
}
"""Words that may stand between a bound and its number."""
_MODALS = {
    "nl": {
        Modality.MAY: "kan kunnen kunt kon konden mag mogen mocht misschien mogelijk wellicht soms",
        Modality.MUST: "moet moeten moest moesten dient dienen verplicht",
        Modality.SHOULD: "hoort horen behoort behoren zou zouden",
    },
    "en": {
        Modality.MAY: "may might can could perhaps possibly maybe sometimes cannot can't",
        Modality.MUST: "must have|to has|to need|to needs|to required",
        Modality.SHOULD: "should ought",
    },
}
_NO_MONTH = r"(?!(?-i:May)\b(?: \d|(?<=[\w,;]\sMay)))"
"""`May` with a capital within a sentence, or before a number, is the month."""
_CLAUSE = {
    "nl": re.compile(r"[;:,()]|[.!?](?=\s|$)| (?:maar|want|omdat|terwijl) "),
    "en": re.compile(r"[;:,()]|[.!?](?=\s|$)| (?:but|because|while|whereas) "),
}
"""Where another verb begins to rule."""
_JOINTS = {"nl": r"\s?[-–]\s?| tot(?: en met)?(?: dag)? ", "en": r"\s?[-–]\s?| (?:up )?to(?: and including)?(?: day)? "}
_BETWEEN_WORDS = {"nl": (r"tussen (?:de |dag )?", " en "), "en": (r"between (?:day )?", " and ")}
_LISTED = {"nl": r",? (?:of|en|als) ", "en": r",? (?:or|and) "}
_LABELS = {
    "nl": r"stap(?:pen)?|fasen?|nummers?|nr\.|versies?|optie|punt|bladzijde",
    "en": r"steps?|stages?|numbers?|no\.|versions?|option|point|page",
}
_ONE = {"nl": r"[eé][eé]n", "en": r"one|an?"}
_NEXT = {"nl": r"volgende|eerstvolgende", "en": r"next"}
"""Words that count one, before a period that has no dates of its own."""
_AT_ONCE = {
    "nl": re.compile(r"\b(?:meteen|direct|onmiddellijk|gelijk|terstond|dadelijk)\b", re.IGNORECASE),
    "en": re.compile(
        r"\b(?:at once|immediately|straight away|right (?:away|after|from)|directly|instantly)\b", re.IGNORECASE
    ),
}
_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d+)?"
_DECIMALS = re.compile(r"[.,]\d{1,2}$")
_CURRENCY = re.compile(r"(?:[$€£]|\b(?:USD|EUR|GBP)\b)\s?$")


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity as a sentence says it."""

    least: int
    """The number, or the lower end of a range."""
    most: int
    unit: str
    """One of `UNITS`; '' for a bare number."""
    bound: Bound
    modality: Modality
    span: Span
    """0-based characters of the sentence."""
    is_weak: bool = False
    """Whether the number is a word that is an article far more often, such as `een`."""

    @property
    def ends(self) -> tuple[int, ...]:
        """The number, or both ends of the range."""
        return (self.least,) if self.least == self.most else (self.least, self.most)


@dataclass(frozen=True, slots=True)
class _Number:
    """A number with the unit that stands next to it."""

    value: int
    unit: str
    start: int
    """First character, with what belongs to it before."""
    end: int
    """One past the last character of the number and its unit."""
    digits: int
    """First character of the number itself."""
    digits_end: int
    is_weak: bool = False


class _Language:
    """The expressions of one language."""

    def __init__(self, code: str) -> None:
        words = sorted(cardinals(code), key=len, reverse=True)
        months, labels = "|".join(MONTHS[code]), _LABELS[code]
        self.code = code
        self.words = cardinals(code)
        self.nouns = {word: unit for unit, row in _NOUNS[code].items() for word in row.split()}
        self.number = re.compile(
            rf"(?<![\w.,/:])(?<![^\W\d]-)(?P<digits>{_NUMBER})(?![\w/]|[.,:]\d)"
            rf"|(?<![\w-])(?:(?P<next>{_NEXT[code]})|(?P<word>{'|'.join(words)}|{_ONE[code]}))(?![\w])",
            re.IGNORECASE,
        )
        self.unit = re.compile(
            rf"(?:\s?(?P<sign>[%€]))|[\s-](?:(?:{_BETWEEN[code]})\s)?(?:{_TWO_WORDS[code]}|(?P<noun>[^\W\d_]+))",
            re.IGNORECASE,
        )
        self.day = re.compile(r"\b(?:dag|dagen|days?)\s[\N{MINUS SIGN}-]?$", re.IGNORECASE)
        self.masked = re.compile(
            rf"\b(?:Microsoft|Office|Windows|Dynamics)\s\d+"
            rf"|\b\d{{1,2}}\s(?:{months})\b(?:\s\d{{4}})?|\b(?:{months})(?:\s\d{{1,2}}\b)?(?:,?\s\d{{4}})?\b"
            rf"|\b\d{{4}}-\d\d-\d\d\b|\b\d{{1,2}}[/-]\d{{1,2}}[/-]\d{{2,4}}\b|\b\d{{1,2}}/\d{{1,2}}\b|\b\d{{1,2}}:\d\d\b"
            rf"|\b\d+(?:e|ste|de|st|nd|rd|th)\b|\b\d{{6,}}\b"
            rf"|\b(?:{labels})\s\d+(?:(?:\s(?:en|and|of|or|tot en met|tot|to)\s|[-–])\d+)?\b(?!\s(?:dag|day))",
            re.IGNORECASE,
        )
        self.joint = re.compile(_JOINTS[code], re.IGNORECASE)
        opening, joint = _BETWEEN_WORDS[code]
        self.opening = re.compile(rf"\b{opening}$", re.IGNORECASE)
        self.between = re.compile(joint, re.IGNORECASE)
        self.listed = re.compile(_LISTED[code], re.IGNORECASE)
        self.before = tuple(
            (bound, re.compile(rf"(?<!\w)(?:{words}),?\s{_FILLERS[code]}$", re.IGNORECASE))
            for bound, words in _BEFORE[code].items()
        )
        self.after = tuple(
            (bound, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for bound, words in _AFTER[code].items()
        )
        self.modals = tuple(
            (modality, re.compile(rf"(?<!\w){_NO_MONTH}(?:{_either(row)})(?!\w)", re.IGNORECASE))
            for modality, row in _MODALS[code].items()
        )
        self.clause = _CLAUSE[code]


def _either(row: str) -> str:
    """Return a pattern for the words of a row; those of a pair are joined by a bar there."""
    return row.replace(" ", "|").replace("|to", " to")


@cache
def _languages() -> Mapping[str, _Language]:
    return MappingProxyType({code: _Language(code) for code in _NOUNS})


def is_possible(text: str, language: str) -> bool:
    """Tell whether a sentence has a word such as `may` or `can` anywhere."""
    known = _languages().get(language)
    return known is not None and any(
        modality is Modality.MAY and words.search(text) for modality, words in known.modals
    )


def is_immediate(text: str, language: str) -> bool:
    """Tell whether a sentence says that something happens at once; of a language that is not known, it may."""
    words = _AT_ONCE.get(language)
    return words is None or words.search(text) is not None


@lru_cache(maxsize=16_384)
def said(text: str, language: str) -> tuple[Said, ...]:
    """Return the quantities of a plain sentence, in its order.

    Args:
        text: one or more sentences without markup.
        language: code of the language; of one that is not known nothing is understood.
    """
    known = _languages().get(language)
    if known is None:
        return ()
    found = list(_numbers(text, known))
    return tuple(_grouped(text, found, known))


def _numbers(text: str, language: _Language) -> Iterator[_Number]:
    hidden = [match.span() for match in language.masked.finditer(text)]
    for match in language.number.finditer(text):
        if any(start < match.end() and match.start() < end for start, end in hidden):
            continue
        number = _number(text, match, language)
        if number:
            yield number


def _number(text: str, match: re.Match[str], language: _Language) -> _Number | None:
    start, end = match.span()
    unit, last = _unit(text, end, language)
    first = start
    if money := _CURRENCY.search(text, 0, start):
        unit, last, first = "currency", end, money.start()
    elif not unit and (day := language.day.search(text, 0, start)):
        unit, first = "day", day.start()
    if match["digits"]:
        value, unit = _value(match["digits"], unit)
    elif match["next"]:
        value = 1 if unit == "billing_cycle" else None
    else:
        # A word without a unit counts things that no rule is about.
        value = language.words.get(match["word"].lower(), 1) if unit and first == start else None
    is_weak = match["word"] is not None and match["word"].lower() not in language.words
    if is_weak and unit == "second":
        return None  # "A second article".
    return None if value is None else _Number(value, unit, first, last, start, end, is_weak)


def _value(digits: str, unit: str) -> tuple[int | None, str]:
    """Return the number that digits with their marks mean, and its unit; None if it is a fraction, a year or a code."""
    if (not unit and _is_year(digits)) or (digits[0] == "0" and digits[1:].isdigit()):
        return None, unit
    decimals = _DECIMALS.search(digits)
    whole = int(re.sub(r"\D", "", digits[: decimals.start()] if decimals else digits))
    if not decimals:
        return whole, unit
    return (whole * 100 + int(decimals.group()[1:].ljust(2, "0")), "cent") if unit == "currency" else (None, unit)


def _is_year(digits: str) -> bool:
    return len(digits) == len("2000") and digits[:2] in {"19", "20"} and digits.isdigit()


def _unit(text: str, position: int, language: _Language) -> tuple[str, int]:
    """Return the unit that follows a number, and one past its last character; '' and the position if none does."""
    match = language.unit.match(text, position)
    if not match:
        return "", position
    kind = match.lastgroup or ""
    if kind == "sign":
        return ("percent" if match["sign"] == "%" else "currency"), match.end()
    if kind != "noun":
        return kind, match.end()
    word = match["noun"].lower()
    unit = language.nouns.get(word) or unit_of(word) or ""
    unit = "currency" if unit in _MONEY else unit
    return (unit, match.end()) if unit in UNITS else ("", position)


def _grouped(text: str, numbers: list[_Number], language: _Language) -> Iterator[Said]:
    """Yield ranges as one, and numbers that share a unit with it."""
    numbers = _shared_units(text, numbers, language)
    index = 0
    while index < len(numbers):
        one = numbers[index]
        other = numbers[index + 1] if index + 1 < len(numbers) else None
        if other and _is_range(text, one, other, language):
            bound, span = Bound.RANGE, Span(one.start, other.end)
            modality = _modality(text, span, language)
            if (one.unit or other.unit) == (other.unit or one.unit) and one.value < other.value:
                yield Said(one.value, other.value, other.unit or one.unit, bound, modality, span)
            else:
                yield Said(one.value, one.value, one.unit, bound, modality, Span(one.start, one.end), one.is_weak)
                span = Span(other.start, other.end)
                yield Said(other.value, other.value, other.unit, bound, modality, span, other.is_weak)
            index += 2
            continue
        following = other.start if other else len(text)
        previous = numbers[index - 1].end if index else 0
        span = Span(one.start, one.end)
        bound = _bound(text, one, previous, following, language)
        yield Said(one.value, one.value, one.unit, bound, _modality(text, span, language), span, one.is_weak)
        index += 1


def _shared_units(text: str, numbers: list[_Number], language: _Language) -> list[_Number]:
    """Give a bare number the unit of its neighbour: `30 or 90 days`, `day 60 or 120`."""
    found = list(numbers)
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        joined = language.listed.fullmatch(text, one.end, other.start) or _is_range(text, one, other, language)
        if joined and not one.unit and other.unit and other.unit != "currency":
            found[index] = replace(one, unit=other.unit)
    for index, (one, other) in enumerate(pairwise(list(found)), 1):
        joined = language.listed.fullmatch(text, one.end, other.start) or _is_range(text, one, other, language)
        is_day = one.unit == "day" and one.start < one.digits
        if joined and is_day and not other.unit:
            found[index] = replace(other, unit="day")
    return found


def _is_range(text: str, one: _Number, other: _Number, language: _Language) -> bool:
    joint = Span(one.end, other.digits)
    if language.joint.fullmatch(text, joint.start, joint.end):
        return True
    is_between = language.opening.search(text, 0, one.digits) is not None
    return is_between and language.between.fullmatch(text, joint.start, joint.end) is not None


def _bound(text: str, one: _Number, previous: int, following: int, language: _Language) -> Bound:
    """Return how a number is limited: by the nearest words before it, else by those after it in its clause."""
    nearest: tuple[int, Bound] | None = None
    for bound, words in language.before:
        match = words.search(text, previous, one.start) or words.search(text, previous, one.digits)
        # Of "no later than" and "later than", the longer one is meant.
        if match and (nearest is None or match.start() < nearest[0]):
            nearest = match.start(), bound
    if nearest:
        return nearest[1]
    clause = language.clause.search(text, one.end, following)
    end = clause.start() if clause else following
    for bound, words in language.after:
        if words.search(text, one.digits_end, end):
            return bound
    return Bound.EXACT


def _modality(text: str, span: Span, language: _Language) -> Modality:
    """Return how firmly the clause of a quantity says it: by the word for it that is nearest."""
    start, end = 0, len(text)
    for match in language.clause.finditer(text):
        if match.end() <= span.start:
            start = match.end()
        elif match.start() >= span.end:
            end = match.start()
            break
    nearest = (len(text) + 1, Modality.IS)
    found = set()
    for modality, words in language.modals:
        for match in words.finditer(text, start, end):
            distance = span.start - match.end() if match.end() <= span.start else match.start() - span.end
            found.add(modality)
            if distance < nearest[0]:
                nearest = distance, modality
    # In "zou moeten" the verb that stands nearer is the firmer one.
    return Modality.SHOULD if nearest[1] is Modality.MUST and Modality.SHOULD in found else nearest[1]
