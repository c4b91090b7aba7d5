"""Broken and absurd input: a coded diagnostic or a result, in seconds; never a traceback, never a hang.

Run as a program, this file reads one text after the other from its standard input and says how long each step took:
a text that hangs, or ends the process, is then the fault of that text alone.
"""

import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tweeluik import codes as table
from tweeluik.article.projection import description, markdown, project, title
from tweeluik.article.reading import LONGEST_LINE, read_article, write_article
from tweeluik.cli import cli
from tweeluik.docset.docset import Docset
from tweeluik.language import Language
from tweeluik.learn.blocks import kinds
from tweeluik.learn.weaving import weave
from tweeluik.model import Side
from tweeluik.rendering.body import render_body

SEGMENT = (
    '<span data-ttu-id="a1b2c-103">Kies een plan.</span>'
    '<span class="sxs-lookup"><span data-stu-id="a1b2c-103">Pick a plan.</span></span>'
)
JOINT = '</span><span class="sxs-lookup"><span data-stu-id="a1b2c-103">'
MEGABYTES = 10_000_000
SIZE = 200_000
MANY = 40_000
"""For blocks by the thousand, which take their time one by one."""
PATIENCE = 60.0
"""Seconds for one text, after which it counts as a hang."""
SLOW = 10.0
"""Seconds of processor time for one step, which no text of `SIZE` may take even on a slow machine."""


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    assert "Traceback" not in result.output
    return result


def codes(result: Result) -> list[str]:
    """Give the codes that a command wrote on standard error."""
    return codes_in(result.stderr)


def codes_in(text: str) -> list[str]:
    return [word for word in (one.removesuffix(":") for one in text.split()) if word in table.codes()]


def build(docset: Path, site: Path) -> tuple[list[str], int]:
    """Build a site in a process of its own, and give the codes that it reports and its exit status."""
    command = [sys.executable, "-m", "tweeluik", "build", "--source", str(docset), "--site-dir", str(site)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return codes_in(done.stderr), done.returncode


def _text(text: str) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(text.encode())


def _bytes(content: bytes) -> Callable[[Path], object]:
    return lambda file: file.write_bytes(content)


FILES: list[tuple[str, Callable[[Path], object], list[str], int]] = [
    ("cut off in a span", _text(f"{SEGMENT}\n\n{SEGMENT.replace('103', '104')[:-20]}"), ["span-unclosed"], 1),
    ("ids that differ", _text(SEGMENT.replace('stu-id="a1b2c-103', 'stu-id="a1b2c-104')), ["span-id-mismatch"], 1),
    ("a duplicate id", _text(f"{SEGMENT} {SEGMENT}"), ["span-id-duplicate"], 1),
    ("unclosed front matter", _text(f"---\ntitle: Plan\n\n{SEGMENT}"), ["yaml-header-unclosed"], 1),
    ("front matter that is no YAML", _text(f"---\ntitle: a: b\n---\n{SEGMENT}"), ["yaml-header-syntax-error"], 1),
    ("front matter nested without end", _text(f"---\na: {'[' * 9000}\n---\n"), ["yaml-header-syntax-error"], 1),
    ("a binary file", _bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256))), ["file-binary"], 1),
    ("UTF-16", _bytes(SEGMENT.encode("utf-16")), ["file-binary"], 1),
    ("an empty file", _text(""), ["file-empty"], 0),
    ("white space alone", _text(" \r\n\n\t"), ["file-empty"], 0),
    ("a byte order mark alone", _text("\ufeff"), ["file-empty"], 0),
    ("invalid UTF-8", _bytes(SEGMENT.encode().replace(b"een", b"\xe9\xe9n")), ["file-encoding"], 1),
    ("10 MB on one line", _text("a" * MEGABYTES), ["file-too-large"], 1),
    ("10 MB of brackets", _text("[" * MEGABYTES), ["file-too-large"], 1),
    ("10 MB of opening tags", _text("<span " * (MEGABYTES // 6)), ["file-too-large"], 1),
    ("10 MB of emphasis", _text("*a " * (MEGABYTES // 3)), ["file-too-large"], 1),
    ("10 MB of quotes in quotes", _text("> " * (MEGABYTES // 2)), ["file-too-large"], 1),
    ("10 MB of lines", _text("a\n\n" * (MEGABYTES // 3)), ["file-too-large"], 1),
]


@pytest.fixture(params=FILES, ids=[name for name, *_ in FILES])
def broken(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, list[str], int]:
    """A folder with one broken article `a.md` and one sound one, what is said of it, and the exit status."""
    _, make, expected, status = request.param
    docset = tmp_path / "docset"
    docset.mkdir()
    (docset / "goed.md").write_text(SEGMENT)
    make(docset / "a.md")
    return docset, expected, status


def test_diagnose_tells_what_is_wrong_and_where(broken: tuple[Path, list[str], int]) -> None:
    docset, expected, status = broken
    for source in (docset, docset / "a.md"):
        result = run("diagnose", source, "--format", "json")
        assert result.exit_code == status
        found = json.loads(result.stdout)["diagnostics"]
        assert [one["code"] for one in found] == expected
        assert [one["path"] for one in found] == ["a.md"]
        assert all(one["message"] and one["remedy"] for one in found)


def test_split_writes_the_sound_article_beside_the_broken_one(broken: tuple[Path, list[str], int]) -> None:
    docset, expected, status = broken
    result = run("split", docset, "--lang", "target", "--out", docset.parent / "out")
    assert (result.exit_code, codes(result)) == (status, expected)
    assert (docset.parent / "out" / "goed.md").read_text() == "Kies een plan."


def test_segments_lists_the_sound_article_beside_the_broken_one(broken: tuple[Path, list[str], int]) -> None:
    docset, expected, status = broken
    result = run("segments", docset)
    assert (result.exit_code, codes(result)) == (status, expected)
    assert [line for line in result.stdout.splitlines() if json.loads(line)["path"] == "goed.md"]


@pytest.mark.parametrize("language", ["target", "source"])
def test_render_gives_html_or_nothing(broken: tuple[Path, list[str], int], language: str) -> None:
    docset, expected, status = broken
    started = time.process_time()
    result = run("render", docset / "a.md", "--lang", language)
    assert (result.exit_code, codes(result)) == (status, expected)
    assert time.process_time() - started < SLOW
    assert "sxs-lookup" not in result.stdout


def test_weave_refuses_what_is_broken(broken: tuple[Path, list[str], int]) -> None:
    docset, expected, status = broken
    (docset / "en.md").write_text("Pick a plan.")
    result = run("weave", docset / "en.md", docset / "a.md", "--into", docset / "into.md")
    assert expected[0] in codes(result)
    assert result.exit_code == 1
    assert not status or not (docset / "into.md").exists()


GLOSSARIES = [
    pytest.param(_text("terms: [\n"), ["invalid-glossary"], 1, id="broken YAML"),
    pytest.param(_text("- a\n"), ["invalid-glossary"], 1, id="a list"),
    pytest.param(_text("[" * 200_000), ["invalid-glossary"], 1, id="nested without end"),
    pytest.param(_bytes(bytes(range(256))), ["invalid-glossary"], 1, id="a binary file"),
    pytest.param(_text("#" * MEGABYTES), ["file-too-large"], 1, id="10 MB"),
    pytest.param(_text("terms:\n- id: a\n  nl: x\n"), ["glossary-unclear-term"], 0, id="a term without words"),
    pytest.param(lambda file: file.mkdir(), [], 0, id="a folder"),
    pytest.param(lambda file: file.symlink_to("/etc/passwd"), [], 0, id="a link that leads outside"),
]


@pytest.mark.parametrize(("make", "expected", "status"), GLOSSARIES)
def test_a_broken_glossary_harms_no_article(
    make: Callable[[Path], object], expected: list[str], status: int, tmp_path: Path
) -> None:
    docset = tmp_path / "docset"
    docset.mkdir()
    (docset / "a.md").write_text(SEGMENT)
    make(docset / "glossary.yml")
    result = run("diagnose", docset, "--format", "json")
    found = json.loads(result.stdout)["diagnostics"]
    assert ([one["code"] for one in found], result.exit_code) == (expected, status)
    assert all(one["path"] == "glossary.yml" for one in found)
    assert "Kies een plan." in run("render", docset / "a.md", "--lang", "target").stdout
    assert build(docset, tmp_path / "site") == (expected, status)
    assert (tmp_path / "site" / "a" / "index.html").is_file()


def test_a_newer_version_that_does_not_exist_is_named_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "docset").mkdir()
    article = tmp_path / "docset" / "a.md"
    article.write_text(f"---\ntitle: Plan\nreplaced_by: weg.md\n---\n{SEGMENT}\n")
    for source in (article.parent, article):
        result = run("diagnose", source, "--format", "json")
        found = json.loads(result.stdout)["diagnostics"]
        assert [(one["code"], one["path"], one["line"]) for one in found] == [("replacement-not-found", "a.md", 3)]
        assert result.exit_code == 1
    assert build(article.parent, tmp_path / "site") == (["replacement-not-found"], 1)
    html = (tmp_path / "site" / "a" / "index.html").read_text(encoding="utf-8")
    assert "data-pagefind-body" in html
    assert "tw-notice--older" not in html


@pytest.fixture(params=["a broken link", "a file that may not be read"])
def unreadable(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A docset with an article `a.md` that cannot be read, and a sound one."""
    docset = tmp_path / "docset"
    docset.mkdir()
    (docset / "goed.md").write_text(SEGMENT)
    if request.param == "a broken link":
        (docset / "a.md").symlink_to(docset / "weg.md")
    elif os.geteuid() == 0:
        pytest.skip("root may read everything")
    else:
        (docset / "a.md").write_text(SEGMENT)
        (docset / "a.md").chmod(0)
    return docset


def test_an_article_of_a_docset_that_cannot_be_read_is_said_and_passed_over(unreadable: Path) -> None:
    result = run("diagnose", unreadable, "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)["diagnostics"]
    assert [(one["code"], one["path"], one["line"]) for one in found] == [("file-unreadable", "a.md", 0)]
    for result in (
        run("segments", unreadable),
        run("split", unreadable, "--lang", "nl", "--out", unreadable.parent / "out"),
    ):
        assert (result.exit_code, codes(result)) == (1, ["file-unreadable"])
    assert (unreadable.parent / "out" / "goed.md").read_text() == "Kies een plan."


def test_an_article_that_cannot_be_read_is_a_wrong_argument(unreadable: Path) -> None:
    article = unreadable / "a.md"
    out = unreadable.parent / "out"
    assert run("diagnose", article).exit_code == 2
    assert run("segments", article).exit_code == 2
    assert run("split", article, "--lang", "nl", "--out", out).exit_code == 2
    assert run("render", article, "--lang", "nl").exit_code == 2
    assert run("weave", unreadable / "goed.md", article).exit_code == 2
    assert not out.exists()


def test_a_folder_without_articles_is_an_empty_docset(tmp_path: Path) -> None:
    docset = tmp_path / "leeg"
    docset.mkdir()
    assert run("diagnose", docset).exit_code == 0
    assert run("segments", docset).stdout == ""
    assert run("split", docset, "--lang", "target", "--out", tmp_path / "out").exit_code == 0
    assert not (tmp_path / "out").exists()


def test_a_folder_with_the_name_of_an_article(tmp_path: Path) -> None:
    (tmp_path / "map.md").mkdir()
    (tmp_path / "map.md" / "a.md").write_text(SEGMENT)
    assert run("diagnose", tmp_path).exit_code == 0
    assert len(run("segments", tmp_path).stdout.splitlines()) == 1


def test_the_command_itself_ends_without_a_traceback(tmp_path: Path) -> None:
    """As people run it, with the exit status that their shell sees."""
    (tmp_path / "a.md").write_bytes(b"\xff" + SEGMENT.encode()[:-9])
    command = [sys.executable, "-m", "tweeluik", "split", str(tmp_path), "--lang", "nl", "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.splitlines()[0].startswith("a.md:1:1: error file-encoding: ")


def _repeated(text: str, size: int = SIZE) -> str:
    return (text * (size // len(text) + 1))[:size]


def _growing_backticks() -> str:
    pieces: list[str] = []
    length = 0
    while length < SIZE:
        pieces.append("`" * (len(pieces) + 1) + " x ")
        length += len(pieces[-1])
    return "".join(pieces)


TEXTS = {
    "brackets": _repeated("["),
    "brackets of images": _repeated("!["),
    "brackets of constructs": _repeated("[!", MANY),
    "brackets of links": _repeated("[a](", MANY),
    "brackets of references": _repeated("[a][b]"),
    "links in links": "[" * 50_000 + "](a)" * 25_000,
    "link definitions": _repeated("[a]: b\n", MANY),
    "includes": _repeated("[!INCLUDE "),
    "includes with paths": _repeated("[!INCLUDE [a]("),
    "videos": _repeated("[!VIDEO "),
    "divs in brackets": _repeated("[!div "),
    "bookmarks": _repeated("<a "),
    "bookmarks in a heading": "# " + _repeated('<a name="'),
    "links in a heading": "# " + _repeated("[](", MANY),
    "hashes in a heading": "# " + _repeated(" #") + " x",
    "blanks in a heading": "# " + _repeated(" ") + "x",
    "less-than signs": "# " + _repeated("<"),
    "bold": _repeated("**a*", SIZE // 2),
    "asterisks and underscores": _repeated("*a_ ", SIZE // 2),
    "tildes": _repeated("~~a", SIZE // 2),
    "rows": _repeated("|"),
    "a table of many rows": "|a|b|\n|-|-|\n" + _repeated("|x|y\n", MANY),
    "a table of many columns": "|" + "a|" * 1_000 + "\n|" + "-|" * 1_000 + "\n" + "|x\n" * 100,
    "lists in lists": "".join("  " * depth + "- a\n" for depth in range(400)),
    "list markers on a line": _repeated("- ") + "a",
    "items": _repeated("- a\n", MANY),
    "quotes in quotes": "".join("> " * depth + "a\n" for depth in range(400)),
    "quote markers on a line": _repeated("> ") + "a",
    "lists in quotes": _repeated("> - ") + "a",
    "alerts": _repeated("> [!NOTE]\n", MANY),
    "three colons": _repeated(":::\n", MANY),
    "rows and columns": ":::row:::\n" + _repeated(":::column:::\n"),
    "rows that end": _repeated(":::row:::\n:::row-end:::\n"),
    "moniker ranges": _repeated('::: moniker range="a"\n'),
    "images with colons": _repeated(":::image "),
    "backticks of growing length": _growing_backticks(),
    "backticks": _repeated("`a``b"),
    "fences": _repeated("```a\nb\n```\n", MANY),
    "comments": _repeated("<!-- "),
    "comments in a line": "a " + _repeated("<!-- "),
    "raw HTML": _repeated("<div>\n"),
    "inline HTML": "a " + _repeated("<b>x</i>"),
    "headings": _repeated("# a\n", MANY),
    "tabs": _repeated("# [a](#tab/a)\n", MANY),
    "entities": _repeated("&amp"),
    "damaged quotes": _repeated("&quot;"),
    "damaged ids": _repeated("data-ttu-id=&quot;"),
    "opening tags": _repeated("<span "),
    "blanks in a tag": "<span" + _repeated(" "),
    "annotations that open": _repeated('<span data-ttu-id="a1b2c-103">'),
    "annotations that only have a source": _repeated('<span class="sxs-lookup"><span data-stu-id="a1b2c-103">'),
    "joints": '<span data-ttu-id="a1b2c-103">' + _repeated(JOINT),
    "closings": f'<span data-ttu-id="a1b2c-103">a{JOINT}</span>x</span>x' + _repeated("<span>y</span></span>"),
    "segments": _repeated(f"{SEGMENT} "),
    "front matter in brackets": f"---\na: {_repeated('[')}\n---\n",
    "front matter in lists": f"---\na: {_repeated('- ')}\n---\n",
    "front matter of keys": f"---\n{_repeated('a: b' + chr(10), MANY)}---\n",
    "front matter that refers to itself": "---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 10))
    + "source:\n  title: *a9\ntitle: *a9\n---\n",
    "front matter that never ends": "---\n" + _repeated("a: b\n", MANY),
    "a number of many digits": f"---\ntitle: 0x{'f' * 20_000}\n---\n",
    "sentences": _repeated("Kies een plan. Betaal het. "),
    "points": "a " + _repeated(".") + "b",
    "lone carriage returns": _repeated("a\r", MANY),
    "control characters": _repeated("a\x01"),
    "letters of four bytes": _repeated("😀"),
}


class Worker:
    """A process that handles texts, and is started again if one of them ends it."""

    def __init__(self) -> None:
        self.process = self._start()

    def _start(self) -> subprocess.Popen[str]:
        command = [sys.executable, __file__]
        path = os.pathsep.join(filter(None, [*sys.path, os.environ.get("PYTHONPATH", "")]))
        environment = os.environ | {"PYTHONPATH": path}
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=environment
        )
        self.answers: queue.SimpleQueue[str] = queue.SimpleQueue()
        threading.Thread(target=self._listen, args=(process, self.answers), daemon=True).start()
        assert self.answers.get(timeout=60) == "ready\n"
        return process

    @staticmethod
    def _listen(process: subprocess.Popen[str], answers: "queue.SimpleQueue[str]") -> None:
        assert process.stdout
        for line in process.stdout:
            answers.put(line)
        answers.put("")

    def handle(self, text: str) -> dict[str, float]:
        """Return the seconds of each step; fails if the process ends or takes too long."""
        assert self.process.stdin
        self.process.stdin.write(json.dumps(text) + "\n")
        self.process.stdin.flush()
        steps: dict[str, float] = {}
        while True:
            try:
                answer = self.answers.get(timeout=PATIENCE)
            except queue.Empty:
                self._restart()
                pytest.fail(f"nothing within {PATIENCE} s after {steps}")
            if not answer:
                self._restart()
                pytest.fail(f"the process ended after {steps}")
            step, seconds = json.loads(answer)
            if step == "done":
                return steps
            steps[step] = seconds

    def _restart(self) -> None:
        self.stop()
        self.process = self._start()

    def stop(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    one = Worker()
    yield one
    one.stop()


@pytest.mark.slow
@pytest.mark.parametrize("name", TEXTS)
def test_absurd_text_takes_seconds(worker: Worker, name: str) -> None:
    text = TEXTS[name]
    assert max(map(len, text.splitlines())) <= LONGEST_LINE, "it is not refused for its size"
    steps = worker.handle(text)
    assert set(steps) == {"read", "languages", "segments", "render", "weave"}
    assert max(steps.values()) < SLOW, steps


@pytest.mark.parametrize("command", ["segments", "diagnose", "render"])
def test_absurd_text_on_the_command_line(tmp_path: Path, command: str) -> None:
    """Short forms of all the texts are articles of one docset."""
    for name, text in TEXTS.items():
        (tmp_path / f"{name.replace(' ', '-')}.md").write_bytes(text[:2_000].encode())
    if command != "render":
        assert run(command, tmp_path).exit_code == 1
        return
    for file in tmp_path.glob("*.md"):
        assert run(command, file, "--lang", "target").exit_code in {0, 1}


def test_the_worker_says_when_a_text_ends_it(worker: Worker) -> None:
    """The guard itself: without this, a hang would go unseen."""
    with pytest.raises(pytest.fail.Exception, match="the process ended"):
        worker.handle("\0end")
    assert worker.handle("tekst")


def _handle(text: str) -> Iterator[str]:
    """Do all that is done with an article, and name each step."""
    if text == "\0end":
        sys.exit(3)
    article = read_article(text.encode(), "a.md")
    yield "read"
    assert write_article(article) == text.encode()
    for side in Side:
        markdown(article, side, Language("nl-NL"))
        title(article, side)
        description(article, side)
        project(article, side, normalize=True)
    yield "languages"
    assert len(list(kinds(article))) == len(article.segments)
    yield "segments"
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "a.md").write_bytes(text.encode())
        render_body(Docset(Path(folder)), "a.md", Side.TARGET)
    yield "render"
    weave(article, article)
    yield "weave"


def _serve() -> None:
    print("ready", flush=True)
    for line in sys.stdin:
        started = time.process_time()
        for step in _handle(json.loads(line)):
            now = time.process_time()
            print(json.dumps([step, now - started]), flush=True)
            started = now
        print(json.dumps(["done", 0]), flush=True)


if __name__ == "__main__":
    _serve()
