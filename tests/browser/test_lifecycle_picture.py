"""The browser's pictures and calendar files are the same bytes as Python's in three time zones, and texts fit in."""

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.support.wait import WebDriverWait
from tests.unit.lifecycle.picture_cases import COMPILED, SOURCES, STAMP, URL, made, questions, random_questions

pytestmark = pytest.mark.browser

ASSETS = Path(__file__).resolve().parents[2] / "overrides" / "assets"
ZONES = ("Pacific/Apia", "Europe/Amsterdam", "America/New_York")

PAGE = """<!doctype html><meta charset="utf-8"><title>Pictures</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'unsafe-inline'">
<link rel="stylesheet" href="/stylesheets/tweeluik.css">
<link rel="stylesheet" href="/stylesheets/lifecycle-timeline.css">
<body data-md-color-scheme="default"><div id="here"></div><script type="module">
import { draw as element, timeline } from "/javascripts/lifecycle/timeline.js";
import { calendar } from "/javascripts/lifecycle/calendar.js";
const { asked, compiled, stamp, url, sources } = await (await fetch("/asked.json")).json();
const draw = ({ result, words, language, today }, name) =>
  timeline(result, compiled, words, language, { today, vertical: name === "narrow", name });
// As serialize() of timeline.py does: in the browser only this test needs it.
const entities = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (letter) => entities[letter]);
const serialize = (tree) => {
  if (typeof tree === "string") return escaped(tree);
  const [tag, attributes, children] = tree;
  const written = Object.keys(attributes).sort().map((key) => ` ${key}="${escaped(attributes[key])}"`);
  return `<${tag}${written.join("")}>${children.map(serialize).join("")}</${tag}>`;
};
const write = (tree) => (tree === null ? "" : serialize(tree));
window.pictures = {
  made: () => asked.map((one) => ({
    wide: write(draw(one, "wide")),
    narrow: write(draw(one, "narrow")),
    calendar: calendar(one.result, compiled, one.words, one.language, { stamp, url, sources }),
  })),
  // Which trees become other elements than their text does.
  different: () => asked.flatMap((one, index) => ["wide", "narrow"].filter((name) => {
    const tree = draw(one, name);
    const read = new DOMParser().parseFromString(write(tree), "text/html").body.firstElementChild;
    return tree && !element(tree).isEqualNode(read);
  }).map((name) => `${index} ${name}`)),
  // Texts that are wider than the room that was left for them: they reach the next text or the border.
  overlapping: (name, index) => {
    const drawn = element(draw(asked[index], name));
    document.getElementById("here").replaceChildren(drawn);
    drawn.style.display = "block";
    const { width, height } = drawn.viewBox.baseVal;
    const boxes = [...drawn.querySelectorAll("text")].map((text) => [text.textContent, text.getBBox()]);
    const meets = (one, other) => one.x < other.x + other.width && other.x < one.x + one.width
      && one.y + 3 < other.y + other.height && other.y + 3 < one.y + one.height;
    return boxes.flatMap(([text, box], at) => [
      ...(box.x < 0 || box.x + box.width > width || box.y < 0 || box.y + box.height > height ? [`${text} leaves`] : []),
      ...boxes.slice(at + 1).filter(([, other]) => meets(box, other)).map(([other]) => `${text} meets ${other}`),
    ]);
  },
  shown: () => ["wide", "narrow"].filter((name) => {
    const drawn = element(draw(asked[0], name));
    document.getElementById("here").replaceChildren(drawn);
    return getComputedStyle(drawn).display !== "none";
  }),
};
document.title = "Ready";
</script>"""

ASKED = [*questions(), *random_questions(300, seed=8)]
SENT = json.dumps({"asked": ASKED, "compiled": COMPILED, "stamp": STAMP, "url": URL, "sources": SOURCES}).encode()


class Handler(SimpleHTTPRequestHandler):
    """Serves the page, what it asks, and the site's scripts and styles."""

    def do_GET(self) -> None:
        inline = {"/": ("text/html", PAGE.encode()), "/asked.json": ("application/json", SENT)}
        if self.path not in inline:
            super().do_GET()
            return
        kind, content = inline[self.path]
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass


@pytest.fixture(scope="module")
def page(browser: webdriver.Chrome) -> Iterator[webdriver.Chrome]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(ASSETS)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    browser.get(f"http://127.0.0.1:{server.server_port}/")
    WebDriverWait(browser, 30).until(lambda window: window.title == "Ready")
    yield browser
    browser.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": ""})
    server.shutdown()
    server.server_close()


def call(page: webdriver.Chrome, expression: str) -> Any:  # noqa: ANN401 - whatever the script returns
    return page.execute_script(f"return window.pictures.{expression}")


@pytest.fixture(scope="module")
def expected() -> list[dict[str, str]]:
    return [made(asked) for asked in ASKED]


@pytest.mark.parametrize("zone", ZONES)
def test_both_make_the_same_bytes(page: webdriver.Chrome, expected: list[dict[str, str]], zone: str) -> None:
    page.execute_cdp_cmd("Emulation.setTimezoneOverride", {"timezoneId": zone})
    found = call(page, "made()")
    assert len(found) == len(expected)
    for index, (one, other) in enumerate(zip(found, expected, strict=True)):
        for name, text in other.items():
            assert one[name] == text, f"{index} {name}"


def test_elements_are_what_their_text_says(page: webdriver.Chrome) -> None:
    assert call(page, "different()") == []


@pytest.mark.parametrize("name", ["wide", "narrow"])
def test_texts_have_room(page: webdriver.Chrome, expected: list[dict[str, str]], name: str) -> None:
    drawn = [index for index, one in enumerate(expected[:100]) if one[name]]
    assert len(drawn) > 90
    for index in drawn:
        assert call(page, f"overlapping('{name}', {index})") == [], index


@pytest.mark.parametrize(("width", "form"), [(1280, "wide"), (500, "narrow")])
def test_the_form_that_fits_is_shown(page: webdriver.Chrome, width: int, form: str) -> None:
    size = page.get_window_size()
    page.set_window_size(width, 900)
    try:
        assert call(page, "shown()") == [form]
    finally:
        page.set_window_size(size["width"], size["height"])
