"""The floors of the package: a module rests on its own floor and those below, and on the libraries of its floor."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "scripts" / "tweeluik"
FLOORS: dict[str, tuple[int, frozenset[str]]] = {
    "__init__": (0, frozenset()),
    "text": (0, frozenset()),
    "codes": (0, frozenset()),
    "diagnostics": (0, frozenset()),
    "output": (0, frozenset()),
    "processes": (0, frozenset()),
    "resources": (0, frozenset()),
    "language": (1, frozenset({"babel"})),
    "model": (1, frozenset()),
    "article": (2, frozenset({"yaml"})),
    "learn": (2, frozenset({"markdown_it"})),
    "words": (2, frozenset({"yaml"})),
    "docset": (3, frozenset({"yaml", "pathspec"})),
    "rendering": (4, frozenset({"markdown_it", "nh3", "pygments"})),
    "checks": (4, frozenset({"markdown_it", "jsonschema", "pathspec", "pygments", "referencing", "yaml"})),
    "alignment": (4, frozenset({"rapidfuzz"})),
    "exchange": (4, frozenset({"lxml"})),
    "lifecycle": (4, frozenset({"jsonschema", "referencing", "yaml"})),
    "calculators": (5, frozenset({"jinja2", "rjsmin"})),
    "reports": (5, frozenset()),
    "rule_findings": (5, frozenset()),
    "external": (4, frozenset()),
    "review": (5, frozenset({"jinja2"})),
    "site": (5, frozenset({"bs4"})),
    "mkdocs_plugin": (6, frozenset({"mkdocs", "jinja2", "mkdocs_static_i18n"})),
    "mkdocs_site": (6, frozenset({"mkdocs", "jinja2", "mkdocs_static_i18n"})),
    "lsp": (6, frozenset({"lsprotocol", "pygls"})),
    "preview": (6, frozenset({"watchdog", "mkdocs"})),
    "cli": (6, frozenset({"click"})),
    "cli_align": (6, frozenset({"click"})),
    "cli_check": (6, frozenset({"click"})),
    "cli_exchange": (6, frozenset({"click"})),
    "cli_external": (6, frozenset()),
    "cli_memory": (6, frozenset({"click"})),
    "cli_options": (6, frozenset({"click"})),
    "cli_rules": (6, frozenset({"click"})),
    "__main__": (6, frozenset()),
}
"""The floor of each module or folder of modules, and the libraries that it may use beside the standard one."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def part_of(file: Path) -> str:
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the full name of every module that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"line {node.lineno} imports by a relative name"
            assert node.module
            yield node.lineno, node.module
            # `from tweeluik import model` names a module after the import.
            names = [alias.name for alias in node.names if node.module == "tweeluik"]
            yield from ((node.lineno, f"tweeluik.{name}") for name in names if name in FLOORS)


def faults(part: str, tree: ast.AST) -> Iterator[str]:
    """Yield what is wrong with the imports of a module that belongs to a part of the package."""
    floor, libraries = FLOORS[part]
    for line, name in imports(tree):
        top, _, rest = name.partition(".")
        if top == "tweeluik" and rest:
            other = rest.partition(".")[0]
            if FLOORS[other][0] > floor:
                yield f"line {line}: {part} on floor {floor} imports {other} on floor {FLOORS[other][0]}"
        elif top not in {"tweeluik", *sys.stdlib_module_names, *libraries}:
            yield f"line {line}: {top} is no library of {part}"


def test_every_module_has_a_floor() -> None:
    assert {part_of(file) for file in MODULES} == set(FLOORS)


@pytest.mark.parametrize("file", MODULES, ids=[file.relative_to(PACKAGE).as_posix() for file in MODULES])
def test_imports_stay_on_their_floor(file: Path) -> None:
    assert list(faults(part_of(file), ast.parse(file.read_bytes()))) == []


@pytest.mark.parametrize(
    ("part", "source", "count"),
    [
        pytest.param("learn", "from tweeluik.docset.links import resolve", 1, id="up"),
        pytest.param("model", "import tweeluik.site.site", 1, id="up by a full name"),
        pytest.param("text", "from tweeluik import model, diagnostics", 1, id="up by the package"),
        pytest.param("docset", "def f():\n    import tweeluik.rendering.body", 1, id="up within a function"),
        pytest.param("rendering", "from tweeluik.docset.links import resolve\nimport tweeluik", 0, id="down"),
        pytest.param("site", "from tweeluik import __version__", 0, id="the version"),
        pytest.param("learn", "from tweeluik.article.projection import project", 0, id="beside"),
        pytest.param("docset", "import nh3", 1, id="library of another floor"),
        pytest.param("rendering", "import nh3, html.parser\nfrom pygments import lexers", 0, id="its libraries"),
    ],
)
def test_faults_are_found(part: str, source: str, count: int) -> None:
    assert len(list(faults(part, ast.parse(source)))) == count
