"""Reading the rules of a docset: its YAML files, checked by their schemas, and the names that they refer to.

What is wrong becomes a diagnostic, and the entry that holds it is left out; all others are kept. Numbers stand in
`quantities.yml` and `policy.yml` alone, so that one look finds them all; every other file names them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tweeluik.diagnostics import Diagnostic, ordered
from tweeluik.docset.nodes import nearest
from tweeluik.lifecycle.conditions import flow_without_names, without_names
from tweeluik.lifecycle.dates import day_number
from tweeluik.lifecycle.documents import Document, Steps, read_document
from tweeluik.lifecycle.evaluating import TEXT_TYPES
from tweeluik.lifecycle.names import Names, Stray, in_condition, in_tool, inputs_of, known_names, twins_in
from tweeluik.lifecycle.records import (
    FOLDER,
    Aside,
    Bound,
    Claim,
    Conflict,
    ConflictKind,
    Modality,
    Pin,
    Quantity,
    Review,
    Rules,
    Scenario,
    Waiver,
)
from tweeluik.lifecycle.schemas import explained, narrowed, validator

CLAIMS = f"{FOLDER}/claims.yml"
QUANTITIES = f"{FOLDER}/quantities.yml"
POLICY = f"{FOLDER}/policy.yml"
CONFLICTS = f"{FOLDER}/conflicts.yml"
TOOLS = f"{FOLDER}/tools.yml"
SCENARIOS = f"{FOLDER}/scenarios.yml"
ABSENT = "absent"
"""What a pin has in place of a sentence in a language that the article does not have."""
_ENTRIES = {"claims": 2, "conflicts": 1, "quantities": 1, "scenarios": 1, "tools": 2, "words": 0}
"""How many steps lead to one entry of a file: what is left out if something in it is wrong."""


def has_rules(root: Path) -> bool:
    """Tell whether a docset has rules."""
    return (root / CLAIMS).is_file()


def words_path(language: str) -> str:
    """Return the file of the words of a language, by its code."""
    return f"{FOLDER}/words.{language}.yml"


def read_rules(root: Path, target: str = "nl", source: str = "en") -> tuple[Rules, list[Diagnostic]]:
    """Read the rules of a docset.

    Args:
        root: the folder of the docset.
        target: code of the language of its translations, in which pins name their sentences.
        source: code of the language that they were made from.

    Returns:
        What is understood, no rules at all if the docset has none, and what is wrong.
    """
    if not has_rules(root):
        return Rules({}, {}, {}), []
    reader = _Reader(root, target, source)
    return reader.rules(), ordered(reader.diagnostics)


class _Reader:
    """Makes records of the files of one docset."""

    def __init__(self, root: Path, target: str, source: str) -> None:
        self.root = root
        self.target = target
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.bad: set[tuple[str, Steps]] = set()
        """Entries in which something is wrong, by file."""

    def rules(self) -> Rules:
        quantities = self._read(QUANTITIES, "quantities")
        policy = self._read(POLICY, "quantities")
        claims = self._read(CLAIMS, "claims")
        conflicts = self._read(CONFLICTS, "conflicts")
        tools = self._read(TOOLS, "tools")
        scenarios = self._read(SCENARIOS, "scenarios")
        words = {code: self._read(words_path(code), "words") for code in (self.target, self.source)}
        numbers = self._quantities(quantities, policy)
        names = known_names(quantities.value, policy.value, claims.value, conflicts.value, tools.value)
        self._check_scopes(numbers.values(), names)
        inputs = self._inputs(tools, names)
        conditions = self._conditions(tools, names)
        flows = self._tools(tools, replace(names, conditions=frozenset(conditions)), inputs, conditions)
        return Rules(
            numbers,
            {one.id: one for one in self._claims(claims, names, numbers)},
            {one.id: one for one in self._conflicts(conflicts, names)},
            tuple(self._asides(claims)),
            inputs,
            flows,
            tuple(one for one in self._scenarios(scenarios, names) if one.tool in flows),
            {code: dict(_flat(document.value)) for code, document in words.items() if document.value is not None},
        )

    def _read(self, path: str, schema: str) -> Document:
        document, problems = read_document(self.root, path)
        self.diagnostics += problems
        if document.value is None:
            return document
        depth = _ENTRIES[schema]
        for error in sorted(validator(schema).iter_errors(document.value), key=lambda one: str(one.absolute_path)):
            is_key = "propertyNames" in error.absolute_schema_path
            steps = (*error.absolute_path, *([error.instance] if is_key else ()))
            if len(steps) < depth and error.validator != "required":
                # The file is not what it should be at all: nothing in it has a place.
                self.bad.add((path, ()))
            self.bad.add((path, steps[:depth]))
            self._report("rules-invalid", explained(error, steps), document, narrowed(error, steps))
        return document

    def _entries(self, document: Document, *steps: str) -> Iterator[tuple[Steps, str | int, Any]]:
        """Yield the sound entries of a file, or of a part of it: the way to each, its name and its value."""
        value = document.value
        for step in steps:
            value = value.get(step) if isinstance(value, dict) else None
        if (document.path, ()) in self.bad:
            return
        pairs: Iterable[tuple[str | int, Any]] = ()
        if isinstance(value, dict):
            pairs = value.items()
        elif isinstance(value, list):
            pairs = enumerate(value)
        for name, entry in pairs:
            way = (*steps, name)
            if not any((document.path, way[:length]) in self.bad for length in range(1, len(way) + 1)):
                yield way, name, entry

    def _quantities(self, *documents: Document) -> dict[str, Quantity]:
        found: dict[str, Quantity] = {}
        for document in documents:
            for steps, name, entry in self._entries(document):
                identifier = str(name)
                if identifier in found:
                    message = f"There is a quantity '{identifier}' in {QUANTITIES} already."
                    self._report("rules-duplicate-key", message, document, steps)
                    continue
                ends = self._ends(document, steps, entry)
                if ends is None:
                    continue
                is_range = ends[0] != ends[1]
                if is_range and entry.get("bound", "range") != "range":
                    wrong = "A value with min and max has the bound 'range', or none that is written down."
                    self._report("rules-invalid", wrong, document, (*steps, "bound"))
                    continue
                found[identifier] = Quantity(
                    identifier,
                    entry["subject"],
                    entry["attribute"],
                    *ends,
                    entry["unit"],
                    Bound(entry.get("bound", "range" if is_range else "exact")),
                    Modality(entry.get("modality", "is")),
                    entry.get("anchor", ""),
                    tuple((key, tuple(values)) for key, values in entry.get("scope", {}).items()),
                    tuple(entry.get("qualifier", ())),
                    document.path == POLICY,
                    entry["value"] == "immediate",
                    document.place(steps),
                )
        return found

    def _ends(self, document: Document, steps: Steps, entry: dict[str, Any]) -> tuple[int | None, int | None] | None:
        """Return both ends of a value; None if it is no such value."""
        value, unit = entry["value"], entry["unit"]
        if isinstance(value, int):
            return value, value
        if isinstance(value, dict):
            if value["min"] < value["max"]:
                return value["min"], value["max"]
            wrong = f"{value['min']} is not less than {value['max']}."
        elif value in {"immediate", "unquantified"}:
            if unit == "none" and "bound" not in entry:
                return None, None
            # A unit or a bound that no number has would be a statement that no sentence can bear out.
            wrong = f"What is {value} has no number, so its unit is 'none' and it has no bound."
        else:
            day = day_number(value)
            if day is not None and unit == "date":
                return day, day
            wrong = f"There is no day '{value}'." if day is None else f"'{value}' is a date, but its unit is '{unit}'."
        self._report("rules-invalid", wrong, document, (*steps, "value"))
        return None

    def _check_scopes(self, quantities: Iterable[Quantity], names: Names) -> None:
        """A scope that names nothing that is asked would never overlap another one."""
        for one in quantities:
            document = Document(POLICY if one.is_ours else QUANTITIES, places={(): one.place})
            for name, values in one.scope if names.inputs else ():
                if name not in names.inputs:
                    self._unknown("input", name, names.inputs, document, ())
                for value in values if name in names.inputs else ():
                    if value not in names.inputs[name]:
                        self._unknown(f"value of the input '{name}'", value, names.inputs[name], document, ())

    def _claims(self, document: Document, names: Names, sound: Mapping[str, Quantity]) -> Iterator[Claim]:
        for steps, name, entry in self._entries(document, "claims"):
            if ("pins" in entry) == ("absent" in entry):
                message = f"The claim '{name}' needs either pins or the reason why it is absent."
                self._report("rules-invalid", message, document, steps)
                continue
            pins = self._pins(document, steps, entry)
            reviewed = entry.get("reviewed")
            states = self._known("quantity", entry, "states", names.quantities, document, steps)
            yield Claim(
                str(name),
                tuple(one for one in states if one in sound),
                pins,
                entry.get("absent", ""),
                self._known("conflict", entry, "conflicts", names.conflicts, document, steps),
                self._known("claim", entry, "supersedes", names.claims, document, steps),
                reviewed and self._review(reviewed),
                tuple(
                    Waiver(one["gate"], one["reason"], one["until"], one.get("segment", ""), one.get("language", ""))
                    for one in entry.get("waivers", ())
                ),
                entry.get("valid_from", ""),
                entry.get("valid_to", ""),
                document.place(steps),
            )

    def _review(self, entry: dict[str, Any]) -> Review:
        return Review(entry["on"], entry["by"], entry.get(self.target, False), entry.get(self.source, False))

    def _pins(self, document: Document, steps: Steps, entry: dict[str, Any]) -> tuple[Pin, ...]:
        given = enumerate(entry.get("pins", ()))
        found = (self._pin(document, (*steps, "pins", index), pin) for index, pin in given)
        return tuple(pin for pin in found if pin)

    def _pin(self, document: Document, steps: Steps, entry: dict[str, Any]) -> Pin | None:
        target, source = entry.get(self.target), entry.get(self.source)
        strange = sorted(key for key in entry if key not in {*_PIN_KEYS, self.target, self.source})
        if strange:
            message = f"'{strange[0]}' is no language of this docset: they are {self.target} and {self.source}."
            self._report("rules-invalid", message, document, (*steps, strange[0]))
        if target is None or target == ABSENT or source is None:
            missing = self.source if target and target != ABSENT else self.target
            hint = f", or '{ABSENT}' if the article has none" if missing == self.source else ""
            message = f"The pin needs '{missing}': the sentence in that language{hint}."
            self._report("rules-invalid", message, document, steps)
            return None
        return Pin(
            entry["article"],
            entry["segment"],
            entry.get("sentence", 0),
            _folded(target),
            None if source == ABSENT else _folded(source),
            entry.get("twin", ""),
            entry.get("number_only", False),
            document.place(steps),
        )

    def _asides(self, document: Document) -> Iterator[Aside]:
        for steps, _, entry in self._entries(document, "asides"):
            if pin := self._pin(document, steps, entry):
                yield Aside(pin, entry["reason"])

    def _conflicts(self, document: Document, names: Names) -> Iterator[Conflict]:
        for steps, name, entry in self._entries(document):
            yield Conflict(
                str(name),
                ConflictKind(entry["kind"]),
                self._known("claim", entry, "claims", names.claims, document, steps),
                self._known("quantity", entry, "quantities", names.quantities, document, steps),
                self._pins(document, steps, entry),
                entry["presentation"],
                entry.get("open", True),
                document.place(steps),
            )

    def _inputs(self, document: Document, names: Names) -> dict[str, Any]:
        found = {}
        for steps, name, entry in self._entries(document, "inputs"):
            for key in ("least", "most"):
                if key in entry and entry[key] not in names.values:
                    self._unknown("quantity", entry[key], names.values, document, (*steps, key))
            if (entry["type"] in TEXT_TYPES) != ("values" in entry):
                wrong = "needs a list of values" if "values" not in entry else "has no values to choose from"
                message = f"The input '{name}' of type '{entry['type']}' {wrong}."
                self._report("rules-invalid", message, document, steps)
                continue
            found[str(name)] = entry
        return found

    def _conditions(self, document: Document, names: Names) -> dict[str, Any]:
        """Return the conditions with names that are sound; one may name those before it."""
        found: dict[str, Any] = {}
        for steps, name, condition in self._entries(document, "conditions"):
            strays = in_condition(condition, steps, replace(names, conditions=frozenset(found)))
            if not self._report_strays(strays, document, ()):
                found[str(name)] = without_names(condition, found)
        return found

    def _tools(
        self, document: Document, names: Names, inputs: Collection[str], conditions: Mapping[str, Any]
    ) -> dict[str, Any]:
        found = {}
        for steps, name, named in self._entries(document, "tools"):
            entry = flow_without_names(named, conditions)
            has_strays = self._report_strays(in_tool(entry, names), document, steps)
            for way, message in twins_in(entry):
                self._report("rules-duplicate-key", message, document, (*steps, *way))
            # An evaluator would stumble over what is not there.
            if not has_strays and inputs_of(entry) <= set(inputs):
                found[str(name)] = entry
        return found

    def _scenarios(self, document: Document, names: Names) -> Iterator[Scenario]:
        for steps, _, entry in self._entries(document):
            if self._report_strays(_in_scenario(entry, names), document, steps):
                continue
            yield Scenario(
                entry["tool"],
                entry["name"],
                entry["why"],
                entry["answers"],
                entry["outcome"],
                {key: "" if value is None else str(value) for key, value in entry.get("items", {}).items()},
                tuple(entry.get("absent", ())),
                tuple(entry.get("claims", ())),
                document.place(steps),
                tuple(entry.get("asked", ())),
            )

    def _known(
        self, kind: str, entry: dict[str, Any], key: str, known: Collection[str], document: Document, steps: Steps
    ) -> tuple[str, ...]:
        """Return the ids of a list that mean something, and report the others."""
        found = []
        for index, name in enumerate(entry.get(key, ())):
            if name in known:
                found.append(name)
            else:
                self._unknown(kind, name, known, document, (*steps, key, index))
        return tuple(found)

    def _report_strays(self, strays: Iterable[Stray], document: Document, steps: Steps) -> bool:
        """Report names that mean nothing, and tell whether there are any."""
        found = list(strays)
        for way, kind, name, known in found:
            self._unknown(kind, name, known, document, (*steps, *way))
        return bool(found)

    def _unknown(self, kind: str, name: str, known: Iterable[str], document: Document, steps: Steps) -> None:
        noun, of, whole = kind.partition(" of ")
        message = f"There is no {noun} '{name}'{of}{whole}.{nearest(name, known)}"
        self._report("rules-unknown-name", message, document, steps)

    def _report(self, code: str, message: str, document: Document, steps: Steps) -> None:
        self.diagnostics.append(Diagnostic(code, message, document.path, document.place(steps)))


_PIN_KEYS = frozenset({"article", "segment", "sentence", "twin", "number_only", "reason"})


def _in_scenario(entry: dict[str, Any], names: Names) -> Iterator[Stray]:
    """Yield the names in a scenario that mean nothing."""
    tool = entry["tool"]
    if tool not in names.tools:
        yield ("tool",), "tool", tool, names.tools
        return
    known = names.tools[tool]
    wanted: tuple[tuple[str, str, Collection[str]], ...] = (
        ("answers", f"input of '{tool}'", known.inputs),
        ("asked", f"input of '{tool}'", known.inputs),
        ("items", f"item of '{tool}'", known.items),
        ("absent", f"item of '{tool}'", known.items),
        ("claims", "claim", names.claims),
    )
    if entry["outcome"] not in known.outcomes:
        yield ("outcome",), f"outcome of '{tool}'", entry["outcome"], known.outcomes
    for key, kind, there in wanted:
        given = entry.get(key, ())
        for index, name in enumerate(given):
            if name not in there:
                yield (key, name if isinstance(given, dict) else index), kind, name, there


def _flat(value: Any, prefix: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any value of the file
    """Yield the words of a nested mapping by their flat names."""
    for key, one in value.items() if isinstance(value, dict) else ():
        name = f"{prefix}{key}"
        if isinstance(one, dict):
            yield from _flat(one, f"{name}.")
        elif isinstance(one, str):
            yield name, _folded(one)


def _folded(text: str) -> str:
    return " ".join(text.split())
