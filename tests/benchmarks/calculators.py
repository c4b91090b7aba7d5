"""How long a calculator takes for a result, and how much its pages weigh.

    python tests/benchmarks/calculators.py [TIMES]

The embedded site is built and read from the disk. For each calculator the answers of its first examples are filled in;
the time is that from the press on the button until the result stands in the page and has the focus, on a processor
slowed down six times, as on a cheap phone. Then come the sizes after gzip.
"""

import gzip
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

CHECKOUT = Path(__file__).resolve().parents[2]
SWITCHES = "--headless=new --no-sandbox --disable-gpu --no-first-run --disable-background-networking".split()
SLOWER = 6
MEASURE = """
const [times, done] = arguments;
(async () => {
  const form = document.querySelector("form.tw-form");
  const data = JSON.parse(document.querySelector(".tw-tool-data").textContent);
  const took = [];
  for (const example of [...document.querySelectorAll(".tw-example")].slice(0, 5)) {
    const given = JSON.parse(example.dataset.answers);
    const { inputs, tools } = data.compiled;
    const answer = (input) => given[input] ?? (inputs[input].unknown ? "unknown" : "");
    const all = tools[data.tool].inputs.map(({ input }) => [input, answer(input)]);
    const pairs = all.filter(([, value]) => value !== "");
    const arrived = new Promise((go) => addEventListener("popstate", go, { once: true }));
    history.replaceState(null, "", location.pathname);
    location.hash = new URLSearchParams([["v", "1"], ...pairs]);
    await arrived;
    if (document.querySelector("[data-result]").hidden) continue;
    for (let time = 0; time < times; time += 1) {
      const start = performance.now();
      form.requestSubmit();
      took.push(performance.now() - start);
    }
  }
  done(took);
})();
"""


def main(times: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "tweeluik", "build", "--site-dir", str(site)]
        subprocess.run(command, cwd=CHECKOUT, check=True, capture_output=True)
        measure(site, times)
        weigh(site)


def measure(site: Path, times: int) -> None:
    """Print how long each calculator takes."""
    options = webdriver.ChromeOptions()
    for switch in SWITCHES:
        options.add_argument(switch)
    with webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"))) as browser:
        browser.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        for page in pages(site):
            browser.get(page.as_uri())
            took = browser.execute_async_script(MEASURE, times)
            middle = statistics.median(took)
            print(f"{page.parent.name:16} {middle:6.1f} ms (median of {len(took)}, at best {min(took):.1f})")


def weigh(site: Path) -> None:
    """Print what is sent for the calculators."""
    styles = site / "assets" / "stylesheets"
    rules = json.loads((site / "lifecycle" / "rules.json").read_bytes())["compiled"]
    compiled = json.dumps(rules, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    print(f"script {packed((site / 'assets' / 'javascripts' / 'lifecycle.js').read_bytes())} bytes")
    print(f"styles {packed(b''.join(file.read_bytes() for file in sorted(styles.glob('lifecycle*.css'))))} bytes")
    print(f"all rules {packed(compiled)} bytes")
    for page in pages(site):
        print(f"page of {page.parent.name} {packed(page.read_bytes())} bytes")


def pages(site: Path) -> list[Path]:
    """Return the pages of the calculators."""
    found = sorted((site / "tools").glob("*/index.html"))
    return [page for page in found if b"tw-tool-data" in page.read_bytes()]


def packed(content: bytes) -> int:
    """Return the size after gzip."""
    return len(gzip.compress(content, 9))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10)
