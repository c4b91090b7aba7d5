"""The picture of a result: what holds from when to when, and the days that count, along a line of time.

It is a tree of SVG elements, made from nothing but the result and words. Its twin in the browser,
`overrides/assets/javascripts/lifecycle/timeline.js`, makes the same tree, so all positions are whole numbers: how wide
a text is differs from font to font, so that is estimated on the safe side. Colours and strokes are the style sheet's
(`lifecycle-timeline.css`). Nothing is told by colour alone: a hatched edge is contested, a dashed one is not stated, an
arrow has no known end, and words say the same.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tweeluik.lifecycle.dates import EPOCH, MONTHS, day_number
from tweeluik.lifecycle.filling import fill
from tweeluik.lifecycle.lettering import FONTS, Line, height_of, measure, wrapped

Node = tuple[str, dict[str, str], list["Node | str"]]
"""An element: its name, its attributes, and its children, which are elements and texts."""
Note = tuple[int, int, list[Line]]
"""A text below its mark: where the mark is (x), where it ends (y), and the text."""

WIDE, TALL = 720, 360
"""How wide the two forms of the picture are in units, each of about a pixel."""
PHRASES: Mapping[str, tuple[str, str, str, str]] = {
    "nl": ("vanaf {}", "tot {}", "zonder datum", "vandaag, {}"),
    "en": ("from {}", "until {}", "no date", "today, {}"),
}
"""By code of the language: with a start alone, with an end alone, with neither, and today."""

_SHORT: Mapping[str, str] = {"maart": "mrt"}
_PLAIN = ("stated", "derived")
_BARS, _DAYS = ("stage", "band", "gap"), ("date", "step")
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff\ud800-\udfff]")
_NEVER = 10**9
_MARGIN, _TIP = 12, 12
_NOTE = 176
"""The most that a text beside its mark is wide."""
_LEAST = 60
"""The least room in a bar for which its texts are put inside."""
_MONTH, _YEAR, _LAST_MONTH = 80, 12, 9999 * 12
"""Units between names of months at least; months in a year, and in all years that have dates."""
_EDGE, _RAIL = 8, 14
"""How wide the edge of a bar is, and a bar of the tall form, which is all edge."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A bar or a day of the picture."""

    id: str
    track: str
    """Its name in words; '' for none."""
    label: str
    when: str
    """Its dates in words."""
    status: str
    reservation: str
    """Its status in words; '' if it needs none."""
    start: int
    """Day number; one far below all others if it has no start."""
    end: int
    """Day number; one far above all others if it has no end."""
    is_day: bool
    is_act: bool


def timeline(
    result: Mapping[str, Any],
    compiled: Mapping[str, Any],
    words: Mapping[str, str],
    language: str,
    *,
    today: str | None = None,
    vertical: bool = False,
    name: str = "timeline",
) -> Node | None:
    """Draw a result.

    Args:
        result: What `evaluate` returned.
        compiled: The compiled rules, for numbers in words.
        words: Words of the language by their flat name.
        language: Code of the language, for dates.
        today: ISO date; None leaves it out.
        vertical: Whether time runs down, for a narrow window.
        name: What the ids in the picture begin with, as there can be more than one on a page.

    Returns:
        The element `svg`; None if nothing in the result has a date.
    """
    marks = [*_marks(result, compiled, words, language)]
    days = sorted({day for mark in marks for day in (mark.start, mark.end) if abs(day) < _NEVER})
    if not days:
        return None
    sheet = _Sheet(days, day_number(today), language, TALL if vertical else WIDE)
    # Days alone are a list: side by side, their texts would only be in each other's way.
    is_list = vertical or all(mark.is_day for mark in marks)
    height = _tall(sheet, marks) if is_list else _wide(sheet, marks)
    told = [
        f"{mark.track}{mark.track and ': '}{', '.join(filter(None, (mark.label, mark.when, mark.reservation)))}."
        for mark in marks
    ]
    if sheet.now is not None:
        told.append(f"{_phrase(3, sheet.now, language)}.")
    title = _clean(words.get(f"tools.{result['tool']}.title", result["tool"]))
    attributes = {
        "aria-describedby": f"{name}-desc",
        "aria-labelledby": f"{name}-title",
        "class": f"tw-timeline tw-timeline--{'narrow' if vertical else 'wide'}",
        "role": "img",
        "viewBox": f"0 0 {sheet.width} {height}",
    }
    heads: list[Node] = [
        ("title", {"id": f"{name}-title"}, [title]),
        ("desc", {"id": f"{name}-desc"}, [" ".join(told)]),
    ]
    return ("svg", attributes, [*heads, *sheet.grid, *sheet.shapes, *sheet.texts])


def serialize(tree: Node | str) -> str:
    """Write a tree as text that is both HTML and XML; attributes in the order of their names."""
    if isinstance(tree, str):
        return _escape(tree)
    tag, attributes, children = tree
    written = "".join(f' {key}="{_escape(attributes[key])}"' for key in sorted(attributes))
    return f"<{tag}{written}>{''.join(map(serialize, children))}</{tag}>"


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


# Words.


def short_date(day: int, language: str) -> str:
    """Write a day number as in "31 mrt 2026", with no-break spaces."""
    return f"{_day_month(day, language)}\N{NO-BREAK SPACE}{_date(day).year}"


def _day_month(day: int, language: str) -> str:
    return f"{_date(day).day}\N{NO-BREAK SPACE}{_month(_date(day).month, language)}"


def _month(month: int, language: str) -> str:
    name = MONTHS.get(language, MONTHS["en"])[month - 1]
    return _SHORT.get(name, name[:3])


def _date(day: int) -> date:
    return date.fromordinal(day + EPOCH)


def _phrase(index: int, day: int, language: str) -> str:
    return PHRASES.get(language, PHRASES["en"])[index].replace("{}", short_date(day, language))


def _when(start: int | None, end: int | None, language: str) -> str:
    if start is None:
        return PHRASES.get(language, PHRASES["en"])[2] if end is None else _phrase(1, end, language)
    if end is None:
        return _phrase(0, start, language)
    if end <= start:
        return short_date(start, language)
    first = _day_month if _date(start).year == _date(end).year else short_date
    return f"{first(start, language)}\N{NO-BREAK SPACE}– {short_date(end, language)}"


def _clean(text: str) -> str:
    """Leave what XML takes, on one line; no-break spaces stay."""
    return " ".join(filter(None, _CONTROL.sub(" ", text).split(" ")))


def _marks(
    result: Mapping[str, Any], compiled: Mapping[str, Any], words: Mapping[str, str], language: str
) -> Iterator[Mark]:
    for item in result["items"]:
        is_day = item["kind"] in _DAYS
        if not is_day and item["kind"] not in _BARS:
            continue
        start, end = day_number(item["from"]), day_number(item["to"])
        if start is None and (is_day or (end is None and not item["open"])):
            continue
        key = f"tools.{result['tool']}.items.{item['id']}"
        supposing = words.get(f"{key}.if", "") if item["maybe"] else ""
        label = words.get(f"{key}.label", item["id"])
        first = -_NEVER if start is None else start
        yield Mark(
            id=item["id"],
            track=_clean(words.get(f"tracks.{item['track']}", item["track"])) if item["track"] else "",
            label=_clean(fill(f"{supposing} {label}", result, compiled, words, language)),
            when=_when(start, start if is_day else end, language),
            status=item["status"],
            reservation=""
            if item["status"] in _PLAIN
            else _clean(words.get(f"status.{item['status']}", item["status"])),
            start=first,
            end=first if is_day else max(first, _NEVER if end is None else end),
            is_day=is_day,
            is_act=bool(item["act"]),
        )


def _lines(mark: Mark) -> list[Line]:
    return [("name", mark.label), ("when", mark.when), ("status", mark.reservation)]


# Drawing.


class _Sheet:
    """What has been drawn so far; texts lie above shapes, and shapes above the grid."""

    def __init__(self, days: Sequence[int], now: int | None, language: str, width: int) -> None:
        self.now = now
        self.language = language
        self.width = width
        self.grid: list[Node] = []
        self.shapes: list[Node] = []
        self.texts: list[Node] = []
        reach = max((days[-1] - days[0]) // 3, 30)
        is_near = now is not None and days[0] - reach <= now <= days[-1] + reach
        self.days = sorted({*days, now}) if now is not None and is_near else days
        """The days that have a place, with today if it is among the others or little before or after them."""

    def path(self, kind: str, shape: str) -> Node:
        return ("path", {"class": f"tw-timeline__{kind}", "d": shape}, [])

    def dot(self, x: int, y: int, kind: str) -> None:
        self.shapes.append(("circle", {"class": f"tw-timeline__{kind}", "cx": f"{x}", "cy": f"{y}", "r": "6"}, []))

    def text(self, x: int, y: int, font: str, text: str) -> None:
        self.texts.append(("text", {"class": f"tw-timeline__{font}", "x": f"{x}", "y": f"{y}"}, [text]))

    def lines(self, x: int, y: int, lines: Sequence[Line]) -> None:
        """Write lines below each other; `y` is the top of the first."""
        for font, text in lines:
            size, _, height = FONTS[font]
            self.text(x, y + size, font, text)
            y += height

    def bar(self, mark: Mark, box: Sequence[int], edge: int, tip: int = 0, *, down: bool = False) -> None:
        """Draw a bar.

        Args:
            mark: What it is for.
            box: Left, top, right and bottom.
            edge: How much of the bar, from its first side, is the edge that shows the status.
            tip: How long an arrow at an end that is open is.
            down: Whether time runs down.
        """
        # Along the bar and across it; a little open, so that bars that touch can be told apart.
        first, side, last, other = (box[1], box[0], box[3], box[2]) if down else box
        first += 2
        stop = last - tip * (mark.end == _NEVER)
        middle = (side + other) // 2

        def at(along: int, across: int) -> str:
            return f"{across} {along}" if down else f"{along} {across}"

        corners = [at(first, side), at(stop, side), at(last, middle), at(stop, other), at(first, other)]
        corners.append(at(first + tip * (mark.start == -_NEVER), middle))
        if mark.status == "contested":
            strokes = [(start, min(edge, stop - start)) for start in range(first, stop, 6)]
            strip = "".join(f"M{at(x, side + edge)}L{at(x + size, side + edge - size)}" for x, size in strokes)
        else:
            strip = f"M{at(first, side + edge // 2)}L{at(stop, side + edge // 2)}"
        kind = f"tw-timeline__item tw-timeline__item--{mark.status} tw-stage--{mark.id}"
        bar = self.path("bar", f"M{'L'.join(corners)}Z")
        edging = self.path("hatch" if mark.status == "contested" else "edge", strip)
        self.shapes.append(("g", {"class": kind}, [bar, edging]))


def _lanes(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Share bars out over lanes, in each of which none lies over another."""
    lanes: list[list[Mark]] = []
    for mark in marks:
        lane = next((lane for lane in lanes if lane[-1].end <= mark.start), None)
        if lane is None:
            lanes.append(lane := [])
        lane.append(mark)
    return lanes


def _tracks(marks: Sequence[Mark]) -> dict[str, list[Mark]]:
    """Return the marks by track: those of none first, the others in the order in which they begin."""
    names = sorted(dict.fromkeys(mark.track for mark in marks), key=bool)
    return {name: [mark for mark in marks if mark.track == name] for name in names}


def _wide(sheet: _Sheet, marks: Sequence[Mark]) -> int:
    """Draw with time from left to right, and return the height."""
    low, high = sheet.days[0], max(sheet.days[-1], sheet.days[0] + 28)
    left = 40 if any(mark.start == -_NEVER for mark in marks) else _MARGIN
    room = WIDE - _NOTE - 16 - left

    def at(day: int) -> int:
        return left + (day - low) * room // (high - low)

    top = 4 if sheet.now is None else 24
    y = top + 26
    for track, members in _tracks(marks).items():
        if track:
            sheet.text(_MARGIN, y + 14, "track", track)
            y += FONTS["track"][2]
        for lane in _lanes([mark for mark in members if not mark.is_day]):
            y = _lane(sheet, lane, at, y) + 8
        days = [mark for mark in members if mark.is_day]
        if days:
            sheet.shapes.append(sheet.path("rail", f"M{_MARGIN} {y + 8}H{WIDE - _MARGIN}"))
            for mark in days:
                sheet.dot(at(mark.start), y + 8, "act" if mark.is_act else "dot")
            y = _notes(sheet, y + 18, [(at(day[0].start), y + 14, _day_note(day)) for day in _by_day(days)]) + 8
        y += 4
    _scale(sheet, at, top, y)
    _now(sheet, at, y)
    return y


def _by_day(marks: Sequence[Mark]) -> list[list[Mark]]:
    return [[mark for mark in marks if mark.start == day] for day in sorted({mark.start for mark in marks})]


def _day_note(marks: Sequence[Mark]) -> list[Line]:
    """Return all that a day has, below its date."""
    point = "•\N{NO-BREAK SPACE}" if len(marks) > 1 else ""
    lines = [line for mark in marks for line in (("name", point + mark.label), ("status", mark.reservation))]
    return wrapped([("when", marks[0].when), *lines], _NOTE)


def _lane(sheet: _Sheet, lane: Sequence[Mark], at: Callable[[int], int], y: int) -> int:
    """Draw bars of one lane, with their texts inside or, where a bar is too narrow, below; return where that ends."""
    placed: list[tuple[Mark, int, int, list[Line], bool]] = []
    for mark in lane:
        left = 2 if mark.start == -_NEVER else at(mark.start)
        right = WIDE - 2 if mark.end == _NEVER else at(mark.end)
        room = right - left - 16 - _TIP * ((mark.start == -_NEVER) + (mark.end == _NEVER))
        words = [(word, font) for font, text in _lines(mark) for word in text.split(" ")]
        is_inside = room >= _LEAST and all(measure(*word) <= room for word in words)
        placed.append((mark, left, right, wrapped(_lines(mark), room if is_inside else _NOTE), is_inside))
    bottom = y + max([24, *(_EDGE + 14 + height_of(lines) for *_, lines, is_inside in placed if is_inside)])
    for mark, left, right, lines, is_inside in placed:
        sheet.bar(mark, (left, y, max(right, left + 4), bottom), _EDGE, _TIP)
        if is_inside:
            sheet.lines(left + 8 + _TIP * (mark.start == -_NEVER), y + _EDGE + 5, lines)
    return _notes(
        sheet, bottom + 4, [(left, bottom, lines) for _, left, _, lines, is_inside in placed if not is_inside]
    )


def _notes(sheet: _Sheet, y: int, notes: Sequence[Note]) -> int:
    """Write texts below their marks, from left to right; return where they end.

    A text stands to the right of the stroke that leads to it, and lower than every text further right that it would
    lie over. So no stroke crosses a text: those that pass it on their way down stand further left.
    """
    depths = [0] * len(notes)
    for index in reversed(range(len(notes))):
        x, _, lines = notes[index]
        right = x + 16 + max(measure(text, font) for font, text in lines)
        depths[index] = max((depths[at] + 1 for at in range(index + 1, len(notes)) if notes[at][0] < right), default=0)
    for depth in range(max(depths, default=-1) + 1):
        row = [note for note, found in zip(notes, depths, strict=True) if found == depth]
        for x, top, lines in row:
            sheet.shapes.append(sheet.path("lead", f"M{x} {top}V{y + 15}"))
            sheet.lines(x + 6, y, lines)
        y += max(height_of(lines) for _, _, lines in row) + 6
    return y


def _scale(sheet: _Sheet, at: Callable[[int], int], top: int, bottom: int) -> None:
    """Draw the months, as many as there is room for."""
    sheet.grid.append(sheet.path("scale", f"M{_MARGIN} {top + 18}H{WIDE - _MARGIN}"))
    start, wide = _date(sheet.days[0]), at(sheet.days[0] + 1000) - at(sheet.days[0])
    step = 1
    while step * 28 * wide < _MONTH * 1000 and step < _LAST_MONTH:
        step = 3 if step == 1 else step * 2
    month = -(-(start.year * _YEAR + start.month - (start.day == 1)) // step) * step
    is_first = True
    while month < _LAST_MONTH:
        year, number = divmod(month, _YEAR)
        x = at(date(year, number + 1, 1).toordinal() - EPOCH)
        if x > WIDE - _MONTH:
            break
        text = _month(number + 1, sheet.language) if step < _YEAR else ""
        if step >= _YEAR or is_first or number == 0:
            text = f"{text} {year}".strip()
        sheet.grid.append(sheet.path("month", f"M{x} {top + 8}V{bottom}"))
        sheet.text(x + 4, top + 14, "tick", text)
        month, is_first = month + step, False


def _now(sheet: _Sheet, at: Callable[[int], int], bottom: int) -> None:
    """Mark today: a stroke through the picture, or an arrow at its side if it is far away."""
    if sheet.now is None:
        return
    text = _phrase(3, sheet.now, sheet.language)
    if sheet.now not in sheet.days:
        is_before = sheet.now < sheet.days[0]
        text = f"← {text}" if is_before else f"{text} →"
        sheet.text(_MARGIN if is_before else WIDE - _MARGIN - measure(text, "now"), 16, "now", text)
        return
    x = at(sheet.now)
    sheet.shapes.append(sheet.path("today", f"M{x} 4V{bottom}"))
    sheet.text(x + 6, 16, "now", text)


def _tall(sheet: _Sheet, marks: Sequence[Mark]) -> int:
    """Draw with time from top to bottom, and return the height: bars at the left, all texts below each other."""
    lanes = [lane for members in _tracks(marks).values() for lane in _lanes([one for one in members if not one.is_day])]
    left = 28 + 20 * len(lanes)
    sheet.width = max(sheet.width, left + 220)
    far = sheet.now if sheet.now not in sheet.days else None
    is_past = far is not None and far < sheet.days[0]
    y = _far(sheet, left, 6, far, "↑") if far is not None and is_past else 6
    y = _entries(sheet, [mark for mark in marks if mark.start == -_NEVER], left, y)
    places: dict[int, int] = {}
    acts = {mark.start for mark in marks if mark.is_act}
    for day in sheet.days:
        places[day] = y + 10
        is_now = day == sheet.now
        sheet.dot(_MARGIN, y + 10, "act" if day in acts else "today" if is_now else "dot")
        text = _phrase(3, day, sheet.language) if is_now else short_date(day, sheet.language)
        sheet.text(left, y + 15, "now" if is_now else "track", text)
        y = _entries(sheet, [mark for mark in marks if mark.start == day], left, y + FONTS["track"][2]) + 8
    bottom = y + 26 * any(mark.end == _NEVER for mark in marks)
    for index, lane in enumerate(lanes):
        x = 26 + 20 * index
        for mark in lane:
            first, last = places.get(mark.start, 2), places.get(mark.end, bottom - 2)
            sheet.bar(mark, (x, first, x + _RAIL, max(last, first + 4)), _RAIL, _TIP, down=True)
    sheet.grid.append(sheet.path("spine", f"M{_MARGIN} 2V{bottom - 2}"))
    return bottom if far is None or is_past else _far(sheet, left, bottom, far, "↓")


def _entries(sheet: _Sheet, marks: Sequence[Mark], x: int, y: int) -> int:
    """Write what begins on a day, each with a sample of its bar or its dot; return where that ends."""
    for mark in marks:
        when = "" if mark.is_day else mark.when
        about = f"{mark.track}{mark.track and when and ': '}{when}"
        lines = wrapped([("name", mark.label), ("when", about), ("status", mark.reservation)], sheet.width - x - 30)
        if mark.is_day:
            sheet.dot(x + 7, y + 10, "act" if mark.is_act else "dot")
        else:
            sheet.bar(mark, (x, y + 3, x + _RAIL, y + 3 + _RAIL), _RAIL, down=True)
        sheet.lines(x + 22, y, lines)
        y += height_of(lines) + 5
    return y


def _far(sheet: _Sheet, x: int, y: int, day: int, arrow: str) -> int:
    sheet.text(x, y + 15, "now", f"{arrow} {_phrase(3, day, sheet.language)}")
    return y + FONTS["track"][2]
