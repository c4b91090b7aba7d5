"""Case files: plain text in which writers state a case, what goes in, and what is expected, without any Python.

A file holds cases; a case begins with its title, and its sections begin with their names::

    %%% A title, which is the name of the test
    %% input
    any text, up to the next line that begins with two percent signs
    %% expected
    any text

Text before the first title is for the reader. Blank lines at the end of a section do not count. A test that is marked
with `@pytest.mark.cases("folder")` runs for each case of the files below `tests/fixtures/folder`, its argument `case`.
`pytest --regenerate` writes what the code gives into the expected sections: review it in the diff.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

FIXTURES = Path(__file__).parent / "fixtures"
# On a machine that is busy with the other tests any example may take its time.
hypothesis.settings.register_profile("busy", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("busy")
_TITLE, _SECTION = "%%% ", "%% "


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a case file."""

    file: Path
    title: str
    sections: dict[str, str]
    """Text by name, in the order of the file; lines end in LF."""
    regenerate: bool = False

    def __getitem__(self, name: str) -> str:
        return self.sections[name]

    def get(self, name: str) -> str:
        """Return a section, '' if the case has none by that name."""
        return self.sections.get(name, "")

    def expects(self, name: str, actual: str) -> None:
        """Compare a section with what the code gives, or write that into the case file."""
        actual = _ended(actual)
        if self.regenerate:
            if self.sections.get(name, "") != actual:
                self.sections[name] = actual
                _rewrite(self)
            return
        assert actual == self.sections.get(name, ""), f"{self.file.name}: {self.title}: {name}"


def read_cases(path: Path, *, regenerate: bool = False) -> Iterator[Case]:
    """Yield the cases of a file, or of the files below a folder."""
    for file in sorted(path.rglob("*.txt")) if path.is_dir() else [path]:
        lines = file.read_bytes().decode().split("\n")
        titles = [number for number, line in enumerate(lines) if line.startswith(_TITLE)]
        for start, end in pairwise([*titles, len(lines)]):
            yield Case(file, lines[start].removeprefix(_TITLE).strip(), _sections(lines[start + 1 : end]), regenerate)


def _sections(lines: list[str]) -> dict[str, str]:
    names = [number for number, line in enumerate(lines) if line.startswith(_SECTION)]
    return {
        lines[start].removeprefix(_SECTION).strip(): _ended("\n".join(lines[start + 1 : end]))
        for start, end in pairwise([*names, len(lines)])
    }


def _ended(text: str) -> str:
    text = text.rstrip("\n")
    return text + "\n" if text else ""


def _rewrite(case: Case) -> None:
    """Write one case into its file; the others and the words at the top stay as they are."""
    text = case.file.read_bytes().decode()
    pieces = [text.partition(_TITLE)[0].rstrip("\n") + "\n"]
    for one in read_cases(case.file):
        sections = case.sections if one.title == case.title else one.sections
        written = "".join(f"{_SECTION}{name}\n{content}" for name, content in sections.items())
        pieces.append(f"{_TITLE}{one.title}\n{written}")
    case.file.write_bytes("\n".join(piece for piece in pieces if piece.strip()).encode())


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regenerate", action="store_true", help="write what the code gives into the case files")


# Fixtures that are made once for many files and take long: what names one of the same line stays together.
_SHARED = {
    "corpus_articles": "corpus",
    "corpus_findings": "corpus",
    "embedded_site": "embedded_site",
    "served": "served",
}
_SHARED_ARGUMENT = re.compile(rf"\b({'|'.join(_SHARED)}): ")


class _ByFile(LoadScopeScheduling):  # type: ignore[misc] # it has no types
    """Gives each process a file at a time, or the files that share a fixture, in the order in which they are found.

    The files that take longest are found first, so that no process waits long for the other at the end.
    """

    def _split_scope(self, nodeid: str) -> str:
        return _company(nodeid.partition("::")[0])


@cache
def _company(file: str) -> str:
    """Return the name of the files that are run by the same process as a file."""
    found = _SHARED_ARGUMENT.search((FIXTURES.parents[1] / file).read_text(encoding="utf-8"))
    return _SHARED[found[1]] if found else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> LoadScopeScheduling:
    config.option.loadscopereorder = False
    return _ByFile(config, log)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "cases(path): run for each case of the files at tests/fixtures/path")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    marker = metafunc.definition.get_closest_marker("cases")
    if marker and "case" in metafunc.fixturenames:
        regenerate = bool(metafunc.config.getoption("--regenerate"))
        cases = [case for path in marker.args for case in read_cases(FIXTURES / path, regenerate=regenerate)]
        metafunc.parametrize("case", cases, ids=[f"{case.file.stem}: {case.title}" for case in cases])


_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|([rnt\\]))")
_INVISIBLE = re.compile("[\0-\x09\x0b-\x1f\x7f-\xa0\u00ad\u2000-\u200f\u2028-\u202f\u3000\ud800-\udfff\ufeff]")


def file_of(case: Case, name: str = "input") -> bytes:
    r"""Turn a section into the bytes of a file.

    The case's section `as` says how: `crlf` and `cr` set the line ends, `bom` puts a byte order mark first,
    `no-final-newline` ends with the text, and with `escaped` `\xNN` is a byte and `\uNNNN`, `\r`, `\n` and `\t` are
    characters.
    """
    words = case.get("as").split()
    text = case[name].removesuffix("\n") if "no-final-newline" in words else case[name]
    text = text.replace("\n", {"crlf": "\r\n", "cr": "\r"}.get(next(iter({"crlf", "cr"} & {*words}), ""), "\n"))
    if "escaped" in words:
        text = _ESCAPE.sub(_unescaped, text)
    return ("\ufeff" * ("bom" in words) + text).encode("utf-8", errors="surrogateescape")


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return bytes([int(match[1], 16)]).decode("ascii", errors="surrogateescape")
    return chr(int(match[2], 16)) if match[2] else {"r": "\r", "n": "\n", "t": "\t", "\\": "\\"}[match[3]]


def visible(text: str) -> str:
    """Write what an editor does not show as an escape, for the expected sections."""
    return _INVISIBLE.sub(lambda match: _escape(match.group()), text)


def _escape(character: str) -> str:
    if "\udc80" <= character <= "\udcff":
        return f"\\x{ord(character) - 0xDC00:02x}"
    return {"\r": "\\r", "\t": "\\t"}.get(character) or f"\\u{ord(character):04x}"
