"""The days of a result as a calendar file (iCalendar, RFC 5545), for a person's own agenda.

Its twin in the browser, `overrides/assets/javascripts/lifecycle/calendar.js`, writes the same bytes. Nothing in the
file says who asked: an event is known by its tool, its item and the dates that were given, so that asking again with
other answers for the same dates moves the event instead of adding a second one.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from tweeluik.lifecycle.dates import day_number, iso_date
from tweeluik.lifecycle.filling import fill

PRODUCT = "-//Tweeluik//Lifecycle//EN"
LINE = 75
"""Octets in a line at most, without its end (RFC 5545, 3.1)."""
AHEAD = "-P7D"
"""How long before a day to act on its reminder comes."""

_BARS, _DAYS = ("stage", "band"), ("date", "step")
_RESERVED = ("contested", "not_stated")
_LINE_END = re.compile("\r\n?|[\x85\u2028\u2029]")
_CONTROL = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile(r"[\\;,]")


def calendar(
    result: Mapping[str, Any],
    compiled: Mapping[str, Any],
    words: Mapping[str, str],
    language: str,
    *,
    stamp: str,
    url: str = "",
    sources: Mapping[str, str] | None = None,
) -> str:
    """Write the days that a person must act on or can expect.

    These are all dates and steps, and the starts of stages and bands, but for what has no known end and is not stated
    ("after a while" is no day), and a band that begins on the very first day, where nothing changes yet.

    Args:
        result: What `evaluate` returned.
        compiled: The compiled rules.
        words: Words of the language by their flat name.
        language: Code of the language.
        stamp: When the file is made, ISO 8601 in UTC, as in `2026-01-31T09:00:00.000Z`.
        url: Address of the page with the answers; '' leaves it out.
        sources: Addresses of the sentences, by claim.

    Returns:
        The file, its lines ending in CR LF; '' if there is no such day, as an empty calendar is not valid.
    """
    made = re.sub(r"[-:]|\.\d+", "", stamp, flags=re.ASCII)
    title = words.get(f"tools.{result['tool']}.title", result["tool"])
    lines: list[str] = []
    for item in _expected(result["items"]):
        key = f"tools.{result['tool']}.items.{item['id']}"

        def say(name: str, otherwise: str = "", key: str = key) -> str:
            return fill(words.get(f"{key}.{name}", otherwise), result, compiled, words, language)

        status = words.get(f"status.{item['status']}", item["status"])
        summary = say("label", item["id"]) + (f" ({status})" if item["status"] in _RESERVED else "")
        told = f"{say('if') if item['maybe'] else ''} {say('text')}".strip(" ")
        description = "\n".join(dict.fromkeys(filter(None, [told, status, *map((sources or {}).get, item["claims"])])))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{_text(_name(result, compiled, item))}",
            f"DTSTAMP:{made}",
            f"DTSTART;VALUE=DATE:{_day(item['from'], 0)}",
            # The day that the event is over: its end is exclusive.
            f"DTEND;VALUE=DATE:{_day(item['from'], 1)}",
            "SEQUENCE:0",
            "TRANSP:TRANSPARENT",
            f"SUMMARY:{_text(summary)}",
            f"DESCRIPTION:{_text(description)}",
            f"CATEGORIES:{_text(title)}",
            *([f"URL:{_plain(url)}"] if url else []),
            *(_reminder(summary) if item["act"] else []),
            "END:VEVENT",
        ]
    if not lines:
        return ""
    whole = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", *lines, "END:VCALENDAR"]
    return "".join(f"{fold(line)}\r\n" for line in whole)


def fold(line: str) -> str:
    """Break a line that is too long; no character is split over two lines."""
    folded, size = "", 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > LINE:
            folded, size = f"{folded}\r\n ", 1
        folded, size = folded + letter, size + octets
    return folded


def _expected(items: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    dated = [item for item in items if _day(item["from"], 1) and item["kind"] in _DAYS + _BARS]
    first = min((item["from"] for item in dated), default="")
    for item in dated:
        is_vague = item["open"] and item["status"] == "not_stated"
        is_ground = item["kind"] == "band" and item["from"] == first
        if item["act"] or item["kind"] in _DAYS or not (is_vague or is_ground):
            yield item


def _name(result: Mapping[str, Any], compiled: Mapping[str, Any], item: Mapping[str, Any]) -> str:
    """Return what the event is known by; today is no part of it."""
    inputs = compiled["inputs"]
    asked = [
        name for name in sorted(result["answers"]) if inputs[name]["type"] == "date" and "prefill" not in inputs[name]
    ]
    return "-".join([result["tool"], item["id"], *(result["answers"][name] for name in asked)]) + "@tweeluik"


def _reminder(summary: str) -> list[str]:
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(summary)}", f"TRIGGER:{AHEAD}", "END:VALARM"]


def _day(text: object, later: int) -> str:
    day = day_number(text)
    return "" if day is None else (iso_date(day + later) or "").replace("-", "")


def _plain(text: str) -> str:
    return _CONTROL.sub("", _LINE_END.sub("\n", text)).replace("\n", "")


def _text(text: str) -> str:
    """Write a value of type TEXT (RFC 5545, 3.3.11)."""
    plain = _CONTROL.sub("", _LINE_END.sub("\n", text))
    return _SPECIAL.sub(r"\\\g<0>", plain).replace("\n", "\\n")
