"""Words with the dates, numbers and amounts of a result filled in, as a person reads them.

The twin of `overrides/assets/javascripts/lifecycle/fill.js`. Names of months and forms of numbers come from tables here
and there, not from the browser's: those differ between versions, and these texts must be the same bytes.
"""

import re
from collections.abc import Mapping
from typing import Any

from tweeluik.lifecycle.dates import iso_date, long_date

GAP = "…"
"""What stands where a placeholder names nothing that the result has."""

DECIMALS: Mapping[str, int] = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}
"""Digits of the smaller unit, of currencies (ISO 4217) that do not have two."""
SYMBOLS: Mapping[str, str] = {"EUR": "€", "GBP": "£", "JPY": "JP¥", "USD": "US$"}

_PLACEHOLDER = re.compile(
    r"\{(?: (?P<sort>[nva]) : (?P<name>[\w.-]+) | (?P<item>[\w.-]+) \. (?P<end>from|to) )\}", re.VERBOSE | re.ASCII
)


def fill(
    text: str, result: Mapping[str, Any], compiled: Mapping[str, Any], words: Mapping[str, str], language: str
) -> str:
    """Fill the placeholders of a text.

    `{item.from}` and `{item.to}` become the date or amount of an item of the result, `{n:quantity}` a number with its
    unit, `{v:quantity}` the number alone, `{a:input}` the answer that was given. One that names nothing becomes an
    ellipsis; other braces stay.

    Args:
        text: Words with placeholders.
        result: What `evaluate` returned.
        compiled: The compiled rules.
        words: Words of the language by their flat name, for units and choices.
        language: Code of the language.
    """
    writer = _Writer(result, compiled, words, language)

    def replacement(match: re.Match[str]) -> str:
        match match["sort"]:
            case "n":
                return writer.with_unit(match["name"])
            case "v":
                return writer.value(match["name"])
            case "a":
                return writer.answer(match["name"])
        return writer.item(match["item"], match["end"])

    return _PLACEHOLDER.sub(replacement, text)


def number_text(number: int, language: str) -> str:
    """Write a whole number with the marks for thousands of a language: `1.234` in Dutch, `1,234` elsewhere."""
    written = f"{number:,}"
    return written.replace(",", ".") if language == "nl" else written


def money_text(minor: int, currency: str | None, language: str) -> str:
    """Write an amount: `€ 1.234,50` in Dutch, with a no-break space, `€1,234.50` elsewhere.

    Args:
        minor: The amount in the smallest unit of the currency.
        currency: Code by ISO 4217; None writes a bare number with two decimals.
        language: Code of the language.
    """
    decimals = DECIMALS.get(currency or "", 2)
    whole, part = divmod(abs(minor), 10**decimals)
    mark = "," if language == "nl" else "."
    written = number_text(whole, language) + (f"{mark}{part:0{decimals}}" if decimals else "")
    sign = "-" if minor < 0 else ""
    if currency is None:
        return sign + written
    symbol = SYMBOLS.get(currency, currency)
    space = "\N{NO-BREAK SPACE}" if language == "nl" or symbol == currency else ""
    return f"{sign}{symbol}{space}{written}"


class _Writer:
    __slots__ = ("compiled", "language", "result", "words")

    def __init__(
        self, result: Mapping[str, Any], compiled: Mapping[str, Any], words: Mapping[str, str], language: str
    ) -> None:
        self.result = result
        self.compiled = compiled
        self.words = words
        self.language = language

    def value(self, name: str) -> str:
        number = self.compiled["values"].get(name)
        if number is None:
            return GAP
        match self.compiled["units"].get(name):
            case "date":
                return self.date(iso_date(number))
            case "cent":
                return self.money(number)
        return number_text(number, self.language)

    def with_unit(self, name: str) -> str:
        unit = self.compiled["units"].get(name)
        form = "one" if self.compiled["values"].get(name) == 1 else "other"
        word = self.words.get(f"units.{unit}.{form}")
        return self.value(name) + (f" {word}" if word else "")

    def answer(self, name: str) -> str:
        given = self.result["answers"].get(name)
        if given is None:
            return self.words.get(f"inputs.{name}.unknown", GAP)
        match self.compiled["inputs"][name]["type"]:
            case "date":
                return self.date(given)
            case "amount":
                return self.money(given)
            case "integer":
                return number_text(given, self.language)
        return self.words.get(f"inputs.{name}.values.{given}", str(given))

    def item(self, name: str, end: str) -> str:
        item: Mapping[str, Any] = next((one for one in self.result["items"] if one["id"] == name), {})
        value = item.get(end)
        if value is None:
            return GAP
        match item["kind"]:
            case "amount":
                return self.money(value)
            case "count":
                return number_text(value, self.language)
        return self.date(value)

    def date(self, text: str | None) -> str:
        return GAP if text is None else long_date(text, self.language)

    def money(self, minor: int) -> str:
        currencies = [name for name, question in self.compiled["inputs"].items() if question["type"] == "currency"]
        answers = self.result["answers"]
        return money_text(minor, next((answers[name] for name in currencies if name in answers), None), self.language)
