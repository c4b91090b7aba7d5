"""The script of the calculators as one file, made from the modules in `overrides/assets/javascripts/lifecycle`.

Modules do not load from a disk, so the pages have one plain script, which does. Imports and exports are taken out and
the modules put one after the other; rjsmin takes out comments and white space, a fifth of the weight.
"""

import re
from collections.abc import Mapping
from pathlib import Path

import rjsmin

SCRIPT_FILE = "assets/javascripts/lifecycle.js"
"""Where the script is, relative to the root of the site; it is made, not copied."""
FOLDER = "assets/javascripts/lifecycle"
"""Where its modules are, relative to the theme."""
ENTRY = "tool"
"""The module that is run; it imports the others."""
_IMPORT = re.compile(r'^import \{\s*\w+(?:,\s*\w+)*,?\s*\} from "\./(?P<module>[\w-]+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|class) )", re.MULTILINE)
_DECLARED = re.compile(r"^(?:async )?(?:const|let|function|class) (\w+|\[[^\]]*\]|\{[^}]*\})", re.MULTILINE)


class ScriptError(Exception):
    """A module says something that cannot be put into the script; the message says what."""


def tool_script(overrides: Path) -> str:
    """Return the script.

    Args:
        overrides: the folder of the theme.

    Raises:
        ScriptError: a module imports or exports in another way than ours do, or two use the same name.
    """
    files = sorted((overrides / FOLDER).glob("*.js"))
    return bundle({file.stem: file.read_text(encoding="utf-8") for file in files}, ENTRY)


def bundle(modules: Mapping[str, str], entry: str) -> str:
    """Return modules as one script, each after those that it imports.

    Args:
        modules: their texts, by name.
        entry: the module that is run.

    Raises:
        ScriptError: a module imports or exports in another way than ours do, one that it needs is missing, or two
            declare the same name.
    """
    order: list[str] = []
    _visit(modules, entry, order, ())
    owners: dict[str, str] = {}
    written = []
    for name in order:
        text = _EXPORT.sub("", _IMPORT.sub("", modules[name]))
        if found := re.search(r"^(?:import|export)\b.*", text, re.MULTILINE):
            raise ScriptError(f"{name}.js: '{found[0]}' is no form of import or export that the script is made from.")
        for own in {own for names in _DECLARED.findall(text) for own in re.findall(r"\w+", names)}:
            if owners.setdefault(own, name) != name:
                raise ScriptError(f"{name}.js: '{own}' is declared in {owners[own]}.js too. Give it another name.")
        written.append(text)
    return str(rjsmin.jsmin("\n".join(['(() => {\n"use strict";', *written, "})();\n"])))


def _visit(modules: Mapping[str, str], name: str, order: list[str], above: tuple[str, ...]) -> None:
    if name in order:
        return
    if name in above or name not in modules:
        raise ScriptError(f"'{name}.js' is missing, or imports itself.")
    for match in _IMPORT.finditer(modules[name]):
        _visit(modules, match["module"], order, (*above, name))
    order.append(name)
