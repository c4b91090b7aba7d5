"""A reader asks what a word means: with the mouse, the keyboard, a finger, and without scripts."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.browser

OPEN = ".tw-term-note:popover-open"
PAGES = [
    pytest.param("reactivate/", "globale beheerder", "alles mag in het beheercentrum", id="Dutch"),
    pytest.param("en/reactivate/", "Global admin", "may do everything in the admin center", id="English"),
]
SMALLEST = 4.5
"""Contrast of text (WCAG 1.4.3)."""


def wait_for(browser: Chrome, condition: Callable[[Chrome], Any]) -> Any:  # noqa: ANN401 - what the condition gives
    return WebDriverWait(browser, 30, poll_frequency=0.05).until(condition)


def term(browser: Chrome, word: str) -> WebElement:
    """Return the button of a term, in the middle of the window."""
    button: WebElement = wait_for(
        browser, lambda one: one.find_element(By.CSS_SELECTOR, f".tw-term__button[aria-label^='{word}:']")
    )
    browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
    return button


def opened(browser: Chrome) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, OPEN)


def focused(browser: Chrome) -> Any:  # noqa: ANN401 - an element
    return browser.execute_script("return document.activeElement")


def rest_on(browser: Chrome, element: WebElement) -> WebElement:
    """Rest the mouse on an element, and again where the page has moved it away, and return what opens."""

    def opens(_: Chrome) -> list[WebElement]:
        if not browser.execute_script("return arguments[0].matches(':hover')", element):
            ActionChains(browser).move_to_element(element).perform()
        return opened(browser)

    note: WebElement = wait_for(browser, opens)[0]
    return note


def press(browser: Chrome, key: str) -> None:
    ActionChains(browser).send_keys(key).perform()


def contrast(one: str, other: str) -> float:
    """Return the contrast of two opaque colours as browsers write them."""

    def luminance(colour: str) -> float:
        parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.fixture(autouse=True)
def usual_window(browser: Chrome) -> Iterator[None]:
    """Give the window its size back, and its scripts."""
    yield
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": False})
    browser.set_window_size(1280, 900)


@pytest.mark.parametrize(("page", "word", "explanation"), PAGES)
def test_with_the_mouse(browser: Chrome, served: Any, page: str, word: str, explanation: str) -> None:  # noqa: ANN401
    browser.get(served.url + page)
    button = term(browser, word)
    height = browser.execute_script("return document.documentElement.scrollHeight")
    scrolled = browser.execute_script("return scrollY")
    button.click()
    note = wait_for(browser, opened)[0]
    assert explanation in note.text
    link = note.find_element(By.CSS_SELECTOR, "a").get_attribute("href")
    assert link == f"{served.url}{page.removesuffix('reactivate/')}admin-roles/"
    # Beside the word, and nothing has moved.
    assert abs(note.rect["y"] - button.rect["y"] - button.rect["height"]) < 20
    assert browser.execute_script("return document.documentElement.scrollHeight") == height
    assert browser.execute_script("return scrollY") == scrolled
    press(browser, Keys.ESCAPE)
    assert opened(browser) == []
    button.click()
    wait_for(browser, opened)
    browser.find_element(By.TAG_NAME, "h1").click()
    assert opened(browser) == []


@pytest.mark.parametrize(("page", "word", "explanation"), PAGES)
def test_with_the_keyboard(browser: Chrome, served: Any, page: str, word: str, explanation: str) -> None:  # noqa: ANN401
    browser.get(served.url + page)
    assert focused(browser).tag_name == "body"
    button = term(browser, word)
    browser.execute_script("arguments[0].focus()", button)
    press(browser, Keys.ENTER)
    note = wait_for(browser, opened)[0]
    # Who hears the page is taken to the explanation.
    assert focused(browser) == note
    assert explanation in note.text
    press(browser, Keys.TAB)
    assert focused(browser) == note.find_element(By.CSS_SELECTOR, "a")
    press(browser, Keys.ESCAPE)
    assert opened(browser) == []
    assert focused(browser) == button
    press(browser, Keys.SPACE)
    assert wait_for(browser, opened) == [note]


@pytest.mark.parametrize(("page", "word", "explanation"), PAGES)
def test_what_a_screen_reader_is_told(browser: Chrome, served: Any, page: str, word: str, explanation: str) -> None:  # noqa: ANN401
    browser.get(served.url + page)
    term(browser, word)
    nodes = browser.execute_cdp_cmd("Accessibility.getFullAXTree", {})["nodes"]
    button = next(
        node
        for node in nodes
        if node.get("role", {}).get("value") == "button" and node["name"].get("value", "").startswith(f"{word}:")
    )
    assert explanation in button["description"]["value"]
    assert {"name": "expanded", "value": {"type": "booleanOrUndefined", "value": False}} in button["properties"]


@pytest.mark.parametrize(("page", "word", "explanation"), PAGES)
def test_where_the_mouse_rests(browser: Chrome, served: Any, page: str, word: str, explanation: str) -> None:  # noqa: ANN401
    browser.get(served.url + page)
    button = term(browser, word)
    note = rest_on(browser, button)
    assert explanation in note.text
    assert focused(browser).tag_name == "body"
    # It stays while the mouse is on it, goes with the mouse, and with Escape (WCAG 1.4.13).
    ActionChains(browser).move_to_element(note).pause(0.8).perform()
    assert opened(browser) == [note]
    elsewhere = browser.find_element(By.CSS_SELECTOR, ".tw-brand")
    ActionChains(browser).move_to_element(elsewhere).perform()
    wait_for(browser, lambda one: not opened(one))
    rest_on(browser, button)
    press(browser, Keys.ESCAPE)
    assert opened(browser) == []
    # A click keeps it, wherever the mouse goes.
    ActionChains(browser).move_to_element(elsewhere).perform()
    rest_on(browser, button)
    ActionChains(browser).click().move_to_element(elsewhere).pause(0.8).perform()
    assert opened(browser) == [note]
    assert focused(browser) == note


def test_a_mouse_that_rests_before_the_script_arrives(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    browser.execute_cdp_cmd("Network.enable", {})
    browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/terms.js"]})
    try:
        browser.get(f"{served.url}en/reactivate/")
    finally:
        browser.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
        browser.get_log("browser")
    button = term(browser, "Global admin")
    ActionChains(browser).move_to_element(button).perform()
    wait_for(browser, lambda one: one.execute_script("return arguments[0].matches(':hover')", button))
    assert opened(browser) == []
    browser.execute_script(f"return import('{served.url}assets/javascripts/terms.js?late').then(() => null)")
    note = wait_for(browser, opened)[0]
    assert "may do everything" in note.text
    assert focused(browser).tag_name == "body"
    ActionChains(browser).move_to_element(browser.find_element(By.CSS_SELECTOR, ".tw-brand")).perform()
    wait_for(browser, lambda one: not opened(one))


def test_with_a_finger_on_a_narrow_screen(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    browser.set_window_size(360, 760)
    browser.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": True})
    browser.get(f"{served.url}cancel-subscription/")
    for button in browser.find_elements(By.CSS_SELECTOR, ".tw-term__button"):
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
        box = browser.execute_script("return arguments[0].getBoundingClientRect().toJSON()", button)
        point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        for kind, points in (("touchStart", [point]), ("touchEnd", [])):
            browser.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        note = wait_for(browser, opened)[0]
        assert note.get_attribute("id") == button.get_attribute("popovertarget")
        box = browser.execute_script("return arguments[0].getBoundingClientRect().toJSON()", note)
        size = browser.execute_script("return [document.documentElement.clientWidth, innerHeight]")
        assert box["left"] >= 0
        assert box["right"] <= size[0]
        assert box["top"] >= 0
        assert box["bottom"] <= size[1]
        press(browser, Keys.ESCAPE)


def test_without_scripts(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    browser.get(f"{served.url}reactivate/")
    button = term(browser, "globale beheerder")
    assert not browser.find_elements(By.CSS_SELECTOR, "html.js")
    button.click()
    assert "alles mag" in wait_for(browser, opened)[0].text
    press(browser, Keys.ESCAPE)
    assert opened(browser) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_explanations_can_be_told_from_their_ground(browser: Chrome, served: Any, scheme: str) -> None:  # noqa: ANN401
    browser.get(f"{served.url}reactivate/")
    button = term(browser, "globale beheerder")
    browser.execute_script("tweeluikPalette(arguments[0])", scheme)
    button.click()
    note = wait_for(browser, opened)[0]
    style = "const style = getComputedStyle(arguments[0]); return [style.color, style.backgroundColor]"
    ground = browser.execute_script(style, note)[1]
    for text in (note, *note.find_elements(By.CSS_SELECTOR, "p, a")):
        assert contrast(browser.execute_script(style, text)[0], ground) >= SMALLEST
    press(browser, Keys.ESCAPE)
    browser.execute_script("document.activeElement.blur()")
    line = "const style = getComputedStyle(arguments[0]); return [style.textDecorationColor, style.textDecorationStyle]"
    mark = browser.find_element(By.CSS_SELECTOR, ".tw-term:not(:hover)")
    paper = browser.execute_script(style, browser.find_element(By.TAG_NAME, "body"))[1]
    colour, kind = browser.execute_script(line, mark)
    assert kind == "dotted"
    assert contrast(colour, paper) >= SMALLEST
    browser.execute_script("localStorage.clear()")


def test_on_paper_there_is_only_the_word(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    browser.get(f"{served.url}reactivate/")
    term(browser, "globale beheerder").click()
    wait_for(browser, opened)
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    assert not any(
        one.is_displayed() for one in browser.find_elements(By.CSS_SELECTOR, ".tw-term__button, .tw-term-note")
    )
    line = "return getComputedStyle(arguments[0]).textDecorationLine"
    assert browser.execute_script(line, browser.find_element(By.CSS_SELECTOR, ".tw-term")) == "none"
