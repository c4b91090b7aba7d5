"""The language server as editors meet it: a process of its own, driven over its standard input and output."""

import asyncio
import json
import re
import sys
import tomllib
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

COMMAND = [sys.executable, "-m", "tweeluik", "lsp"]
PAGES = Path(__file__).resolve().parents[2] / "docs"
PATIENCE = 90
"""Seconds."""
FRONT = """\
---
title: Een proefabonnement verlengen
description: Zo verlengt u uw proefabonnement op Microsoft 365, en zo lang blijven uw gegevens er nog als u niets doet.
author: tweeluik
ms.author: tweeluik
ms.topic: how-to
ms.service: o365-administration
ms.date: 11/20/2026
ms.translationtype: HT
ms.contentlocale: nl-NL
---

"""


def segment(number: int, target: str, source: str) -> str:
    return (
        f'<span data-ttu-id="abcde-{number}">{target}</span><span class="sxs-lookup">'
        f'<span data-stu-id="abcde-{number}">{source}</span></span>'
    )


HEADING = '# <a name="extend"></a>' + segment(101, "Verlengen", "Extend")
SENTENCE = segment(102, "Uw proefabonnement loopt een maand.", "Your trial runs for a month.")
LINK = segment(
    103, "Lees [meer over stoppen](stop.md#how-to-stop) hier.", "Read [more on stopping](stop.md#how-to-stop)."
)
ARTICLE = f"{FRONT}{HEADING}\n\n{SENTENCE}\n\n{LINK}\n\n[!INCLUDE [Let op](includes/beware.md)]\n"
GLOSSARY = """\
groups:
  - {id: all, nl: Alles, en: All}
terms:
  - id: trial
    group: all
    nl: {preferred: proefabonnement, explanation: Een abonnement dat u een tijd gratis gebruikt.}
    en: {preferred: trial, explanation: A subscription that you use for nothing for a while.}
"""
LINKS = """\
# <a name="top-of-it"></a>Links

![picture](media/picture.png)

:::image source="media/picture.png":::

[hub](index.md#questions) [self](#top-of-it) [outside](../secret.md) [passwd](file:///etc/passwd)
[example](https://example.com/)
"""
CHECKS = """\
# The other checks come and go; these are what is tested with.
"*": off
doubled-word: warning
link-spacing: warning
span-unclosed: error
file-binary: error
toc-unclear-node: warning
glossary-unclear-term: suggestion
unknown-code: info
"""


def make_docset(folder: Path) -> Path:
    docs = folder / "docs"
    sentence = segment(102, "Het kan.", "You can.")
    heading = "## " + segment(103, "Hoe u stopt", "How to stop")
    files = {
        "extend.md": ARTICLE,
        "stop.md": f"{FRONT}# {segment(101, 'Stoppen', 'Stop')}\n\n{sentence}\n\n{heading}\n",
        "includes/beware.md": segment(101, "Pas op.", "Beware.") + "\n",
        "media/picture.png": "",
        "TOC.yml": "- name: Stoppen\n  href: stop.md\n- name: Verlengen\n  href: extend.md\n",
        "glossary.yml": GLOSSARY,
        "nl/index.md": "# Welkom\n\n[Stoppen](stop.md#how-to-stop)\n\n## Vragen {#questions}\n",
        "checks.yml": CHECKS,
        "en/index.md": "# Welcome\n\n## Questions {#questions}\n",
    }
    for path, text in files.items():
        (docs / path).parent.mkdir(parents=True, exist_ok=True)
        (docs / path).write_bytes(text.encode())
    (folder / "mkdocs.yml").write_text("site_name: Test\n", encoding="utf-8")
    return docs


@pytest.fixture
def docset(tmp_path: Path) -> Path:
    return make_docset(tmp_path)


class Editor:
    """An editor with some files open."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.published: dict[str, types.PublishDiagnosticsParams] = {}
        self.logged: list[types.LogMessageParams] = []
        self.news = asyncio.Event()
        self.versions: dict[str, int] = {}

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator]
        def _(params: types.PublishDiagnosticsParams) -> None:
            self.published[params.uri] = params
            self.news.set()

        @client.feature(types.WINDOW_LOG_MESSAGE)  # type: ignore[untyped-decorator]
        def _(params: types.LogMessageParams) -> None:
            self.logged.append(params)
            self.news.set()

    def open(self, file: Path, text: str | None = None, language: str = "markdown") -> str:
        uri = file.as_uri()
        self.versions[uri] = 1
        text = file.read_bytes().decode() if text is None else text
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, language, 1, text))
        )
        return uri

    def change(self, uri: str, *changes: types.TextDocumentContentChangeEvent) -> None:
        self.versions[uri] += 1
        document = types.VersionedTextDocumentIdentifier(uri=uri, version=self.versions[uri])
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, list(changes)))

    def write(self, uri: str, text: str) -> None:
        self.change(uri, types.TextDocumentContentChangeWholeDocument(text))

    def close(self, uri: str) -> None:
        self.client.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))

    async def findings(self, uri: str) -> list[types.Diagnostic]:
        """Wait for what the server says about the present state of a file."""

        def is_there() -> bool:
            return uri in self.published and self.published[uri].version == self.versions[uri]

        await self.until(is_there)
        return list(self.published[uri].diagnostics)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(PATIENCE):
            while not condition():
                self.news.clear()
                await self.news.wait()


@asynccontextmanager
async def editor(
    folder: Path, encodings: Sequence[types.PositionEncodingKind | str] | None = None, locale: str = "en"
) -> AsyncIterator[Editor]:
    client = LanguageClient("test", "1")
    one = Editor(client)
    await client.start_io(*COMMAND, cwd=folder)
    capabilities = types.ClientCapabilities(
        general=types.GeneralClientCapabilities(position_encodings=encodings) if encodings else None,
        workspace=types.WorkspaceClientCapabilities(
            workspace_edit=types.WorkspaceEditClientCapabilities(
                document_changes=True, resource_operations=[types.ResourceOperationKind.Create]
            )
        ),
    )
    params = types.InitializeParams(capabilities, root_uri=folder.as_uri(), locale=locale)
    result = await asyncio.wait_for(client.initialize_async(params), PATIENCE)
    expected = encodings[0] if encodings else types.PositionEncodingKind.Utf16
    assert result.capabilities.position_encoding == expected
    client.initialized(types.InitializedParams())
    try:
        yield one
    finally:
        await asyncio.wait_for(client.shutdown_async(None), PATIENCE)
        client.exit(None)
        process = client._server  # noqa: SLF001 - whether it ended well is part of what is tested
        assert process
        await asyncio.wait_for(client.stop(), PATIENCE)  # type: ignore[no-untyped-call]
        assert process.returncode == 0


@dataclass(frozen=True, slots=True)
class Shared:
    """A docset that no test changes, and an editor of it: starting a server takes a second."""

    docset: Path
    editor: Editor
    run: Callable[[Coroutine[Any, Any, None]], None]


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    docs = make_docset(tmp_path_factory.mktemp("shared"))
    (docs.parent / "secret.md").write_text("# Secret\n", encoding="utf-8")
    (docs / "links.md").write_text(LINKS, encoding="utf-8")
    with asyncio.Runner() as runner:
        opened = editor(docs)
        one = runner.run(opened.__aenter__())
        yield Shared(docs, one, runner.run)
        runner.run(opened.__aexit__(None, None, None))


def codes(findings: Sequence[types.Diagnostic]) -> set[object]:
    return {one.code for one in findings}


def place(text: str, words: str, shift: int = 0) -> types.Position:
    """Return where some words stand in a text, in units of UTF-16."""
    offset = text.index(words) + shift
    line = text.count("\n", 0, offset)
    start = text.rfind("\n", 0, offset) + 1
    return types.Position(line, len(text[start:offset].encode("utf-16-le")) // 2)


def at(uri: str, position: types.Position) -> tuple[types.TextDocumentIdentifier, types.Position]:
    return types.TextDocumentIdentifier(uri), position


def run(scenario: Callable[[], Awaitable[None]]) -> None:
    asyncio.run(asyncio.wait_for(scenario(), 4 * PATIENCE))


def test_a_fault_is_seen_while_it_is_typed_and_goes_when_it_is_mended(docset: Path) -> None:
    async def scenario() -> None:
        async with editor(docset) as one:
            uri = one.open(docset / "extend.md")
            assert codes(await one.findings(uri)) == set()
            before = place(ARTICLE, "loopt een", len("loopt"))
            one.change(uri, types.TextDocumentContentChangePartial(types.Range(before, before), " loopt"))
            findings = await one.findings(uri)
            assert [one.code for one in findings] == ["doubled-word"]
            found = findings[0]
            assert found.source == "tweeluik"
            assert found.range.start.line == before.line
            assert found.range.start.character <= before.character <= found.range.end.character
            after = types.Position(before.line, before.character + len(" loopt"))
            one.change(uri, types.TextDocumentContentChangePartial(types.Range(before, after), ""))
            assert codes(await one.findings(uri)) == set()

    run(scenario)


def test_lines_and_characters_are_those_of_editors(docset: Path) -> None:
    text = f"# {segment(101, 'Kop', 'Head')}\r\n\r\n\u2028{segment(102, 'Een 🏳️‍🌈 en en mast.', 'A 🏳️‍🌈 and mast.')}\r\n"
    expected = place(text, "en en mast")

    async def scenario() -> None:
        async with editor(docset) as one:
            uri = one.open(docset / "new.md", text)
            (found,) = await one.findings(uri)
            assert found.range == types.Range(expected, types.Position(expected.line, expected.character + 5))
            # Changes are counted the same way: the second word, behind the flag, is taken out.
            start = types.Position(expected.line, expected.character + 2)
            change = types.TextDocumentContentChangePartial(types.Range(start, found.range.end), "")
            one.change(uri, change)
            assert await one.findings(uri) == []

    run(scenario)


@pytest.mark.parametrize(
    ("encoding", "column"),
    [
        pytest.param(types.PositionEncodingKind.Utf8, 4, id="bytes"),
        pytest.param(types.PositionEncodingKind.Utf16, 2, id="UTF-16"),
        pytest.param(types.PositionEncodingKind.Utf32, 1, id="characters"),
    ],
)
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without a mark", "with a byte order mark"])
def test_the_editor_chooses_how_characters_are_counted(
    docset: Path, encoding: types.PositionEncodingKind, column: int, mark: str
) -> None:
    opening = '<span data-ttu-id="abcde-101">'
    text = f'{mark}{opening}🏳 en en</span><span class="sxs-lookup"><span data-stu-id="abcde-101">and</span></span>\n'
    width = {types.PositionEncodingKind.Utf8: 3}.get(encoding, 1) * len(mark)

    async def scenario() -> None:
        async with editor(docset, [encoding]) as one:
            (found,) = await one.findings(one.open(docset / "new.md", text))
            start = width + len(opening) + column + 1
            assert found.range == types.Range(types.Position(0, start), types.Position(0, start + 5))

    run(scenario)


def test_severities_settings_and_suppressions_of_the_docset_count(docset: Path) -> None:
    faulty = ARTICLE.replace("loopt een", "loopt loopt een") + '\n<span data-ttu-id="abcde-109">Half'

    async def scenario() -> None:
        async with editor(docset) as one:
            uri = one.open(docset / "extend.md", faulty)
            found = {each.code: each.severity for each in await one.findings(uri)}
            warning, error = types.DiagnosticSeverity.Warning, types.DiagnosticSeverity.Error
            assert found == {"doubled-word": warning, "span-unclosed": error}
            (docset / "checks.yml").write_text(CHECKS + "file-empty: off\n", encoding="utf-8")
            settings = one.open(docset / "checks.yml", language="yaml")
            assert await one.findings(settings) == []
            mild = CHECKS.replace("doubled-word: warning", "doubled-word: info\nno-such-check: off")
            (docset / "checks.yml").write_text(mild, encoding="utf-8")
            one.write(settings, mild)
            one.published.clear()
            one.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(settings)))
            found = {each.code: each.severity for each in await one.findings(uri)}
            assert found["doubled-word"] is types.DiagnosticSeverity.Hint
            assert codes(await one.findings(settings)) == {"unknown-code"}

    run(scenario)


def test_findings_are_suppressed_from_the_editor(docset: Path) -> None:
    async def scenario() -> None:
        async with editor(docset) as one:
            faulty = ARTICLE.replace("loopt een", "loopt loopt een")
            (docset / "extend.md").write_bytes(faulty.encode())
            uri = one.open(docset / "extend.md")
            (found,) = await one.findings(uri)
            context = types.CodeActionContext([found])
            asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), found.range, context)
            actions = await one.client.text_document_code_action_async(asked)
            assert actions
            (suppressing,) = [each for each in actions if "doubled-word" in each.title and "uppress" in each.title]
            assert isinstance(suppressing, types.CodeAction)
            assert suppressing.edit
            assert suppressing.edit.document_changes
            create, edit = suppressing.edit.document_changes
            assert isinstance(create, types.CreateFile)
            assert create.uri == (docset / "suppressions.yml").as_uri()
            assert isinstance(edit, types.TextDocumentEdit)
            entry = edit.edits[0]
            assert isinstance(entry, types.TextEdit)
            written = entry.new_text.replace("reason:", "reason: He stutters.")
            (docset / "suppressions.yml").write_text(written, encoding="utf-8")
            one.published.clear()
            one.client.text_document_did_save(types.DidSaveTextDocumentParams(types.TextDocumentIdentifier(uri)))
            assert await one.findings(uri) == []

    run(scenario)


def test_a_fix_is_offered_and_mends_the_finding(docset: Path) -> None:
    faulty = ARTICLE.replace("stoppen](stop.md#how-to-stop) hier", "stoppen](stop.md#how-to-stop)hier")

    async def scenario() -> None:
        async with editor(docset) as one:
            uri = one.open(docset / "extend.md", faulty)
            (found,) = await one.findings(uri)
            assert found.code == "link-spacing"
            context = types.CodeActionContext([found])
            asked = types.CodeActionParams(types.TextDocumentIdentifier(uri), found.range, context)
            actions = await one.client.text_document_code_action_async(asked)
            assert actions
            fix = next(each for each in actions if isinstance(each, types.CodeAction) and each.is_preferred)
            assert fix.edit
            assert fix.edit.changes
            (edit,) = fix.edit.changes[uri]
            one.change(uri, types.TextDocumentContentChangePartial(edit.range, edit.new_text))
            assert await one.findings(uri) == []

    run(scenario)


def test_a_place_tells_the_other_language_the_term_and_the_finding(docset: Path) -> None:
    faulty = ARTICLE.replace("loopt een", "loopt loopt een")

    async def scenario() -> None:
        async with editor(docset, locale="nl") as one:
            uri = one.open(docset / "extend.md", faulty)
            await one.findings(uri)

            async def told(words: str) -> str:
                asked = types.HoverParams(*at(uri, place(faulty, words, 1)))
                answer = await one.client.text_document_hover_async(asked)
                assert answer
                assert isinstance(answer.contents, types.MarkupContent)
                return answer.contents.value

            assert "**English** · `abcde-102`\n\nYour trial runs for a month." in await told("een maand")
            assert "**Nederlands** · `abcde-102`\n\nUw proefabonnement" in await told("runs for")
            assert "Een abonnement dat u een tijd gratis gebruikt" in await told("proefabonnement loopt")
            fault = await told("loopt loopt")
            assert "**doubled-word** · waarschuwing" in fault
            front = types.HoverParams(*at(uri, types.Position(3, 3)))
            assert await one.client.text_document_hover_async(front) is None

    run(scenario)


@pytest.mark.parametrize(
    ("path", "words", "target", "line"),
    [
        pytest.param("extend.md", "over stoppen", "stop.md", 16, id="a bookmark"),
        pytest.param("extend.md", "stopping](stop", "stop.md", 16, id="in the source language"),
        pytest.param("extend.md", "includes/beware", "includes/beware.md", 0, id="an include"),
        pytest.param("TOC.yml", "extend.md", "extend.md", 0, id="a table of contents"),
        pytest.param("nl/index.md", "toppen]", "stop.md", 16, id="a hub page"),
        pytest.param("links.md", "picture", "media/picture.png", 0, id="an image"),
        pytest.param("links.md", "source=", "media/picture.png", 0, id="an image between colons"),
        pytest.param("links.md", "hub]", "nl/index.md", 4, id="to a hub page"),
        pytest.param("links.md", "self", "links.md", 0, id="on the page itself"),
        pytest.param("links.md", "outside", None, 0, id="outside of the docset"),
        pytest.param("links.md", "passwd", None, 0, id="an address of a file"),
        pytest.param("links.md", "example", None, 0, id="on the web"),
    ],
)
def test_links_lead_to_their_files(shared: Shared, path: str, words: str, target: str | None, line: int) -> None:
    async def scenario() -> None:
        one, docset = shared.editor, shared.docset
        uri = one.open(docset / path)
        text = (docset / path).read_bytes().decode()
        asked = types.DefinitionParams(*at(uri, place(text, words)))
        found = await one.client.text_document_definition_async(asked)
        one.close(uri)
        if target is None:
            assert found is None
            return
        assert isinstance(found, types.Location)
        assert found.uri == (docset / target).as_uri()
        assert found.range.start.line == line

    shared.run(scenario())


@pytest.mark.parametrize(
    ("path", "written", "offered", "not_offered"),
    [
        pytest.param("new.md", "Zie [hier](", {"stop.md", "media/picture.png"}, {"includes/beware.md"}, id="files"),
        pytest.param("sub/new.md", "Zie [hier](", {"../stop.md"}, {"stop.md"}, id="relative to the article"),
        pytest.param("new.md", "Zie [hier](sto", {"stop.md"}, {"extend.md"}, id="what has been written counts"),
        pytest.param("new.md", "Zie [hier](stop.md#", {"how-to-stop", "stop"}, {"extend"}, id="bookmarks"),
        pytest.param("new.md", "## Bent u er\n\nZie [hier](#", {"bent-u-er"}, {"stop"}, id="bookmarks of the page"),
        pytest.param("new.md", "![plaatje](", {"media/picture.png"}, {"stop.md"}, id="images"),
        pytest.param("new.md", "[!INCLUDE [Let op](", {"includes/beware.md"}, {"media/picture.png"}, id="includes"),
        pytest.param("new.md", ':::image source="', {"media/picture.png"}, {"stop.md"}, id="images between colons"),
        pytest.param("new.md", "> [!", {"NOTE]", "TIP]", "WARNING]"}, {"stop.md"}, id="alerts"),
        pytest.param("new.md", "Zie [hier](stop.md) en dan (", set(), {"stop.md"}, id="no link"),
        pytest.param("TOC.yml", "- name: Stoppen\n  href: ", {"stop.md", "extend.md"}, set(), id="contents"),
        pytest.param("stop.md", "---\ntitle: Stoppen\nms.", {"ms.topic: ", "ms.author: "}, {"title: "}, id="keys"),
        pytest.param("stop.md", "---\nms.topic: h", {"how-to"}, {"ms.author: "}, id="values"),
    ],
)
def test_what_may_be_written_is_offered(
    shared: Shared, path: str, written: str, offered: set[str], not_offered: set[str]
) -> None:
    text = written + ("\n---\n" if written.startswith("---") else "\n")

    async def scenario() -> None:
        one, docset = shared.editor, shared.docset
        uri = one.open(docset / path, text)
        end = types.Position(written.count("\n"), len(written.rpartition("\n")[2]))
        found = await one.client.text_document_completion_async(types.CompletionParams(*at(uri, end)))
        one.close(uri)
        assert isinstance(found, types.CompletionList)
        labels = {each.label for each in found.items}
        assert offered <= labels
        assert labels.isdisjoint(not_offered)
        for each in found.items:
            assert isinstance(each.text_edit, types.TextEdit)
            assert each.text_edit.range.end == end

    shared.run(scenario())


def test_tables_say_what_is_wrong_with_them(docset: Path) -> None:
    async def scenario() -> None:
        async with editor(docset) as one:
            contents = one.open(docset / "TOC.yml", "- href: stop.md\n", "yaml")
            assert codes(await one.findings(contents)) == {"toc-unclear-node"}
            one.write(contents, "- name: Stoppen\n  href: stop.md\n")
            assert await one.findings(contents) == []
            glossary = one.open(
                docset / "glossary.yml", GLOSSARY.replace("  - id: trial\n    group", "  - group"), "yaml"
            )
            (found,) = await one.findings(glossary)
            assert found.code == "glossary-unclear-term"
            assert found.range.start.line == 3

    run(scenario)


def test_what_was_said_is_taken_back_when_a_file_is_closed(docset: Path) -> None:
    async def scenario() -> None:
        async with editor(docset) as one:
            uri = one.open(docset / "extend.md", ARTICLE.replace("loopt een", "loopt loopt een"))
            assert await one.findings(uri)
            one.close(uri)
            await one.until(lambda: not one.published[uri].diagnostics)

    run(scenario)


def test_files_that_are_no_articles_are_left_alone(docset: Path) -> None:
    unclosed = '# Kop\n\n<span data-ttu-id="abcde-109">Half'
    (docset.parent / "README.md").write_text(unclosed, encoding="utf-8")

    async def scenario() -> None:
        async with editor(docset.parent) as one:
            for uri in (
                one.open(docset.parent / "README.md"),
                one.open(docset / "nl" / "index.md", unclosed),
                one.open(docset / "notes.yml", "a: b\n", "yaml"),
            ):
                assert await one.findings(uri) == []
                asked = types.DefinitionParams(*at(uri, types.Position(0, 2)))
                assert await one.client.text_document_definition_async(asked) is None

    run(scenario)


def test_a_check_that_crashes_ends_neither_the_others_nor_the_server(
    docset: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashing = (
        "from tweeluik.checks import registry, running; from tweeluik.checks.pair import PairCheck;"
        "broken = lambda pair: (_ for _ in ()).throw(ValueError('oh no'));"
        "every = (PairCheck('span-empty', broken), *registry.all_checks());"
        "running.all_checks = lambda: every;"
        "from tweeluik.lsp.server import serve; serve()"
    )
    monkeypatch.setitem(globals(), "COMMAND", [sys.executable, "-c", crashing])
    (docset / "checks.yml").write_text(CHECKS + "span-empty: error\n", encoding="utf-8")

    async def scenario() -> None:
        async with editor(docset) as one:
            uri = one.open(docset / "extend.md", ARTICLE.replace("loopt een", "loopt loopt een"))
            assert codes(await one.findings(uri)) == {"doubled-word"}
            await one.until(lambda: bool(one.logged))
            assert "span-empty" in one.logged[0].message
            assert "oh no" in one.logged[0].message

    run(scenario)


def test_a_large_article_freezes_nothing_and_its_old_states_are_dropped(docset: Path) -> None:
    paragraphs = (segment(number, f"Zin {number} loopt door.", f"Sentence {number} goes on.") for number in range(9000))
    large = f"{FRONT}{HEADING}\n\n" + "\n\n".join(paragraphs) + "\n"
    assert len(large) > 1_000_000

    async def scenario() -> None:
        async with editor(docset) as one:
            uri = one.open(docset / "extend.md", large)
            small = one.open(docset / "stop.md")
            end = types.Range(types.Position(10**6, 0), types.Position(10**6, 0))
            seen: set[int | None] = set()
            for _ in range(20):
                one.change(uri, types.TextDocumentContentChangePartial(end, "\nNog een regel.\n"))
                await asyncio.sleep(0.02)
                seen |= {one.published[uri].version} if uri in one.published else set()
                position = types.Position(12, 5)
                answer = one.client.text_document_hover_async(types.HoverParams(*at(small, position)))
                await asyncio.wait_for(answer, 5)
            await one.findings(uri)
            assert len(seen - {one.versions[uri]}) <= 5

    run(scenario)


def test_garbage_ends_nothing(docset: Path) -> None:
    async def scenario() -> None:
        async with editor(docset) as one:
            for number, text in enumerate(["", "\0\1", "\ud83d", "---\n", "<span " * 1000, "[](" * 1000, "#" * 10_000]):
                uri = one.open(docset / f"garbage-{number}.md", text)
                await one.findings(uri)
                for line, character in ((0, 0), (10**6, 10**6)):
                    position = types.Position(line, character)
                    await one.client.text_document_hover_async(types.HoverParams(*at(uri, position)))
                    await one.client.text_document_definition_async(types.DefinitionParams(*at(uri, position)))
                    await one.client.text_document_completion_async(types.CompletionParams(*at(uri, position)))
            for strange in ("untitled:Untitled-1", "http://example.com/a.md", "file:", "file:///%00.md"):
                one.versions[strange] = 1
                document = types.TextDocumentItem(strange, "markdown", 1, ARTICLE)
                one.client.text_document_did_open(types.DidOpenTextDocumentParams(document))
                assert await one.findings(strange) == []

    run(scenario)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_settings_on_the_page_about_editors_start_this_server(language: str) -> None:
    page = (PAGES / language / "making" / "editor.md").read_text(encoding="utf-8")
    blocks = dict(re.findall(r"(?ms)^```(json|toml|lua)\n(.*?)^```", page))
    code = json.loads(blocks["json"])
    helix = tomllib.loads(blocks["toml"])["language-server"]["tweeluik"]
    assert code["glspc.server.commandArguments"] == helix["args"] == COMMAND[3:]
    assert code["glspc.server.command"] == helix["command"]
    assert f"cmd = {{ '{helix['command']}', '{helix['args'][0]}' }}" in blocks["lua"]
    assert helix["config"] == {"language": language}
    assert f"language = '{language}'" in blocks["lua"]
