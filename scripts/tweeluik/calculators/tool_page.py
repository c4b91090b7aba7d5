"""The page of one calculator: its form, what it answers without its script, and what it rests on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tweeluik.calculators.frame import data_block, date_text, filled, render
from tweeluik.calculators.library import Calculators, Sentence, best_first
from tweeluik.calculators.lookup import examples, lookup
from tweeluik.calculators.slicing import rules_slice, words_slice
from tweeluik.calculators.telling import Pieces, Teller, Told
from tweeluik.lifecycle.decision import AnswerClass, decision_table
from tweeluik.lifecycle.evaluating import Value, evaluate
from tweeluik.lifecycle.filling import fill, money_text
from tweeluik.model import Side
from tweeluik.rendering.headings import Heading

EXAMPLE_DAY = (27, 3)
"""Of the example beside a date: a day that can be no month, so that the order is plain."""
EXAMPLE_YEAR = 2026
EXAMPLE_AMOUNT = 1_234_50
"""In the smallest unit of a currency with two decimals."""
_SCRIPT_WORDS = (
    "act and answers amount basis calendar change copied copy error from next notes numbers old part_day"
    " part_month part_year picture print result steps table unknown until what when why"
).split()
"""Words of the interface that the script says, without their `tool_`."""


@dataclass(frozen=True, slots=True)
class Field:
    """A question of the form."""

    id: str
    input: str
    type: str
    label: str
    hint: str
    example: str
    choices: tuple[tuple[str, str], ...]
    unknown: str
    """The words for not knowing it; '' if it has to be known."""
    optional: bool


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Answers that lead to the same, and what they lead to."""

    cells: tuple[str, ...]
    outcome: Pieces
    status: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """The whole table of a tool that asks for no date and no amount."""

    columns: tuple[str, ...]
    rows: tuple[DecisionRow, ...]


@dataclass(frozen=True, slots=True)
class ShownRule:
    """A rule as a page lists it."""

    id: str
    sentences: tuple[Sentence, ...]
    """One per article."""


@dataclass(frozen=True, slots=True)
class ShownConflict:
    """A contradiction or a gap as a page lists it."""

    id: str
    title: str
    text: str


def tool_html(calculators: Calculators, tool: str, path: str, side: Side) -> tuple[str, tuple[Heading, ...]]:
    """Return what stands in place of a tool on its page, and its headings."""
    words, interface = calculators.words(side), calculators.interface(side)
    code = calculators.site.docset.settings.language(side).code
    teller = Teller(calculators.compiled, words, interface.table, code)
    results = list(examples(calculators.compiled, tool, calculators.rules.scenarios))
    days = lookup(calculators.compiled, tool, results, code)
    steps = all_steps(calculators, tool, teller)
    decisions = decision_rows(calculators, tool, teller)
    unknowns = [shown_conflict(calculators, one, side) for one in calculators.conflicts_of(tool)]
    html = render(
        calculators,
        "tool.html",
        path,
        side,
        tool=tool,
        fields=list(fields(calculators, tool, side)),
        data=data_block(page_data(calculators, tool, path, side)),
        digest=calculators.digest,
        honesty=honesty(calculators, tool, side),
        decisions=decisions,
        steps=steps,
        examples=[teller.tell(result) for result in results],
        lookup=days,
        lookup_label=teller.label(days.input) if days else "",
        rules=[shown_rule(calculators, one, side) for one in calculators.claims_of(tool)],
        unknowns=unknowns,
    )
    names = (
        ("certainty", "tool_honesty", True),
        ("decisions", "tool_decisions", bool(decisions)),
        ("steps", "tool_all_steps", bool(steps)),
        ("examples", "tool_examples", bool(results)),
        ("days", "tool_lookup", bool(days)),
        ("unknown", "tool_unknowns", bool(unknowns)),
        ("rules", "tool_rules", True),
    )
    return html, tuple(Heading(2, name, interface[key]) for name, key, is_there in names if is_there)


def fields(calculators: Calculators, tool: str, side: Side) -> Iterator[Field]:
    """Yield the questions of a tool."""
    words, interface = calculators.words(side), calculators.interface(side)
    language = calculators.site.docset.settings.language(side).code
    for one in calculators.compiled["tools"][tool]["inputs"]:
        name = one["input"]
        kind = calculators.compiled["inputs"][name]
        label = f"inputs.{name}"
        example = _example(kind["type"], language)
        yield Field(
            f"{tool}-{name}",
            name,
            kind["type"],
            words.get(f"{label}.label", name),
            without_result(calculators, words.get(f"{label}.hint", ""), side),
            filled(interface.table, "tool_example", {"example": example}) if example else "",
            tuple((value, words.get(f"{label}.values.{value}", value)) for value in kind.get("values", ())),
            words.get(f"{label}.unknown", "?") if kind.get("unknown") else "",
            bool(kind.get("optional")),
        )


def _example(kind: str, language: str) -> str:
    if kind == "date":
        day, month = EXAMPLE_DAY
        return f"{day} {month} {EXAMPLE_YEAR}"
    return money_text(EXAMPLE_AMOUNT, None, language) if kind == "amount" else ""


def without_result(calculators: Calculators, text: str, side: Side) -> str:
    """Return words with the numbers of rules in them, but without a result."""
    nothing: dict[str, Any] = {"answers": {}, "items": []}
    code = calculators.site.docset.settings.language(side).code
    return fill(text, nothing, calculators.compiled, calculators.words(side), code)


def page_data(calculators: Calculators, tool: str, path: str, side: Side) -> dict[str, Any]:
    """Return what the script of a tool reads."""
    interface = calculators.interface(side)
    site = calculators.site
    language = site.docset.settings.language(side)
    words = words_slice(calculators.words(side), calculators.compiled, tool)
    words[f"tools.{tool}.title"] = calculators.title(tool, side)
    example = _example("amount", language.code)
    said = {key: interface[f"tool_{key}"] for key in _SCRIPT_WORDS}
    said |= {
        key.removeprefix("tool_"): text.replace("{example}", example)
        for key, text in interface.table.items()
        if key.startswith("tool_error_")
    }
    root = "../" * site.address(path, side).count("/")
    nexts = {one for outcome in calculators.compiled["tools"][tool]["outcomes"] for one in outcome.get("next", ())}
    related = {
        one: {
            "href": root + calculators.tool_page(one, side),
            "title": calculators.title(one, side),
            "inputs": [given["input"] for given in calculators.compiled["tools"][one]["inputs"]],
        }
        for one in sorted(nexts & set(calculators.compiled["tools"]))
        if calculators.tool_page(one, side)
    }
    return {
        "tool": tool,
        "language": language.code,
        "compiled": rules_slice(calculators.compiled, tool, words),
        "words": words,
        "say": said,
        "related": related,
        "digest": calculators.digest,
    }


def shown_rule(calculators: Calculators, claim: str, side: Side) -> ShownRule:
    """Return a rule with one sentence per article."""
    found: dict[str, Sentence] = {}
    for pin in best_first(calculators.rules.claims[claim].pins):
        found.setdefault(pin.article, calculators.sentence(pin, side))
    return ShownRule(claim, tuple(found.values()))


def shown_conflict(calculators: Calculators, name: str, side: Side) -> ShownConflict:
    """Return a contradiction or gap in the words of a language."""
    words = calculators.words(side)
    texts = (without_result(calculators, words.get(f"conflicts.{name}.{key}", ""), side) for key in ("title", "text"))
    return ShownConflict(name, *texts)


def honesty(calculators: Calculators, tool: str, side: Side) -> Mapping[str, str]:
    """Return what the strip says of the age and the certainty of a tool's results."""
    interface = calculators.interface(side).table
    dates = [date_text(one, interface) for one in calculators.dates_of(calculators.claims_of(tool))]
    count = len(calculators.conflicts_of(tool))
    ending = {0: "_none", 1: "_one"}.get(count, "")
    if not dates:
        when = interface["tool_honesty_dates_none"]
    else:
        between = filled(interface, "tool_honesty_between", {"first": dates[0], "last": dates[-1]})
        when = filled(interface, "tool_honesty_dates", {"dates": between if len(dates) > 1 else dates[0]})
    return {"dates": when, "conflicts": filled(interface, f"tool_honesty_conflicts{ending}", {"count": count})}


def all_steps(calculators: Calculators, tool: str, teller: Teller) -> Told | None:
    """Return a checklist in full, as somebody gets it who knows nothing yet; None if the tool is no checklist."""
    flow = calculators.compiled["tools"][tool]
    if not any(item["kind"] == "step" for item in flow["items"]):
        return None
    given = next((one.answers for one in calculators.rules.scenarios if one.tool == tool), {})
    inputs = calculators.compiled["inputs"]
    dates: Mapping[str, object] = {name: value for name, value in given.items() if inputs[name]["type"] == "date"}
    return teller.tell(evaluate(calculators.compiled, tool, dates))


def decision_rows(calculators: Calculators, tool: str, teller: Teller) -> Decisions | None:
    """Return all answers with their outcomes; None if dates or amounts are among them."""
    compiled = calculators.compiled
    asked = [one["input"] for one in compiled["tools"][tool]["inputs"]]
    kinds = {compiled["inputs"][name]["type"] for name in asked}
    if not kinds <= {"choice", "integer"}:
        return None
    rows = []
    for row in decision_table(compiled, tool, asked):
        answers = {name: cell[0].value for name, cell in zip(asked, row.cells, strict=True) if cell}
        result = evaluate(compiled, tool, answers)
        told = teller.tell(result)
        cells = zip(asked, row.cells, strict=True)
        rows.append(DecisionRow(tuple(_cell(teller, *one) for one in cells), told.answer, told.status))
    return Decisions(tuple(teller.label(name) for name in asked), tuple(rows))


def _cell(teller: Teller, name: str, answers: tuple[AnswerClass, ...]) -> str:
    if not answers:
        return teller.interface["tool_any"]
    return ", ".join(_answer(teller, name, one) for one in _joined(answers))


def _joined(answers: Iterable[AnswerClass]) -> Iterator[AnswerClass]:
    """Yield classes of answers, those of numbers that follow one another as one."""
    last: AnswerClass | None = None
    for one in answers:
        if last and last.most is not None and one.least == last.most + 1:
            last = AnswerClass(last.value, last.least, one.most)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _answer(teller: Teller, name: str, answer: AnswerClass) -> str:
    def written(value: Value) -> str:
        return teller.answer(name, {"answers": {} if value is None else {name: value}, "items": []})

    if answer.value is None or teller.compiled["inputs"][name]["type"] == "choice" or answer.least == answer.most:
        return written(answer.value)
    ends = ("" if end is None else written(end) for end in (answer.least, answer.most))
    return " – ".join(ends)
