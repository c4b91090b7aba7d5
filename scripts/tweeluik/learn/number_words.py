"""Words that say a number, in English and in Dutch."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType

_ENGLISH_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_ENGLISH_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
_ENGLISH_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_DUTCH_ONES = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
).split()
_DUTCH_ORDINALS = "nulde eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde".split()
_DUTCH_TENS = "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_MONTHS = (
    "january february march april may june july august september october november december",
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mrt apr mei jun jul aug sep okt nov dec",
)
_OTHERS = {
    "0": "none nothing geen niets midnight middernacht",
    "0.5": "half halve helft",
    "1": "once single sole eenmaal één eén enkele enkel eens",
    "1.5": "anderhalf anderhalve",
    "2": "both twice double dual pair couple beide beiden allebei tweemaal dubbele dubbel paar",
    "3": "triple extern externe derden derde driemaal drievoudig",
    "4": "quarter kwartaal kwart",
    "7": "continu doorlopend doorlopende continue continuously",
    "12": "dozen dozijn noon midday middernacht midnight middag",
    "24": "continu doorlopend doorlopende continue etmaal clock continuously",
    "100": "hundred honderd hundreds honderden",
    "1000": "thousand duizend thousands duizenden",
    "1000000": "million miljoen",
    "1000000000": "billion miljard",
}
_FIRST_IN_STE = 20
"""Dutch ordinals from here on end in `-ste`."""
_DUTCH_COMPOUND = re.compile(rf"(?:{'|'.join(sorted(_DUTCH_ONES[2:], key=len, reverse=True))})")


def _english_cardinals() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_ENGLISH_ONES))
    for tens, word in enumerate(_ENGLISH_TENS, 2):
        yield word, tens * 10
        yield from ((f"{word}-{_ENGLISH_ONES[ones]}", tens * 10 + ones) for ones in range(1, 10))


def _english_ordinals() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_ENGLISH_ORDINALS))
    yield from ((f"{word}th", value) for value, word in enumerate(_ENGLISH_ONES) if value > len(_ENGLISH_ORDINALS) - 1)
    for tens, word in enumerate(_ENGLISH_TENS, 2):
        yield f"{word[:-1]}ieth", tens * 10
        yield from ((f"{word}-{_ENGLISH_ORDINALS[ones]}", tens * 10 + ones) for ones in range(1, 10))


def _dutch_cardinals() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_DUTCH_ONES) if word != "een")
    for tens, word in enumerate(_DUTCH_TENS, 2):
        yield word, tens * 10
        for ones in range(1, 10):
            yield from ((f"{_DUTCH_ONES[ones]}{link}{word}", tens * 10 + ones) for link in ("en", "ën"))


def _dutch_ordinals() -> Iterator[tuple[str, int]]:
    yield from ((word, value) for value, word in enumerate(_DUTCH_ORDINALS))
    yield from ((f"{word}de", value) for value, word in enumerate(_DUTCH_ONES) if value > len(_DUTCH_ORDINALS) - 1)
    yield from ((f"{word}ste", value) for word, value in _dutch_cardinals() if value >= _FIRST_IN_STE)


@cache
def values_of_words() -> Mapping[str, tuple[str, ...]]:
    """Return the numbers, in digits, that a word in lower case can stand for; both languages in one table.

    The article `een`, which is far more often no number, is not in it.
    """
    found: dict[str, list[str]] = {}
    for word, value in (*_english_cardinals(), *_english_ordinals(), *_dutch_cardinals(), *_dutch_ordinals()):
        found.setdefault(word, []).append(str(value))
    for names in _MONTHS:
        for month, word in enumerate(names.split(), 1):
            found.setdefault(word, []).append(str(month))
    for digits, words in _OTHERS.items():
        for word in words.split():
            found.setdefault(word, []).append(digits)
    return MappingProxyType({word: tuple(values) for word, values in found.items()})


def value_of_compound(word: str) -> str | None:
    """Return the number that a Dutch word in lower case begins with, such as 2 for `tweeledig`, in digits."""
    match = _DUTCH_COMPOUND.match(word)
    return str(_DUTCH_ONES.index(match.group())) if match else None


@cache
def cardinals(language: str) -> Mapping[str, int]:
    """Return the words that count, up to 100, with their numbers; none for a language that is not known.

    Args:
        language: code of the language, such as `nl`.

    The words for 1 are left out: they are articles far more often.
    """
    if language == "nl":
        found = {**dict(_dutch_cardinals()), "honderd": 100}
    elif language == "en":
        found = {**dict(_english_cardinals()), "hundred": 100}
    else:
        found = {}
    return MappingProxyType({word: value for word, value in found.items() if value != 1})
