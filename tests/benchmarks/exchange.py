"""How long a docset takes to be exported as XLIFF and to be imported again without an edit, by the commands.

    python tests/benchmarks/exchange.py DOCSET [--format xliff]

Times are of a clock on the wall and of the processors; the second says what it costs on a busy machine. Beside them
stands what reading the articles once costs, in one process.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tweeluik.article.reading import read_article_file
from tweeluik.docset.docset import Docset
from tweeluik.exchange.formats import NAMES

MOST_SECONDS = 20


def measured(what: str, work: Callable[[], object]) -> tuple[float, float]:
    """Do some work and print how long it takes, in seconds of wall and processors."""
    start, used = time.perf_counter(), _used()
    work()
    wall, cost = time.perf_counter() - start, _used() - used
    print(f"{what:24} {wall:6.1f} s  {cost:6.1f} s of processors")
    return wall, cost


def _used() -> float:
    return sum(
        resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )


def run(*arguments: str | Path) -> None:
    """Run a command of ours; it must succeed."""
    subprocess.run([sys.executable, "-m", "tweeluik", *map(str, arguments)], check=True, stderr=subprocess.DEVNULL)


def main() -> int:
    """Measure and print; fail if the processors there are need longer than they may."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docset", type=Path)
    parser.add_argument("--format", choices=NAMES, default="xliff")
    given = parser.parse_args()
    docset = Docset(given.docset)
    measured("read the articles", lambda: [read_article_file(docset.root / path, path) for path in docset.articles])
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        options = ("--no-findings", "--format", given.format, "--out", out)
        export = measured("export", lambda: run("export", given.docset, *options))
        back = measured("import without edits", lambda: run("import", out, "--into", given.docset))
        size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file())
    processors = os.cpu_count() or 1
    wall, cost = export[0] + back[0], (export[1] + back[1]) / processors
    print(f"{size:,} bytes; together {wall:.1f} s, or {cost:.1f} s if {processors} processors did nothing else")
    return int(min(wall, cost) > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
