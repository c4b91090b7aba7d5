"""Every check, held against its own cases: what it must find, and what looks like it and is right."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tweeluik.checks.pair import Pair, PairCheck
from tweeluik.checks.registry import all_checks
from tweeluik.codes import Severity, codes
from tweeluik.learn.inline import read_inline
from tweeluik.model import Side

CASES = Path(__file__).parents[2] / "fixtures" / "checks"
FEWEST = {Severity.ERROR: 15, Severity.WARNING: 15}
FEWEST_OTHERS = 5
PAIR_CHECKS = {check.code: check for check in all_checks() if isinstance(check, PairCheck)}


def cases(code: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = yaml.safe_load((CASES / f"{code}.yml").read_text(encoding="utf-8"))
    return found


def each(kind: str) -> Iterator[object]:
    for code in PAIR_CHECKS:
        if (CASES / f"{code}.yml").is_file():
            for number, case in enumerate(cases(code).get(kind, []), 1):
                yield pytest.param(code, case, id=f"{code}-{number}")


def pair(case: dict[str, Any]) -> Pair:
    return Pair(read_inline(case["source"]), read_inline(case["target"]))


@pytest.mark.parametrize(("code", "case"), list(each("hits")))
def test_a_check_finds_what_is_wrong(code: str, case: dict[str, Any]) -> None:
    both = pair(case)
    hits = list(PAIR_CHECKS[code].find(both))
    assert hits
    for key, side in (("at", Side.TARGET), ("at_source", Side.SOURCE)):
        if key in case:
            spans = [hit.target if side is Side.TARGET else hit.source for hit in hits]
            assert case[key] in [span.of(both.half(side).raw) for span in spans if span]


@pytest.mark.parametrize(("code", "case"), list(each("misses")))
def test_a_check_leaves_alone_what_is_right(code: str, case: dict[str, Any]) -> None:
    assert [hit.message for hit in PAIR_CHECKS[code].find(pair(case))] == []


@pytest.mark.parametrize("code", PAIR_CHECKS)
def test_a_check_has_enough_cases(code: str) -> None:
    fewest = FEWEST.get(codes()[code].severity, FEWEST_OTHERS)
    found = cases(code)
    assert min(len(found["hits"]), len(found["misses"])) >= fewest


@pytest.mark.parametrize("code", PAIR_CHECKS)
def test_no_text_takes_a_check_long(code: str) -> None:
    for letters in ("a", " ", "*", "[", "(", "`", "<", "1", ".", "a ", "1,", "](", "**a", "&"):
        both = Pair(*(read_inline(letters * (20_000 // len(letters))) for _ in Side))
        assert list(PAIR_CHECKS[code].find(both)) is not None
