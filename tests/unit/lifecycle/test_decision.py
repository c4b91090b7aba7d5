from collections import Counter
from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

import pytest
from tests.conftest import FIXTURES
from tests.unit.lifecycle.evaluator_cases import flow

from tweeluik.lifecycle.compiling import compile_rules
from tweeluik.lifecycle.dates import iso_date
from tweeluik.lifecycle.decision import AnswerClass, Row, decision_table, rows, table_breaches
from tweeluik.lifecycle.evaluating import Part, Scope, evaluate
from tweeluik.lifecycle.reading import read_rules
from tweeluik.lifecycle.records import Conflict, ConflictKind, Quantity, Rules

COLUMNS = ("product", "route", "licences", "domain")


def rules(**parts: Any) -> Rules:  # noqa: ANN401 - any fields
    return Rules(**({"quantities": {}, "claims": {}, "conflicts": {}} | parts))


def sound() -> dict[str, Any]:
    """Return rules without anything wrong."""
    compiled = flow()
    tool = compiled["tools"]["everything"]
    tool["items"] = [item for item in tool["items"] if item["id"] != "unnamed"]
    return compiled


def found(compiled: dict[str, Any], given: Rules | None = None) -> list[tuple[str, str]]:
    return [(breach.code, breach.message) for breach in table_breaches(compiled, given or rules())]


def test_sound_rules_are_sound() -> None:
    assert found(sound()) == []


def _hole(tool: dict[str, Any]) -> None:
    # At the limit nothing holds.
    tool["outcomes"] = [outcome for outcome in tool["outcomes"] if outcome["id"] != "exactly"]


def _overlap(tool: dict[str, Any]) -> None:
    tool["outcomes"][4]["when"]["all"][1] = {"le": ["licences", "limit"]}


def _no_outcome(tool: dict[str, Any]) -> None:
    tool["outcomes"] = []


def _unreachable_outcome(tool: dict[str, Any]) -> None:
    when = {"all": [{"eq": ["product", "business"]}, {"gt": ["licences", "licences.most"]}]}
    tool["outcomes"].append({"id": "huge", "when": when, "status": "stated", "claims": ["E-03"]})


def _unreachable_item(tool: dict[str, Any]) -> None:
    # Families are not asked for the route, so for them it is unknown.
    when = {"all": [{"eq": ["product", "family"]}, {"eq": ["route", "cancel"]}]}
    tool["items"].append({"id": "odd", "kind": "note", "when": when, "status": "stated", "claims": ["S-02"]})


def _unreachable_date(tool: dict[str, Any]) -> None:
    tool["items"].append({"id": "never", "kind": "date", "from": "nowhere", "status": "stated", "claims": ["L-01"]})


def _uncited_outcome(tool: dict[str, Any]) -> None:
    del tool["outcomes"][0]["claims"]


def _uncited_item(tool: dict[str, Any]) -> None:
    tool["items"][2] |= {"claims": [], "conflicts": []}


def _asked_later(tool: dict[str, Any]) -> None:
    tool["inputs"][0]["when"] = {"not": {"eq": ["domain", "no"]}}


def _never_asked(tool: dict[str, Any]) -> None:
    tool["items"][2]["to"] = {"from": "date", "plus": ["free"]}


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (
            _hole,
            (
                "lifecycle-table-hole",
                "everything: no outcome holds in 1 of 10 rows, the first with product business, licences 25",
            ),
        ),
        (
            _overlap,
            (
                "lifecycle-table-overlap",
                (
                    "everything: the outcomes online, exactly hold at once in 1 of 10 rows,"
                    " the first with product business, licences 25"
                ),
            ),
        ),
        (
            _no_outcome,
            ("lifecycle-table-hole", "everything: no outcome holds in 1 of 1 rows, the first with any answers"),
        ),
        (_unreachable_outcome, ("lifecycle-outcome-unreachable", "everything: no answers lead to the outcome huge")),
        (_unreachable_item, ("lifecycle-item-unreachable", "everything: no answers show the item odd for certain")),
        (_unreachable_date, ("lifecycle-item-unreachable", "everything: no answers show the item never for certain")),
        (
            _uncited_outcome,
            ("lifecycle-citation-missing", "everything: family is not_for_you and cites no claim and no conflict"),
        ),
        (
            _uncited_item,
            ("lifecycle-citation-missing", "everything: disabled is stated and cites no claim and no conflict"),
        ),
        (
            _asked_later,
            (
                "lifecycle-input-not-asked",
                "everything: whether product is asked depends on domain, which is not asked before it",
            ),
        ),
        (_never_asked, ("lifecycle-input-not-asked", "everything: disabled depends on free, which is not asked")),
    ],
)
def test_finds_what_is_wrong(change: Callable[[dict[str, Any]], None], expected: tuple[str, str]) -> None:
    compiled = sound()
    change(compiled["tools"]["everything"])
    assert expected in found(compiled)


def test_tells_where_in_the_file_it_is() -> None:
    compiled = flow()
    breaches = list(table_breaches(compiled, rules()))
    assert [(breach.code, breach.path, breach.steps) for breach in breaches] == [
        ("lifecycle-item-unreachable", "lifecycle/tools.yml", ("tools", "everything", "items", 12)),
        ("lifecycle-citation-missing", "lifecycle/tools.yml", ("tools", "everything", "items", 12)),
    ]


def test_an_overlap_is_where_the_second_outcome_is() -> None:
    compiled = sound()
    _overlap(compiled["tools"]["everything"])
    (breach,) = table_breaches(compiled, rules())
    assert breach.steps == ("tools", "everything", "outcomes", 5)


def _quantity(name: str, value: int) -> Quantity:
    return Quantity(name, "data", "earliest", value, value, "day")


@pytest.mark.parametrize(
    ("value", "kind", "is_open", "expected"),
    [
        (30, ConflictKind.CONTRADICTION, True, ["disabled", "deleted"]),
        (90, ConflictKind.CONTRADICTION, True, []),
        (30, ConflictKind.VERSION, True, []),
        (30, ConflictKind.CONTRADICTION, False, []),
    ],
    ids=["other values", "the same value", "another version", "solved"],
)
def test_what_is_contested_stays_contested(
    value: int,
    kind: ConflictKind,
    is_open: bool,  # noqa: FBT001 - a column of the table
    expected: list[str],
) -> None:
    conflict = Conflict("C1", kind, (), ("window", "other", "nowhere"), is_open=is_open)
    quantities = {"window": _quantity("window", 90), "other": _quantity("other", value)}
    given = rules(quantities=quantities, conflicts={"C1": conflict})
    message = "everything: {} is stated but counts with window, which is contested"
    assert found(sound(), given) == [("lifecycle-status-too-firm", message.format(name)) for name in expected]


@pytest.mark.parametrize(
    ("operands", "is_firm"),
    [
        pytest.param(["window", "other"], True, id="all readings"),
        pytest.param(["window", "limit"], False, id="one reading beside a number"),
        pytest.param(["window", {"from": "other"}], False, id="a reading that is hidden in a sum"),
    ],
)
def test_the_earliest_of_all_readings_is_certain(operands: list[object], is_firm: bool) -> None:  # noqa: FBT001
    compiled = sound()
    compiled["values"]["other"] = 30
    tool = compiled["tools"]["everything"]
    tool["items"] = [item for item in tool["items"] if item["id"] == "disabled"]
    tool["items"][0]["to"] = {"from": "date", "plus": [{"earliest": operands}]}
    quantities = {"window": _quantity("window", 90), "other": _quantity("other", 30)}
    conflict = Conflict("C1", ConflictKind.CONTRADICTION, (), ("window", "other"))
    codes = [code for code, _ in found(compiled, rules(quantities=quantities, conflicts={"C1": conflict}))]
    assert codes == ([] if is_firm else ["lifecycle-status-too-firm"])


def test_numbers_fall_into_classes_by_what_they_are_compared_with() -> None:
    seen = {known["licences"] for known in rows(flow(), "everything")}
    assert seen == {24, 25, 26, None}


SUM = {"from": "free", "plus": ["free"]}


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ([{"lt": ["free", "limit"]}], [24, 25, 26]),
        ([{"in": ["free", ["limit"]]}], [24, 25, 26]),
        ([{"eq": ["free", "limit"]}, {"not": {"gt": ["free", {"from": "limit", "plus": ["once"]}]}}], [24, 25, 26, 27]),
        ([{"any": [{"le": ["free", "limit"]}, {"ge": ["free", "window"]}]}], [24, 25, 89, 90, 91]),
        ([{"eq": [SUM, {"from": "limit", "minus": ["once"]}]}], [11, 12, 13]),
        ([{"lt": [SUM, "limit"]}], [12, 13, 14]),
        ([{"lt": ["limit", {"from": "limit", "minus": ["free"]}]}], [-1, 0, 1]),
        ([{"eq": ["free", "unknown"]}], [0]),
        ([{"lt": ["licences", "limit"]}], [24, 25, 26]),
        ([{"eq": ["licences", "licences.least"]}], [0, 1]),
        ([{"eq": ["licences", "licences.most"]}], [999999, 1000000]),
        ([{"eq": ["licences", {"from": "licences.most", "minus": ["once"]}]}], [999998, 999999, 1000000]),
        ([{"eq": ["licences", {"from": "licences.most", "plus": ["once"]}]}], [500000]),
    ],
    ids=str,
)
def test_classes_of_a_number(when: list[Part], expected: list[int]) -> None:
    compiled = flow()
    compiled["tools"]["everything"]["inputs"] = [{"input": "free"}, {"input": "licences"}]
    name = "licences" if "licences" in str(when) else "free"
    assert [known[name] for known in rows(compiled, "everything", when)] == [*expected, None]


def test_a_part_of_a_time_lies_within_it() -> None:
    compiled = flow()
    compiled["tools"]["everything"]["inputs"] = [{"input": "free"}, {"input": "licences"}]
    seen = list(rows(compiled, "everything", [{"prorate": ["price", "licences", "free"]}]))
    assert [known["licences"] for known in seen if known["free"] == 1] == [0, 1, 2, None]
    assert {known["free"] for known in seen} == {-1, 0, 1, None}


def test_dates_fall_into_classes_by_their_order() -> None:
    when: list[Part] = [{"lt": ["today", {"from": "date", "plus": ["safe"]}]}, {"ge": ["date", "end"]}]
    seen: list[dict[str, Any]] = list(rows(flow(), "everything", when))
    known = [one for one in seen if None not in (one["today"], one["date"], one["end"])]
    assert {one["today"] - one["date"] for one in known} == {87, 88, 89}
    assert {one["date"] - one["end"] for one in known} == {-1, 0, 1}
    assert len(known) == 9
    # Without a date or an end, what is compared with it makes no difference.
    assert len(seen) == 20


def test_dates_are_met_on_the_other_side_of_the_latest() -> None:
    when = [{"eq": [{"latest": ["date", {"from": "end", "plus": ["window"]}]}, {"from": "start", "plus": ["late"]}]}]
    shown = [
        {name: iso_date(one[name]) for name in ("start", "end", "date")}  # type: ignore[arg-type]
        for one in rows(flow(), "everything", when)
    ]
    assert any(evaluate(_only(when[0]), "everything", one)["outcome"] == "yes" for one in shown)


def _only(when: Mapping[str, Any]) -> dict[str, Any]:
    compiled = flow()
    compiled["tools"]["everything"]["outcomes"] = [{"id": "yes", "when": when, "status": "ours"}]
    return compiled


def test_a_table_too_large_is_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tweeluik.lifecycle.decision.MOST_ROWS", 10)
    assert "lifecycle-table-hole" not in dict(found(sound()))
    monkeypatch.setattr("tweeluik.lifecycle.decision.MOST_ROWS", 9)
    message = "everything: the table has more than 9 rows, too many to be gone through"
    assert ("lifecycle-table-hole", message) in found(sound())


def test_whether_to_cancel_online_is_decided_once_for_all_answers() -> None:
    given, problems = read_rules(FIXTURES.parents[1] / "docs")
    assert not problems
    compiled = compile_rules(given)
    tool = compiled["tools"]["cancel-online"]
    outcomes = {outcome["id"]: outcome for outcome in tool["outcomes"]}
    seen: Counter[str] = Counter()
    for known in rows(compiled, "cancel-online"):
        scope = Scope(compiled, known)
        (outcome,) = (one["id"] for one in tool["outcomes"] if scope.holds(one["when"]) is True)
        seen[outcome] += 1
        assert (known["licences"] == 25) <= (outcome not in {"yes", "yes_if", "phone", "fewer"})
    assert seen.keys() == outcomes.keys()
    assert seen.total() > 2000
    assert all(outcome.get("claims") or outcome.get("conflicts") for outcome in outcomes.values())
    # Exactly 25 is in no article; there is a way forward.
    answers = {"product": "business", "seller": "direct", "role": "global", "licences": 25, "domain": "no"}
    assert evaluate(compiled, "cancel-online", answers)["outcome"] == "exactly"
    assert outcomes["exactly"]["status"] == "not_stated"
    assert outcomes["exactly"]["next"]


def test_the_table_has_few_rows() -> None:
    table = decision_table(flow(), "everything", COLUMNS)
    told = [(*(_told(cell) for cell in row.cells), row.outcome) for row in table]
    assert told == [
        ("business", "", "0-24", "", "online"),
        ("business", "", "25-25", "", "exactly"),
        ("business", "", "26-1000000", "", "phone"),
        ("business", "", "None", "", "unknown_licences"),
        ("family", "", "", "", "family"),
        ("azure", "", "", "", "azure"),
        ("None", "", "", "", "unknown_product"),
    ]


def _told(cell: tuple[AnswerClass, ...]) -> str:
    return " ".join(str(one.value) if one.least is None else f"{one.least}-{one.most}" for one in cell)


def test_every_combination_of_answers_fits_one_row_which_says_what_the_evaluator_says() -> None:
    compiled = flow()
    table = decision_table(compiled, "everything", COLUMNS)
    choices: list[list[Any]] = [
        [*compiled["inputs"]["product"]["values"], "unknown"],
        [*compiled["inputs"]["route"]["values"], "unknown"],
        [0, 1, 23, 24, 25, 26, 27, 1000000, "unknown"],
        ["yes", "no", "unknown"],
    ]
    for answers in product(*choices):
        fitting = [row for row in table if _fits(row, answers)]
        assert len(fitting) == 1, answers
        expected = evaluate(compiled, "everything", dict(zip(COLUMNS, answers, strict=True)))["outcome"]
        assert fitting[0].outcome == expected, answers


def _fits(row: Row, answers: tuple[Any, ...]) -> bool:
    return all(
        not cell or any(_is_in(answer, one) for one in cell) for cell, answer in zip(row.cells, answers, strict=True)
    )


def _is_in(answer: str | int, one: AnswerClass) -> bool:
    if isinstance(answer, int) and one.least is not None and one.most is not None:
        return one.least <= answer <= one.most
    return one.value == (None if answer == "unknown" else answer)
