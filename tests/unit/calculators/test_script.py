"""The modules of the calculators as one script."""

import gzip
import re
from pathlib import Path

import pytest

from tweeluik.calculators.script import FOLDER, ScriptError, bundle, squeeze, tool_script
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
        "entry": 'import { double as twice } from "./sums.js";\nconsole.log(twice(2));\n',
        "sums": '/* Sums. */\nimport { one } from "./numbers.js";\nexport function double(x) {\n  return x * one;\n}\n',
        "numbers": "// Numbers.\nexport const one = 1;\n\n/** Unused. */\nexport function no() {\n  return no();\n}\n",
        "unused": "export const no = 0;\n",
    }
    assert bundle(modules, "entry") == (
        '(()=>{"use strict";const one=1;function double(x){return x*one;}\n'
        "const twice=double;console.log(twice(2));})();"
    )


def test_modules_that_use_a_name_for_different_things_are_kept_apart() -> None:
    modules = {
        "entry": 'import { a, b as c } from "./one.js";\nimport { d } from "./other.js";\nconsole.log(a, c, d);\n',
        "one": "const [x, y] = [1, 2];\nexport const a = x;\nexport const b = y;\n",
        "other": "const y = 3;\nexport const d = y;\n",
    }
    assert bundle(modules, "entry") == (
        '(()=>{"use strict";const[x,y]=[1,2];const a=x;const b=y;const $other=(()=>{const y=3;const d=y;return{d};})();'
        "const c=b;const{d}=$other;console.log(a,c,d);})();"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("const a = b + c;\nconst d = 1;", "const a=b+c;const d=1;", id="statements"),
        pytest.param("a = b - -c + +d;", "a=b- -c+ +d;", id="signs"),
        pytest.param('return "a  =  b" in c;', 'return"a  =  b"in c;', id="text"),
        pytest.param("x = 'it\\'s  ok' + y;", "x='it\\'s  ok'+y;", id="quote in a text"),
        pytest.param("`a  ${ b + `c  ${ {d: 1} }  ` }  e` + f", "`a  ${b+`c  ${{d:1}}  `}  e`+f", id="templates"),
        pytest.param("x.replace(/[ /]  = ( /g, y);", "x.replace(/[ /]  = ( /g,y);", id="pattern"),
        pytest.param("a / b / c", "a / b / c", id="division"),
        pytest.param("list\n  .map(one)\n  .filter(two);\nnext()", "list.map(one).filter(two);next()", id="chain"),
        pytest.param("f([\n  a,\n  { b, },\n], )", "f([a,{b}])", id="commas after the last one"),
        pytest.param("const [, b] = a;", "const[,b]=a;", id="commas for nothing"),
        pytest.param("class A {\n  b() {}\n  c() {}\n}\n", "class A{b(){}\nc(){}}\n", id="methods"),
        pytest.param("if (a) b();\nelse if (c) d();", "if(a)b();else if(c)d();", id="words"),
        pytest.param("a = b\nc = d", "a=b\nc=d", id="lines that end a statement"),
    ],
)
def test_white_space_that_means_nothing_goes(text: str, expected: str) -> None:
    assert squeeze(text) == expected


@pytest.mark.parametrize(
    "modules",
    [
        pytest.param({"a": 'import { b } from "./b.js";\n'}, id="missing"),
        pytest.param({"a": 'import { b } from "./b.js";\n', "b": 'import { a } from "./a.js";\n'}, id="round"),
        pytest.param({"a": 'import b from "./b.js";\n', "b": ""}, id="default import"),
        pytest.param({"a": "export default 1;\n"}, id="default export"),
        pytest.param({"a": "const b = 1;\nexport { b };\n"}, id="list of exports"),
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
