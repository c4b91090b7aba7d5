"""The script of the calculators as one file: the modules of `overrides/assets/javascripts/lifecycle`, each in a scope.

Modules do not load from a disk, so the pages have one plain script, which does. Nothing is rewritten but imports and
exports; comments and indentation stay behind, as they are a fifth of the weight.
"""

import re
from collections.abc import Mapping
from pathlib import Path

SCRIPT_FILE = "assets/javascripts/lifecycle.js"
"""Where the script is, relative to the root of the site; it is made, not copied."""
FOLDER = "assets/javascripts/lifecycle"
"""Where its modules are, relative to the theme."""
ENTRY = "tool"
"""The module that is run; it imports the others."""
_IMPORT = re.compile(r'^import \{ (?P<names>[^}]*?),? \} from "\./(?P<module>[\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?P<rest>(?:async )?(?:function|const|class) (?P<name>\w+))", re.MULTILINE)
_COMMENT = re.compile(r"^\s*/\*.*?\*/[ \t]*\n|^\s*//[^\n]*\n", re.MULTILINE | re.DOTALL)
_INDENT = re.compile(r"^[ \t]+|\n(?=\n)", re.MULTILINE)


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
    scopes = [_scope(name, modules[name]) for name in order]
    return "\n".join(['(() => {\n"use strict";', *scopes, "})();\n"])


def _visit(modules: Mapping[str, str], name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in above or name not in modules:
        raise ScriptError(f"'{name}.js' is missing, or imports itself.")
    for match in _IMPORT.finditer(modules[name]):
        _visit(modules, match["module"], order, (*above, name))
    order.append(name)


def _scope(name: str, text: str) -> str:
    exported = [match["name"] for match in _EXPORT.finditer(text)]
    text = _IMPORT.sub(lambda match: f"const {{ {_names(match['names'])} }} = ${match['module']};\n", text)
    text = _INDENT.sub("", _COMMENT.sub("", _EXPORT.sub(lambda match: match["rest"], text)))
    if found := re.search(r"^(?:import|export)\b.*", text, re.MULTILINE):
        raise ScriptError(f"{name}.js: '{found[0]}' is no form of import or export that the script is made from.")
    return f"const ${name} = (() => {{\n{text}return {{ {', '.join(exported)} }};\n}})();"


def _names(names: str) -> str:
    return re.sub(r"(\w+) as (\w+)", r"\1: \2", " ".join(names.split()))
