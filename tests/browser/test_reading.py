"""What a reader and a writer do, in a real browser."""

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

pytestmark = pytest.mark.browser


def wait_for(browser: Chrome, condition: Callable[[Chrome], Any]) -> Any:  # noqa: ANN401 - what the condition gives
    # A page that reloads takes its elements with it.
    passing = (NoSuchElementException, StaleElementReferenceException)
    return WebDriverWait(browser, 30, poll_frequency=0.05, ignored_exceptions=passing).until(condition)


def shown_clouds(browser: Chrome) -> set[str | None]:
    sections = browser.find_elements(By.CSS_SELECTOR, "section.tw-moniker")
    return {section.get_attribute("data-moniker") for section in sections if section.is_displayed()}


def text_of(browser: Chrome, selector: str) -> str:
    return browser.find_element(By.CSS_SELECTOR, selector).text


def title_at(browser: Chrome, url: str) -> str:
    browser.get(url)
    return text_of(browser, "h1")


def test_the_language_switch_stays_on_the_page_and_the_heading(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    browser.get(f"{served.url}subscription-ends/")
    browser.execute_script("document.getElementById('when-is-your-data-deleted').scrollIntoView()")
    browser.find_element(By.CSS_SELECTOR, ".tw-languages a[hreflang='en-US']").click()
    wait_for(browser, lambda one: "/en/" in one.current_url)
    assert urlsplit(browser.current_url).path == "/en/subscription-ends/"
    assert urlsplit(browser.current_url).fragment == "when-is-your-data-deleted"
    assert browser.execute_script("return document.documentElement.lang") == "en-US"
    top = "return document.getElementById(location.hash.slice(1)).getBoundingClientRect().top"
    wait_for(browser, lambda one: 0 <= one.execute_script(top) < 300)

    browser.find_element(By.CSS_SELECTOR, ".tw-languages a[hreflang='nl-NL']").click()
    wait_for(browser, lambda one: "/en/" not in one.current_url)
    assert urlsplit(browser.current_url).path == "/subscription-ends/"


def test_a_reader_chooses_a_cloud_and_the_choice_is_kept(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    browser.get(f"{served.url}cancel-subscription/")
    choice = wait_for(browser, lambda one: one.find_element(By.CSS_SELECTOR, ".tw-picker [value='o365-germany']"))
    assert shown_clouds(browser) == {"o365-worldwide", "o365-germany", "o365-21vianet"}
    browser.execute_script("arguments[0].click()", choice)
    assert shown_clouds(browser) == {"o365-germany"}
    browser.get(f"{served.url}en/cancel-subscription/")
    wait_for(browser, lambda one: shown_clouds(one) == {"o365-germany"})
    browser.execute_script("localStorage.clear()")


def test_tabs_work_with_the_keyboard(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    browser.get(f"{served.url}subscription-ends/")
    tabs = wait_for(browser, lambda one: one.find_elements(By.CSS_SELECTOR, "[role=tab]"))
    assert [tab.get_attribute("aria-selected") for tab in tabs] == ["true", "false"]
    tabs[0].send_keys(Keys.ARROW_RIGHT)
    assert [tab.get_attribute("aria-selected") for tab in tabs] == ["false", "true"]


@pytest.mark.parametrize(("page", "word", "language"), [("", "facturering", "nl"), ("en/", "billing", "en")])
def test_search_finds_pages_of_the_language(
    browser: Chrome,
    served: Any,  # noqa: ANN401
    page: str,
    word: str,
    language: str,
) -> None:
    browser.get(served.url + page)
    browser.find_element(By.CSS_SELECTOR, "[data-tw-search]").click()
    field = wait_for(browser, lambda one: one.find_element(By.ID, "tw-search-input"))
    wait_for(browser, lambda _: field.is_displayed())
    field.send_keys(word)
    # In one go: what is found changes while one types.
    found = "return [...document.querySelectorAll('.tw-search__item a')].map((link) => link.pathname)"
    paths = wait_for(browser, lambda one: one.execute_script(found))
    assert all(path.startswith("/en/") == (language == "en") for path in paths)


def test_nothing_is_asked_of_other_origins_and_nothing_fails(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    browser.get_log("browser")
    browser.get_log("performance")
    for page in ("", "en/", "cancel-subscription/", "cancel-azure/", "en/glossary/", "toc/"):
        browser.get(served.url + page)
    messages = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = [one["params"]["request"]["url"] for one in messages if one["method"] == "Network.requestWillBeSent"]
    assert asked
    assert [url for url in asked if not url.startswith((served.url, "data:", "blob:"))] == []
    assert [entry for entry in browser.get_log("browser") if entry["level"] == "SEVERE"] == []


def test_an_edit_is_visible_at_once_and_a_broken_article_says_why(browser: Chrome, served: Any) -> None:  # noqa: ANN401
    article = served.docs / "cancel-azure.md"
    sound = article.read_text(encoding="utf-8")
    browser.get(f"{served.url}cancel-azure/")
    title = text_of(browser, "article h1")
    article.write_text(sound.replace(title.rstrip("¶"), "Een andere titel"), encoding="utf-8")
    wait_for(browser, lambda one: "Een andere titel" in text_of(one, "article"))

    article.write_text(f'{sound}\n\n<span data-ttu-id="abcde-199">Afgebroken', encoding="utf-8")
    wait_for(browser, lambda one: "span-unclosed" in text_of(one, ".tw-diagnostics"))
    place = f"cancel-azure.md:{sound.count(chr(10)) + 3}:1"
    wait_for(browser, lambda one: place in text_of(one, ".tw-diagnostics"))

    article.write_text(sound, encoding="utf-8")
    wait_for(browser, lambda one: title in text_of(one, "article"))
    new = served.docs / "nieuw.md"
    new.write_text("# Nieuw artikel\n\nTekst.\n", encoding="utf-8")
    wait_for(browser, lambda one: "Nieuw artikel" in title_at(one, f"{served.url}nieuw/"))
    new.unlink()
    # Else the page reloads under the next test.
    wait_for(browser, lambda one: "Nieuw artikel" not in title_at(one, f"{served.url}nieuw/"))
