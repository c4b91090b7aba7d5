"""Every check of articles and docsets, held against its own cases.

A case of `tests/fixtures/checks/CODE.yml` builds a small docset: `files` are its files by path, or `article` is the
whole of `a.md`. In Markdown files `⟦doel¦bron⟧` is a segment, if one wants no ids of one's own. A case below `hits`
lists in `finds` all that the check finds, in the order of files and places: `line`, the text `at` the range, and
`path` where it is not `a.md`; each may be left out. A case below `misses` looks like it, and is right.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.unit.rendering.conftest import annotated

from tweeluik.checks.docset import UsageCheck
from tweeluik.checks.finding import Finding
from tweeluik.checks.pair import PairCheck
from tweeluik.checks.registry import all_checks
from tweeluik.checks.running import Plan, check_docset
from tweeluik.checks.subject import ArticleCheck
from tweeluik.codes import Severity, codes
from tweeluik.docset.docset import Docset
from tweeluik.text import Place

CASES = Path(__file__).parents[2] / "fixtures" / "checks"
FEWEST = {Severity.ERROR: 15, Severity.WARNING: 15}
FEWEST_OTHERS = 5
ARTICLE = "a.md"
CHECKS = {check.code: check for check in all_checks() if not isinstance(check, PairCheck)}

Case = dict[str, Any]
Find = Callable[[str, Case], tuple[Docset, list[Finding]]]


def cases(code: str) -> dict[str, list[Case]]:
    file = CASES / f"{code}.yml"
    found: dict[str, list[Case]] = yaml.safe_load(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return found


def each(kind: str) -> Iterator[object]:
    for code in CHECKS:
        for number, case in enumerate(cases(code).get(kind, []), 1):
            yield pytest.param(code, case, id=f"{code}-{number}")


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """Return a function that writes a case's files, and gives what the one check finds in them."""

    def found(code: str, case: Case) -> tuple[Docset, list[Finding]]:
        for path, content in (case.get("files") or {ARTICLE: case["article"]}).items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            text = annotated(content, path) if path.endswith(".md") else content
            file.write_bytes(text if isinstance(text, bytes) else str(text or "").encode())
        docset = Docset(tmp_path)
        findings = check_docset(docset, plan_of(code), processes=1)
        return docset, [finding for finding in findings if finding.code == code]

    return found


def plan_of(code: str) -> Plan:
    check = CHECKS[code]
    articles = (check,) if isinstance(check, ArticleCheck) else ()
    usages = (check,) if isinstance(check, UsageCheck) else ()
    docsets = () if isinstance(check, ArticleCheck | UsageCheck | PairCheck) else (check,)
    return Plan((), articles, usages, docsets)


@pytest.mark.parametrize(("code", "case"), list(each("hits")))
def test_a_check_finds_what_is_wrong(code: str, case: Case, find: Find) -> None:
    docset, findings = find(code, case)
    shown = [about(docset, finding) for finding in findings]
    expected = [{"path": ARTICLE} | one for one in case["finds"]]
    assert expected
    assert len(shown) == len(expected), shown
    assert [{key: one[key] for key in wanted} for one, wanted in zip(shown, expected, strict=True)] == expected


@pytest.mark.parametrize(("code", "case"), list(each("misses")))
def test_a_check_leaves_alone_what_is_right(code: str, case: Case, find: Find) -> None:
    docset, findings = find(code, case)
    assert [(finding.message, about(docset, finding)) for finding in findings] == []


@pytest.mark.parametrize("code", CHECKS)
def test_a_check_has_enough_cases(code: str) -> None:
    fewest = FEWEST.get(codes()[code].severity, FEWEST_OTHERS)
    found = cases(code)
    assert min(len(found.get("hits", [])), len(found.get("misses", []))) >= fewest


def about(docset: Docset, finding: Finding) -> Case:
    """Return where a finding is, as cases say it."""
    shown: Case = {"path": finding.path, "line": finding.place.line, "message": finding.message}
    if finding.place.line and finding.end > finding.place:
        text = (docset.root / finding.path).read_bytes().decode("utf-8-sig")
        shown["at"] = text[offset(text, finding.place) : offset(text, finding.end)]
    return shown


def offset(text: str, place: Place) -> int:
    lines = text.splitlines(keepends=True)
    return sum(map(len, lines[: place.line - 1])) + place.column - 1
