"""Diagnostics: every one that the package makes has a code with a severity and a remedy."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import tweeluik
from tweeluik.codes import codes
from tweeluik.diagnostics import Diagnostic, Severity, ordered
from tweeluik.text import Place

PACKAGE = Path(tweeluik.__file__).parent
CODE = re.compile("[a-zA-Z0-9]+(-[a-z0-9]+)+")


def _codes_in_use() -> Iterator[str]:
    """Yield the codes that the package makes diagnostics with."""
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call):
                for argument in node.args[:2]:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                        if name in {"Diagnostic", "Problem", "_problem", "_report", "report"} and CODE.fullmatch(
                            argument.value
                        ):
                            yield argument.value


def test_every_code_that_is_given_is_known() -> None:
    used = set(_codes_in_use())
    assert {"span-unclosed", "file-unreadable", "invalid-moniker-range"} <= used, "the calls are found"
    assert used <= set(codes())


def test_every_code_is_named_and_says_what_to_do() -> None:
    for name, code in codes().items():
        assert name == code.name
        assert CODE.fullmatch(name) or name == "untranslated"  # the only one that is a single word
        assert re.fullmatch(r"[A-Z].*\.", code.mend["en"])


def test_a_diagnostic_is_one_line() -> None:
    one = Diagnostic("span-empty", "The target half is empty.", "map/a.md", Place(3, 7))
    assert str(one) == (
        "map/a.md:3:7: warning span-empty: The target half is empty. Fill in the empty half, or remove the segment."
    )
    assert str(Diagnostic("file-empty", "The file is empty.", "a.md")).startswith("a.md: warning file-empty: ")
    assert one.severity is Severity.WARNING


def test_diagnostics_are_ordered_by_file_and_place_and_each_is_said_once() -> None:
    second = Diagnostic("span-empty", "x", "a.md", Place(2, 1))
    whole = Diagnostic("file-empty", "x", "a.md")
    tenth = Diagnostic("span-empty", "x", "a.md", Place(10, 1))
    other = Diagnostic("file-empty", "x", "b.md")
    assert ordered([other, tenth, second, whole, second]) == [whole, second, tenth, other]
