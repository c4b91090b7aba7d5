"""Each kind of page is held against WCAG 2.2 by axe-core, and against the screens that it is read on.

A page is loaded once; colour scheme and width then change under it, as they do for a reader who turns a phone or whose
evening begins. A new kind of page needs a row in `PAGES`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait
from tests.browser.conftest import evaluate, set_scheme, set_width

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("own_screen")]

BOTH = {"nl": "", "en": "en/"}
"""The folder of each language."""


@dataclass(frozen=True)
class Page:
    """A kind of page, in the state in which it is looked at."""

    name: str
    path: str
    """Its address below the folder of a language."""
    languages: tuple[str, ...] = tuple(BOTH)
    searched: Mapping[str, str] = field(default_factory=dict)
    """By language, what to search for; the page is then looked at with the dialog open and its results in it."""
    missing: bool = False
    """Whether the server answers that there is no such page."""


PAGES = (
    Page("start", ""),
    Page("topic", "topics/cancel/"),
    Page("article", "cancel-subscription/"),
    Page("older-article", "cancel-subscription-2020/"),
    Page("dutch-only", "cancel-azure/", languages=("nl",)),
    Page("glossary", "glossary/"),
    Page("faq", "faq/"),
    Page("contents", "toc/"),
    Page("making", "making/format/"),
    Page("tools", "tools/"),
    Page("tool", "tools/data-gone/"),
    Page("contradictions", "making/contradictions/", languages=("en",)),
    Page("not-found", "no-such-page/", missing=True),
    Page("search", "", searched={"nl": "opzeggen", "en": "cancel"}),
)

SCHEMES = ("light", "dark")
RULED_WIDTHS = (360, 1280)
"""Widths at which axe-core looks, in CSS pixels: the layouts differ, with and without the side columns."""
WIDTHS = (320, 360, 768, 1280, 1920, 2560)
"""Widths at which nothing may stick out, in CSS pixels; WCAG 1.4.10 asks for 320."""

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Colours half-way a transition are nobody's; endless animations have no end to go to.
SETTLE = """(async () => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  await document.fonts.ready;
  await painted();
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().endTime < Infinity) animation.finish();
  }
  await painted();
  return document.documentElement.dataset.twScheme;
})()"""

VIOLATIONS = f"""axe.run({{ runOnly: {json.dumps(RULES)}, resultTypes: ["violations"] }}).then(({{ violations }}) =>
  violations.map(({{ id, impact, nodes }}) => `${{id}} (${{impact}}, elements: ${{nodes.length}})\\n${{nodes[0].html}}
${{nodes[0].failureSummary}}`))"""

# What makes the page wider than the screen, or an open dialog, which lies outside the page's flow; and what is cut off
# instead, by a box that hides what does not fit. Text that is only for listeners, or that ends in an ellipsis, may be.
STICKING_OUT = """[...document.querySelectorAll("html, body *")]
  .filter((box) => {
    if (box.scrollWidth <= box.clientWidth || box.clientWidth <= 1) return false;
    if (box === document.documentElement) return true;
    const { clipPath, overflowX, textOverflow } = getComputedStyle(box);
    if (["auto", "scroll"].includes(overflowX)) return box.closest("dialog[open]");
    if (overflowX === "visible" || textOverflow === "ellipsis" || clipPath !== "none") return false;
    return box.checkVisibility({ visibilityProperty: true });
  })
  .map((box) => {
    const edge = box.getBoundingClientRect().left + box.clientLeft + box.clientWidth;
    const first = [...box.querySelectorAll("*")].find((one) => one.getBoundingClientRect().right > edge + 0.5);
    const name = [box.localName, ...box.classList].join(".");
    return `overflow of ${name}: ${box.scrollWidth} px where there are ${box.clientWidth}
${(first ?? box).outerHTML.slice(0, 300)}`;
  })"""


def visit(browser: Chrome, url: str) -> None:
    """Load a page, and forget what the one before it asked and said."""
    set_scheme(browser, SCHEMES[0])
    set_width(browser, RULED_WIDTHS[-1])
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(url)


def search_for(browser: Chrome, words: str) -> None:
    browser.find_element(By.CSS_SELECTOR, "[data-tw-search]").click()
    field = browser.find_element(By.ID, "tw-search-input")
    waiting = WebDriverWait(browser, 30, poll_frequency=0.05)
    waiting.until(lambda _: field.is_displayed())
    field.send_keys(words)
    waiting.until(lambda one: one.find_elements(By.CSS_SELECTOR, ".tw-search__item a"))


def seen(browser: Chrome, axe_core: str) -> dict[str, list[str]]:
    """Look at the page in each colour scheme and width.

    Returns:
        What is wrong, each with where that shows.
    """
    problems: dict[str, list[str]] = {}
    headings = evaluate(browser, "document.querySelectorAll('h1').length")
    if headings != 1:
        problems[f"h1: there are {headings} of them"] = ["everywhere"]
    evaluate(browser, f"{axe_core}; undefined")
    for width in WIDTHS:
        set_width(browser, width)
        for scheme in SCHEMES if width in RULED_WIDTHS else SCHEMES[:1]:
            set_scheme(browser, scheme)
            assert evaluate(browser, SETTLE) == scheme, "the page does not follow the emulated colour scheme"
            for problem in evaluate(browser, STICKING_OUT):
                problems.setdefault(problem, []).append(f"{width} px")
            for problem in evaluate(browser, VIOLATIONS) if width in RULED_WIDTHS else ():
                problems.setdefault(problem, []).append(f"{scheme} {width} px")
    return problems


def heard(browser: Chrome, site: str, *, missing: str = "") -> dict[str, list[str]]:
    """Give the errors in the console and the requests to other hosts since the visit, as `seen` does.

    Args:
        browser: where the page is open.
        site: the address that all others must begin with.
        missing: the page's address, if it is meant to be absent: the browser calls that an error.
    """
    errors = [entry["message"] for entry in browser.get_log("browser") if entry["level"] == "SEVERE"]
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]
    assert asked, "the browser tells of no requests at all"
    problems = [f"console: {error}" for error in errors if not missing or not error.startswith(f"{missing} - ")]
    problems += [f"another host: {url}" for url in asked if not url.startswith((site, "data:", "blob:"))]
    return {problem: ["at any width"] for problem in problems}


def told(url: str, problems: Mapping[str, list[str]]) -> str:
    """Write what is wrong with a page for the one who has to mend it."""
    lines = [f"What is wrong with {url}"]
    for problem, places in problems.items():
        first, *rest = problem.splitlines()
        lines += ["", f"{first}: {', '.join(dict.fromkeys(places))}", *(f"    {line}" for line in rest)]
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("page", "language"),
    [pytest.param(page, language, id=f"{page.name}-{language}") for page in PAGES for language in page.languages],
)
def test_a_page_is_accessible_on_every_screen(
    browser: Chrome,
    served: Any,  # noqa: ANN401
    axe_core: str,
    page: Page,
    language: str,
) -> None:
    url = f"{served.url}{BOTH[language]}{page.path}"
    visit(browser, url)
    if page.searched:
        search_for(browser, page.searched[language])
    problems = seen(browser, axe_core) | heard(browser, served.url, missing=url if page.missing else "")
    if problems:
        pytest.fail(told(url, problems), pytrace=False)


FAULTS = {
    # What is found by the same rule stands on another page, as a rule tells of its elements together.
    "at any time": {
        '<img src="data:image/gif;base64,">': (
            "image-alt (critical, elements: 1): light 360 px, dark 360 px, light 1280 px, dark 1280 px\n    <img src="
        ),
        '<p style="color: #777; background: #888">Text</p>': (
            "color-contrast (serious, elements: 1): light 360 px, dark 360 px, light 1280 px, dark 1280 px\n    <p "
        ),
        '<div id="wide" style="width: 350px">Text</div>': ' px where there are 320: 320 px\n    <div id="wide"',
        "<h1>Another</h1>": "h1: there are 2 of them",
        "<img alt='' src='no-such-image.png'>": "no-such-image.png - Failed to load",
        # Of this machine, and nobody listens there.
        "<img alt='' src='http://127.0.0.2:9/image.png'>": "another host: http://127.0.0.2:9/image.png",
    },
    "in the dark, and cut off": {
        "<p class=dim>Text</p><style>[data-md-color-scheme=slate] .dim { color: #777; background: #888 }</style>": (
            'color-contrast (serious, elements: 1): dark 360 px, dark 1280 px\n    <p class="dim">'
        ),
        '<div class="cutting" style="overflow: hidden"><div id="wide" style="width: 1000px">Text</div></div>': (
            "overflow of div.cutting: 1000 px where there are "
        ),
    },
    "on a narrow screen": {
        "<p class=dim>Text</p><style>@media (width < 400px) { .dim { color: #777; background: #888 } }</style>": (
            'color-contrast (serious, elements: 1): light 360 px, dark 360 px\n    <p class="dim">'
        ),
    },
}
"""By when they show: what is added to a page, and what is told of it."""


@pytest.mark.parametrize("faults", FAULTS.values(), ids=FAULTS)
def test_what_breaks_a_page_is_found(
    browser: Chrome,
    served: Any,  # noqa: ANN401
    axe_core: str,
    faults: dict[str, str],
) -> None:
    url = f"{served.url}toc/"
    # The policy of the pages would let none of these through.
    browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    try:
        visit(browser, url)
        evaluate(browser, f"document.querySelector('h1').insertAdjacentHTML('afterend', {json.dumps(''.join(faults))})")
        report = told(url, seen(browser, axe_core) | heard(browser, served.url))
    finally:
        browser.execute_cdp_cmd("Page.setBypassCSP", {"enabled": False})
    assert [expected for expected in faults.values() if expected not in report] == []


def test_a_page_runs_and_shows_nothing_from_elsewhere(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    """What a stranger's article might bring along, if all else failed, is stopped by the policy of the page."""
    visit(browser, f"{served.url}toc/")
    script = """document.body.insertAdjacentHTML("beforeend", `<p id=styled style="color: rgb(1, 2, 3)">Text</p>
      <img alt src="http://127.0.0.2:9/image.png"><a id=run href="javascript:document.title='run'">Run</a>
      <button id=press onclick="document.title='pressed'">Press</button>`);
      const inline = document.createElement("script");
      inline.textContent = "document.title = 'inline'";
      document.body.append(inline);
      document.getElementById("run").click();
      document.getElementById("press").click();
      fetch("http://127.0.0.2:9/").catch(arguments[0]);"""
    browser.execute_async_script(script)
    assert browser.execute_script("return getComputedStyle(styled).color") != "rgb(1, 2, 3)"
    assert browser.title not in {"run", "pressed", "inline"}
    messages = [entry["message"] for entry in browser.get_log("browser")]
    refused = [message for message in messages if "Content Security Policy" in message]
    for directive in ("style-src", "img-src", "script-src", "connect-src"):
        assert any(directive in message for message in refused), directive
