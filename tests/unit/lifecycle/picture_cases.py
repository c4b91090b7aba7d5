"""Questions for the picture and the calendar file: cases of files, the site's own scenarios, some made at random."""

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from tests.conftest import FIXTURES, Case, read_cases

from tweeluik.article.front_matter import load_yaml
from tweeluik.lifecycle.calendar import calendar
from tweeluik.lifecycle.compiling import compile_rules
from tweeluik.lifecycle.evaluating import evaluate
from tweeluik.lifecycle.reading import read_rules
from tweeluik.lifecycle.timeline import Node, serialize, timeline

FOLDER = FIXTURES / "lifecycle" / "picture"
DOCS = FIXTURES.parents[1] / "docs"
COMPILED: Mapping[str, Any] = {
    "values": {"disabled.length": 90},
    "units": {"disabled.length": "day"},
    "inputs": {"date": {"type": "date"}, "end": {"type": "date"}, "today": {"type": "date", "prefill": "today"}},
}
STAMP = "2026-01-31T09:00:00.000Z"
URL = "https://example.org/nl/tools/timeline/#v=1&date=2026-01-31"
SOURCES: Mapping[str, str] = {
    name: f"https://example.org/artikel/#{name.lower()}"
    for name in ("D-01", "D-02", "L-02", "L-03", "P-12", "P-13", "XL-01")
}
_BLANK: Mapping[str, Any] = {
    **dict.fromkeys(("track", "from", "to")),
    **dict.fromkeys(("open", "act", "maybe"), False),
    "claims": [],
    "conflicts": [],
}

Question = dict[str, Any]
"""What both hosts are asked: `result`, `words`, `language` and `today`; `compiled` if it is not that of the cases."""


def words(language: str) -> dict[str, str]:
    """Return the words of the cases by their flat name; those of Dutch for a language that has none."""
    found = load_yaml((FOLDER / "words.yml").read_text("utf-8"))
    assert isinstance(found, dict)
    return dict(_flat(found.get(language, found["en"]), ""))


def _flat(value: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else str(key))
    else:
        yield name, str(value)


def question(case: Case) -> Question:
    """Read the question of a case."""
    asked = load_yaml(case["question"])
    assert isinstance(asked, dict)
    items = [{**_BLANK, **item} for item in asked["items"]]
    for item in items:
        item |= {key: item[key] == "true" for key in ("open", "act", "maybe") if isinstance(item[key], str)}
        if item["kind"] == "amount":
            item |= {key: int(item[key]) for key in ("from", "to")}
    return {
        "result": {"tool": asked["tool"], "answers": asked["answers"], "items": items},
        "words": words(asked["language"]),
        "language": asked["language"],
        "today": asked.get("today"),
    }


def questions() -> list[Question]:
    return [question(case) for case in read_cases(FOLDER)]


def site_questions() -> Iterator[Question]:
    """Yield what the calculators of the site answer to their scenarios, in both languages."""
    rules, _ = read_rules(DOCS)
    compiled = compile_rules(rules)
    for scenario in rules.scenarios:
        result = evaluate(compiled, scenario.tool, scenario.answers)
        today = result["answers"].get("today", "2026-11-30")
        for language, said in sorted(rules.words.items()):
            yield {"result": result, "words": dict(said), "language": language, "today": today, "compiled": compiled}


def random_questions(number: int, seed: int) -> Iterator[Question]:
    """Yield results of any shape that the evaluator could give, and of some that it could not."""
    chance = random.Random(seed)  # noqa: S311 - nothing is secret here
    statuses = ("stated", "derived", "contested", "not_stated", "ours")
    texts = [
        *"Weg Uitgeschakeld".split(),
        "Kan weg zijn, zegt één passage",
        "👩‍👩‍👧‍👦 e\u0301é",
        "W" * 60,
        "<&>\"';,\\",
    ]
    for _ in range(number):
        first = date(2000, 1, 1).toordinal() + chance.randrange(36_800)
        reach = chance.choice((3, 40, 200, 400, 4000, 36_000))
        said = {f"tools.t.items.i{index}.label": chance.choice(texts) for index in range(12)}
        said |= {f"tools.t.items.i{index}.text": " ".join(chance.choices(texts, k=9)) for index in range(12)}
        items = []
        for index in range(chance.randint(1, 12)):
            kind = chance.choice(("stage", "band", "gap", "date", "step", "note"))
            start, end = sorted(chance.randrange(reach) for _ in range(2))
            items.append(
                {
                    **_BLANK,
                    "id": f"i{index}",
                    "kind": kind,
                    "track": chance.choice((None, "state", "data", "cancel")),
                    "from": _iso(first + start) if chance.random() < 0.9 else None,
                    "to": _iso(first + end) if chance.random() < 0.7 else None,
                    "open": chance.random() < 0.3,
                    "status": chance.choice(statuses),
                    "act": chance.random() < 0.3,
                    "maybe": chance.random() < 0.2,
                    "claims": chance.sample(sorted(SOURCES), 2),
                }
            )
        items.sort(key=lambda item: (item["from"] is None, item["from"] or ""))
        language = chance.choice(("nl", "en", "nl", "de"))
        yield {
            "result": {"tool": "t", "answers": {"date": _iso(first)}, "items": items},
            "words": words(language) | said,
            "language": language,
            "today": _iso(first + chance.randrange(-reach, 2 * reach)) if chance.random() < 0.8 else None,
        }


def _iso(ordinal: int) -> str:
    return (date(1, 1, 1) + timedelta(ordinal - 1)).isoformat()


def picture(asked: Question, *, vertical: bool) -> Node | None:
    return timeline(
        asked["result"],
        asked.get("compiled", COMPILED),
        asked["words"],
        asked["language"],
        today=asked["today"],
        vertical=vertical,
        name="narrow" if vertical else "wide",
    )


def made(asked: Question) -> dict[str, str]:
    """Return all that Python makes of a question."""
    drawn = {name: picture(asked, vertical=name == "narrow") for name in ("wide", "narrow")}
    return {
        **{name: "" if tree is None else serialize(tree) for name, tree in drawn.items()},
        "calendar": calendar(
            asked["result"],
            asked.get("compiled", COMPILED),
            asked["words"],
            asked["language"],
            stamp=STAMP,
            url=URL,
            sources=SOURCES,
        ),
    }
