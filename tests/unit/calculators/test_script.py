"""The modules of the calculators as one script."""

import gzip
import re
from pathlib import Path

import pytest

from tweeluik.calculators.script import FOLDER, ScriptError, bundle, tool_script
from tweeluik.resources import OVERRIDES

MODULES = sorted((OVERRIDES / FOLDER).glob("*.js"))
FORBIDDEN = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|localStorage|sessionStorage"
    r"|indexedDB|\bfetch\b|XMLHttpRequest|sendBeacon|WebSocket|\.cssText|setAttribute\(\"style"
)
MOST_SCRIPT = 15_000
MOST_STYLE = 4_000
"""Bytes after gzip."""


def test_modules_come_after_what_they_import() -> None:
    modules = {
        "entry": 'import { double } from "./sums.js";\nconsole.log(double(2));\n',
        "sums": '/* Sums. */\nimport { one } from "./numbers.js";\nexport function double(x) {\n  return x * one;\n}\n',
        "numbers": "// Numbers.\nexport const one = 1;\n",
        "unused": "export const no = 0;\n",
    }
    assert bundle(modules, "entry") == (
        '(()=>{"use strict";const one=1;function double(x){return x*one;}\nconsole.log(double(2));})();'
    )


@pytest.mark.parametrize(
    "modules",
    [
        pytest.param({"a": 'import { b } from "./b.js";\n'}, id="missing"),
        pytest.param({"a": 'import { b } from "./b.js";\n', "b": 'import { a } from "./a.js";\n'}, id="round"),
        pytest.param({"a": 'import b from "./b.js";\n', "b": ""}, id="default import"),
        pytest.param({"a": "export default 1;\n"}, id="default export"),
        pytest.param({"a": "const b = 1;\nexport { b };\n"}, id="list of exports"),
        pytest.param({"a": 'import { b as c } from "./b.js";\n', "b": "export const b = 1;\n"}, id="other name"),
        pytest.param({"a": 'import { b } from "./b.js";\nconst c = b;\n', "b": "const c = 1;\n"}, id="name twice"),
    ],
)
def test_other_forms_are_refused(modules: dict[str, str]) -> None:
    with pytest.raises(ScriptError):
        bundle(modules, "a")


def test_the_script_is_small() -> None:
    assert len(gzip.compress(tool_script(OVERRIDES).encode(), 9, mtime=0)) <= MOST_SCRIPT


def test_the_styles_are_small() -> None:
    folder = OVERRIDES / "assets" / "stylesheets"
    styles = b"".join(file.read_bytes() for file in sorted(folder.glob("lifecycle*.css")))
    assert len(gzip.compress(styles, 9, mtime=0)) <= MOST_STYLE


@pytest.mark.parametrize("file", MODULES, ids=[file.stem for file in MODULES])
def test_modules_read_no_markup_and_keep_nothing(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert FORBIDDEN.findall(text) == []
    # A text over several lines would lose its indentation.
    assert all(line.count("`") % 2 == 0 for line in text.splitlines())
