"""The browser's evaluator gives the same bytes as Python's, in five time zones.

Both are asked the cases of the table, the docset's own scenarios and a hundred thousand scenarios made at random. The
dates of all of these are also counted by a third way, which knows neither.
"""

import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait
from tests.unit.lifecycle.evaluator_cases import flow, questions, seen, table
from tests.unit.lifecycle.random_scenarios import MALFORMED, Calendar, complete, scenarios

from tweeluik.lifecycle.compiling import compile_rules
from tweeluik.lifecycle.dates import long_date, parse_date
from tweeluik.lifecycle.evaluating import evaluate
from tweeluik.lifecycle.filling import fill, money_text, number_text
from tweeluik.lifecycle.reading import read_rules

CHECKOUT = Path(__file__).resolve().parents[2]
SCRIPTS = CHECKOUT / "overrides" / "assets" / "javascripts"
ZONES = ("UTC", "Europe/Amsterdam", "America/New_York", "Pacific/Apia", "Asia/Kolkata")
SEED, NUMBER, CHUNK = 20261130, 100_000, 500
SHIFT = 1234
LEAST, MOST = 10957, 47846
LANGUAGES = ("nl", "en", "de")

PAGE = """<!doctype html><title>Parity</title><script type="module">
import { evaluate } from "/lifecycle/evaluate.js";
import { longDate, parseDate, today } from "/lifecycle/dates.js";
import { fill, moneyText, numberText } from "/lifecycle/fill.js";
const calls = { evaluate, longDate, parseDate, fill, moneyText, numberText };
const digest = async (text) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
const asked = await (await fetch("/asked.json")).json();
const chunkOf = (index) => asked.random.slice(index * asked.chunk, (index + 1) * asked.chunk)
  .map(([rules, tool, answers]) => JSON.stringify(evaluate(asked.rules[rules], tool, answers)));
window.parity = {
  calls: () => JSON.stringify(asked.calls.map(([name, ...rest]) => calls[name](...rest.slice(0, -1)))),
  questions: () => asked.questions.map(([rules, tool, given]) =>
    JSON.stringify(evaluate(asked.rules[rules] ?? rules, tool, JSON.parse(given)))),
  digests: async () => {
    const found = [];
    for (let index = 0; index * asked.chunk < asked.random.length; index++) {
      found.push(await digest(chunkOf(index).join("\\n")));
    }
    return found;
  },
  chunk: chunkOf,
  today: (time) => today(new Date(time)),
  zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
};
document.title = "Ready";
</script>"""


class Asked:
    """What both hosts are asked, and what Python says to it."""

    def __init__(self) -> None:
        given, problems = read_rules(CHECKOUT / "docs")
        assert not problems
        self.docset = compile_rules(given)
        self.rules = [self.docset, flow()]
        self.random = [
            *((0, *one) for one in scenarios(self.docset, NUMBER, SEED)),
            *((1, *one) for one in scenarios(flow(), NUMBER // 10, SEED)),
            *((0, *one) for one in complete(self.docset)),
        ]
        self.scenarios = given.scenarios
        self.questions = [
            *((one.compiled, one.tool, one.given) for one in questions()),
            *((self.docset, one.tool, written(one.answers)) for one in given.scenarios),
        ]
        self.calls = list(_calls())
        self.digests: list[str] = []
        """Of the results, by chunk; there once `results` are."""

    @cached_property
    def sent(self) -> bytes:
        """The questions as JSON."""
        questions = [(self.rules.index(one[0]) if one[0] in self.rules else one[0], *one[1:]) for one in self.questions]
        sent = {"rules": self.rules, "questions": questions, "calls": self.calls, "random": self.random, "chunk": CHUNK}
        return written(sent).encode("utf-8", "surrogatepass")

    def answered(self, start: int = 0, end: int | None = None) -> Iterator[dict[str, Any]]:
        """Yield what Python answers to the scenarios made at random."""
        return (evaluate(self.rules[rules], tool, answers) for rules, tool, answers in self.random[start:end])

    @cached_property
    def results(self) -> list["Result"]:
        """What Python answers, with digests of chunks of it."""
        found: list[Result] = []
        for start in range(0, len(self.random), CHUNK):
            answered = list(self.answered(start, start + CHUNK))
            text = "\n".join(map(written, answered))
            self.digests.append(hashlib.sha256(text.encode()).hexdigest())
            found += map(_short, answered)
        return found


@dataclass(frozen=True, slots=True)
class Result:
    """What is kept of a result: a hundred thousand in full would be a gigabyte."""

    outcome: str
    answers: dict[str, Any]
    items: tuple[tuple[str, Any, Any], ...]
    """Id, from and to."""


def _short(result: dict[str, Any]) -> Result:
    items = tuple((item["id"], item["from"], item["to"]) for item in result["items"])
    return Result(result["outcome"], result["answers"], items)


def _calls() -> Iterator[tuple[Any, ...]]:
    """Yield the calls of functions in the table, with the result of each at the end."""
    cases = table()
    for case in cases["typed_dates"]:
        day, month, year = case["fields"]
        given = (day, month, year) if case.get("unlimited") else (day, month, year, LEAST, MOST)
        yield "parseDate", *given, asdict(parse_date(*given))
    for text, *_ in cases["long_dates"]:
        yield from (("longDate", text, code, long_date(text, code)) for code in LANGUAGES)
    for minor, currency, *_ in cases["amounts"]:
        yield from (("moneyText", minor, currency, code, money_text(minor, currency, code)) for code in LANGUAGES)
        yield from (("numberText", minor, code, number_text(minor, code)) for code in LANGUAGES)
    compiled = flow()
    fills = cases["fills"]
    for answers, rows in ((json.loads(cases["results"][0]["given"]), "rows"), ({"price": 12000}, "without_currency")):
        result = evaluate(compiled, "everything", answers)
        for text, *_ in fills[rows]:
            for code in LANGUAGES:
                about = (text, result, compiled, fills["words"].get(code, {}), code)
                yield "fill", *about, fill(*about)


def written(value: object) -> str:
    """Return JSON as JavaScript writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.fixture(scope="module")
def asked() -> Asked:
    return Asked()


@pytest.fixture(scope="module")
def address(asked: Asked) -> Iterator[str]:
    """Serve the scripts and the questions on this machine."""

    class Handler(SimpleHTTPRequestHandler):
        extensions_map = SimpleHTTPRequestHandler.extensions_map | {".js": "text/javascript"}

        def do_GET(self) -> None:
            made = {"/": ("text/html", PAGE.encode()), "/asked.json": ("application/json", asked.sent)}
            if self.path not in made:
                super().do_GET()
                return
            kind, body = made[self.path]
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(SCRIPTS)))
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    serving.join()
    server.server_close()


@contextmanager
def in_zone(zone: str, browser: webdriver.Chrome, address: str) -> Iterator[None]:
    """Open the page in a time zone."""
    browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})
    browser.set_script_timeout(120)
    browser.get(address)
    WebDriverWait(browser, 60).until(lambda driver: driver.title == "Ready")
    yield
    browser.get("about:blank")
    browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": ""})


@pytest.fixture(scope="module", params=ZONES)
def zone(request: pytest.FixtureRequest, browser: webdriver.Chrome, address: str) -> Iterator[str]:
    with in_zone(request.param, browser, address):
        yield request.param


@pytest.mark.browser
def test_the_browser_is_in_the_zone(browser: webdriver.Chrome, zone: str) -> None:
    # A visitor's today is that of the wall calendar: half past eleven in the evening, UTC.
    days = {"UTC": 31, "America/New_York": 31}
    expected = f"2026-01-{days[zone]}" if zone in days else "2026-02-01"
    assert browser.execute_script("return [parity.zone(), parity.today(Date.UTC(2026, 0, 31, 23, 30))]") == [
        zone.replace("Kolkata", "Calcutta"),
        expected,
    ]


@pytest.mark.browser
@pytest.mark.usefixtures("zone")
def test_the_table_comes_out_the_same(browser: webdriver.Chrome, asked: Asked) -> None:
    found = json.loads(browser.execute_script("return parity.calls()"))
    for (name, *given, expected), got in zip(asked.calls, found, strict=True):
        assert written(got) == written(expected), (name, given)


@pytest.mark.browser
@pytest.mark.usefixtures("zone")
def test_cases_and_scenarios_come_out_the_same(browser: webdriver.Chrome, asked: Asked) -> None:
    found = browser.execute_script("return parity.questions()")
    for (compiled, tool, given), got in zip(asked.questions, found, strict=True):
        assert got == written(evaluate(compiled, tool, json.loads(given))), (tool, given)
    # And both are right.
    for question, got in zip(questions(), found, strict=False):
        assert seen(json.loads(got), question.expected) == question.expected, question.id


@pytest.mark.browser
@pytest.mark.slow
def test_scenarios_made_at_random_come_out_the_same(browser: webdriver.Chrome, address: str, asked: Asked) -> None:
    found: dict[str, list[str]] = {}
    with ThreadPoolExecutor(1) as beside:
        # Python works while the browser does.
        working = beside.submit(lambda: asked.results)
        for zone in ZONES:
            with in_zone(zone, browser, address):
                found[zone] = browser.execute_async_script("parity.digests().then(arguments[0])")
        assert len(working.result()) > NUMBER * 1.15
    for zone, digests in found.items():
        for index, (one, other) in enumerate(zip(asked.digests, digests, strict=True)):
            if one != other:
                with in_zone(zone, browser, address):
                    _find_difference(browser, asked, index)
        assert digests == asked.digests, zone


def _find_difference(browser: webdriver.Chrome, asked: Asked, index: int) -> None:
    """Compare a chunk result by result, so that the failure shows the first scenario that differs."""
    got = browser.execute_script("return parity.chunk(arguments[0])", index)
    start, end = index * CHUNK, (index + 1) * CHUNK
    for case, result, text in zip(asked.random[start:end], asked.answered(start, end), got, strict=True):
        assert text == written(result), case


@pytest.mark.slow
def test_a_calendar_that_knows_neither_counts_the_same_dates(asked: Asked) -> None:
    counted = 0
    for (rules, tool, answers), result in zip(asked.random, asked.results, strict=True):
        compiled = asked.rules[rules]
        items = {item["id"]: item for item in compiled["tools"][tool]["items"]}
        # What is dropped plays no part; what is used was given.
        assert all(answers[name] == value for name, value in result.answers.items())
        calendar = Calendar(compiled, result.answers)
        for name, *ends in result.items:
            for end, written_date in zip(("from", "to"), ends, strict=True):
                if isinstance(written_date, str):
                    day = calendar.value(items[name][end])
                    assert isinstance(day, date)
                    assert day.isoformat() == written_date, (tool, answers, name)
                    counted += 1
    assert counted > NUMBER


@pytest.mark.slow
def test_in_every_result_what_begins_ends_later(asked: Asked) -> None:
    for result in asked.results:
        for name, begin, end in result.items:
            if begin is not None and end is not None:
                assert begin <= end, (name, result)


@pytest.mark.slow
@pytest.mark.parametrize(("earlier", "later"), [("disabled", "deleted"), ("safe", "last")])
def test_in_every_result_stages_and_advice_are_in_order(earlier: str, later: str, asked: Asked) -> None:
    met = 0
    for result in asked.results:
        begins = {name: begin for name, begin, _ in result.items}
        if begins.get(earlier) and begins.get(later):
            assert begins[earlier] <= begins[later], result
            met += 1
    assert met


@pytest.mark.slow
def test_other_dates_shift_every_date(asked: Asked) -> None:
    """The same answers a number of days later come to the same, that many days later."""
    shifted = 0
    for (rules, tool, _), result in islice(zip(asked.random, asked.results, strict=True), 0, None, 20):
        compiled = asked.rules[rules]
        answers = result.answers
        dates = {name: value for name, value in answers.items() if compiled["inputs"][name]["type"] == "date"}
        later = {name: _later(value) for name, value in dates.items()}
        if not dates or max(later.values()) > "2100-12-31":
            continue
        expected = _shifted(evaluate(compiled, tool, answers), later)
        assert evaluate(compiled, tool, answers | later) == expected, (tool, answers)
        shifted += 1
    assert shifted > NUMBER / 100


def _later(text: str) -> str:
    return (date.fromisoformat(text) + timedelta(SHIFT)).isoformat()


def _shifted(result: Mapping[str, Any], later: Mapping[str, str]) -> dict[str, Any]:
    items = [
        item | {end: _later(item[end]) for end in ("from", "to") if isinstance(item[end], str)}
        for item in result["items"]
    ]
    return {**result, "items": items, "answers": {**result["answers"], **later}}


def test_more_licences_never_let_you_cancel_online_again(asked: Asked) -> None:
    online, phone = {"yes", "yes_if", "domain", "trial"}, {"phone", "fewer"}
    tool = "cancel-online"
    assert online | phone <= {outcome["id"] for outcome in asked.docset["tools"][tool]["outcomes"]}
    met: set[str] = set()
    for _, _, answers in [one for one in asked.random if one[1] == tool][:500]:
        outcomes = [
            evaluate(asked.docset, tool, answers | {"licences": number})["outcome"]
            for number in (0, 1, 23, 24, 25, 26, 27, 100, 1_000_000)
        ]
        met.update(outcomes)
        is_phone = [outcome in phone for outcome in outcomes]
        if True in is_phone:
            assert not online & set(outcomes[is_phone.index(True) :]), answers
    assert online | phone <= met


@pytest.mark.slow
def test_answers_are_as_odd_as_they_should_be(asked: Asked) -> None:
    given = [value for _, _, answers in asked.random for value in answers.values()]
    odd = sum(1 for value in given if any(value is one for one in MALFORMED))
    assert 0.04 < odd / len(given) < 0.08
    assert len(asked.random) > NUMBER * 1.15
    assert {result.outcome for result in asked.results} >= {
        outcome["id"] for rules in asked.rules for tool in rules["tools"].values() for outcome in tool["outcomes"]
    }
