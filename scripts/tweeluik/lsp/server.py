"""The language server itself: what editors ask and tell, on standard input and output.

It runs no program, asks no network and follows no link out of the docset. Everything that takes time happens in
threads: one checks, the latest state of one file at a time, and others answer questions. What a thread finds out
about a state that is no longer there is dropped.
"""

import asyncio
import contextlib
import logging
import queue
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Generator
from typing import Any

from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method

from tweeluik import __version__
from tweeluik.codes import LANGUAGES, Severity
from tweeluik.docset.contents import is_contents
from tweeluik.lsp.actions import fixes, suppressing
from tweeluik.lsp.buffer import Buffer
from tweeluik.lsp.checking import Examined, Placed, examine
from tweeluik.lsp.completion import TRIGGERS, complete
from tweeluik.lsp.cursor import Opened, href_at
from tweeluik.lsp.docsets import Docsets, is_article, is_table, path_of
from tweeluik.lsp.hover import hover
from tweeluik.lsp.targets import location, target_of
from tweeluik.model import Side

NAME = "tweeluik"
DELAY = 0.25
"""Seconds without a change after which a file is checked."""
WATCHED = "**/*.{md,yml,json,png,jpg,jpeg,gif,svg,webp}"
"""Files whose coming and going changes what links mean."""
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.SUGGESTION: types.DiagnosticSeverity.Information,
    Severity.INFO: types.DiagnosticSeverity.Hint,
}


class Protocol(LanguageServerProtocol):
    """The protocol without its own texts: their lines end at more characters than those of editors."""

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand an opened file on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_OPEN], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand a change on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CHANGE], (params,), None

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> Generator[Any, Any, None]:
        """Hand a closed file on."""
        yield self.fm.features[types.TEXT_DOCUMENT_DID_CLOSE], (params,), None


class Checks:
    """Checks files in a thread of its own, one at a time; asked again for a file, it checks the latest state of it."""

    def __init__(self, examine_one: Callable[[Buffer], Examined], done: Callable[[Examined], None]) -> None:
        """Check with `examine_one` in the thread, and call `done` in the loop that asked."""
        self._examine = examine_one
        self._done = done
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._waiting: dict[str, Buffer] = {}
        self._jobs: queue.SimpleQueue[tuple[Buffer, asyncio.AbstractEventLoop]] = queue.SimpleQueue()
        self._busy = False
        self._thread: threading.Thread | None = None

    def ask(self, buffer: Buffer, delay: float = 0) -> None:
        """Check a file once nobody has asked again for so many seconds."""
        self.forget(buffer.uri)
        loop = asyncio.get_running_loop()
        self._timers[buffer.uri] = loop.call_later(delay, self._due, buffer, loop)

    def forget(self, uri: str) -> None:
        """Do not check a file any more."""
        if timer := self._timers.pop(uri, None):
            timer.cancel()
        self._waiting.pop(uri, None)

    def _due(self, buffer: Buffer, loop: asyncio.AbstractEventLoop) -> None:
        self._timers.pop(buffer.uri, None)
        self._waiting[buffer.uri] = buffer
        self._next(loop)

    def _next(self, loop: asyncio.AbstractEventLoop) -> None:
        if self._busy or not self._waiting:
            return
        if self._thread is None:
            # A daemon: the end of the server waits for no check.
            self._thread = threading.Thread(target=self._work, name="checks", daemon=True)
            self._thread.start()
        self._busy = True
        uri = next(iter(self._waiting))
        self._jobs.put((self._waiting.pop(uri), loop))

    def _work(self) -> None:
        while True:
            buffer, loop = self._jobs.get()
            try:
                examined = self._examine(buffer)
            except Exception:  # noqa: BLE001 - whatever it was, the server goes on
                examined = Examined(buffer, crashes=(traceback.format_exc(limit=-3),))
            with contextlib.suppress(RuntimeError):  # The loop has ended.
                loop.call_soon_threadsafe(self._finish, examined, loop)

    def _finish(self, examined: Examined, loop: asyncio.AbstractEventLoop) -> None:
        self._busy = False
        try:
            self._done(examined)
        finally:
            self._next(loop)


class Server(LanguageServer):
    """What the editor has open, and what has been found in it."""

    def __init__(self) -> None:
        super().__init__(NAME, __version__, types.TextDocumentSyncKind.Incremental, protocol_cls=Protocol)
        self.docsets = Docsets()
        self.buffers: dict[str, Buffer] = {}
        self.examined: dict[str, Examined] = {}
        self.checks = Checks(self.examine, self.publish)
        self.language = LANGUAGES[0]
        self._crashes: set[str] = set()
        self._looked_for: set[str] = set()
        """Open files that are not in the index of their docset even if it is read anew."""

    # Files, as the editor tells of them.

    def open(self, document: types.TextDocumentItem) -> None:
        """Take note of a file that has been opened."""
        encoding = self.server_capabilities.position_encoding or types.PositionEncodingKind.Utf16
        buffer = Buffer(document.uri, document.text, document.version, encoding)
        self._keep(buffer)
        self._looked_for.discard(document.uri)
        self.checks.ask(buffer)

    def change(self, params: types.DidChangeTextDocumentParams) -> None:
        """Take note of a change."""
        document = params.text_document
        if buffer := self.buffers.get(document.uri):
            buffer = buffer.changed(params.content_changes, document.version)
            self._keep(buffer)
            self.checks.ask(buffer, DELAY)

    def close(self, uri: str) -> None:
        """Forget a file, and take back what was said about it."""
        self.checks.forget(uri)
        self.buffers.pop(uri, None)
        self.examined.pop(uri, None)
        if path := path_of(uri):
            self.docsets.opened.pop(path, None)
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, []))

    def refresh(self) -> None:
        """Look anew at what files there are, and check all that are open."""
        self.docsets.refresh()
        for buffer in self.buffers.values():
            self.checks.ask(buffer, DELAY)

    def _keep(self, buffer: Buffer) -> None:
        self.buffers[buffer.uri] = buffer
        if path := path_of(buffer.uri):
            self.docsets.opened[path] = buffer

    # Findings.

    def examine(self, buffer: Buffer) -> Examined:
        """Check a file, in whatever thread."""
        place = self.docsets.place(buffer)
        if place and place[1] not in place[0].files and buffer.uri not in self._looked_for:
            self._looked_for.add(buffer.uri)
            self.docsets.refresh()
            place = self.docsets.place(buffer)
        if place is None or not (is_article(*place) or is_table(place[1])):
            return Examined(buffer)
        return examine(*place, buffer)

    def publish(self, examined: Examined) -> None:
        """Tell the editor what was found, unless the file has changed since."""
        for crash in examined.crashes:
            if crash not in self._crashes:
                self._crashes.add(crash)
                self.window_log_message(types.LogMessageParams(types.MessageType.Error, crash))
        buffer = examined.buffer
        if self.buffers.get(buffer.uri) is not buffer:
            return
        self.examined[buffer.uri] = examined
        found = [diagnostic(buffer, one) for one in examined.found]
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(buffer.uri, found, buffer.version))

    def found(self, buffer: Buffer) -> tuple[Placed, ...]:
        """Return what has been found in this very state of a file."""
        examined = self.examined.get(buffer.uri)
        return examined.found if examined and examined.buffer is buffer else ()

    # Questions.

    def hover(self, buffer: Buffer, position: types.Position) -> types.Hover | None:
        """Return what there is to say about a place."""
        place = self.docsets.place(buffer)
        opened = Opened(*place, buffer) if place and is_article(*place) else None
        told = hover(opened, self.found(buffer), buffer.offset(position), self.language)
        if told is None:
            return None
        content = types.MarkupContent(types.MarkupKind.Markdown, told.markdown)
        return types.Hover(content, buffer.range(told.span.start, told.span.end) if told.span else None)

    def definition(self, buffer: Buffer, position: types.Position) -> types.Location | None:
        """Return where the link at a place leads."""
        place = self.docsets.place(buffer)
        if place is None:
            return None
        docset, path = place
        side = Side.TARGET
        if is_contents(path) and not path.lower().endswith(".md"):
            line = buffer.line(position.line)
            href = href_at(line, buffer.offset(position) - buffer.offset(types.Position(position.line, 0)))
        elif path.lower().endswith(".md"):
            href, side = Opened(docset, path, buffer).link(buffer.offset(position)) or ("", side)
        else:
            return None
        target = target_of(docset, href, path, side) if href else None
        return location(docset, target) if target else None

    def completion(self, buffer: Buffer, position: types.Position) -> types.CompletionList | None:
        """Return what may be written at a place."""
        place = self.docsets.place(buffer)
        return complete(*place, buffer, buffer.offset(position)) if place else None

    def actions(self, buffer: Buffer, asked: types.CodeActionParams) -> list[types.CodeAction]:
        """Return what can be done about the findings in a range."""
        start, end = buffer.offset(asked.range.start), buffer.offset(asked.range.end)
        found = self.found(buffer)
        here = [(one, diagnostic(buffer, one)) for one in found if one.span.start <= end and start <= one.span.end]
        place = self.docsets.place(buffer)
        if not here or place is None:
            return []
        given = fixes(buffer, found, here, self.language)
        return [*given, *suppressing(place[0], here, self.language, can_create=self._can_create())]

    def _can_create(self) -> bool:
        workspace = self.client_capabilities.workspace
        edit = workspace.workspace_edit if workspace else None
        kinds = (edit.resource_operations or ()) if edit and edit.document_changes else ()
        return types.ResourceOperationKind.Create in kinds


def diagnostic(buffer: Buffer, placed: Placed) -> types.Diagnostic:
    """Return a finding as editors show it."""
    finding = placed.finding
    return types.Diagnostic(
        buffer.range(placed.span.start, placed.span.end),
        " ".join(finding.message.split()),
        severity=_SEVERITIES.get(finding.severity),
        code=finding.code,
        source=NAME,
    )


def make_server() -> Server:  # noqa: C901 - a branch for each thing that editors ask
    """Return a server that answers what editors ask."""
    server = Server()

    @server.feature(types.INITIALIZE)
    def _(params: types.InitializeParams) -> None:
        options = params.initialization_options
        wanted = options.get("language") if isinstance(options, dict) else None
        tag = str(wanted or params.locale or "").lower().replace("_", "-").partition("-")[0]
        server.language = tag if tag in LANGUAGES else LANGUAGES[0]

    @server.feature(types.INITIALIZED)
    async def _(_params: types.InitializedParams) -> None:
        workspace = server.client_capabilities.workspace
        watching = workspace.did_change_watched_files if workspace else None
        if watching and watching.dynamic_registration:
            options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(WATCHED)])
            method = types.WORKSPACE_DID_CHANGE_WATCHED_FILES
            registration = types.Registration("watched-files", method, options)
            with contextlib.suppress(JsonRpcException):  # It works without, a little less promptly.
                await server.client_register_capability_async(types.RegistrationParams([registration]))

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def _(params: types.DidOpenTextDocumentParams) -> None:
        server.open(params.text_document)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def _(params: types.DidChangeTextDocumentParams) -> None:
        server.change(params)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def _(_params: types.DidSaveTextDocumentParams) -> None:
        server.refresh()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def _(params: types.DidCloseTextDocumentParams) -> None:
        server.close(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def _(_params: types.DidChangeWatchedFilesParams) -> None:
        server.refresh()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def _(params: types.HoverParams) -> types.Hover | None:
        buffer = server.buffers.get(params.text_document.uri)
        return await asyncio.to_thread(server.hover, buffer, params.position) if buffer else None

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    async def _(params: types.DefinitionParams) -> types.Location | None:
        buffer = server.buffers.get(params.text_document.uri)
        return await asyncio.to_thread(server.definition, buffer, params.position) if buffer else None

    @server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=list(TRIGGERS)))
    async def _(params: types.CompletionParams) -> types.CompletionList | None:
        buffer = server.buffers.get(params.text_document.uri)
        return await asyncio.to_thread(server.completion, buffer, params.position) if buffer else None

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix])
    )
    async def _(params: types.CodeActionParams) -> list[types.CodeAction]:
        buffer = server.buffers.get(params.text_document.uri)
        return await asyncio.to_thread(server.actions, buffer, params) if buffer else []

    return server


def serve() -> None:
    """Serve the editor that started this program, until it says that it is done or goes away."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="%(levelname)s: %(message)s")
    # The thread that waits for input would wait on; there is nothing to be saved.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    # What anything prints must not come between the messages.
    with contextlib.redirect_stdout(sys.stderr):
        make_server().start_io(stdin, stdout)
