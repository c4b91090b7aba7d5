"""Reading and writing lose nothing, whatever the bytes are: over every case file, and over random damage to them."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import FIXTURES, Case, file_of, read_cases

from tweeluik.article.projection import description, markdown, project, title
from tweeluik.article.reading import read_article, write_article
from tweeluik.language import Language
from tweeluik.learn.blocks import kinds
from tweeluik.model import Article, Junk, Segment, Side

TAG = re.compile(r"<span\s+[^<>\r\n]*\b(?:data-[ts]tu-id|sxs-lookup)\b[^<>\r\n]*>")
"""A whole tag of the annotation, however it is written."""
ENGLISH, DUTCH = Language("en-US"), Language("nl-NL")
ARTICLES = sorted((Path(__file__).parents[3] / "docs").glob("*.md"))
often = settings(max_examples=600, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def _files() -> list[bytes]:
    cases = [case for folder in ("annotation", "front_matter") for case in read_cases(FIXTURES / folder)]
    return [file_of(case) for case in cases]


FILES = _files()
TOKENS = (
    b'<span data-ttu-id="a1b2c-103">',
    b'</span><span class="sxs-lookup"><span data-stu-id="a1b2c-103">',
    b'<span class="sxs-lookup">',
    b'<span data-stu-id="a1b2c-104">',
    b"</span></span>",
    b"</span>",
    b"<span>",
    b'<span id="x" />',
    b"&quot;",
    b"data-ttu-id=&quot;",
    b'"',
    b"<",
    b">",
    b"a",
    b" ",
    b"\n",
    b"\r\n",
    b"\r",
    b"\n\n> ",
    b"\n| ",
    b"---\n",
    b"title: x\n",
    b"\xef\xbb\xbf",
    b"\xc2\xa0",
    b"\xff",
    b"\0",
)
"""What random files are made of, beside random bytes."""


def check(content: bytes) -> Article:
    """Assert all that holds for any file."""
    article = read_article(content, "a.md")
    assert write_article(article) == content
    text = content.decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
    head = article.front_matter.text if article.front_matter else ""
    spans = [part.span for part in article.parts]
    assert not spans or spans[0].start == len(head)
    assert all(one.end == other.start for one, other in pairwise(spans)), "parts leave no gap and do not overlap"
    assert all(len(span) for span in spans), "no part is empty"
    length = len(text) - (len("&quot;") - 1) * len(article.damaged_quotes)
    assert (spans[-1].end if spans else len(head)) == length, "parts reach to the end"
    assert all(one.path == "a.md" and one.message and one.remedy for one in article.diagnostics)
    return article


def check_languages(article: Article) -> None:
    """Assert what holds for the languages of any file."""
    understood = not {"file-binary", "file-empty", "file-too-large"} & {one.code for one in article.diagnostics}
    for part in article.parts:
        texts = [part.half(side) for side in Side] if isinstance(part, Segment) else [part.text]
        assert isinstance(part, Junk) or not understood or not any(TAG.search(text) for text in texts)
    for side, language in ((Side.SOURCE, ENGLISH), (Side.TARGET, DUTCH)):
        projection = project(article, side)
        assert [placed.segment for placed in projection.placed] == list(article.segments)
        for placed in projection.placed:
            assert placed.span.of(projection.text) == placed.segment.half(side)
        assert markdown(article, side, language, body_only=True) == projection.text
        assert markdown(article, side, language).endswith(projection.text)
        assert "\r" not in project(article, side, normalize=True).text
        assert isinstance(title(article, side), str)
        assert isinstance(description(article, side), str)
    assert [segment for segment, _ in kinds(article)] == list(article.segments)


@pytest.mark.cases("annotation", "front_matter")
def test_a_case_file_is_written_as_it_was(case: Case) -> None:
    check_languages(check(file_of(case)))


@pytest.mark.cases("annotation", "front_matter")
def test_no_language_of_a_case_file_shows_the_annotation(case: Case) -> None:
    article = read_article(file_of(case), "a.md")
    for side, language in ((Side.SOURCE, ENGLISH), (Side.TARGET, DUTCH)):
        written = markdown(article, side, language)
        assert not TAG.search(written)
        assert not read_article(written.encode("utf-8", errors="surrogateescape"), "a.md").segments


@pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.name)
def test_an_article_of_the_docset_is_written_as_it_was(file: Path) -> None:
    check_languages(check(file.read_bytes()))


@pytest.mark.cases("annotation", "front_matter")
def test_a_case_file_that_is_cut_off_anywhere(case: Case) -> None:
    content = file_of(case)
    for end in range(len(content)):
        check(content[:end])


@often
@given(st.sampled_from(FILES), st.data())
def test_a_file_with_random_damage(content: bytes, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        damage = data.draw(st.sampled_from((_cut, _flipped, _doubled_tag, _removed_tag, _inserted)))
        content = damage(content, data)
    check_languages(check(content))


def _cut(content: bytes, data: st.DataObject) -> bytes:
    start = data.draw(st.integers(0, len(content)))
    return content[:start] + content[data.draw(st.integers(start, len(content))) :]


def _flipped(content: bytes, data: st.DataObject) -> bytes:
    if not content:
        return content
    at = data.draw(st.integers(0, len(content) - 1))
    return content[:at] + bytes([data.draw(st.integers(0, 255))]) + content[at + 1 :]


def _with_tag(content: bytes, data: st.DataObject, change: Callable[[bytes], bytes]) -> bytes:
    tags = [match.span() for match in re.finditer(rb"<[^<>]*>|&quot;|---\n|\"", content)]
    if not tags:
        return content
    start, end = data.draw(st.sampled_from(tags))
    return content[:start] + change(content[start:end]) + content[end:]


def _doubled_tag(content: bytes, data: st.DataObject) -> bytes:
    return _with_tag(content, data, lambda tag: tag * 2)


def _removed_tag(content: bytes, data: st.DataObject) -> bytes:
    return _with_tag(content, data, lambda _: b"")


def _inserted(content: bytes, data: st.DataObject) -> bytes:
    at = data.draw(st.integers(0, len(content)))
    return content[:at] + data.draw(st.sampled_from(TOKENS)) + content[at:]


@often
@given(st.binary(max_size=200))
def test_random_bytes(content: bytes) -> None:
    check_languages(check(content))


@often
@given(st.lists(st.sampled_from(TOKENS), max_size=40).map(b"".join))
def test_random_pieces_of_the_annotation(content: bytes) -> None:
    check_languages(check(content))


@often
@given(st.text(max_size=120), st.booleans(), st.sampled_from(["---\n", "---\r\n", ""]))
def test_random_front_matter(text: str, close: bool, opening: str) -> None:  # noqa: FBT001 - hypothesis gives it
    content = opening + text + ("\n---\n" if close else "")
    check_languages(check(content.encode("utf-8", errors="surrogatepass")))


@often
@given(
    st.lists(
        st.sampled_from(["title", "source", ": ", "\n", "  ", "- ", "[", "]", '"', "'", "|", "#", "x"]), max_size=30
    )
)
def test_random_pieces_of_front_matter(pieces: list[str]) -> None:
    check_languages(check(f"---\n{''.join(pieces)}\n---\n# x\n".encode()))


@pytest.mark.cases("annotation")
def test_replacing_a_half_touches_nothing_else(case: Case) -> None:
    article = check(file_of(case))
    if article.damaged_quotes:
        return
    for index, part in enumerate(article.parts):
        if not isinstance(part, Segment):
            continue
        for side in Side:
            if not part.has(side):
                continue
            other = replace(part, source="Anders.") if side is Side.SOURCE else replace(part, target="Anders.")
            parts = (*article.parts[:index], other, *article.parts[index + 1 :])
            written = write_article(replace(article, parts=parts)).decode("utf-8", errors="surrogateescape")
            before = file_of(case).decode("utf-8", errors="surrogateescape").removeprefix("\ufeff")
            start = part.span.start + len(part.markup[0])
            if side is Side.SOURCE:
                start += len(part.target or "") + len(part.markup[1])
            end = start + len(part.half(side))
            assert written.removeprefix("\ufeff") == before[:start] + "Anders." + before[end:]


@pytest.mark.cases("annotation/quotes.txt")
def test_replacing_a_half_among_damaged_quotes_mends_them_all(case: Case) -> None:
    """Written half mended, the file would be read as something else: the damage ends at the first sound quote."""
    article = check(file_of(case))
    for index, part in enumerate(article.parts):
        if isinstance(part, Segment):
            parts = (*article.parts[:index], replace(part, source="Different."), *article.parts[index + 1 :])
            again = read_article(write_article(replace(article, parts=parts)), "a.md")
            expected = [(one.id, one.target, one.source) for one in article.segments]
            place = article.segments.index(part)
            expected[place] = (part.id, part.target, "Different.")
            assert [(one.id, one.target, one.source) for one in again.segments] == expected


def test_an_entity_in_front_matter_and_a_broken_tag_behind_it_are_both_kept() -> None:
    content = b'---\ntitle: "x &quot;y"\n---\n<span data-ttu-id=&quot;a1b2c-103&quot;>Een</span> "los" &quot;\n'
    article = check(content)
    assert article.front_matter is not None
    assert article.front_matter.string("title") == "x &quot;y"
    assert [segment.target for segment in article.segments] == ["Een"]
