"""Which sentences of two files go together, and what always holds whatever the files are."""

import re
import subprocess
import sys
import time
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.conftest import Case

from tweeluik.alignment.aligning import Aligner, Alignment
from tweeluik.alignment.learning import learn_aligner
from tweeluik.alignment.passages import Sentence, Text, read_text, words_of
from tweeluik.article.reading import read_article
from tweeluik.learn.lexicon import learn_lexicon


def text(markdown: str, name: str = "a.md") -> Text:
    return read_text(read_article(markdown.encode(), name))


def aligned(english: str, dutch: str, aligner: Aligner | None = None) -> Alignment:
    return (aligner or Aligner()).align(text(english, "en.md"), text(dutch, "nl.md"))


def written(sentences: Sequence[Sentence]) -> str:
    return " + ".join(" ".join(one.text.split()) for one in sentences)


def listed(alignment: Alignment) -> str:
    lines = [f"{written(pair.source)} = {written(pair.target)}" for pair in alignment.pairs]
    lines += [f"- {written([one])}" for one in alignment.unmatched_source]
    lines += [f"+ {written([one])}" for one in alignment.unmatched_target]
    return "\n".join(lines)


@pytest.mark.cases("alignment/pairs.txt")
def test_pairs(case: Case) -> None:
    case.expects("pairs", listed(aligned(case["english"], case["dutch"])))


PIECES = ["Plan", " prijs", ". ", "? ", "\n", "\n\n", "- ", "> ", "# ", "| ", "|\n|---|---|\n", "`", "**", "[a](b.md)"]
PIECES += [
    "<b>",
    "<td>",
    "<!--",
    "```\n",
    " 12",
    " 日本。",
    "![c](d.png)",
    "\\",
    "Call 0800.",
    "<br>",
    "    ",
    "Meer. Nee.",
]
FILES = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(FILES, FILES)
def test_pairs_never_cross_and_every_sentence_is_there_once(english: str, dutch: str) -> None:
    source, target = text(english), text(dutch)
    alignment = Aligner().align(source, target)
    for side, unmatched, whole in (
        ([pair.source for pair in alignment.pairs], alignment.unmatched_source, source),
        ([pair.target for pair in alignment.pairs], alignment.unmatched_target, target),
    ):
        paired = [one.span for sentences in side for one in sentences]
        assert paired == sorted(paired)
        everything = [one.span for passage in whole.passages for one in passage.sentences]
        assert sorted([*paired, *(one.span for one in unmatched)]) == everything
        assert all(1 <= len(sentences) <= 3 for sentences in side)
    assert all(0 <= pair.confidence <= 1 for pair in alignment.pairs)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(FILES)
def test_a_file_goes_with_itself(markdown: str) -> None:
    alignment = aligned(markdown, markdown)
    assert not alignment.unmatched_source
    assert [pair.source for pair in alignment.pairs] == [pair.target for pair in alignment.pairs]


@pytest.mark.cases("alignment/pairs.txt")
def test_the_other_way_round_the_pairs_are_the_same(case: Case) -> None:
    """But for the lengths of a translation and its source, which the aligner expects to differ."""
    there, back = aligned(case["english"], case["dutch"]), aligned(case["dutch"], case["english"])
    assert [(pair.source, pair.target) for pair in there.pairs] == [(pair.target, pair.source) for pair in back.pairs]


@pytest.mark.cases("alignment/pairs.txt")
def test_pairs_lie_within_one_block_on_either_side(case: Case) -> None:
    source, target = text(case["english"], "en.md"), text(case["dutch"], "nl.md")
    for pair in Aligner().align(source, target).pairs:
        for sentences, whole in ((pair.source, source), (pair.target, target)):
            [_] = [passage for passage in whole.passages if set(sentences) & set(passage.sentences)]


def test_the_outcome_does_not_hang_on_the_order_of_hashes() -> None:
    code = (
        "from tweeluik.alignment.aligning import Aligner; from tweeluik.alignment.passages import read_text;"
        "from tweeluik.article.reading import read_article;"
        "file = lambda word: read_text(read_article(''.join(f'{word} {n % 7} of {n % 5} `x{n % 3}` plan.\\n\\n' "
        "for n in range(60)).encode(), 'a.md'));"
        "found = Aligner().align(file('Open'), file('Kies')).pairs;"
        "print([(one.source[0].line, one.target[0].line, one.confidence) for one in found])"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(one for one in sys.path if one)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1


ENGLISH = "The %s is in the cupboard behind the door of the office."
DUTCH = "De %s staat in de kast achter de deur van het kantoor."
THINGS = [("hammer", "hamer"), ("ladder", "trap"), ("bucket", "emmer"), ("drill", "boor"), ("glue", "lijm")]


def test_a_lexicon_tells_what_lengths_and_anchors_cannot() -> None:
    known = [
        (f"Bring the {one} {number}", f"Breng de {other} {number}") for one, other in THINGS for number in range(20)
    ]
    aligner = Aligner(learn_lexicon(known))
    english = "\n\n".join(ENGLISH % one for one, _ in THINGS)
    dutch = "\n\n".join(DUTCH % other for _, other in [THINGS[1], THINGS[3], THINGS[4]])
    found = [pair.source[0].text for pair in aligned(english, dutch, aligner).pairs]
    assert found == [ENGLISH % THINGS[number][0] for number in (1, 3, 4)]


def test_names_are_told_apart_by_what_follows_their_first_letters() -> None:
    ends = "red blue round flat square tall wide thin long short light heavy".split()
    english = "".join(f"- Boxtype{end}\n" for end in ends)
    dutch = "".join(f"- Boxtype{end}\n" for end in ends if end not in {"red", "flat", "thin"})
    pairs = aligned(english, dutch).pairs
    assert len(pairs) == 9
    assert all(pair.source[0].text == pair.target[0].text for pair in pairs)


def test_names_of_programs_stay_as_they_are() -> None:
    english = (
        "The column DeviceColour says what is seen first.\n\nThe column DeviceHeight says what is measured last.\n"
    )
    dutch = "De kolom DeviceHeight zegt wat het laatst gemeten is.\n"
    pairs = aligned(english, dutch).pairs
    assert [pair.source[0].line for pair in pairs] == [3]


def test_what_is_learned_comes_from_articles_with_spans() -> None:
    span = (
        '<span data-ttu-id="a1b2c-10{0}">Een {1}.</span>'
        '<span class="sxs-lookup"><span data-stu-id="a1b2c-10{0}">A {2}.</span></span>'
    )
    articles = [
        read_article(
            "\n\n".join(span.format(n, other, one) for n, (one, other) in enumerate(THINGS)).encode(), f"{k}.md"
        )
        for k in range(3)
    ]
    articles.append(read_article(b"# Plain\n", "plain.md"))
    assert learn_aligner(articles[-1:]).dictionary.forward == {}
    # Each pair counts once, however often it occurs, so nothing is certain after one.
    assert set(learn_aligner(articles).dictionary.forward) <= {one[:5] for one, _ in THINGS}


def test_an_unmistakable_pair_is_surer_than_a_doubtful_one() -> None:
    sure = aligned("Run `Get-Mailbox` on server 1234.", "Voer `Get-Mailbox` uit op server 1234.").pairs
    doubtful = aligned("Open the door.", "Ga weg, en kom pas terug als het donker is geworden, zei zij.").pairs
    assert sure[0].confidence > 0.95
    assert not doubtful or doubtful[0].confidence < sure[0].confidence


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        pytest.param(
            "See [Plans](/en-us/admin/plans.md#buy).", {"see", "plans", "\1seeplans", "\0/admin/plans.md"}, id="link"
        ),
        pytest.param(
            "See [Plans](/nl-nl/admin/plans.md).",
            {"see", "plans", "\1seeplans", "\0/admin/plans.md"},
            id="other locale",
        ),
        pytest.param(
            "Run `Get-Box` 10,000 times",
            {"run", "times", "\1run10000times", "\0Get-Box", "\0" + "10", "\0" + "000"},
            id="code, number",
        ),
        pytest.param("![Logo of us](a/logo.png)", {"\0a/logo.png"}, id="image"),
        pytest.param("<b>Free</b> &amp; fast", {"free", "fast", "\1freefast"}, id="tags and entities"),
        pytest.param("料金表", {"料金", "金表", "\1料金表"}, id="Japanese"),
        pytest.param("Set boxSize", {"set", "boxsi", "\0boxSize", "\1setboxsize"}, id="name of a program"),
        pytest.param(
            "Each of these seven small boxes is painted red",
            {"each", "of", "these", "seven", "small", "boxes", "is", "paint", "red"},
            id="too long to count as a whole",
        ),
        pytest.param("", set(), id="nothing"),
    ],
)
def test_words(markdown: str, expected: set[str]) -> None:
    assert words_of(markdown) == expected


def test_a_sentence_tells_its_line_in_the_file() -> None:
    whole = text("---\ntitle: A\n---\n\n# One\n\n- Two. Three\n  goes on. Four.\n")
    assert [(one.line, one.text.split()[0]) for passage in whole.passages for one in passage.sentences] == [
        (5, "One"),
        (7, "Two."),
        (7, "Three"),
        (8, "Four."),
    ]


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        pytest.param(
            "".join(f"This is sentence {n} of all. " for n in range(1_500)),
            "".join(f"Dit is zin {n} van alle. " for n in range(1_500)),
            id="one paragraph",
        ),
        pytest.param("Yes it is. " * 1_500, "Ja dat is zo. " * 1_500, id="one paragraph of the same sentence"),
        pytest.param("Text\n\n" * 4_000, "Tekst\n\n" * 4_000, id="the same block again and again"),
        pytest.param("| a |\n|---|\n" + "| No |\n" * 4_000, "| a |\n|---|\n" + "| Nee |\n" * 4_000, id="rows"),
        pytest.param("Yes.", "Ja dat is zo. " * 4_000, id="one and many sentences"),
        pytest.param("Yes.", "Ja.\n\n" * 4_000, id="one and many blocks"),
    ],
)
def test_long_files_take_seconds(english: str, dutch: str) -> None:
    start = time.process_time()
    alignment = aligned(english, dutch)
    assert time.process_time() - start < 20
    if len(re.split(r"\s+", english)) > 10:
        assert not alignment.unmatched_source
        assert not alignment.unmatched_target
