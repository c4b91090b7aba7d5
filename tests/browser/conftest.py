"""A preview of the embedded docset, and a real browser; tests skip, saying so, where there is no browser."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHECKOUT = Path(__file__).resolve().parents[2]
SWITCHES = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync --disable-dev-shm-usage"
).split()


@dataclass(frozen=True)
class Served:
    """A preview that runs."""

    url: str
    """Address of its start page, with a slash at the end."""
    docs: Path
    """A copy of the docset, to edit."""


def program(*names: str) -> str | None:
    return next((found for name in names if (found := shutil.which(name))), None)


# The scripts fetch parts of themselves after the page counts as loaded. Importing one again gives the one that runs,
# once it is done. Where scripts are switched off, and in pages without any, there is nothing to wait for.
SETTLED = """
if (!document.documentElement.classList.contains("js")) return null;
const scripts = [...document.querySelectorAll("script[type=module][src]")].map((one) => import(one.src));
return Promise.allSettled(scripts).then(() => document.fonts.ready).then(() => null);
"""


class Reader(webdriver.Chrome):
    """A browser whose pages are open once their scripts have run and their letters are there.

    Nobody acts within the milliseconds before that. On a busy machine they are many, and what then moves or does not
    answer yet is no fault of the page.
    """

    def get(self, url: str) -> None:
        super().get(url)
        self.execute_script(SETTLED)

    def refresh(self) -> None:
        super().refresh()
        self.execute_script(SETTLED)


def evaluate(browser: webdriver.Chrome, expression: str) -> Any:  # noqa: ANN401 - what the expression gives
    """Evaluate JavaScript in the page, as the developer tools do: the page's security policy has no say in it."""
    asked = {"expression": expression, "awaitPromise": True, "returnByValue": True}
    answer = browser.execute_cdp_cmd("Runtime.evaluate", asked)
    assert "exceptionDetails" not in answer, answer["exceptionDetails"]
    return answer["result"].get("value")


def set_width(browser: webdriver.Chrome, width: int) -> None:
    screen = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)


def set_scheme(browser: webdriver.Chrome, scheme: str) -> None:
    preference = {"name": "prefers-color-scheme", "value": scheme}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [preference]})


@pytest.fixture(scope="session")
def axe_core() -> str:
    """Give the source of axe-core."""
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def own_screen(browser: webdriver.Chrome) -> Iterator[None]:
    """Let a width be what is there for the page, as it is on a phone, and give the other tests their screen back."""
    browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
    yield
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "", "features": []})
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": False})


@pytest.fixture(scope="session")
def browser() -> Iterator[webdriver.Chrome]:
    chromium, driver = program("chromium", "chromium-browser", "google-chrome"), program("chromedriver")
    if not chromium or not driver:
        pytest.skip("no Chromium with its driver is installed")
    options = webdriver.ChromeOptions()
    options.binary_location = chromium
    for switch in SWITCHES:
        options.add_argument(switch)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    with Reader(options=options, service=Service(driver)) as started:
        started.set_window_size(1280, 900)
        yield started


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Build the site once, as the README says, and preview a copy of it."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(CHECKOUT / "docs", folder / "docs")
    shutil.copy(CHECKOUT / "mkdocs.yml", folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "tweeluik"]
    environment = os.environ | {"TWEELUIK_SITE_URL": f"http://127.0.0.1:{port}/"}
    subprocess.run([*command, "build"], cwd=folder, env=environment, check=True, capture_output=True)
    running = subprocess.Popen(
        [*command, "preview", "--port", str(port)], cwd=folder, env=environment, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout
    assert f"http://127.0.0.1:{port}/" in running.stdout.readline()
    yield Served(f"http://127.0.0.1:{port}/", folder / "docs")
    running.terminate()
    running.wait(60)
    running.stdout.close()
