"""How well the aligner finds the pairs that the spans of a docset tell, beside plain Gale-Church in the same run.

    python tests/benchmarks/alignment.py DOCSET [--articles 200] [--seed 3]
    python tests/benchmarks/alignment.py DOCSET --weave

The spans of annotated articles are taken off, the bookmarks of the source side too, both sides are cut into sentences
by our own splitter and aligned. A pair is right if it covers exactly the visible characters of a pair of the spans, on
both sides (strict), or lies within one (nested). Drift d: each block is dropped with probability d on either side,
independently, and foreign source blocks are put in with half of it. The lexicon is learned from the other articles.

Visible characters: all that readers see, but not blanks, marks of Markdown and alternative texts. Text that the
spans leave out on both sides (code, names of countries in a list) is no pair to be found, and none to be wrong about.
"""

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from math import erfc, log, sqrt
from pathlib import Path

from tweeluik.alignment.aligning import Aligner, Pair
from tweeluik.alignment.learning import learn_aligner
from tweeluik.alignment.passages import Passage, Text, read_text
from tweeluik.article.projection import ANCHOR, markdown, project
from tweeluik.article.reading import read_article, read_article_file, write_article
from tweeluik.docset.docset import Docset
from tweeluik.language import Language
from tweeluik.learn.inline import GONE, read_inline
from tweeluik.learn.leaves import leaves
from tweeluik.learn.weaving import weave
from tweeluik.model import Article, Segment, Side
from tweeluik.text import Span

Range = tuple[int, int]
"""First and last visible character."""
DRIFTS = (0.0, 0.1, 0.25)
BARS = {0.0: 98.9, 0.1: 97.5, 0.25: 94.0}
LEAST_SPEED = 1500
OURS = "blocks and lexicon"
NEW = ("A new paragraph.", "Een nieuwe alinea.")
"""In source and target."""
CONFIDENT_SHARE = 0.9


@dataclass(frozen=True, slots=True)
class Gold:
    """One article without its spans, and the pairs that they told."""

    source: Text
    target: Text
    shown: tuple[bytearray, bytearray]
    """For each character of either body whether it is visible."""
    pairs: tuple[tuple[Range, Range], ...]


@dataclass(slots=True)
class Score:
    """What was found in some articles."""

    gold: int = 0
    found: int = 0
    right: int = 0
    nested: int = 0
    seconds: float = 0.0
    segments: int = 0
    certain: float = 0.0

    @property
    def row(self) -> str:
        """Precision, recall, F1, nested precision; segments per second; precision of the 90 % most confident."""
        precision, recall = self.right / max(self.found, 1), self.right / max(self.gold, 1)
        nested = self.nested / max(self.found, 1)
        speed = self.segments / self.seconds if self.seconds else 0
        shares = f"{100 * precision:6.2f} {100 * recall:6.2f} {self.f1:6.2f} {100 * nested:7.2f}"
        return f"{shares} {speed:9,.0f} {self.certain:10.2f}"

    @property
    def f1(self) -> float:
        """In per cent."""
        return 200 * self.right / max(self.found + self.gold, 1)


def stripped(article: Article) -> Article:
    """Return the article without the bookmarks of its headings."""
    parts = tuple(
        part if isinstance(part, Segment) else replace(part, text=ANCHOR.sub("", part.text)) for part in article.parts
    )
    return replace(article, parts=parts)


def read_gold(article: Article) -> Gold:
    """Take the spans off an article."""
    plain = stripped(article)
    sides = []
    for side, one in ((Side.SOURCE, plain), (Side.TARGET, article)):
        projection = project(one, side, normalize=True)
        shown = visible(projection.text)
        ranges = {placed.segment.place: trimmed(shown, placed.span) for placed in projection.placed}
        sides.append((read_text(one, side), shown, ranges))
    (source, source_shown, theirs), (target, target_shown, ours) = sides
    both = ((theirs[place], ours[place]) for place in theirs)
    pairs = [(first, second) for first, second in both if first and second]
    return Gold(source, target, (source_shown, target_shown), tuple(pairs))


def visible(body: str) -> bytearray:
    """Return for each character whether it is visible."""
    shown = bytearray(len(body))
    for leaf in leaves(body, raw=True):
        if leaf.kind == "code":
            continue
        view = read_inline(leaf.content(body))
        for at, character in enumerate(view.text):
            if character != GONE and not character.isspace():
                shown[leaf.span.start + at] = 1
        for link in view.links:
            if link.image:
                start, end = leaf.span.start + link.span.start, leaf.span.start + link.span.end
                shown[start:end] = bytes(end - start)
    return shown


def trimmed(shown: bytearray, span: Span) -> Range | None:
    """Return the first and the last visible character of a span; None if there is none."""
    first = shown.find(1, span.start, span.end)
    return (first, shown.rfind(1, span.start, span.end)) if first >= 0 else None


def drifted(gold: Gold, drift: float, foreign: Sequence[Passage], chance: random.Random) -> Gold:
    """Drop blocks on both sides, with the pairs that were in them, and put in foreign ones."""
    if not drift:
        return gold
    texts = []
    dropped: tuple[list[Span], list[Span]] = ([], [])
    strange = 0
    for text, gone in zip((gold.source, gold.target), dropped, strict=True):
        kept: list[Passage] = []
        for passage in text.passages:
            if chance.random() < drift:
                gone.append(passage.span)
            else:
                kept.append(passage)
            if text is gold.source and chance.random() < drift / 2:
                one = chance.choice(foreign)
                strange += len(one.sentences)
                spans = [Span(-strange - at - 2, -strange - at - 2) for at in range(len(one.sentences))]
                sentences = [replace(part, span=span) for part, span in zip(one.sentences, spans, strict=True)]
                kept.append(replace(one, sentences=tuple(sentences)))
        texts.append(replace(text, passages=tuple(kept)))
    starts = [{at for span in gone for at in range(span.start, span.end)} for gone in dropped]
    pairs = [pair for pair in gold.pairs if pair[0][0] not in starts[0] and pair[1][0] not in starts[1]]
    return Gold(texts[0], texts[1], gold.shown, tuple(pairs))


def judged(gold: Gold, found: Sequence[Pair], whole: Gold) -> Iterator[tuple[float, bool, bool]]:
    """Yield of each pair that was found how sure it is, whether it is right, and whether it is nested in one."""
    wanted = set(gold.pairs)
    known = [{at for pair in whole.pairs for at in range(pair[side][0], pair[side][1] + 1)} for side in (0, 1)]
    within = {at: pair for pair in gold.pairs for at in range(pair[0][0], pair[0][1] + 1)}
    for pair in found:
        ranges = []
        for shown, some in zip(gold.shown, (pair.source, pair.target), strict=True):
            is_foreign = some[0].span.start < 0
            ranges.append((-1, -1) if is_foreign else trimmed(shown, Span(some[0].span.start, some[-1].span.end)))
        source, target = ranges
        if source is None or target is None:
            continue
        if source[0] >= 0 and not (known[0] & set(source) or known[1] & set(target)):
            continue
        around = within.get(source[0])
        nested = (
            around is not None and source[1] <= around[0][1] and around[1][0] <= target[0] <= target[1] <= around[1][1]
        )
        yield pair.confidence, (source, target) in wanted, nested


def gale_church(source: Text, target: Text) -> list[Pair]:
    """Align all sentences of two files by their lengths alone (Gale and Church, 1993)."""
    theirs = [one for passage in source.passages for one in passage.sentences]
    ours = [one for passage in target.passages for one in passage.sentences]
    penalties = {(1, 1): 0.89, (1, 0): 0.005, (0, 1): 0.005, (2, 1): 0.0445, (1, 2): 0.0445, (2, 2): 0.011}
    lengths = [[0], [0]]
    for sums, some in zip(lengths, (theirs, ours), strict=True):
        for one in some:
            sums.append(sums[-1] + len(one.text))
    rows, columns = len(theirs), len(ours)
    band = 100 + abs(rows - columns)
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for row in range(rows + 1):
        middle = row * columns // max(rows, 1)
        for column in range(max(0, middle - band), min(columns, middle + band) + 1):
            options = []
            for (down, right), prior in penalties.items():
                before = best.get((row - down, column - right))
                if before:
                    first = lengths[0][row] - lengths[0][row - down]
                    second = lengths[1][column] - lengths[1][column - right]
                    options.append((before[0] + _cost(first, second) - log(prior), (down, right)))
            if options:
                best[row, column] = min(options)
    found = []
    row, column = rows, columns
    while (row or column) and (row, column) in best:
        _, (down, right) = best[row, column]
        if down and right:
            found.append(Pair(tuple(theirs[row - down : row]), tuple(ours[column - right : column]), 1.0))
        row, column = row - down, column - right
    return found[::-1]


def _cost(source: int, target: int) -> float:
    mean = (source + target / 1.13) / 2
    delta = (target - source * 1.13) / sqrt(max(mean, 1) * 6.8)
    return -log(max(erfc(abs(delta) / sqrt(2)), 1e-300))


def certain_share(outcomes: Sequence[tuple[float, bool, bool]]) -> float:
    """Return the precision of the most confident pairs, in per cent."""
    sure = sorted(outcomes, key=lambda one: -one[0])[: int(CONFIDENT_SHARE * len(outcomes))]
    return 100 * sum(right for _, right, _ in sure) / max(len(sure), 1)


def measured(method: Callable[[Text, Text], Sequence[Pair]], changed: Sequence[Gold], golds: Sequence[Gold]) -> Score:
    """Align all articles by one method."""
    score = Score()
    outcomes: list[tuple[float, bool, bool]] = []
    for gold, whole in zip(changed, golds, strict=True):
        start = time.process_time()
        found = method(gold.source, gold.target)
        score.seconds += time.process_time() - start
        score.segments += sum(len(one.sentences) for one in gold.target.passages)
        outcomes += judged(gold, found, whole)
        score.gold += len(gold.pairs)
    score.found = len(outcomes)
    score.right = sum(right for _, right, _ in outcomes)
    score.nested = sum(nested for _, _, nested in outcomes)
    score.certain = certain_share(outcomes)
    return score


def main() -> int:
    """Measure and print; fail if a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("docset", type=Path)
    parser.add_argument("--articles", type=int, default=200)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--weave", action="store_true", help="take all articles apart and weave them again instead")
    options = parser.parse_args()
    docset = Docset(options.docset)
    annotated = [path for path in docset.articles if b"data-stu-id=" in (docset.root / path).read_bytes()]
    if options.weave:
        outcomes = Counter(one for path in annotated for one in taken_apart(docset.root / path))
        for name, count in outcomes.items():
            print(f"{count:6,} {name}")
        return 0 if outcomes["same segments"] == outcomes["same text"] == outcomes["same blocks"] else 1
    chosen = drawn(options.seed).sample(annotated, min(options.articles, len(annotated)))
    others = sorted({*annotated} - {*chosen})
    start = time.process_time()
    learned = learn_aligner(read_article_file(docset.root / path, path) for path in others)
    print(f"lexicon of {len(others):,} other articles: {time.process_time() - start:.1f} s")
    start = time.process_time()
    golds = [read_gold(read_article_file(docset.root / path, path)) for path in chosen]
    pairs = sum(len(gold.pairs) for gold in golds)
    # Two runs can be compared if they drew the same articles from the same docset.
    draw = sha256("\n".join([*chosen, *others]).encode()).hexdigest()[:8]
    read = f"{pairs:,} pairs; read in {time.process_time() - start:.1f} s"
    print(f"{len(golds)} articles, seed {options.seed}, draw {draw}: {read}")
    foreign = [passage for gold in golds for passage in gold.source.passages if passage.sentences]
    methods: dict[str, Callable[[Text, Text], Sequence[Pair]]] = {
        "Gale-Church": gale_church,
        "blocks, no lexicon": lambda one, other: Aligner().align(one, other).pairs,
        OURS: lambda one, other: learned.align(one, other).pairs,
    }
    missed = 0
    print(f"{'drift':>5} {'method':<20} {'P':>6} {'R':>6} {'F1':>6} {'nested':>7} {'seg/s':>9} {'P of 90 %':>10}")
    for drift in DRIFTS:
        chance = drawn(options.seed)
        changed = [drifted(gold, drift, foreign, chance) for gold in golds]
        for name, method in methods.items():
            score = measured(method, changed, golds)
            print(f"{drift:5.2f} {name:<20} {score.row}", flush=True)
            if name == OURS:
                missed += score.f1 < BARS[drift] or score.segments / score.seconds < LEAST_SPEED
    return 1 if missed else 0


def taken_apart(file: Path) -> list[str]:
    """Split an article and weave its halves again; return what holds."""
    article = read_article_file(file, file.name)
    halves = _split(article)
    anew = weave(halves[0], halves[1])
    found = ["articles"]
    if not anew.text:
        return found
    found.append("same blocks")
    again = weave(halves[0], halves[1], article).text
    read = _read(again)
    found += ["same segments"] * (_halves(read) == _halves(article))
    found += ["same text"] * all(project(read, side).text == project(article, side).text for side in Side)
    found += ["same bytes"] * (again.encode(errors="surrogateescape") == file.read_bytes())
    # A new paragraph, so that the article is not what it was, and all other segments must be found block by block.
    longer = [_read(f"{_written(half)}\n\n{new}\n") for half, new in zip(halves, NEW, strict=True)]
    found += ["same segments, and a new one"] * (
        _halves(_read(weave(longer[0], longer[1], article).text)) == [*_halves(article), NEW]
    )
    read = _read(anew.text)
    found += ["same segments, cut anew"] * (_halves(read) == _halves(article))
    found += ["same bytes of what was cut anew"] * (_woven(_split(read)) == anew.text)
    return found


def _woven(halves: list[Article]) -> str:
    return weave(halves[0], halves[1]).text


def _split(article: Article) -> list[Article]:
    sides = ((Side.SOURCE, "en-US"), (Side.TARGET, "nl-NL"))
    return [_read(markdown(article, side, Language(tag)), side.value) for side, tag in sides]


def _read(text: str, name: str = "article") -> Article:
    return read_article(text.encode(errors="surrogateescape"), f"{name}.md")


def _written(article: Article) -> str:
    return write_article(article).decode(errors="surrogateescape")


def _halves(article: Article) -> list[tuple[str | None, str | None]]:
    return [(one.source, one.target) for one in article.segments]


def drawn(seed: int) -> random.Random:
    """Return chance that is the same each time."""
    return random.Random(seed)  # noqa: S311 - a benchmark must draw the same articles again


if __name__ == "__main__":
    sys.exit(main())
