"""The calculators as a customer uses them: every tool, in both languages, in a real browser.

A page is loaded once and then asked everything about it, as loading is what takes the time.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from icalendar import Calendar
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait
from tests.browser.conftest import evaluate, set_scheme, set_width

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("own_screen")]

CHECKOUT = Path(__file__).parents[2]
FLOWS: Mapping[str, Any] = yaml.safe_load((CHECKOUT / "docs" / "lifecycle" / "tools.yml").read_text(encoding="utf-8"))
TOOLS = tuple(FLOWS["tools"])
LANGUAGES = {"nl": "", "en": "en/"}
"""The folder of each language."""
MOST_MILLISECONDS = 300
"""For a result on a phone six times as slow; an idle machine takes a tenth (see the benchmark), a busy one more."""
CANCELLED = "v=1&product=business&seller=direct&trial=paid&route=cancel&others=no&cloud=worldwide"
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""All that can be right in a light scheme and wrong in a dark one."""

HELPERS = """
globalThis.tool = {
  output: document.querySelector("[data-result]"),
  form: document.querySelector("form.tw-form"),
  data: JSON.parse(document.querySelector(".tw-tool-data").textContent),
  async go(answers) {
    const { inputs, tools } = this.data.compiled;
    const given = (input) => answers[input] ?? (inputs[input].unknown ? "unknown" : null);
    const pairs = tools[this.data.tool].inputs.map(({ input }) => [input, given(input)]);
    const hash = new URLSearchParams([["v", "1"], ...pairs.filter(([, value]) => value !== null)]);
    const arrived = new Promise((done) => addEventListener("popstate", done, { once: true }));
    history.replaceState(null, "", location.pathname);
    location.hash = hash;
    await arrived;
  },
  text: (element) => element?.textContent.replace(/\\s/g, "") ?? "",
  told(element) {
    const own = (selector) => this.text(element.querySelector(selector));
    const items = [...element.querySelectorAll("[data-item]")];
    const parts = (item) => (item.matches("tr") ? [...item.cells] : [item]);
    const cells = (item) => [item.dataset.item, ...parts(item).map(this.text)];
    return { answer: own(".tw-answer"), do: own(".tw-do"), items: items.map(cells).sort() };
  },
};
"""

SAME_AS_EXAMPLES = """(async () => {
  const differences = [];
  const examples = [...document.querySelectorAll(".tw-example")];
  for (const example of examples) {
    await tool.go(JSON.parse(example.dataset.answers));
    const [live, made] = [tool.told(tool.output), tool.told(example)].map((one) => JSON.stringify(one));
    if (tool.output.hidden || live !== made) differences.push([example.dataset.outcome, live, made]);
  }
  return { count: examples.length, differences };
})()"""

SAME_AS_DAYS = """(async () => {
  const { evaluate } = await import(new URL("assets/javascripts/lifecycle/evaluate.js", __md_scope));
  const { MONTHS, dayNumber, isoDate } = await import(new URL("assets/javascripts/lifecycle/dates.js", __md_scope));
  const table = document.querySelector(".tw-days-table");
  if (!table) return { cells: 0, differences: [] };
  const { compiled, tool: name, language } = tool.data;
  const written = (iso) => `${+iso.slice(8)} ${MONTHS[language][+iso.slice(5, 7) - 1]}`;
  const isDate = (input) => compiled.inputs[input].type === "date";
  // All dates of an example move together, so that it stays the same case.
  const days = (answers, start) => {
    const moved = dayNumber(start) - dayNumber(answers[table.dataset.of]);
    const later = ([input, value]) => [input, isDate(input) ? isoDate(dayNumber(value) + moved) : value];
    const { items } = evaluate(compiled, name, Object.fromEntries(Object.entries(answers).map(later)));
    return items.flatMap(({ from, to }) => [from, to]);
  };
  const offsets = [...table.querySelectorAll("[data-offset]")].map((head) => +head.dataset.offset);
  const examples = [...document.querySelectorAll(".tw-example")].map((one) => JSON.parse(one.dataset.answers));
  const asked = offsets.map((offset) =>
    examples.find((answers) => {
      const base = dayNumber(answers[table.dataset.of]);
      const holds = (day) => days(answers, isoDate(day)).includes(isoDate(day + offset));
      return base !== null && [base, base + 1].every(holds);
    }),
  );
  const differences = [];
  let cells = 0;
  for (const row of document.querySelectorAll("tr[data-day]")) {
    const start = row.dataset.day;
    const month = +start.slice(5, 7);
    const leap = (month > 2 ? "2027" : "2028") + start.slice(4);
    offsets.forEach((offset, index) => {
      const [common, other = common] = row.cells[index + 1].textContent.split("*").map((text) => text.trim());
      for (const [from, shown] of [[start, common], [leap, other]]) {
        const end = days(asked[index], from).find((day) => dayNumber(day) === dayNumber(from) + offset);
        if (!end || written(end) !== shown) differences.push([from, offset, shown, end]);
        cells += 1;
      }
    });
  }
  return { cells, differences };
})()"""


def wait_for(browser: Chrome, condition: Callable[[Chrome], Any]) -> Any:  # noqa: ANN401 - what the condition gives
    return WebDriverWait(browser, 20, poll_frequency=0.05).until(condition)


def visit(browser: Chrome, url: str) -> None:
    """Load a page of a tool anew, and forget what the one before it asked and said."""
    browser.get("about:blank")
    browser.get(url)
    wait_for(browser, lambda one: one.find_element(By.CSS_SELECTOR, "form.tw-form").is_displayed())
    # Whatever the page loads is loaded.
    wait_for(browser, lambda one: one.execute_script("return document.readyState") == "complete")
    browser.execute_script(HELPERS)
    browser.get_log("browser")
    browser.get_log("performance")


def requests(browser: Chrome) -> list[str]:
    """Return what the page has asked for since it was loaded; that a preview looks for changes is not its doing."""
    events = (json.loads(entry["message"])["message"] for entry in browser.get_log("performance"))
    urls = [one["params"]["request"]["url"] for one in events if one["method"] == "Network.requestWillBeSent"]
    return [url for url in urls if not url.startswith("blob:") and "/_tweeluik/" not in url]


def errors(browser: Chrome) -> list[str]:
    return [item.text for item in browser.find_elements(By.CSS_SELECTOR, ".tw-errors:not([hidden]) li")]


def result(browser: Chrome) -> str:
    return str(browser.find_element(By.CSS_SELECTOR, "[data-result]").text)


def submit(browser: Chrome) -> None:
    browser.find_element(By.CSS_SELECTOR, "form.tw-form [type=submit]").click()


def set_screen(browser: Chrome, width: int, scheme: str) -> None:
    set_width(browser, width)
    set_scheme(browser, scheme)


def type_date(browser: Chrome, tool: str, name: str, *parts: str) -> None:
    boxes = browser.find_elements(By.CSS_SELECTOR, f"#{tool}-{name} [data-part]")
    for box, text in zip(boxes, (*parts, "", "")[:3], strict=True):
        box.clear()
        box.send_keys(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("tool", TOOLS)
def test_a_tool(browser: Chrome, served: Any, axe_core: str, tool: str, language: str) -> None:  # noqa: ANN401
    """Go through one page: empty, wrong, every example, the table of days, and what it asks of the network."""
    set_screen(browser, 1280, "light")
    visit(browser, f"{served.url}{LANGUAGES[language]}tools/{tool}/")
    title = browser.title
    assert not browser.find_element(By.CSS_SELECTOR, "[data-result]").is_displayed()
    assert not browser.find_elements(By.CSS_SELECTOR, "form.tw-form [type=radio]:checked")
    browser.execute_script(axe_core)
    found = {"empty": faults(browser, [".tw-tool"])}

    asked = browser.execute_script(
        "return [...tool.form.querySelectorAll('.tw-field:not([hidden])')].map((one) => one.dataset.input)"
    )
    optional = {name for name in asked if FLOWS["inputs"][name].get("optional") or FLOWS["inputs"][name].get("prefill")}
    submit(browser)
    listed = errors(browser)
    if set(asked) - optional:
        assert len(listed) == len([name for name in asked if name not in optional])
        assert browser.title == f"{'Fout' if language == 'nl' else 'Error'}: {title}"
        assert browser.switch_to.active_element == browser.find_element(By.CSS_SELECTOR, ".tw-errors")
        beside = browser.find_elements(By.CSS_SELECTOR, ".tw-field--wrong .tw-field__error")
        assert [re.sub(r"^\w+:\s*", "", note.text) for note in beside] == listed
        found["errors"] = faults(browser, [".tw-errors", ".tw-field--wrong"])
        header = browser.execute_script("return document.querySelector('.md-header').getBoundingClientRect().bottom")
        for link in browser.find_elements(By.CSS_SELECTOR, ".tw-errors a"):
            browser.execute_script("arguments[0].click()", link)
            focused = browser.switch_to.active_element
            field = focused.find_element(By.XPATH, "ancestor::*[@data-input]")
            assert str(link.get_attribute("href")).endswith(f"#{tool}-{field.get_attribute('data-input')}")
            assert focused.get_attribute("aria-invalid") == "true"
            top = browser.execute_script("return arguments[0].getBoundingClientRect().top", focused)
            assert top > header, "the header covers the question"

    same = evaluate(browser, SAME_AS_EXAMPLES)
    assert same["differences"] == []
    # What is missing are cases that the form does not let through.
    assert same["count"] >= len(FLOWS["tools"][tool]["outcomes"]) - 1
    days = evaluate(browser, SAME_AS_DAYS)
    assert days["differences"] == []
    assert days["cells"] % (2 * 366) == 0
    assert browser.title == title
    lists: list[str] = []
    asked_for = statuses(browser)
    # axe-core walks through all of a page each time, and these have been seen.
    browser.execute_script("for (const one of document.querySelectorAll('.tw-month, .tw-example')) one.remove()")
    for status, answers in asked_for.items():
        evaluate(browser, f"tool.go({json.dumps(answers)})")
        found[status] = faults(browser, ["[data-result]"], lists)
        lists = [".tw-rules", ".tw-unknowns"]
    assert {state: faults for state, faults in found.items() if faults} == {}
    # Only the modules that this test asks for itself.
    assert {url.rpartition("/")[2] for url in requests(browser)} <= {"evaluate.js", "dates.js", "favicon.ico"}
    assert [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def statuses(browser: Chrome) -> dict[str, Any]:
    """Return the answers of one example for each status that a tool's outcomes have."""
    outcomes = "tool.data.compiled.tools[tool.data.tool].outcomes"
    pairs = evaluate(
        browser,
        f"""[...document.querySelectorAll(".tw-example")].map((one) => [
          {outcomes}.find(({{ id }}) => id === one.dataset.outcome).status, JSON.parse(one.dataset.answers)])""",
    )
    return dict(reversed(pairs))


def faults(browser: Chrome, selectors: Sequence[str], without: Sequence[str] = ()) -> list[str]:
    """Return what axe-core finds in parts of a page on four screens, and whether the page is wider than one of them.

    Args:
        browser: shows the page.
        selectors: the parts; what the other parts look like has been seen in another state.
        without: what is in them and has been seen.
    """
    what = json.dumps({"include": [[one] for one in selectors], "exclude": [[one] for one in without]})
    found = []
    for width in (320, 1280):
        for scheme, rules in (("light", RULES), ("dark", OF_COLOURS)):
            set_screen(browser, width, scheme)
            how = json.dumps({"runOnly": rules, "resultTypes": ["violations"]})
            seen = evaluate(
                browser,
                f"""(async () => {{
                  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
                  // What is laid out only when it comes into view moves while axe-core looks at it.
                  for (const one of tool.output.children) one.style.contentVisibility = "visible";
                  await painted();
                  for (const animation of document.getAnimations()) animation.finish();
                  await painted();
                  const {{ violations }} = await axe.run({what}, {how});
                  const wide = document.documentElement.scrollWidth;
                  return [
                    ...violations.map(({{ id, nodes }}) => `${{id}}: ${{nodes[0].html}} ${{nodes[0].failureSummary}}`),
                    ...(wide > innerWidth ? [`${{wide}} px wide`] : []),
                  ];
                }})()""",
            )
            found += [f"{scheme} {width}: {one}" for one in seen]
    return found


WRONG = [
    pytest.param(("31", "", ""), "Vul ook de maand en het jaar in bij", id="incomplete"),
    pytest.param(("30", "2", "2026"), "deze datum bestaat niet", id="impossible"),
    pytest.param(("31", "1", "26"), "vier cijfers", id="two digits"),
    pytest.param(
        ("31", "1", "1999"), "van zaterdag 1 januari 2000 tot en met vrijdag 31 december 2100", id="too early"
    ),
    pytest.param(("1", "1", "2101"), "van zaterdag 1 januari 2000", id="too late"),
    pytest.param(("\N{ARABIC-INDIC DIGIT THREE}", "1", "2026"), "Verbeter de dag", id="other digits"),
]
RIGHT = [
    pytest.param(("31", "1", "2026"), id="numbers"),
    pytest.param(("31", "januari", "2026"), id="Dutch name"),
    pytest.param(("31", "Jan.", "2026"), id="short name"),
    pytest.param(("31", "January", "2026"), id="English name"),
    pytest.param((" 031", "01 ", " 2026 "), id="blanks and zeros"),
    pytest.param(("31-01-2026",), id="pasted the Dutch way"),
    pytest.param(("2026-01-31",), id="pasted the ISO way"),
    pytest.param(("31 januari 2026",), id="pasted in words"),
]


@pytest.fixture(scope="module")
def filled(browser: Chrome, served: Any) -> Chrome:  # noqa: ANN401
    """Give the page of one tool with all but its date filled in."""
    set_screen(browser, 1280, "light")
    visit(browser, f"{served.url}tools/data-gone/#{CANCELLED}")
    assert result(browser) == ""
    assert errors(browser) == []
    return browser


@pytest.mark.parametrize(("typed", "said"), WRONG)
def test_a_wrong_date_is_explained_and_kept(filled: Chrome, typed: tuple[str, ...], said: str) -> None:
    type_date(filled, "data-gone", "date", *typed)
    submit(filled)
    assert len(errors(filled)) == 1
    assert said in errors(filled)[0]
    boxes = filled.find_elements(By.CSS_SELECTOR, "#data-gone-date [data-part]")
    assert tuple(box.get_attribute("value") for box in boxes)[: len(typed)] == typed
    described = filled.find_element(By.CSS_SELECTOR, "#data-gone-date").get_attribute("aria-describedby")
    assert described == "data-gone-date-hint data-gone-date-error"
    assert result(filled) == ""


@pytest.mark.parametrize("typed", RIGHT)
def test_dates_are_understood(filled: Chrome, typed: tuple[str, ...]) -> None:
    type_date(filled, "data-gone", "date", *typed)
    submit(filled)
    assert errors(filled) == []
    assert "donderdag 30 juli 2026" in result(filled)
    assert "date=2026-01-31" in filled.current_url
    assert filled.switch_to.active_element == filled.find_element(By.CSS_SELECTOR, "[data-result] h2")
    boxes = filled.find_elements(By.CSS_SELECTOR, "#data-gone-date [data-part]")
    assert [box.get_attribute("value") for box in boxes] == ["31", "1", "2026"]


def test_a_result_follows_the_answers_without_taking_the_focus(filled: Chrome) -> None:
    type_date(filled, "data-gone", "date", "31", "1", "2026")
    submit(filled)
    address = filled.current_url
    year = filled.find_elements(By.CSS_SELECTOR, "#data-gone-date [data-part]")[2]
    year.clear()
    year.send_keys("2027" + Keys.SHIFT + Keys.TAB)
    status = filled.find_element(By.CSS_SELECTOR, "[data-status]")
    assert "vrijdag 30 juli 2027" in str(status.get_attribute("textContent"))
    assert "vrijdag 30 juli 2027" in result(filled)
    assert filled.switch_to.active_element.get_attribute("data-part") == "month"
    assert filled.current_url == address, "the address changed while somebody typed"
    year.clear()
    year.send_keys(Keys.SHIFT + Keys.TAB)
    assert "vorige antwoorden" in str(status.get_attribute("textContent"))
    assert errors(filled) == []


@pytest.mark.parametrize(
    ("language", "submitted"), [("nl", "2.147,50"), ("nl", "2147,50"), ("en", "2,147.50"), ("en", "2147.5")]
)
def test_amounts(browser: Chrome, served: Any, language: str, submitted: str) -> None:  # noqa: ANN401
    visit(
        browser,
        f"{served.url}{LANGUAGES[language]}tools/credit/#v=1&product=business&seller=direct&trial=paid&prepaid=no"
        "&currency=EUR&period_start=2026-01-01&period_end=2026-12-31&date=2026-07-01",
    )
    box = browser.find_element(By.ID, "credit-price-box")
    for wrong in ("veel", "-1", "1.2.3", "1,234"[:4] + "x"):
        box.clear()
        box.send_keys(wrong)
        submit(browser)
        assert len(errors(browser)) == 1, wrong
    box.clear()
    box.send_keys(submitted)
    submit(browser)
    assert errors(browser) == []
    assert "price=214750" in browser.current_url
    assert len(set(re.findall(r"€\s?1[.,]\d{3}[.,]\d\d", result(browser)))) > 1, "one amount only"


def test_numbers_of_licences(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    visit(browser, f"{served.url}tools/licences/#v=1&role=global&others=no&removal=2026-12-01")
    box = browser.find_element(By.ID, "licences-licences-box")

    def type_number(text: str) -> None:
        box.clear()
        box.send_keys(text)
        submit(browser)

    for wrong in ("24,5", "-1", "1000001", "", "veel"):
        type_number(wrong)
        assert len(errors(browser)) == 1, wrong
    for right in ("0", "24", "25", "26", "1 000 000"):
        type_number(right)
        assert errors(browser) == [], right
        assert f"licences={right.replace(' ', '')}&" in browser.current_url
        answer = browser.find_element(By.CSS_SELECTOR, ".tw-answer").text
        assert ("Niet vermeld" in answer) is (right == "25"), answer


def test_only_the_keyboard(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    visit(browser, f"{served.url}en/tools/azure/")
    browser.execute_script("document.querySelector('form.tw-form input').focus()")

    def press(*keys: str) -> None:
        ActionChains(browser).send_keys(*keys).perform()

    for _ in range(12):
        focused = browser.switch_to.active_element
        if focused.get_attribute("type") == "radio":
            press(Keys.SPACE)
        elif part := focused.get_attribute("data-part"):
            press({"day": "31", "month": "1", "year": "2026"}[part])
        elif focused.get_attribute("type") == "submit":
            press(Keys.ENTER)
            break
        press(Keys.TAB)
    assert errors(browser) == []
    assert browser.switch_to.active_element == browser.find_element(By.CSS_SELECTOR, "[data-result] h2")
    assert "Monday 2 March 2026" in result(browser)
    # On from the result: its first link or button, not the top of the page.
    press(Keys.TAB)
    assert browser.switch_to.active_element.find_elements(By.XPATH, "ancestor::*[@data-result]")


def test_answers_go_along_with_address_language_and_history(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    address = f"{served.url}tools/data-gone/#{CANCELLED}&date=2026-01-31"
    visit(browser, address)
    assert "donderdag 30 juli 2026" in result(browser)
    browser.find_element(By.CSS_SELECTOR, ".tw-languages a[data-tw-language]").click()
    wait_for(browser, lambda one: "/en/" in one.current_url)
    assert browser.current_url == address.replace("/tools/", "/en/tools/")
    wait_for(browser, lambda one: "Thursday 30 July 2026" in result(one))
    type_date(browser, "data-gone", "date", "1", "3", "2026")
    submit(browser)
    assert "Friday 28 August 2026" in result(browser)
    browser.back()
    wait_for(browser, lambda one: "Thursday 30 July 2026" in result(one))
    boxes = browser.find_elements(By.CSS_SELECTOR, "#data-gone-date [data-part]")
    assert [box.get_attribute("value") for box in boxes] == ["31", "1", "2026"]
    browser.forward()
    wait_for(browser, lambda one: "Friday 28 August 2026" in result(one))
    # A related calculator takes the answers that it asks for too.
    carried = str(browser.find_element(By.CSS_SELECTOR, ".tw-after li a").get_attribute("href"))
    assert "date=2026-03-01" in carried
    assert "product=business" in carried
    assert "others" not in carried


@pytest.mark.parametrize(
    "fragment",
    [
        pytest.param("v=2&product=business&date=2026-01-31", id="another version"),
        pytest.param("v=1&product=%3Cscript%3E&date=2026-02-30&x=1", id="no answers"),
        pytest.param("v=1", id="nothing"),
        pytest.param("%E0%A4%A", id="not decodable"),
        pytest.param("v=1&date=" + "9" * 5000, id="long"),
    ],
)
def test_what_an_address_says_is_not_trusted(browser: Chrome, served: Any, fragment: str) -> None:  # noqa: ANN401
    visit(browser, f"{served.url}tools/data-gone/#{fragment}")
    assert result(browser) == ""
    assert errors(browser) == []
    assert not browser.find_elements(By.CSS_SELECTOR, "form.tw-form [type=radio]:checked")


@pytest.mark.parametrize("language", LANGUAGES)
def test_days_for_a_calendar(browser: Chrome, served: Any, tmp_path: Path, language: str) -> None:  # noqa: ANN401
    visit(browser, f"{served.url}{LANGUAGES[language]}tools/timeline/#{CANCELLED}&date=2026-01-31")
    allowed = {"behavior": "allow", "downloadPath": str(tmp_path)}
    browser.execute_cdp_cmd("Browser.setDownloadBehavior", allowed)
    browser.find_element(By.CSS_SELECTOR, ".tw-buttons button").click()
    file = tmp_path / "timeline.ics"
    wait_for(browser, lambda _: file.is_file() and file.stat().st_size)
    calendar = Calendar.from_ical(file.read_bytes())
    days = {str(event["UID"]): event.decoded("DTSTART") for event in calendar.walk("VEVENT")}
    assert days["timeline-safe-2026-01-31@tweeluik"] == date(2026, 4, 29)
    assert days["timeline-save_by-2026-01-31@tweeluik"] == date(2026, 3, 2)
    events = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    described = str(events["timeline-safe-2026-01-31@tweeluik"]["DESCRIPTION"])
    assert f"{served.url}{LANGUAGES[language]}" in described
    assert "#" in described
    url = str(events["timeline-safe-2026-01-31@tweeluik"]["URL"])
    assert url.startswith(f"{served.url}{LANGUAGES[language]}tools/timeline/#v=1&date=2026-01-31&")
    assert requests(browser) == []


BUTTONS_AND_DAYS = """(async () => {
  const { calendar } = await import(new URL("assets/javascripts/lifecycle/calendar.js", __md_scope));
  const { evaluate } = await import(new URL("assets/javascripts/lifecycle/evaluate.js", __md_scope));
  const { compiled, tool: name, words, language, say } = tool.data;
  const options = { stamp: "2026-01-01T00:00:00Z" };
  const found = [];
  for (const example of document.querySelectorAll(".tw-example")) {
    const answers = JSON.parse(example.dataset.answers);
    await tool.go(answers);
    const made = calendar(evaluate(compiled, name, answers), compiled, words, language, options);
    const buttons = [...tool.output.querySelectorAll(".tw-buttons button")].map((button) => button.textContent);
    found.push([made !== "", buttons.includes(say.calendar)]);
  }
  return found;
})()"""


def test_a_calendar_is_offered_where_there_is_a_day_for_it(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    """What is deleted from the day that one asks about on is no day to expect."""
    visit(browser, f"{served.url}tools/data-gone/")
    found = evaluate(browser, BUTTONS_AND_DAYS)
    assert {made for made, _ in found} == {True, False}
    assert [made for made, _ in found] == [offered for _, offered in found]


@pytest.mark.parametrize(
    ("language", "clicked", "day"),
    [
        pytest.param("nl", "Wanneer zijn mijn gegevens weg?", "donderdag 30 juli 2026", id="nl"),
        pytest.param("en", "When is my data gone?", "Thursday 30 July 2026", id="en"),
    ],
)
def test_a_new_customer_has_the_answer_in_three_clicks(
    browser: Chrome,
    served: Any,  # noqa: ANN401
    language: str,
    clicked: str,
    day: str,
) -> None:
    """I cancelled on 31 January 2026; when is my mail gone for good?"""
    browser.get(served.url + LANGUAGES[language])
    browser.find_element(By.XPATH, f"//main//article//a[normalize-space()='{clicked}']").click()
    wait_for(browser, lambda one: one.find_element(By.CSS_SELECTOR, "form.tw-form").is_displayed())
    type_date(browser, "data-gone", "date", "31", "1", "2026")
    submit(browser)
    assert errors(browser) == []
    assert day in browser.find_element(By.CSS_SELECTOR, ".tw-answer").text


def test_a_result_leads_to_the_sentence_that_it_rests_on(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    visit(browser, f"{served.url}tools/data-gone/#{CANCELLED}&date=2026-01-31")
    link = browser.find_element(By.CSS_SELECTOR, "[data-result] .tw-rules a")
    sentence = link.text
    browser.execute_script("arguments[0].click()", link)
    target = wait_for(browser, lambda one: one.find_element(By.CSS_SELECTOR, ":target"))
    assert sentence.rstrip(".") in target.text
    box = browser.execute_script("return arguments[0].getBoundingClientRect().toJSON()", target)
    assert 0 < box["top"] < 900
    plain = browser.execute_script("return getComputedStyle(arguments[0]).backgroundColor", target)
    assert plain != "rgba(0, 0, 0, 0)"
    browser.back()
    wait_for(browser, lambda one: "donderdag 30 juli 2026" in result(one))


def test_without_scripts_the_tables_are_there(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(f"{served.url}tools/data-gone/")
        assert not browser.find_element(By.CSS_SELECTOR, "form.tw-form").is_displayed()
        assert browser.find_element(By.CSS_SELECTOR, ".tw-noscript").is_displayed()
        month = browser.find_element(By.CSS_SELECTOR, ".tw-month")
        month.find_element(By.TAG_NAME, "summary").click()
        assert "1 mei" in month.find_element(By.CSS_SELECTOR, "tr[data-day='2026-01-31']").text
        assert browser.find_element(By.CSS_SELECTOR, "[data-rules] a").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_on_paper_there_are_answers_and_result(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    visit(browser, f"{served.url}tools/data-gone/#{CANCELLED}&date=2026-01-31")
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    try:
        assert not browser.find_element(By.CSS_SELECTOR, "form.tw-form").is_displayed()
        assert not browser.find_element(By.CSS_SELECTOR, ".tw-buttons").is_displayed()
        assert "donderdag 30 juli 2026" in result(browser)
        assert "zaterdag 31 januari 2026" in browser.find_element(By.CSS_SELECTOR, "[data-result] .tw-answers").text
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})


def test_from_a_disk(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    page = served.docs.parent / "site" / "tools" / "data-gone" / "index.html"
    browser.get(f"{page.as_uri()}#{CANCELLED}&date=2026-01-31")
    wait_for(browser, lambda one: "donderdag 30 juli 2026" in result(one))


def test_a_result_takes_no_time(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    visit(browser, f"{served.url}tools/timeline/#{CANCELLED}&date=2026-01-31&end=2026-12-31")
    browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 6})
    try:
        times = browser.execute_script(
            """const took = () => {
              const start = performance.now();
              tool.form.requestSubmit();
              return performance.now() - start;
            };
            return Array.from({ length: 12 }, took);"""
        )
    finally:
        browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": 1})
    assert min(times) < MOST_MILLISECONDS
