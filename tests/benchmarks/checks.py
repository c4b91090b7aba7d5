"""How fast all checks are, beside pofilter of translate-toolkit in the same run.

    python tests/benchmarks/checks.py DOCSET

Both look at every segment of DOCSET in one process: pofilter at units that are in memory already, ours at the halves
as they stand in the articles, read and then checked. Times are processor time; what counts is the ratio. After that
the whole of `tweeluik check` over the docset is timed by the clock: reading, parsing, all checks, all processors.
"""

import argparse
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from translate.filters import checks
from translate.storage import pypo

from tweeluik.article.reading import read_article_file
from tweeluik.checks.pair import Pair
from tweeluik.checks.running import Checker, check_docset, plan
from tweeluik.docset.docset import Docset
from tweeluik.learn.inline import read_inline


def segments(docset: Docset) -> Iterator[tuple[str, str]]:
    """Yield source and target of each segment."""
    for path in docset.articles:
        for one in read_article_file(docset.root / path, path).segments:
            if one.source is not None and one.target is not None:
                yield one.source, one.target


def seconds_of_pofilter(pairs: list[tuple[str, str]], language: str) -> float:
    """Return the processor time of all of pofilter's tests."""
    configuration = checks.CheckerConfig(targetlanguage=language)
    checker = checks.TeeChecker(
        checkerconfig=configuration,
        checkerclasses=[checks.StandardChecker, checks.StandardUnitChecker],
        languagecode=language,
    )
    units = []
    for source, target in pairs:
        unit = pypo.pounit(source)
        unit.target = target
        units.append(unit)
    start = time.process_time()
    for unit in units:
        checker.run_filters(unit, categorised=True)
    return time.process_time() - start


def seconds_of_ours(pairs: list[tuple[str, str]], docset: Docset) -> float:
    """Return the processor time of all checks of sentences and their translations, repeats looked at once."""
    checker = Checker(docset, plan(docset))
    start = time.process_time()
    for source, target in dict.fromkeys(pairs):
        for _ in checker.hits(Pair(read_inline(source), read_inline(target))):
            pass
    return time.process_time() - start


def main() -> int:
    """Measure and print; fail if ours is the slower one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docset", type=Path)
    docset = Docset(parser.parse_args().docset)
    pairs = list(segments(docset))
    ours, theirs = seconds_of_ours(pairs, docset), seconds_of_pofilter(pairs, docset.settings.target.code)
    print(f"{len(pairs):,} segments, {len(set(pairs)):,} of them distinct")
    print(f"pofilter  {theirs:6.1f} s  {len(pairs) / theirs:7,.0f} segments/s")
    print(f"ours      {ours:6.1f} s  {len(pairs) / ours:7,.0f} segments/s  {theirs / ours:.2f} times as fast")
    start = time.perf_counter()
    findings = check_docset(docset, plan(docset))
    print(f"tweeluik check, whole docset: {time.perf_counter() - start:.1f} s by the clock, {len(findings):,} findings")
    return 0 if ours <= theirs else 1


if __name__ == "__main__":
    sys.exit(main())
