"""Numbers of a sentence, and whether the other language says the same ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tweeluik.checks.pair import words
from tweeluik.learn.inline import Inline
from tweeluik.learn.number_words import value_of_compound, values_of_words
from tweeluik.text import Span

DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"\d+(?:(?:[.,:]|\0?[ \u00a0\u202f](?=\d{3}(?!\d)))\d+)*")
"""Digits, with what stands inside of numbers: marks of thousands and of decimals, colons of times."""
_GROUPED = re.compile(r"(?<!\d)(?<!\d[.,])\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)")
_HEX = re.compile(
    r"(?<!\w)(?:(?=[a-f]*\d)(?=\d*[a-f])[0-9a-f]{6,}|0x[0-9a-f]+|[0-9a-f]{7,9}(?:-[0-9a-f]{3,5}){3}-[0-9a-f]{11,13})"
    r"(?!\w)",
    re.IGNORECASE,
)
"""What the check of hexadecimal literals sees to."""
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d\d))?(?:[.:]\d\d)?")
_CLOCK = re.compile(
    r"\d\0*\s?(?:[ap]\.?m\b|[ap]\. ?m\.|uur\b)|\b(?:noon|midnight|o'clock|middernacht)\b|(?<!\d)\d{1,2}:\d\d(?![\d:])"
    r"|(?<!\d)\d{1,2}\.\d\d ?[-–] ?\d{1,2}\.\d\d(?!\d)",
    re.IGNORECASE,
)
_MANY = re.compile(
    r"(?<!\d)(\d{1,15}(?:[.,]\d{1,9})?)\s?(k|m|thousand|duizend|million|miljoen|billion|miljard)\b", re.IGNORECASE
)
_FACTORS = {"k": 3, "m": 6, "thousand": 3, "duizend": 3, "million": 6, "miljoen": 6, "billion": 9, "miljard": 9}
_SHORT = 2
"""Digits of a number that may have a zero before it: `07` for 7; in longer ones zeros count."""
_PAIR = 2
_HOURS, _HALF_DAY = 24, 12
_ARTICLES = re.compile(r"\b(?:an?|one|per|every|each|only|this|een|elke?|iedere?|enige|deze)\b", re.IGNORECASE)
_COUNTS = re.compile(r"[\0 \u00a0-]+[^\W\d_A-Z]{3}")
"""What follows a 1 that a language may say with its article: `1 hour`, but not `step 1` or `User1`."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number in the prose of a half."""

    span: Span
    text: str
    """As it is written, without marks."""


def numbers(half: Inline) -> Iterator[Number]:
    """Yield the numbers of a half, leaving out those in code, addresses and hexadecimal literals."""
    prose = half.prose
    hidden = [Span(*match.span()) for match in _HEX.finditer(prose)]
    for match in _NUMBER.finditer(prose):
        if not any(one.start <= match.start() < one.end for one in hidden):
            yield Number(Span(*match.span()), match.group().replace("\0", ""))


class Readings:
    """All the numbers that a half can be read to say, wherever they stand in it and however they are written."""

    def __init__(self, half: Inline) -> None:
        self._raw = half.raw
        self._text = half.text.replace("\0", "")
        self._values = {*DIGITS.findall(half.raw), *DIGITS.findall(self._text)}
        self._values.update([_plain(digits) for digits in self._values])
        self._values.update(re.sub(r"\D", "", match.group()) for match in _GROUPED.finditer(self._text))
        for match in _MANY.finditer(self._text):
            self._values.add(_multiplied(match[1].replace(",", "."), _FACTORS[match[2].lower()]))
        table = values_of_words()
        for word in words(half.text.replace("\0", "")):
            if values := table.get(word.folded):
                self._values.update(values)
            else:
                for part in word.folded.split("-"):
                    self._values.update(table.get(part, ()))
                if value := value_of_compound(word.folded):
                    self._values.add(value)
        self._stream = _stream(half.raw) + _stream(self._text)
        self.clock = _CLOCK.search(self._text) is not None

    def has(self, number: Number, half: Inline, *, clock: bool) -> bool:
        """Tell whether a number of another half is said here.

        Args:
            number: the number.
            half: the half that it stands in.
            clock: whether one of the halves speaks of times of the day.
        """
        if number.text.isdigit():
            found = self._has_whole(number, half, clock=clock)
        else:
            found = self._has_composed(number.text, clock=clock)
        return found or self._has_many(number, half)

    def _has_whole(self, number: Number, half: Inline, *, clock: bool) -> bool:
        value = _plain(number.text)
        if value in self._values or (clock and self._has_hour(value, "")):
            return True
        is_counted = value == "1" and _COUNTS.match(half.prose, number.span.end) is not None
        return is_counted and _ARTICLES.search(self._text) is not None

    def _has_composed(self, text: str, *, clock: bool) -> bool:
        """Tell whether a number with marks in it is said here: of thousands, of decimals, of times, of a list."""
        runs = DIGITS.findall(text)
        if f".{'.'.join(runs)}." in self._stream:
            return True
        if _GROUPED.fullmatch(text) and "".join(runs) in self._values:
            return True
        if clock and (match := _TIME.fullmatch(text)) and self._has_hour(_plain(match[1]), match[2] or ""):
            return True
        if len(runs) == _PAIR and ((runs[0] == "0" and f".{runs[1]}." in self._stream) or text in self._values):
            return True
        return any(mark in text for mark in ":, ") and all(_plain(run) in self._values for run in runs)

    def _has_hour(self, hour: str, minutes: str) -> bool:
        """Tell whether a time stands here, counted to 12 or to 24."""
        if len(hour) > _SHORT or (value := int(hour)) > _HOURS:
            return False
        for other in range(value % _HALF_DAY, _HOURS + 1, _HALF_DAY):
            if minutes in {"", "00"}:
                if str(other) in self._values:
                    return True
            elif f".{other:02}.{minutes}." in self._stream or f".{other}.{minutes}." in self._stream:
                return True
        return False

    def _has_many(self, number: Number, half: Inline) -> bool:
        """Tell whether `250K` stands here in full."""
        match = _MANY.match(half.prose, number.span.start)
        if not match or match.end(1) < number.span.end:
            return False
        return _multiplied(match[1].replace(",", "."), _FACTORS[match[2].lower()]) in self._values


def _plain(digits: str) -> str:
    return digits if len(digits) > _SHORT else digits.lstrip("0") or "0"


def _multiplied(digits: str, power: int) -> str:
    whole, _, part = digits.partition(".")
    return (whole + part.ljust(power, "0")[:power]).lstrip("0") or "0"


def _stream(text: str) -> str:
    return f".{'.'.join(DIGITS.findall(text))}."
