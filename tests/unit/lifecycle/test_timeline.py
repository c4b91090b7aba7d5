import re
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.conftest import Case
from tests.unit.lifecycle.picture_cases import Question, picture, question, questions, random_questions, site_questions

from tweeluik.lifecycle.dates import MONTHS, day_number
from tweeluik.lifecycle.lettering import FONTS, measure, wrap
from tweeluik.lifecycle.timeline import Node, serialize, short_date

Box = tuple[int, int, int, int]
"""Left, top, right and bottom."""


@pytest.mark.cases("lifecycle/picture")
@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_pictures(case: Case, form: str) -> None:
    tree = picture(question(case), vertical=form == "narrow")
    case.expects(form, "" if tree is None else serialize(tree).replace("><", ">\n<"))


@pytest.fixture(scope="module")
def trees() -> list[Node]:
    many = [*questions(), *site_questions(), *random_questions(300, seed=6)]
    drawn = (picture(asked, vertical=vertical) for asked in many for vertical in (False, True))
    return [tree for tree in drawn if tree is not None]


def parts(node: Node | str) -> Iterator[Node]:
    if not isinstance(node, str):
        yield node
        for child in node[2]:
            yield from parts(child)


def texts(tree: Node) -> list[tuple[str, Box]]:
    """Return the texts of a picture with the room that each may take."""
    found = []
    for tag, attributes, children in parts(tree):
        if tag == "text":
            (text,) = children
            assert isinstance(text, str)
            font = attributes["class"].removeprefix("tw-timeline__")
            x, y, size = int(attributes["x"]), int(attributes["y"]), FONTS[font][0]
            # Letters with tails reach a quarter of the size below their line.
            found.append((text, (x, y - size + 2, x + measure(text, font), y + size // 4)))
    return found


def leads(tree: Node) -> list[Box]:
    """Return the strokes that lead from marks to their texts."""
    found = []
    for _, attributes, _ in parts(tree):
        if attributes.get("class") == "tw-timeline__lead":
            x, top, bottom = map(int, re.findall(r"\d+", attributes["d"]))
            found.append((x, top, x + 1, bottom))
    return found


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def view(tree: Node) -> Box:
    left, top, right, bottom = map(int, tree[1]["viewBox"].split())
    return left, top, right, bottom


def test_there_is_much_to_look_at(trees: list[Node]) -> None:
    assert len(trees) > 580
    assert sum(len(texts(tree)) for tree in trees) > 9000
    assert sum(len(leads(tree)) for tree in trees) > 700


def test_no_text_lies_over_another(trees: list[Node]) -> None:
    for tree in trees:
        for (text, one), (other_text, other) in combinations(texts(tree), 2):
            assert not meet(one, other), (text, other_text, serialize(tree))


def test_no_stroke_to_a_text_crosses_a_text(trees: list[Node]) -> None:
    for tree in trees:
        for stroke in leads(tree):
            assert not [text for text, box in texts(tree) if meet(stroke, box)], serialize(tree)


def test_all_lies_within_the_view(trees: list[Node]) -> None:
    for tree in trees:
        left, top, right, bottom = view(tree)
        for text, box in texts(tree):
            assert left <= box[0] < box[2] <= right, text
            assert top <= box[1] < box[3] <= bottom, text
        for _, attributes, _ in parts(tree):
            # All of these are absolute: pairs after M and L, one number after H and V.
            for letter, numbers in re.findall("([MLHV])([^MLHVZ]+)", attributes.get("d", "")):
                places = [int(number) for number in numbers.split()]
                xs, ys = {"H": (places, []), "V": ([], places)}.get(letter, (places[:1], places[1:]))
                assert all(left <= x <= right for x in xs), attributes
                assert all(top <= y <= bottom for y in ys), attributes
            if "r" in attributes:
                x, y, radius = (int(attributes[name]) for name in ("cx", "cy", "r"))
                assert left <= x - radius < x + radius <= right
                assert top <= y - radius < y + radius <= bottom


def test_pictures_are_well_formed_and_say_what_they_are(trees: list[Node]) -> None:
    for tree in trees:
        root = etree.fromstring(serialize(tree))
        title, description, *_ = root
        assert (root.get("role"), title.tag, description.tag) == ("img", "title", "desc")
        assert root.get("aria-labelledby") == title.get("id")
        assert root.get("aria-describedby") == description.get("id")
        ids = root.xpath("//@id")
        assert isinstance(ids, list)
        assert len(ids) == len({*ids}) == 2
        # A policy that forbids styles in attributes must not take anything away.
        assert not root.xpath("//@style")


def test_all_numbers_are_whole(trees: list[Node]) -> None:
    for tree in trees:
        for _, attributes, _ in parts(tree):
            for name in ("d", "x", "y", "cx", "cy", "r", "viewBox"):
                assert re.fullmatch(r"[MLHVZ\d ]*", attributes.get(name, "")), attributes


def test_the_description_tells_of_every_mark() -> None:
    asked = questions()[0]
    tree = picture(asked, vertical=False)
    assert tree is not None
    assert serialize(tree[2][1]).replace("\N{NO-BREAK SPACE}", " ") == (
        '<desc id="wide-desc">Abonnement: Uitgeschakeld, 31 jan – 1 mei 2026. '
        "Gegevens: Blijft bewaard, 31 jan – 2 mrt 2026. "
        "Office-apps: Alleen nog lezen en afdrukken, vanaf 31 jan 2026, niet vermeld. "
        "Gegevens: Kan weg zijn, zegt één passage, 2 mrt – 1 mei 2026, omstreden. "
        "Uiterste dag die wij aanraden, 29 apr 2026, ons advies. Abonnement: Verwijderd, vanaf 1 mei 2026. "
        "Abonnement: Als u haar niet meer nodig hebt: Betaalmethode kan eraf, 1 mei 2026. "
        "Gegevens: Kan weg zijn, 1 mei – 30 jul 2026. Gegevens: Weg, vanaf 30 jul 2026. vandaag, 14 mrt 2026.</desc>"
    )


@pytest.mark.parametrize("vertical", [False, True])
def test_how_sure_a_bar_is_shows_in_its_shape(*, vertical: bool) -> None:
    """Contested is hatched, no known end is an arrow; the style sheet dashes what is not stated."""
    tree = picture(questions()[0], vertical=vertical)
    assert tree is not None
    bars = {}
    for tag, attributes, children in parts(tree):
        if tag == "g":
            _, kind, name = attributes["class"].split()
            outline, edge = (child[1] for child in children if not isinstance(child, str))
            bars[name.removeprefix("tw-stage--")] = (kind, outline["d"], edge)
    kind, _, edge = bars["passage"]
    assert kind == "tw-timeline__item--contested"
    assert edge["class"] == "tw-timeline__hatch"
    assert edge["d"].count("M") > 5
    assert bars["apps"][0] == "tw-timeline__item--not_stated"
    assert {name for name, (_, _, edge) in bars.items() if edge["class"] == "tw-timeline__edge"} == {*bars} - {
        "passage"
    }

    def has_arrow(outline: str) -> bool:
        (stop, tip) = re.findall(r"\d+ \d+", outline)[1:3]
        return int(stop.split()[vertical]) < int(tip.split()[vertical])

    assert {name for name, (_, outline, _) in bars.items() if has_arrow(outline)} == {"deleted", "gone", "apps"}


def test_today_near_is_a_stroke_at_its_place_and_far_is_an_arrow() -> None:
    asked: Question = questions()[6]
    drawn = {}
    for today in ("2026-01-02", "2026-03-04", "2026-01-01", "2026-03-05"):
        tree = picture(asked | {"today": today}, vertical=False)
        assert tree is not None
        strokes = [attributes for _, attributes, _ in parts(tree) if attributes.get("class") == "tw-timeline__today"]
        (text,) = [text for text, _ in texts(tree) if "today" in text]
        drawn[today] = (len(strokes), text.replace("\N{NO-BREAK SPACE}", " "))
    assert drawn == {
        "2026-01-02": (1, "today, 2 Jan 2026"),
        "2026-03-04": (1, "today, 4 Mar 2026"),
        "2026-01-01": (0, "← today, 1 Jan 2026"),
        "2026-03-05": (0, "today, 5 Mar 2026 →"),
    }


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("nl", "jan feb mrt apr mei jun jul aug sep okt nov dec"),
        ("en", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
        ("de", "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
    ],
)
def test_short_months(language: str, expected: str) -> None:
    days = [day_number(f"2026-{month:02}-01") for month in range(1, 13)]
    dates = [short_date(day, language).split("\N{NO-BREAK SPACE}") for day in days if day is not None]
    assert dates == [["1", month, "2026"] for month in expected.split()]
    assert len(MONTHS["nl"]) == 12


LETTERS = st.text(st.sampled_from("aWi  éé👩\u200d\u0301-"), max_size=80)


@given(LETTERS, st.integers(60, 300), st.sampled_from(sorted(FONTS)))
def test_lines_hold_all_and_are_not_too_wide(text: str, width: int, font: str) -> None:
    lines = wrap(text, width, font)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(measure(line, font) <= width for line in lines)
    # As many words as fit stand on a line, and none that fits on one is broken.
    words = text.split()
    if words and all(measure(word, font) <= width for word in words):
        kept = wrap(" ".join(words), width, font)
        assert " ".join(kept).split(" ") == words
        assert all(measure(f"{line} {later.split()[0]}", font) > width for line, later in pairwise(kept))


@given(
    st.recursive(
        st.text(max_size=9),
        lambda inner: st.tuples(st.just("g"), st.dictionaries(st.just("id"), st.text()), st.lists(inner)),
    )
)
def test_what_is_written_is_read_back(tree: Node | str) -> None:
    written = serialize(("svg", {}, [tree]))
    assert not re.search(r"<(?!/?(g|svg)[ >])", written)
