"""Customers find the answers to their chief questions from the start page: few clicks, and no scrolling."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from tests.browser.conftest import SETTLED

pytestmark = pytest.mark.browser

QUESTIONS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parents[1] / "fixtures" / "knowledge_base" / "questions.yml").read_text(encoding="utf-8")
)
MOST_CLICKS = 3
START = {"nl": "", "en": "en/"}
SCREENS = {"desk": (1280, 720), "phone": (360, 640)}
"""Width and height of what a page has for itself, in CSS pixels."""
VISIBLE_TEXT_ENDS_AT = """
const [wanted] = arguments;
const walker = document.createTreeWalker(document.querySelector("main article"), NodeFilter.SHOW_TEXT);
const nodes = [];
let text = "";
while (walker.nextNode()) {
  nodes.push([text.length, walker.currentNode]);
  text += walker.currentNode.data;
}
const end = text.indexOf(wanted) + wanted.length;
if (end < wanted.length) return null;
const [start, node] = nodes.findLast(([start]) => start < end);
const range = document.createRange();
range.setStart(node, end - start - 1);
range.setEnd(node, end - start);
return range.getBoundingClientRect().bottom;
"""


@pytest.fixture
def sized(browser: Chrome) -> Iterator[Chrome]:
    yield browser
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", START)
@pytest.mark.parametrize("name", QUESTIONS)
def test_the_answer_is_on_the_first_screen(
    sized: Chrome,
    served: Any,  # noqa: ANN401 - a fixture of conftest.py
    name: str,
    language: str,
    screen: str,
) -> None:
    browser = sized
    asked = QUESTIONS[name][language]
    assert len(asked["clicks"]) <= MOST_CLICKS
    width, height = SCREENS[screen]
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get(served.url + START[language])
    for text in asked["clicks"]:
        link = browser.find_element(By.XPATH, f"//main//article//a[normalize-space()='{text}']")
        bottom = browser.execute_script("return arguments[0].getBoundingClientRect().bottom", link)
        assert bottom < height * 2, f"'{text}' is more than one screen down"
        link.click()
        browser.execute_script(SETTLED)
    bottom = browser.execute_script(VISIBLE_TEXT_ENDS_AT, asked["answer"])
    assert bottom is not None, f"'{asked['answer']}' is not on {browser.current_url}"
    assert bottom <= height, f"the answer ends {bottom - height:.0f} px below the screen on {browser.current_url}"
