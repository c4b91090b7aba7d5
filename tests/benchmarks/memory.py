"""How fast the translation memory finds a sentence, and how often the best one, beside comparing with all of them.

    python tests/benchmarks/memory.py DOCSET [--side target] [--queries 1000] [--held 150] [--seed 5]

Articles drawn by lot are held out; their different sentences are looked up in the memory of the others. Both ways use
the same measure (rapidfuzz, `fuzz.ratio`), so what is compared is only the index. The best counts as found where the
memory brings a sentence of the highest score there is, were it another one, and whatever it takes off for numbers. Of
use to a translator are sentences from `LEAST` on: that is the row that counts. Times are processor time.
"""

import argparse
import random
import sys
import time
from pathlib import Path

from rapidfuzz import fuzz, process

from tweeluik.alignment.memory import LEAST, Memory, Translation, has_words, translations
from tweeluik.article.reading import read_article_file
from tweeluik.docset.docset import Docset
from tweeluik.model import Side

MOST_MILLISECONDS, LEAST_FOUND = 0.5, 0.98


def read(docset: Docset) -> dict[str, list[Translation]]:
    """Return the segments of each article that has any."""
    by_path = {path: [*translations(read_article_file(docset.root / path, path))] for path in docset.articles}
    return {path: some for path, some in by_path.items() if some}


def spaced(text: str) -> str:
    """Return a text as the memory compares it."""
    return " ".join(text.split())


def main() -> int:
    """Measure and print; fail if the memory is too slow or misses too much."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docset", type=Path)
    parser.add_argument("--side", choices=[side.value for side in Side], default="source")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument("--held", type=int, default=150)
    parser.add_argument("--seed", type=int, default=5)
    given = parser.parse_args()
    side = Side(given.side)
    chance = random.Random(given.seed)  # noqa: S311 - reproducible
    articles = read(Docset(given.docset))
    held = {*chance.sample(sorted(articles), min(given.held, len(articles) // 2))}
    start = time.process_time()
    memory = Memory((one for path, some in articles.items() if path not in held for one in some), side)
    build = time.process_time() - start
    texts = sorted({spaced(one.half(side)) for path, some in articles.items() if path not in held for one in some})
    texts = [text for text in texts if has_words(text)]
    asked = sorted({spaced(one.half(side)) for path in held for one in articles[path]})
    asked = [text for text in asked if has_words(text)]
    asked = chance.sample(asked, min(given.queries, len(asked)))

    start = time.process_time()
    for text in asked:
        memory.lookup(text)
    ours = (time.process_time() - start) / len(asked)
    found = [memory.lookup(text, limit=50, least=0) for text in asked]
    start = time.process_time()
    best = [process.extractOne(text, texts, scorer=fuzz.ratio)[1] for text in asked]
    brute = (time.process_time() - start) / len(asked)
    ratios = [
        max((fuzz.ratio(text, spaced(one.translation.half(side))) for one in some), default=0.0)
        for text, some in zip(asked, found, strict=True)
    ]
    print(f"{given.side}: {len(memory):,} different texts, {len(held)} articles held out (seed {given.seed})")
    print(f"build        {build:7.2f} s")
    print(f"memory       {ours * 1000:7.3f} ms a query, {len(asked):,} queries")
    print(f"brute force  {brute * 1000:7.3f} ms a query, {brute / ours:.0f} times as long")
    known = {*texts}
    exact = sum(text in known for text in asked)
    print(f"the same text is there for {exact / len(asked):.1%} of the queries; of the others")
    both = list(zip(best, ratios, strict=True))
    others = [pair for text, pair in zip(asked, both, strict=True) if text not in known]
    for least in (75, 85, 95):
        print(f"  {sum(one >= least for one, _ in others) / len(others):6.1%} have one with a score of {least} or more")
    print("best found, all queries and those whose text is not there")
    for least in (60, 70, *range(int(LEAST), 100, 5)):
        rows = [[pair for pair in pairs if pair[0] >= least] for pairs in (both, others)]
        print(f"  from {least}:", *(f"{found_of(pairs):7.1%} of {len(pairs):4}" for pairs in rows))
    share = found_of([pair for pair in both if pair[0] >= LEAST])
    return 0 if ours * 1000 <= MOST_MILLISECONDS and share >= LEAST_FOUND else 1


def found_of(pairs: list[tuple[float, float]]) -> float:
    """Return the share of queries whose best score is also that of the memory."""
    return sum(found >= best - 1e-6 for best, found in pairs) / max(len(pairs), 1)


if __name__ == "__main__":
    sys.exit(main())
