"""The data of the report tells of every finding once, in files of a bounded size, and is the same each time."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweeluik.checks.finding import Excerpt, Finding
from tweeluik.diagnostics import Severity
from tweeluik.model import Origin
from tweeluik.review.report_data import (
    COSMETIC,
    ORIGINS,
    SHARD_BYTES,
    SUMMARY,
    Kind,
    Report,
    ReviewedFile,
    data_files,
    make_report,
    tables,
)
from tweeluik.text import Place, Span

FILES = (
    ReviewedFile("a/one.md", Origin.MACHINE, 10, "a/one/"),
    ReviewedFile("a/b/two.md", Origin.HUMAN, 5, "a/b/two/"),
    ReviewedFile("three.md", Origin.UNKNOWN, 2, "three/"),
)
Told = tuple[str, str, str, str, int, str, str | None, str | None, tuple[int, int], tuple[int, int]]


def finding(
    code: str,
    path: str,
    number: int = 1,
    *,
    severity: Severity = Severity.ERROR,
    source: str | None = "Source.",
    target: str | None = "Doel.",
    span: Span = Span(0, 4),  # noqa: B008 - frozen
    message: str = "Something.",
    segment: bool = True,
) -> Finding:
    return Finding(
        code,
        severity,
        path,
        message,
        Place(number, 1),
        segment=f"abcde-{100 + number}" if segment else "",
        source=None if source is None else Excerpt(source, Span(0, 0)),
        target=None if target is None else Excerpt(target, span),
    )


def report_of(findings: Iterable[Finding], files: Iterable[ReviewedFile] = FILES) -> Report:
    return make_report(files, findings, source_language="en-US", target_language="nl-NL")


def files_of(findings: Iterable[Finding], files: Iterable[ReviewedFile] = FILES) -> dict[str, bytes]:
    return data_files(report_of(findings, files), {})


def read_back(made: Mapping[str, bytes]) -> Counter[Told]:
    """Return what the shards tell, as a browser that follows the summary finds it."""
    summary = json.loads(made[SUMMARY])
    paths = [f"{summary['folders'][folder]}/{name}".removeprefix("/") for folder, name, *_ in summary["files"]]
    told: Counter[Told] = Counter()
    for number, kind in enumerate(summary["kinds"]):
        sizes = [size for size, times in kind["sizes"] for _ in range(times)]
        files = iter(running_sum(kind["places"]))
        known = [[next(files) for _ in range(size)] for size in sizes]
        assert next(files, None) is None
        seen = [0] * len(sizes)
        for position, (first, last) in enumerate(kind["shards"]):
            for group, source, target, marks, offset, flat in json.loads(
                made[f"findings-{number + 1}-{position + 1}.json"]
            ):
                assert first <= group <= last
                assert offset == seen[group]
                for start in range(0, len(flat), 4):
                    file, segment, line, mark = flat[start : start + 4]
                    assert known[group][seen[group]] == file
                    seen[group] += 1
                    message, *places = marks[mark]
                    spans = (places[0], places[1]), (places[2], places[3])
                    told[
                        kind["code"], kind["severity"], paths[file], segment, line, message, source, target, *spans
                    ] += 1
        assert seen == sizes
    return told


def running_sum(distances: Sequence[int]) -> list[int]:
    numbers: list[int] = []
    for distance in distances:
        numbers.append(distance + (numbers[-1] if numbers else 0))
    return numbers


def expected(findings: Iterable[Finding]) -> Counter[Told]:
    """Return findings of ASCII text as the shards tell them."""

    def pair(excerpt: Excerpt | None) -> tuple[int, int]:
        return (excerpt.span.start, excerpt.span.end) if excerpt and excerpt.span.end else (-1, -1)

    return Counter(
        (
            one.code,
            one.severity.value,
            one.path,
            one.segment,
            one.place.line,
            one.message,
            one.source.text if one.source else None,
            one.target.text if one.target else None,
            pair(one.source),
            pair(one.target),
        )
        for one in findings
    )


FINDINGS = st.lists(
    st.builds(
        finding,
        st.sampled_from(("link-punct", "doubled-word", "untranslated")),
        st.sampled_from((*(file.path for file in FILES), "TOC.yml", "../redirections.json")),
        st.integers(1, 3),
        severity=st.sampled_from((Severity.ERROR, Severity.INFO)),
        source=st.sampled_from((None, "One.", "Two.")),
        target=st.sampled_from((None, "Een.", "Twee.")),
        span=st.sampled_from((Span(0, 0), Span(0, 3), Span(2, 2))),
        message=st.sampled_from(("This.", "That.")),
        segment=st.booleans(),
    ),
    max_size=40,
)


@given(FINDINGS)
def test_the_shards_together_are_the_findings(findings: list[Finding]) -> None:
    assert read_back(files_of(findings)) == expected(findings)


@given(FINDINGS)
def test_the_tables_add_up(findings: list[Finding]) -> None:
    counted = tables(report_of(findings))
    by_severity = Counter(one.severity for one in findings)
    assert counted.total.found == by_severity
    assert sum(row.findings for row in counted.files) == len(findings)
    assert sum(row.findings for row in counted.origins.values()) == len(findings)
    assert sum(sum(one.values()) for one in counted.kinds.values()) == len(findings)
    assert sum(row.findings for row in counted.folders if "/" not in row.name) == len(findings)
    assert {row.name: row.findings for row in counted.folders}["a"] == sum(
        one.path.startswith("a/") for one in findings
    )
    assert counted.total.segments == 17
    for row in counted.files:
        named = {one.segment for one in findings if one.path == row.name and one.segment}
        assert row.open == len(named)


@given(FINDINGS)
def test_the_order_of_the_findings_does_not_matter(findings: list[Finding]) -> None:
    assert files_of(sorted(findings, key=str)) == files_of(sorted(findings, key=str, reverse=True))


def test_the_same_text_is_one_group_with_all_that_is_wrong_with_it() -> None:
    report = report_of(
        [
            finding("doubled-word", "a/one.md", 1, span=Span(0, 2), message="The first."),
            finding("doubled-word", "a/one.md", 1, span=Span(2, 4), message="The second."),
            finding("doubled-word", "three.md", 2, span=Span(0, 2), message="The first."),
            finding("doubled-word", "three.md", 3, target="Anders."),
        ]
    )
    groups = report.groups[Kind("doubled-word", Severity.ERROR)]
    assert [[mark.message for mark in group.marks] for group in groups] == [
        ["The first.", "The second."],
        ["Something."],
    ]
    assert [(report.files[one.file].path, one.segment, one.mark) for one in groups[0].places] == [
        ("a/one.md", "abcde-101", 0),
        ("a/one.md", "abcde-101", 1),
        ("three.md", "abcde-102", 0),
    ]


def test_findings_without_a_text_are_the_same_only_if_they_say_the_same() -> None:
    some = [
        finding("title-bad-length", "a/one.md", segment=False, source=None, target=None, message=f"{n}.") for n in "112"
    ]
    (groups,) = report_of(some).groups.values()
    assert [len(group.places) for group in groups] == [2, 1]


def test_the_worst_comes_first_and_then_what_is_frequent() -> None:
    report = report_of(
        [
            finding("doubled-word", "three.md", severity=Severity.WARNING),
            *(finding("untranslated", "three.md", number, target="Vaak.") for number in (1, 2, 3)),
            *(finding("link-target", "three.md", number, target=f"{number}") for number in (3, 2, 1)),
            *(finding("link-target", "a/one.md", number, target="Twee keer.") for number in (1, 2)),
        ]
    )
    assert [kind.code for kind in report.groups] == ["link-target", "untranslated", "doubled-word"]
    assert [group.target for group in report.groups[Kind("link-target", Severity.ERROR)]] == [
        "Twee keer.",
        "1",
        "2",
        "3",
    ]


@pytest.mark.parametrize(
    ("code", "severity", "folded"),
    [
        pytest.param("link-punct", Severity.INFO, True, id="punctuation"),
        pytest.param("link-spacing", Severity.SUGGESTION, True, id="blanks"),
        pytest.param("link-spacing", Severity.WARNING, False, id="blanks that the docset minds"),
        pytest.param("strong-drift", Severity.SUGGESTION, False, id="meaning"),
    ],
)
def test_what_is_cosmetic_is_folded(code: str, severity: Severity, folded: bool) -> None:  # noqa: FBT001
    assert Kind(code, severity).is_cosmetic is folded
    assert code in COSMETIC or not folded


@pytest.mark.parametrize(
    ("text", "span", "shown", "units"),
    [
        pytest.param("abc", Span(1, 2), "abc", [1, 2], id="ASCII"),
        pytest.param("één", Span(1, 3), "één", [1, 3], id="accents"),
        pytest.param("😀😀 b", Span(2, 4), "😀😀 b", [4, 6], id="characters of two units"),
        pytest.param("abc", Span(0, 0), "abc", [-1, -1], id="all of it"),
        pytest.param("abc", Span(3, 3), "abc", [3, 3], id="between two characters"),
        pytest.param("abc", Span(2, 9), "abc", [2, 3], id="beyond the end"),
        pytest.param("a\udc80b", Span(1, 2), "a\ufffdb", [1, 2], id="a byte that is no text"),
    ],
)
def test_spans_are_counted_as_browsers_do(text: str, span: Span, shown: str, units: list[int]) -> None:
    made = files_of([finding("doubled-word", "three.md", target=text, span=span)])
    ((_, _, target, ((_, *places),), *_),) = json.loads(made["findings-1-1.json"])
    assert target == shown
    assert places == [-1, -1, *units]


def test_a_huge_text_is_cut_round_what_is_meant() -> None:
    text = "é" * 50_000 + "HIER" + "é" * 50_000
    made = files_of([finding("doubled-word", "three.md", target=text, span=Span(50_000, 50_004))])
    ((_, _, target, ((_, _, _, start, end),), *_),) = json.loads(made["findings-1-1.json"])
    assert len(target) < 5000
    assert target[start:end] == "HIER"
    assert target.startswith("…")
    assert target.endswith("…")


HOSTILE = "</script><!--<script>\u2028\u2029\x00\x1f\udc80" + "\U0001f600<" * 3000


@pytest.mark.parametrize(
    "findings",
    [
        pytest.param(
            [finding("untranslated", "three.md", n % 900, target=f"{n % 700} {HOSTILE}") for n in range(3000)],
            id="long texts",
        ),
        pytest.param([finding("untranslated", "three.md", n) for n in range(30_000)], id="one text at many places"),
        pytest.param(
            [finding("untranslated", "three.md", message=f"{n} {HOSTILE}", target=HOSTILE) for n in range(500)],
            id="many messages about one text",
        ),
    ],
)
def test_no_shard_is_large_and_none_is_missing(findings: list[Finding]) -> None:
    made = files_of(findings)
    shards = [content for name, content in made.items() if name != SUMMARY]
    assert max(map(len, shards)) <= SHARD_BYTES
    assert sum(read_back(made).values()) == len(findings)
    # None is nearly empty either: a browser fetches as few as it can.
    assert len(shards) <= 2 + 2 * sum(map(len, shards)) // SHARD_BYTES


def test_hostile_text_stays_text() -> None:
    hostile = "</script><img src=x onerror=alert(1)>\u2028\u2029 & \"'"
    files = [ReviewedFile("</script>\u2028.md", page="x/")]
    made = files_of([finding("untranslated", files[0].path, message=hostile, source=hostile, target=hostile)], files)
    for content in made.values():
        assert b"<" not in content
        assert "\u2028" not in content.decode()
        assert "\u2029" not in content.decode()
    (told,) = read_back(made)
    assert told[2] == files[0].path
    assert told[5:8] == (hostile, hostile, hostile)


def test_the_summary_says_of_each_file_what_tables_need() -> None:
    files = [*FILES, ReviewedFile("a/odd.MD", Origin.HUMAN, 1, "elsewhere/")]
    findings = [finding("untranslated", "a/one.md", 1), finding("link-punct", "a/one.md", 1), finding("x", "TOC.yml")]
    summary: dict[str, Any] = json.loads(files_of(findings[:2], files)[SUMMARY])
    by_name = {name: rest for _, name, *rest in summary["files"]}
    assert by_name == {
        "one.md": [ORIGINS.index(Origin.MACHINE), 10, 1, 1],
        "two.md": [ORIGINS.index(Origin.HUMAN), 5, 0, 1],
        "three.md": [ORIGINS.index(Origin.UNKNOWN), 2, 0, 1],
        "odd.MD": [ORIGINS.index(Origin.HUMAN), 1, 0, "elsewhere/"],
    }
    assert summary["articles"] == 4
    with_table = json.loads(files_of(findings, files)[SUMMARY])
    assert ["TOC.yml", ORIGINS.index(Origin.UNKNOWN), 0, 1, 0] in [row[1:] for row in with_table["files"]]
    assert with_table["articles"] == 4


def test_nothing_found_is_a_report_too() -> None:
    report = report_of([])
    assert (report.total, report.segments) == (0, 17)
    assert list(data_files(report, {})) == [SUMMARY]
    assert report_of([], []).total == 0
