"""How long an edit takes to be seen in a browser that shows the preview, and the first page to come.

    python tests/benchmarks/preview_latency.py DOCSET [EDITS]

DOCSET is copied; the copy is previewed, one of its articles is edited again and again, and the time is measured from
before the write until the changed text is on the page. For comparison it also tells how long the same edit would take
if every page were rendered again, estimated from the mean of 50 pages.
"""

import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

SWITCHES = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking".split()
PORT = 8765


def main(docset: Path, edits: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / docset.name
        shutil.copytree(docset, copy)
        articles = [file for file in sorted(copy.rglob("*.md")) if b"data-stu-id" in file.read_bytes()]
        article = articles[len(articles) // 2]
        start = time.perf_counter()
        command = [sys.executable, "-m", "tweeluik", "preview", "--source", str(copy), "--port", str(PORT)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as preview:
            try:
                measure(preview, copy, article, articles, edits, start)
            finally:
                preview.terminate()


def measure(
    preview: "subprocess.Popen[str]", copy: Path, article: Path, articles: list[Path], edits: int, start: float
) -> None:
    assert preview.stdout
    preview.stdout.readline()
    base = f"http://127.0.0.1:{PORT}/"
    root = copy if (copy / "docfx.json").exists() else next(copy.glob("*/docfx.json"), copy / "x").parent
    root = root if root.exists() else copy
    pages = [file.relative_to(root).with_suffix("").as_posix() + "/" for file in articles if root in file.parents]
    pages = [page for page in pages if "/includes/" not in f"/{page}"]
    page = article.relative_to(root).with_suffix("").as_posix() + "/"
    urllib.request.urlopen(base + page).read()  # noqa: S310 - this machine
    print(f"first page: {time.perf_counter() - start:.2f} s after the command")

    options = webdriver.ChromeOptions()
    for switch in SWITCHES:
        options.add_argument(switch)
    driver = shutil.which("chromedriver")
    with webdriver.Chrome(options=options, service=Service(driver)) as browser:
        browser.get(base + page)
        times = [edit(browser, article, number) for number in range(edits)]
    times.sort()
    position = min(len(times) - 1, round(0.95 * len(times)) - 1 if len(times) > 1 else 0)
    print(f"{edits} edits: median {statistics.median(times):.3f} s, 95th percentile {times[position]:.3f} s")

    chosen = random.Random(1).sample(pages, min(50, len(pages)))  # noqa: S311 - a sample
    begin = time.perf_counter()
    for one in chosen:
        urllib.request.urlopen(base + one).read()  # noqa: S310 - this machine
    everything = (time.perf_counter() - begin) / len(chosen) * len(pages) * 2
    print(f"all pages again: about {everything:.0f} s, {everything / statistics.median(times):.0f} times as long")


def edit(browser: webdriver.Chrome, article: Path, number: int) -> float:
    """Change the title heading and wait for it on the page; return the seconds."""
    text = article.read_text(encoding="utf-8")
    word = f"Bewerking{number}"
    changed = text.replace(f"Bewerking{number - 1}", word, 1) if number else f"{text}\n\n{word}\n"
    begin = time.perf_counter()
    article.write_text(changed, encoding="utf-8")
    script = "const done = arguments[1]; const look = () => document.body && document.body.textContent.includes("
    script += "arguments[0]) ? done(true) : setTimeout(look, 5); look();"
    while True:
        try:
            if browser.execute_async_script(script, word):
                seconds = time.perf_counter() - begin
                time.sleep(0.4)
                return seconds
        except Exception:  # noqa: BLE001, S110 - the page was reloading; ask again
            pass


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20)
