"""The table of codes: complete in both languages, used as a whole, and with examples that show what they say."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tweeluik
from tweeluik.checks.pair import Pair, PairCheck
from tweeluik.checks.registry import all_checks
from tweeluik.checks.running import Checker, Plan
from tweeluik.checks.subject import ArticleCheck, Subject
from tweeluik.codes import LANGUAGES, Code, codes
from tweeluik.docset.docset import Docset
from tweeluik.learn.inline import read_inline

PACKAGE = Path(tweeluik.__file__).parent
CHECKS = {check.code: check for check in all_checks()}
PAIR_CHECKS = [one for one in CHECKS.values() if isinstance(one, PairCheck)]
OF_FORMAT = frozenset(code.name for code in codes().values() if code.group == "format")
ARTICLE_CHECKS = [one for one in CHECKS.values() if isinstance(one, ArticleCheck) and one.code in OF_FORMAT]
NO_TEXT = "file-empty"
"""Its wrong example is an empty file."""
READ_WITH_EVERY_ARTICLE = (
    "file-empty",
    "invalid-image",
    "invalid-moniker-range",
    "invalid-note-section",
    "invalid-row",
    "span-empty",
    "span-id-duplicate",
    "span-id-format",
    "span-id-mismatch",
    "span-quotes-damaged",
    "span-source-missing",
    "span-stray-tag",
    "span-target-missing",
    "span-unclosed",
    "unsupported-construct",
    "yaml-duplicate-key",
    "yaml-header-not-object",
    "yaml-header-syntax-error",
    "yaml-header-unclosed",
)
"""Codes whose examples are articles, and that reading or parsing them finds."""


@pytest.mark.parametrize("code", codes().values(), ids=lambda code: code.name)
def test_an_entry_is_complete(code: Code) -> None:
    for texts in (code.summary, code.why, code.mend):
        assert sorted(texts) == sorted(LANGUAGES)
        for language, text in texts.items():
            assert text[:1].isupper() or text[:1] in "'<:[`", language
            assert text.endswith("."), language
    assert code.right
    assert code.wrong or code.name == NO_TEXT
    assert code.wrong != code.right
    assert len({code.summary["en"], code.why["en"], code.mend["en"]}) == 3
    assert code.summary["en"] != code.summary["nl"]


def test_every_code_of_a_check_is_in_the_table() -> None:
    assert set(CHECKS) <= set(codes())


def test_every_code_in_the_table_is_used() -> None:
    assert sorted(set(codes()) - set(_texts())) == []


def _texts() -> Iterator[str]:
    """Yield the strings of the package's modules."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


@pytest.mark.parametrize("check", PAIR_CHECKS, ids=lambda one: one.code)
def test_examples_of_a_pair_show_it(check: PairCheck) -> None:
    code = codes()[check.code]
    assert list(check.find(_pair(code.wrong)))
    assert not list(check.find(_pair(code.right)))


def _pair(example: str) -> Pair:
    target, source = example.split("\n")
    return Pair(read_inline(source), read_inline(target))


@pytest.mark.parametrize("check", ARTICLE_CHECKS, ids=lambda one: one.code)
def test_examples_of_an_article_show_it(check: ArticleCheck, tmp_path: Path) -> None:
    code = codes()[check.code]
    assert list(check.find(_subject(code.wrong, tmp_path)))
    assert not list(check.find(_subject(code.right, tmp_path)))


@pytest.mark.parametrize("name", READ_WITH_EVERY_ARTICLE)
def test_examples_of_what_reading_finds_show_it(name: str, tmp_path: Path) -> None:
    code = codes()[name]
    assert name in _found(code.wrong, tmp_path)
    assert _found(code.right, tmp_path) == []


def _found(example: str, folder: Path) -> list[str]:
    subject = _subject(example, folder)
    own = CHECKS.get("invalid-image")
    articles = (own,) if isinstance(own, ArticleCheck) else ()
    return [one.code for one in Checker(subject.docset, Plan((), articles, (), ())).check(subject)]


def _subject(example: str, folder: Path) -> Subject:
    (folder / "a.md").write_text(example + "\n" if example else "", encoding="utf-8")
    docset = Docset(folder)
    return Subject(docset, docset.article("a.md"))
