import re
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import Case
from tests.unit.lifecycle.picture_cases import (
    COMPILED,
    SOURCES,
    STAMP,
    URL,
    Question,
    made,
    question,
    questions,
    random_questions,
    site_questions,
)

from tweeluik.lifecycle.calendar import LINE, calendar, fold
from tweeluik.lifecycle.filling import fill

Made = list[tuple[Question, str]]
"""Questions, and the files that answer them."""


@pytest.fixture(scope="module")
def many() -> Made:
    return [(asked, made(asked)["calendar"]) for asked in (*questions(), *random_questions(300, seed=7))]


@pytest.fixture(scope="module")
def site() -> Made:
    return [(asked, made(asked)["calendar"]) for asked in site_questions()]


@pytest.mark.cases("lifecycle/picture")
def test_calendar_files(case: Case) -> None:
    case.expects("calendar", made(question(case))["calendar"].replace("\r\n", "\n"))


def events(text: str) -> list[Any]:
    """Read a file with a reader that is not ours."""
    found = icalendar.Calendar.from_ical(text)
    assert found["VERSION"] == "2.0"
    assert found["PRODID"]
    assert "METHOD" not in found
    assert not found.errors
    return found.walk("VEVENT")


def test_another_reader_finds_what_was_written(many: Made) -> None:
    for asked, text in many:
        result, words = asked["result"], asked["words"]
        items = {item["id"]: item for item in result["items"]}
        for event in events(text) if text else ():
            assert not event.errors
            name = event["UID"].removesuffix("@tweeluik").removeprefix(f"{result['tool']}-")
            item = next(item for key, item in items.items() if name == "-".join([key, *_given(result["answers"])]))
            key = f"tools.{result['tool']}.items.{item['id']}"
            day = date.fromisoformat(item["from"])
            assert event["DTSTART"].dt == day
            assert type(event["DTSTART"].dt) is date
            assert event["DTEND"].dt - day == timedelta(days=1)
            assert event["DTSTAMP"].dt == datetime(2026, 1, 31, 9, tzinfo=UTC)
            assert (event["TRANSP"], event["SEQUENCE"], event["URL"]) == ("TRANSPARENT", 0, URL)
            label = words.get(f"{key}.label", item["id"])
            status = words.get(f"status.{item['status']}", item["status"])
            reserved = item["status"] in {"contested", "not_stated"}
            assert event["SUMMARY"] == label + (f" ({status})" if reserved else "")
            text_of_it = fill(words.get(f"{key}.text", ""), result, COMPILED, words, asked["language"])
            told = [" ".join(filter(None, [words.get(f"{key}.if", "") if item["maybe"] else "", text_of_it]))]
            links = [SOURCES[claim] for claim in item["claims"] if claim in SOURCES]
            assert event["DESCRIPTION"] == "\n".join([*filter(None, told), status, *links])
            assert event["CATEGORIES"].cats == [words.get(f"tools.{result['tool']}.title", result["tool"])]
            alarms = event.walk("VALARM")
            assert len(alarms) == item["act"]
            for alarm in alarms:
                assert (alarm["ACTION"], alarm["TRIGGER"].dt) == ("DISPLAY", timedelta(days=-7))
                assert alarm["DESCRIPTION"] == event["SUMMARY"]


def _given(answers: dict[str, str]) -> list[str]:
    return [answers[name] for name in ("date", "end") if name in answers]


def test_another_reader_finds_the_days_of_the_site(site: Made) -> None:
    for asked, text in site:
        dates = {item["id"]: item["from"] for item in asked["result"]["items"] if item["kind"] in {"date", "step"}}
        found = [event["DTSTART"].dt.isoformat() for event in events(text)] if text else []
        assert {*found} >= {day for day in dates.values() if day}


def test_there_is_much_to_read(many: Made, site: Made) -> None:
    assert sum(text.count("BEGIN:VEVENT") for _, text in many) > 1000
    assert sum(text.count("BEGIN:VALARM") for _, text in many) > 200
    assert "" in {text for _, text in many}
    assert sum(text.count("BEGIN:VEVENT") for _, text in site) > 500


def test_events_of_a_file_have_names_of_their_own(many: Made, site: Made) -> None:
    for _, text in many + site:
        names = re.findall(r"UID:.*", text)
        assert len(names) == len({*names}) == text.count("BEGIN:VEVENT")


def test_an_event_keeps_its_name_whatever_day_and_language_it_is() -> None:
    (asked, *_) = questions()
    result = asked["result"]
    later = result | {"answers": result["answers"] | {"today": "2026-04-01"}}
    one = calendar(result, COMPILED, asked["words"], "nl", stamp=STAMP)
    other = calendar(later, COMPILED, {}, "en", stamp="2026-04-01T23:59:59Z")
    assert one != other
    assert re.findall("UID:.*", one) == re.findall("UID:.*", other)
    moved = calendar(result | {"answers": {"date": "2026-02-01"}}, COMPILED, {}, "nl", stamp=STAMP)
    assert not {*re.findall("UID:.*", one)} & {*re.findall("UID:.*", moved)}


def test_only_days_to_act_on_or_to_expect() -> None:
    (first, *_) = questions()
    found = [event["UID"].split("-")[1] for event in events(made(first)["calendar"])]
    # Without `kept`, where nothing changes yet, and without `apps`, for which there is no day.
    assert found == ["disabled", "passage", "safe", "deleted", "payment", "all", "gone"]


@pytest.mark.parametrize(
    ("day", "after"),
    [("2025-12-31", "20260101"), ("2024-02-28", "20240229"), ("2024-02-29", "20240301"), ("2100-02-28", "21000301")],
)
def test_an_event_ends_on_the_next_day(day: str, after: str) -> None:
    text = calendar(_one("safe", day), COMPILED, {}, "nl", stamp=STAMP)
    assert f"DTSTART;VALUE=DATE:{day.replace('-', '')}\r\nDTEND;VALUE=DATE:{after}\r\n" in text


def test_without_a_next_day_there_is_no_event() -> None:
    assert calendar(_one("safe", "9999-12-31"), COMPILED, {}, "nl", stamp=STAMP) == ""


def _one(name: str, day: str) -> dict[str, Any]:
    item = {"id": name, "kind": "date", "from": day, "to": None, "open": False, "status": "ours", "act": True}
    return {"tool": "timeline", "answers": {"date": day}, "items": [item | {"maybe": False, "claims": []}]}


HARD = st.text(st.one_of(st.sampled_from('\\;,:"\r\n\t\v\x85\u2028\0é👩\u200d\u0301\ud800\ufeff nN'), st.characters()))


@given(HARD, HARD)
def test_any_words_are_read_back(label: str, text: str) -> None:
    words = {"tools.timeline.items.safe.label": label, "tools.timeline.items.safe.text": text}
    written = calendar(_one("safe", "2026-04-29"), COMPILED, words, "nl", stamp=STAMP, url="https://x.org/\r\nX:1")
    assert len(re.findall("^[A-Z-]+[:;]", written, re.MULTILINE)) == written.count("\r\n") - written.count("\r\n ")
    (event,) = events(written)
    assert event["SUMMARY"] == _seen(label)
    assert event["DESCRIPTION"] == _seen("\n".join(filter(None, [text.strip(" "), "ours"])))
    assert event["URL"] == "https://x.org/X:1"


def _seen(text: str) -> str:
    """Return what can stand in a file: no controls but the end of a line, no half letters."""
    text = re.sub("\r\n?|[\x85\u2028\u2029]", "\n", text)
    return re.sub("[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", text)


DUTCH = "Coördinatieverslagen naïeve één geüpdatete €\u00a0zee\u0301n 👩‍👩‍👧‍👦 "


@given(st.text(st.sampled_from(DUTCH), max_size=400))
def test_lines_are_folded_between_letters(text: str) -> None:
    folded = fold(f"SUMMARY:{text}")
    lines = folded.split("\r\n")
    # No letter is in pieces: every line can be written alone.
    assert all(0 < len(line.encode()) <= LINE for line in lines)
    assert all(line.startswith(" ") for line in lines[1:])
    assert folded.replace("\r\n ", "") == f"SUMMARY:{text}"
    # Not sooner than needed: the next letter would not have fitted.
    assert all(len(line.encode()) + len(later[1].encode()) > LINE for line, later in pairwise(lines))


def test_all_lines_end_as_they_must(many: Made, site: Made) -> None:
    for _, text in many + site:
        assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
        assert not text or text.endswith("END:VCALENDAR\r\n")
        assert all(len(line.encode()) <= LINE for line in text.split("\r\n"))
