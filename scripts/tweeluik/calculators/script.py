"""The script of the calculators as one file, made from the modules in `overrides/assets/javascripts/lifecycle`.

Modules do not load from a disk, so the pages have one plain script, which does. Nothing is rewritten but imports and
exports; comments and white space stay behind, as they are a fifth of the weight.
"""

import re
from collections.abc import Collection, Mapping
from pathlib import Path

SCRIPT_FILE = "assets/javascripts/lifecycle.js"
"""Where the script is, relative to the root of the site; it is made, not copied."""
FOLDER = "assets/javascripts/lifecycle"
"""Where its modules are, relative to the theme."""
ENTRY = "tool"
"""The module that is run; it imports the others."""
_IMPORT = re.compile(r'^import \{ (?P<names>[^}]*?),? \} from "\./(?P<module>[\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<rest>(?:async )?(?:function|const|class) (?P<name>\w+))", re.MULTILINE)
_DECLARED = re.compile(
    r"^(?:export )?(?:async )?(?:const|let|function|class) (?P<names>\w+|\[[^\]]*\]|\{[^}]*\})", re.MULTILINE
)
_COMMENT = re.compile(r"^\s*/\*.*?\*/[ \t]*\n|^\s*//[^\n]*\n", re.MULTILINE | re.DOTALL)
_TIGHT = frozenset("=*<>!&|?:,;(){}[]\"'`")
"""What needs no space beside it."""
_SIGNS = frozenset("+-")
"""What needs none either, but beside each other: `a - -b`."""
_GOES_ON = frozenset(",;{([=&|?:")
"""After these a line goes on, or a statement has ended."""
_WENT_ON = frozenset(").]}?:&|")
_BEFORE_PATTERN = frozenset("(,=:[!&|?{};\n")
"""After these a slash begins a regular expression; elsewhere it divides."""


class ScriptError(Exception):
    """A module says something that cannot be put into the script; the message says what."""


def tool_script(overrides: Path) -> str:
    """Return the script.

    Args:
        overrides: the folder of the theme.

    Raises:
        ScriptError: a module imports or exports in another way than ours do.
    """
    files = sorted((overrides / FOLDER).glob("*.js"))
    return bundle({file.stem: file.read_text(encoding="utf-8") for file in files}, ENTRY)


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """Return modules as one script, each after those that it imports.

    Args:
        modules: their texts, by name.
        entry: the module that is run.

    Raises:
        ScriptError: a module imports or exports in another way than ours do, or one that it needs is missing.
    """
    order: list[str] = []
    _visit(modules, entry, order, ())
    imports = [match["names"] for text in modules.values() for match in _IMPORT.finditer(text)]
    used = {name for names in imports for name in re.findall(r"\w+", names)}
    scoped: set[str] = set()
    taken: set[str] = set()
    written = []
    for name in order:
        text = _without_unused(modules[name], used)
        own = _own_names(text)
        if own & taken:
            # Two modules use a name for different things: this one gets a scope of its own.
            scoped.add(name)
        else:
            taken |= own
        written.append(_written(name, text, scoped))
    return squeeze("\n".join(['(() => {\n"use strict";', *written, "})();\n"]))


def _visit(modules: Mapping[str, str], name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in above or name not in modules:
        raise ScriptError(f"'{name}.js' is missing, or imports itself.")
    for match in _IMPORT.finditer(modules[name]):
        _visit(modules, match["module"], order, (*above, name))
    order.append(name)


def _own_names(text: str) -> set[str]:
    """Return the names that a module gives at its top: what it declares, and what it calls an import."""
    declared = {name for match in _DECLARED.finditer(text) for name in re.findall(r"\w+", match["names"])}
    aliases = {name for match in _IMPORT.finditer(text) for name in re.findall(r" as (\w+)", match["names"])}
    return declared | aliases


def _written(name: str, text: str, scoped: Collection[str]) -> str:
    """Return a module as a part of the script."""

    def imported(match: re.Match[str]) -> str:
        if match["module"] in scoped:
            names = re.sub(r"(\w+) as (\w+)", r"\1: \2", " ".join(match["names"].split()))
            return f"const {{ {names} }} = ${match['module']};\n"
        aliases = re.findall(r"(\w+) as (\w+)", match["names"])
        return "".join(f"const {alias} = {original};\n" for original, alias in aliases)

    exported = [match["name"] for match in _EXPORT.finditer(text)]
    text = _COMMENT.sub("", _EXPORT.sub(lambda match: match["rest"], _IMPORT.sub(imported, text)))
    if found := re.search(r"^(?:import|export)\b.*", text, re.MULTILINE):
        raise ScriptError(f"{name}.js: '{found[0]}' is no form of import or export that the script is made from.")
    return f"const ${name} = (() => {{\n{text}return {{ {', '.join(exported)} }};\n}})();" if name in scoped else text


def _without_unused(text: str, used: Collection[str]) -> str:
    """Return a module without the exported functions that nothing uses; a function ends with a brace in column 1."""
    for name in [match["name"] for match in _EXPORT.finditer(text)]:
        whole = re.compile(rf"^(?:/\*\*(?:(?!\*/).)*\*/\n)?export function {name}\(.*?^\}}\n", re.MULTILINE | re.DOTALL)
        rest = whole.sub("", text)
        if name not in used and not re.search(rf"\b{name}\b", rest):
            text = rest
    return text


def squeeze(text: str) -> str:
    """Return a script without the white space that means nothing.

    Args:
        text: JavaScript without comments; its texts and patterns do not run over several lines.
    """
    scanner = _Scanner(text)
    while scanner.at < len(text):
        scanner.step()
    return "".join(scanner.written)


class _Scanner:
    """Goes through a script and writes what counts."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.written: list[str] = []
        self.last = "\n"
        """The last character that was written."""
        self.depths: list[int] = []
        """How many braces are open in each expression within a template, outermost first."""

    def step(self) -> None:
        character = self.text[self.at]
        if character in " \t\n":
            self._blank()
        elif character in "\"'":
            self._write(self._end_of_text(character))
        elif character == "`":
            self.at += 1
            self._put("`")
            self._template()
        elif character == "/" and self.last in _BEFORE_PATTERN:
            self._write(self._end_of_pattern())
        elif character == "}" and self.depths and not self.depths[-1]:
            self.depths.pop()
            self.at += 1
            self._put("}")
            self._template()
        else:
            if self.depths and character in "{}":
                self.depths[-1] += 1 if character == "{" else -1
            if character in ")]}" and self.written[-1:] == [","]:
                self.written.pop()  # A comma after the last one of a list means nothing.
            self._write(self.at + 1)

    def _blank(self) -> None:
        end = self.at
        while end < len(self.text) and self.text[end] in " \t\n":
            end += 1
        following = self.text[end : end + 1]
        is_line = "\n" in self.text[self.at : end]
        self.at = end
        if is_line:
            if self.last not in _GOES_ON and following not in _WENT_ON:
                self._put("\n")
        elif not (self.last in _TIGHT or following in _TIGHT or self._is_sign(following)):
            self._put(" ")

    def _is_sign(self, following: str) -> bool:
        return (self.last in _SIGNS) is not (following in _SIGNS)

    def _write(self, end: int) -> None:
        self._put(self.text[self.at : end])
        self.at = end

    def _put(self, text: str) -> None:
        self.written.append(text)
        self.last = text[-1]

    def _end_of_text(self, quote: str) -> int:
        end = self.at + 1
        while self.text[end] != quote:
            end += 2 if self.text[end] == "\\" else 1
        return end + 1

    def _end_of_pattern(self) -> int:
        end, in_class = self.at + 1, False
        while in_class or self.text[end] != "/":
            if self.text[end] == "\\":
                end += 1
            elif self.text[end] in "[]":
                in_class = self.text[end] == "["
            end += 1
        return end + 1

    def _template(self) -> None:
        """Copy a template up to its end, or to an expression in it."""
        end = self.at
        while self.text[end] != "`" and not self.text.startswith("${", end):
            end += 2 if self.text[end] == "\\" else 1
        if self.text[end] == "`":
            self._write(end + 1)
        else:
            self._write(end + 2)
            self.depths.append(0)
