"""A preview of the embedded docset, and a real browser; tests skip, saying so, where there is no browser."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
    with webdriver.Chrome(options=options, service=Service(driver)) as started:
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
    running.wait(10)
    running.stdout.close()
