"""A result in words, as the page shows it: the twin of `overrides/assets/javascripts/lifecycle/result.js`.

What is made here stands in the tables for those without scripts, and tests hold it against what the browser makes.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tweeluik.lifecycle.dates import long_date
from tweeluik.lifecycle.evaluating import NUMBER_KINDS
from tweeluik.lifecycle.filling import fill, money_text, number_text

_PLACEHOLDER = re.compile(r"(\{[^{}]+\})")
_ITEM = re.compile(r"(?P<id>.+)\.(?P<end>from|to)")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text."""

    text: str
    date: str = ""
    """ISO text, where the piece is a date."""


Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """An item of a result."""

    id: str
    kind: str
    when: Pieces
    """From when until when, or how much; nothing for what has no date and no number."""
    label: Pieces
    text: Pieces
    track: str
    status: str
    is_act: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A result in words."""

    outcome: str
    status: str
    answer: Pieces
    do: Pieces
    numbers: tuple[Row, ...]
    """What has a number."""
    rows: tuple[Row, ...]
    """What has a date."""
    steps: tuple[Row, ...]
    notes: tuple[Row, ...]
    gaps: tuple[Row, ...]
    """What has neither."""
    answers: tuple[tuple[str, str], ...]
    """The questions that were answered, with the answers."""
    given: Mapping[str, Any]
    """The answers as they are computed with, by input."""


class Teller:
    """Puts the results of one tool into the words of one language."""

    def __init__(
        self, compiled: Mapping[str, Any], words: Mapping[str, str], interface: Mapping[str, str], language: str
    ) -> None:
        """Prepare.

        Args:
            compiled: the compiled rules.
            words: the words of the tools.
            interface: the words of the site.
            language: code of the language.
        """
        self.compiled = compiled
        self.words = words
        self.interface = interface
        self.language = language

    def tell(self, result: Mapping[str, Any]) -> Told:
        """Put a result into words."""
        tool = f"tools.{result['tool']}"
        outcome = f"{tool}.outcomes.{result['outcome']}"
        asked = [one["input"] for one in self.compiled["tools"][result["tool"]]["inputs"]]
        rows = [self._row(tool, item, result) for item in result["items"]]
        return Told(
            result["outcome"],
            result["status"],
            self.pieces(f"{outcome}.answer", result),
            self.pieces(f"{outcome}.do", result),
            tuple(row for row in rows if row.when and row.kind in NUMBER_KINDS),
            tuple(row for row in rows if row.when and row.kind not in NUMBER_KINDS),
            tuple(row for row in rows if not row.when and row.kind == "step"),
            tuple(row for row in rows if not row.when and row.kind not in {"step", "gap"}),
            tuple(row for row in rows if not row.when and row.kind == "gap"),
            tuple((self.label(name), self.answer(name, result)) for name in asked if name in result["answers"]),
            result["answers"],
        )

    def label(self, name: str) -> str:
        """Return the question of an input."""
        return self.words.get(f"inputs.{name}.label", name)

    def answer(self, name: str, result: Mapping[str, Any]) -> str:
        """Return an answer as it is written."""
        return fill(f"{{a:{name}}}", result, self.compiled, self.words, self.language)

    def pieces(self, name: str, result: Mapping[str, Any]) -> Pieces:
        """Return one of the words with a result's values filled in, piece by piece; none if there is no such word."""
        whole = self.words.get(name, "")
        return tuple(self._piece(one, result) for one in _PLACEHOLDER.split(whole) if one)

    def _piece(self, text: str, result: Mapping[str, Any]) -> Piece:
        written = fill(text, result, self.compiled, self.words, self.language)
        date = _date_of(text[1:-1], result) if written != text else ""
        return Piece(written, date if date and long_date(date, self.language) == written else "")

    def _row(self, tool: str, item: Mapping[str, Any], result: Mapping[str, Any]) -> Row:
        name = f"{tool}.items.{item['id']}"
        text = self.pieces(f"{name}.text", result)
        if item["maybe"]:
            condition = self.pieces(f"{name}.if", result)
            text = (*condition, *([Piece(" ")] if condition and text else []), *text)
        track = self.words.get(f"tracks.{item['track']}", "") if item["track"] else ""
        when = tuple(self._when(item, result))
        label = self.pieces(f"{name}.label", result)
        return Row(item["id"], item["kind"], when, label, text, track, item["status"], item["act"])

    def _when(self, item: Mapping[str, Any], result: Mapping[str, Any]) -> Iterator[Piece]:
        start, end = item["from"], item["to"]
        if start is None:
            return
        is_number = item["kind"] in NUMBER_KINDS
        if end is not None and end != start:
            yield self._value(item["kind"], start, result)
            yield Piece(" – " if is_number else f" {self.interface['tool_until']} ")
            yield self._value(item["kind"], end, result)
            return
        if item["open"]:
            yield Piece(f"{self.interface['tool_from']} ")
        yield self._value(item["kind"], start, result)

    def _value(self, kind: str, value: Any, result: Mapping[str, Any]) -> Piece:  # noqa: ANN401 - date or number
        if kind == "amount":
            inputs = self.compiled["inputs"]
            currency = next(
                (result["answers"].get(name) for name in inputs if inputs[name]["type"] == "currency"), None
            )
            return Piece(money_text(value, currency, self.language))
        if kind == "count":
            return Piece(number_text(value, self.language))
        return Piece(long_date(value, self.language), value)


def _date_of(name: str, result: Mapping[str, Any]) -> str:
    """Return the date that a placeholder stands for, '' if it stands for something else."""
    value: object = None
    if name.startswith("a:"):
        value = result["answers"].get(name.removeprefix("a:"))
    elif match := _ITEM.fullmatch(name):
        value = next((one[match["end"]] for one in result["items"] if one["id"] == match["id"]), None)
    return value if isinstance(value, str) and _ISO.fullmatch(value) else ""
