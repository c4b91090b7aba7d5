"""Every number, unit, bound and comparator of the rules, and every number and unit of a pinned sentence, is watched.

Each is changed by itself, in memory, and the gates must say so, with the rule, the article, the segment, and what was
said before and after. Thousands of mutants are held against only those gates that can see them.
"""

import json
import random
import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tweeluik.article.sentences import sentences
from tweeluik.cli import cli
from tweeluik.docset.docset import Docset
from tweeluik.learn.inline import read_inline
from tweeluik.learn.number_words import cardinals
from tweeluik.lifecycle.compiling import compile_rules
from tweeluik.lifecycle.gates import (
    bounds,
    numbers,
    pinned_sentences,
    tables,
    tool_units,
    unclaimed,
    units,
    worked_scenarios,
)
from tweeluik.lifecycle.gating import breaches, situation_of
from tweeluik.lifecycle.pins import Finder, Sentence, normalize, sentences_of
from tweeluik.lifecycle.reading import read_rules
from tweeluik.lifecycle.records import Bound, Breach, Quantity, Rules
from tweeluik.lifecycle.situation import Situation, place_name
from tweeluik.model import Article

DOCS = Path(__file__).parents[2] / "docs"
TODAY = date(2026, 12, 1)
EPOCH = "1796083200"
"""The same day for the command."""
UNIT_WORDS = {
    "nl": re.compile(
        r"\b(dagen|dag|maanden|maand|minuten|minuut|licenties|licentie|werkdagen|gebruikers|jaar|weken|uur)\b|%"
    ),
    "en": re.compile(r"\b(days|day|months|month|minutes|minute|licences|licence|users|years|year|weeks|hours)\b|%"),
}
OTHER_UNIT = {"nl": ("procent", "maanden"), "en": ("per cent", "months")}
"""What stands for a unit in a mutant; the second if the sentence has the first."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The embedded docset, read once."""

    docset: Docset
    rules: Rules
    situation: Situation
    articles: dict[str, Article]


@cache
def corpus() -> Corpus:
    docset = Docset(DOCS)
    rules, problems = read_rules(DOCS)
    assert problems == []
    situation = situation_of(docset, rules, TODAY)
    names = {pin.article for claim in rules.claims.values() for pin in claim.pins}
    return Corpus(docset, rules, situation, {name: docset.article(f"{name}.md") for name in sorted(names)})


def test_without_a_mutation_the_gates_are_silent() -> None:
    assert list(breaches(corpus().situation)) == []


# Numbers, units and bounds of the rules


@dataclass(frozen=True, slots=True)
class RuleMutant:
    """One quantity with one thing changed."""

    what: str
    quantity: Quantity


def rule_mutants() -> Iterator[RuleMutant]:
    for one in corpus().rules.quantities.values():
        for step in (-1, 1):
            if one.least is not None and one.most is not None:
                if one.least == one.most:
                    yield RuleMutant("number", replace(one, least=one.least + step, most=one.most + step))
                else:
                    yield RuleMutant("least", replace(one, least=one.least + step))
                    yield RuleMutant("most", replace(one, most=one.most + step))
        yield RuleMutant("unit", replace(one, unit="month" if one.unit != "month" else "day"))
        yield from (RuleMutant("bound", replace(one, bound=bound)) for bound in Bound if bound is not one.bound)


def with_quantity(quantity: Quantity) -> Rules:
    rules = corpus().rules
    return replace(rules, quantities={**rules.quantities, quantity.id: quantity})


def found_in_rules(mutant: RuleMutant) -> Iterator[Breach]:
    """Yield what the gates say: first of the sentences of the rules that state the quantity, then of all rules."""
    known = corpus()
    rules = with_quantity(mutant.quantity)
    stating = {name: one for name, one in known.rules.claims.items() if mutant.quantity.id in one.states}
    finder = known.situation.finder
    some = Situation(replace(rules, claims=stating, conflicts={}, asides=()), {}, finder, TODAY)
    for gate in (numbers, units, bounds):
        yield from gate.GATE.find(some)
    compiled = compile_rules(rules)
    pinned = frozenset(pin.article for claim in stating.values() for pin in claim.pins)
    if pinned:
        yield from unclaimed.GATE.find(Situation(rules, compiled, finder, TODAY, only=pinned))
    whole = Situation(rules, compiled, finder, TODAY)
    for gate in (bounds, tool_units, worked_scenarios, unclaimed):
        yield from gate.GATE.find(whole)


def refused(mutant: RuleMutant, folder: Path) -> bool:
    """Tell whether reading refuses the mutant: a unit or a bound of what has no number."""
    one = mutant.quantity
    value = "immediate" if one.is_immediate else "unquantified"
    entry: dict[str, object] = {"subject": one.subject, "attribute": one.attribute, "value": value, "unit": one.unit}
    if mutant.what == "bound":
        entry["bound"] = one.bound.value
    (folder / "lifecycle").mkdir(exist_ok=True)
    (folder / "lifecycle" / "claims.yml").write_text("claims: {}\n", encoding="utf-8")
    (folder / "lifecycle" / "quantities.yml").write_text(json.dumps({one.id: entry}), encoding="utf-8")
    return any(one.code == "rules-invalid" for one in read_rules(folder)[1])


@pytest.mark.slow
def test_numbers_units_and_bounds_of_the_rules(tmp_path: Path) -> None:
    survivors = []
    unclear = []
    count = 0
    for mutant in rule_mutants():
        count += 1
        if mutant.quantity.least is None:
            if not refused(mutant, tmp_path):
                survivors.append(f"{mutant.what} {mutant.quantity.id}")
            continue
        breach = next(found_in_rules(mutant), None)
        if breach is None:
            survivors.append(f"{mutant.what} {mutant.quantity.id}: {mutant.quantity}")
        elif not tells_of_rule(breach, mutant):
            unclear.append(f"{mutant.what} {mutant.quantity.id}: {breach.message}")
    assert count > 800
    assert not survivors, f"{len(survivors)} of {count}: {survivors}"
    assert not unclear, f"{len(unclear)} of {count}: {unclear}"


def tells_of_rule(breach: Breach, mutant: RuleMutant) -> bool:
    """Tell whether a message names the rule, the article, the segment, and the sentence that says otherwise.

    A number of our own that no rule states is named itself, or shows in a scenario.
    """
    claims = [one for one in corpus().rules.claims.values() if mutant.quantity.id in one.states]
    if not claims:
        return mutant.quantity.id in breach.message or breach.code == "lifecycle-scenario-differs"
    pins = [pin for claim in claims for pin in claim.pins]
    names_rule = any(claim.id in breach.message for claim in claims) or breach.code == "quantity-unclaimed"
    where = any(pin.article in breach.message and pin.segment in breach.message for pin in pins)
    return (
        names_rule
        and where
        and any(text in breach.message for pin in pins for text in (pin.target, pin.source or pin.target))
    )


# Comparators of the tools

OPPOSITE = {
    "lt": ("le", "gt", "ge"),
    "le": ("lt", "gt", "ge"),
    "gt": ("ge", "lt", "le"),
    "ge": ("gt", "lt", "le"),
}


def condition_mutants(
    condition: dict[str, Any], way: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield the condition with each comparator changed, after the way to it."""
    ((operator, operands),) = condition.items()
    for other in OPPOSITE.get(operator, ()):
        yield (*way, operator, other), {other: operands}
    if operator in {"eq", "in"}:
        yield (*way, operator, "not"), {"not": condition}
    if operator == "not":
        yield from ((found, {"not": one}) for found, one in condition_mutants(operands, (*way, "not")))
    elif operator in {"all", "any"}:
        for index, one in enumerate(operands):
            for found, changed in condition_mutants(one, (*way, operator, index)):
                yield found, {operator: [*operands[:index], changed, *operands[index + 1 :]]}


def tool_mutants() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each tool with one comparator changed, after its name and what was changed."""
    for name, tool in corpus().rules.tools.items():
        for part in ("inputs", "outcomes", "items"):
            for index, entry in enumerate(tool.get(part, ())):
                if isinstance(entry, str) or "when" not in entry:
                    continue
                for way, changed in condition_mutants(entry["when"]):
                    label = entry.get("id", entry.get("input"))
                    mutated = {**entry, "when": changed}
                    entries = [*tool[part][:index], mutated, *tool[part][index + 1 :]]
                    yield name, f"{name} {part} {label} {way}", {**tool, part: entries}


def found_in_tool(name: str, tool: dict[str, Any]) -> Iterator[Breach]:
    """Yield what the scenarios of a tool and its table say; the latter only if the former are silent."""
    rules = corpus().rules
    scenarios = tuple(one for one in rules.scenarios if one.tool == name)
    changed = replace(rules, tools={name: tool}, scenarios=scenarios)
    situation = Situation(changed, compile_rules(changed), corpus().situation.finder, TODAY)
    found = list(worked_scenarios.GATE.find(situation))
    yield from found or tables.GATE.find(situation)


@pytest.mark.slow
def test_comparators_of_the_tools() -> None:
    survivors = []
    unclear = []
    count = 0
    pinned = {place_name(pin) for claim in corpus().rules.claims.values() for pin in claim.pins}
    for name, what, tool in tool_mutants():
        count += 1
        messages = [one.message for one in found_in_tool(name, tool)]
        if not messages:
            survivors.append(what)
        elif not any(name in text and place in text for text in messages for place in pinned):
            unclear.append(f"{what}: {messages[0]}")
    assert count > 1_000
    assert not survivors, f"{len(survivors)} of {count}: {survivors}"
    assert not unclear, f"{len(unclear)} of {count}: {unclear}"


# Numbers and units of pinned sentences


@dataclass(frozen=True, slots=True)
class TextMutant:
    """One segment of an article, or one sentence of an article without spans, with one word changed."""

    article: str
    segment: str
    old: tuple[str, str]
    """Target and source as pinned."""
    new: tuple[str, str]
    """The halves as they would read in the file."""
    languages: tuple[str, ...]
    what: str


def text_edits(text: str, language: str) -> Iterator[tuple[int, int, str]]:
    """Yield each number and unit in the prose of a half: where it stands, and what stands there in a mutant."""
    prose = read_inline(text).prose
    for match in re.finditer(r"\d+", prose):
        yield from ((*match.span(), str(int(match.group()) + step)) for step in (-1, 1))
    for match in re.finditer(r"[^\W\d_]+(?:-[^\W\d_]+)*", prose):
        if match.group().lower() in cardinals(language):
            value = cardinals(language)[match.group().lower()]
            other = next(word for word, number in cardinals(language).items() if number == value + 1)
            yield (*match.span(), other)
    for match in UNIT_WORDS[language].finditer(prose):
        first, second = OTHER_UNIT[language]
        yield (*match.span(), second if match.group() == first else first)


def changed(text: str, edit: tuple[int, int, str]) -> str:
    start, end, new = edit
    return text[:start] + new + text[end:]


def pinned_halves() -> dict[tuple[str, str, str, str], tuple[str, ...]]:
    """Return the rules by article, segment and the halves that their sentences stand in."""
    found: dict[tuple[str, str, str, str], tuple[str, ...]] = {}
    for one in corpus().situation.pinned:
        if one.claims:
            now = one.located.sentence
            assert now is not None
            key = one.pin.article, now.segment, now.target_half, now.source_half
            found[key] = (*found.get(key, ()), *one.claims)
    return found


def text_mutants() -> Iterator[tuple[tuple[str, str, str, str], tuple[str, str], str]]:
    """Yield each pinned half with a number or unit changed in nl, in en, and in both, after where it stands."""
    for key in pinned_halves():
        *_, target, source = key
        in_target = list(text_edits(target, "nl"))
        in_source = list(text_edits(source, "en"))
        for edit in in_target:
            yield key, (changed(target, edit), source), "nl"
        for edit in in_source:
            yield key, (target, changed(source, edit)), "en"
        for edit, other in zip(in_target, in_source, strict=False):
            yield key, (changed(target, edit), changed(source, other)), "both"


def found_in_article(key: tuple[str, str, str, str], halves: tuple[str, str]) -> Iterator[Breach]:
    """Yield what the gates of sentences say of an article with a segment changed."""
    article, segment, target, _ = key
    known = corpus().articles[article]
    before = corpus().situation.finder.sentences(article)
    if segment:
        part = next(one for one in known.segments if (one.id, one.target, one.source or "") == key[1:])
        mutated = replace(part, target=halves[0], source=halves[1] if part.source is not None else None)
        after = sentences_of(Article(known.path, None, (mutated,)))
        index = next(at for at, one in enumerate(before) if one.segment == segment and one.target_half == target)
        kept = [one for one in before if not (one.segment == segment and one.target_half == target)]
        sentences = [*kept[:index], *after, *kept[index:]]
    else:
        sentences = list(plainly_changed(before, target, halves[0]))
    finder = Finder({article: sentences})
    rules = corpus().rules
    some = {name: one for name, one in rules.claims.items() if any(pin.article == article for pin in one.pins)}
    situation = Situation(replace(rules, claims=some), {}, finder, TODAY, only=frozenset({article}))
    for gate in (pinned_sentences, unclaimed):
        yield from gate.GATE.find(situation)


def plainly_changed(before: Sequence[Sentence], target: str, new: str) -> Iterator[Sentence]:
    """Yield the sentences of an article without spans, the first of those that read so changed."""
    is_done = False
    for one in before:
        if one.target_half == target and not is_done:
            is_done = True
            yield replace(one, target=normalize(new), target_half=new)
        else:
            yield one


@pytest.mark.slow
def test_numbers_and_units_of_pinned_sentences() -> None:
    survivors = []
    unclear = []
    count = 0
    owners = pinned_halves()
    for key, halves, language in text_mutants():
        count += 1
        breaches = list(found_in_article(key, halves))
        if not breaches:
            survivors.append(f"{language} {key} -> {halves}")
        elif not any(tells_of_text(one, key, halves, owners[key]) for one in breaches):
            unclear.append(f"{language} {key} -> {halves}: {breaches[0].message}")
    assert count > 2_000
    assert not survivors, f"{len(survivors)} of {count}: {survivors}"
    assert not unclear, f"{len(unclear)} of {count}: {unclear}"


def tells_of_text(
    breach: Breach, key: tuple[str, str, str, str], halves: tuple[str, str], rules: tuple[str, ...]
) -> bool:
    """Tell whether a message names a rule, the article, the segment, and the sentence as it was and as it is."""
    article, segment, *old = key
    message = breach.message
    if not any(rule in message for rule in rules) or article not in message or segment not in message:
        return False
    return all(
        any(normalize(span.of(text)) in message for span in sentences(text) if normalize(span.of(text)) not in kept)
        for text, kept in (
            (one, {normalize(span.of(other)) for span in sentences(other)})
            for pair in zip(old, halves, strict=True)
            if pair[0] != pair[1]
            for one, other in (pair, pair[::-1])
        )
    )


# A handful of them through the real command

GATE_CODES = (
    "pin-changed", "rule-number-differs", "rule-unit-differs", "rule-bound-differs", "quantity-unclaimed",
    "quantity-unused", "tool-unit-mixed", "rules-invalid", "lifecycle-scenario-differs", "lifecycle-table-hole",
    "lifecycle-table-overlap",
)  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    folder = tmp_path / "docs"
    shutil.copytree(DOCS, folder)
    return folder


def check(folder: Path) -> tuple[int, str]:
    only = [part for code in GATE_CODES for part in ("--only", code)]
    result = CliRunner().invoke(cli, ["check", str(folder), "--jobs", "1", *only])
    return result.exit_code, " ".join(result.output.split())


def test_the_command_is_silent_without_a_mutation(copy: Path) -> None:
    assert check(copy)[0] == 0


@pytest.mark.parametrize("seed", range(6))
def test_the_command_sees_a_changed_sentence(copy: Path, seed: int) -> None:
    mutants = [one for one in text_mutants() if one[0][1]]
    (article, segment, *halves), changed_halves, _ = random.Random(seed).choice(mutants)  # noqa: S311 - a sample, no secret
    file = copy / f"{article}.md"
    text = file.read_text(encoding="utf-8")
    for half, changed_half in zip(halves, changed_halves, strict=True):
        assert f'"{segment}">{half}</span>' in text
        text = text.replace(f'"{segment}">{half}</span>', f'"{segment}">{changed_half}</span>')
    file.write_text(text, encoding="utf-8")
    status, output = check(copy)
    assert status == 1
    assert segment in output
    assert f"{article}.md" in output


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        pytest.param("quantities.yml", "value: 180, unit: day", "value: 181, unit: day", id="a number"),
        pytest.param("quantities.yml", "value: 10, unit: minute", "value: 10, unit: hour", id="a unit"),
        pytest.param("quantities.yml", "bound: under", "bound: at_most", id="a bound"),
        pytest.param("policy.yml", "value: 88, unit: day", "value: 89, unit: day", id="a number of our own"),
        pytest.param("tools.yml", "{lt: [", "{le: [", id="a comparator"),
    ],
)
def test_the_command_sees_a_changed_rule(copy: Path, file: str, old: str, new: str) -> None:
    path = copy / "lifecycle" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert check(copy)[0] == 1
