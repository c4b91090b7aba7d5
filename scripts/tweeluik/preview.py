"""The preview: pages are rendered when they are asked for, just as the build would, and reload when a file changes.

Nothing is rendered in advance, so it starts as fast with thousands of articles as with five. A page carries a small
script that waits for the next change and reloads.
"""

import json
import mimetypes
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from mkdocs.structure.files import File
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from tweeluik.calculators.library import Library
from tweeluik.calculators.publishing import MADE_FILES, made_file
from tweeluik.mkdocs_site import LanguagePages, SiteError, configuration, plugin_of
from tweeluik.model import Side
from tweeluik.resources import OVERRIDES
from tweeluik.review.article_page import article_page
from tweeluik.review.frame import WORDS_FILE, words_script
from tweeluik.review.report import report_file
from tweeluik.review.review import FEW_ARTICLES, Review
from tweeluik.review.review import FOLDER as REVIEW
from tweeluik.site.search_index import BUNDLE, is_index_of

EVENTS = "/_tweeluik/changes"
WAIT = 25.0
"""Seconds that a browser waits for a change before it asks again."""
SETTLE = 0.03
"""Seconds after a change in which others count as the same one: editors write a file in several steps."""
SCRIPT_FILE = "/_tweeluik/reload.js"
SCRIPT = f"""{{
  const {{ src, dataset }} = document.currentScript;
  const wait = async (version) => {{
    try {{
      const answer = await fetch(src.replace("{SCRIPT_FILE}", "{EVENTS}") + "?version=" + version);
      const current = (await answer.json()).version;
      if (version && current !== version) location.reload();
      else wait(current);
    }} catch {{ setTimeout(() => wait(version), 1000); }}
  }};
  wait(Number(dataset.version));
}}
"""
"""What reloads a page; its element names the version that the page shows."""


class Changes:
    """Counts changes of files, and lets browsers wait for the next one."""

    def __init__(self) -> None:
        self.version = 1
        self.names_changed = False
        self._condition = threading.Condition()
        self._timer: threading.Timer | None = None

    def note(self, *, names: bool) -> None:
        """Take note of a change; `names` tells that files came, went or were renamed."""
        with self._condition:
            self.names_changed |= names
            if self._timer is None:
                self._timer = threading.Timer(SETTLE, self._publish)
                self._timer.daemon = True
                self._timer.start()

    def _publish(self) -> None:
        with self._condition:
            self._timer = None
            self.version += 1
            self._condition.notify_all()

    def wait(self, version: int) -> int:
        """Return the version once it is another than the given one, or after a while."""
        with self._condition:
            self._condition.wait_for(lambda: self.version != version, timeout=WAIT if version else 0)
            return self.version


class _Watcher(FileSystemEventHandler):
    def __init__(self, changes: Changes) -> None:
        self.changes = changes

    def on_any_event(self, event: FileSystemEvent) -> None:
        if event.is_directory or event.event_type in {"opened", "closed", "closed_no_write"}:
            return
        paths = [Path(str(path)) for path in (event.src_path, event.dest_path) if path]
        # Editors and this program write beside a file and rename: only the real name counts.
        if all(path.name.startswith(".") or path.name.endswith("~") for path in paths):
            return
        self.changes.note(
            names=event.event_type != "modified" or any(path.suffix in {".yml", ".json"} for path in paths)
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for a request."""

    status: HTTPStatus
    kind: str
    content: bytes


class Preview:
    """Answers requests for the pages and files of a site."""

    def __init__(self, source: Path | None, given: Mapping[str, str]) -> None:
        """Prepare the site.

        Raises:
            SiteError: the configuration is not valid.
        """
        self.changes = Changes()
        self._lock = threading.Lock()
        config = configuration(source, None, given)
        target = LanguagePages(config, None, Side.TARGET)
        self.site = target.site
        other = LanguagePages(configuration(source, None, given), self.site, Side.SOURCE)
        self.languages = (target, other)
        self.root = urlsplit(config.site_url or "/").path.rstrip("/")
        self.name = config.site_name
        # The search index is that of the last build, if it was of this site.
        self.bundle = Path(config.site_dir) / BUNDLE
        self.reviews: bool = plugin_of(config).config["review"]
        self._review: tuple[int, Review] | None = None
        self._library = Library(self.site)

    @property
    def watched(self) -> list[Path]:
        """The folders in which changes count."""
        return [self.site.docset.root, OVERRIDES]

    def answer(self, path: str) -> Answer:
        """Return what a path of the site shows; paths begin with a slash."""
        inside = unquote(urlsplit(path).path).removeprefix(self.root).lstrip("/")
        if inside == SCRIPT_FILE.lstrip("/"):
            return Answer(HTTPStatus.OK, "text/javascript; charset=utf-8", SCRIPT.encode())
        if inside.startswith(f"{BUNDLE}/"):
            file = self.bundle / inside.removeprefix(f"{BUNDLE}/")
            inside_bundle = file.resolve().is_relative_to(self.bundle.resolve())
            return self._file(file) if inside_bundle and is_index_of(self.bundle, self.name) else self._not_found()
        with self._lock:
            if self.changes.names_changed:
                self.changes.names_changed = False
                self._refresh()
            return self._page(inside) or self._review_page(inside) or self._asset(inside) or self._not_found()

    def _refresh(self) -> None:
        self.site.refresh()
        for language in self.languages:
            language.refresh()

    def html(self, address: str) -> str | None:
        """Return a page as the build writes it; None if there is none at that address."""
        found = self._find(address)
        return found[0].render(found[1]) if found else None

    def _find(self, address: str) -> tuple[LanguagePages, File] | None:
        """Return the page at an address of the site, with its language: the source's prefix goes first."""
        for language in reversed(self.languages):
            prefix = self.site.prefix(language.side)
            file = language.file_at(address.removeprefix(prefix)) if address.startswith(prefix) else None
            if file is not None:
                return language, file
        return None

    def _page(self, inside: str) -> Answer | None:
        address = inside.removesuffix("index.html")
        html = self.html(quote(address))
        if html is None and not inside.endswith("/") and self._find(quote(f"{inside}/")):
            return Answer(HTTPStatus.MOVED_PERMANENTLY, "", f"{self.root}/{quote(inside)}/".encode())
        if html is None:
            return None
        language, file = self._find(quote(address)) or (self.languages[0], None)
        path = file.src_uri.partition("/")[2] if file else ""
        html = self._with_review_link(html, path, language)
        return Answer(HTTPStatus.OK, "text/html; charset=utf-8", self.live(html).encode())

    def _review_page(self, inside: str) -> Answer | None:
        """Return a review page, or what belongs to one; the docset's own pages go before these."""
        if not self.reviews or not f"{inside}/".startswith((REVIEW, f"{WORDS_FILE}/")):
            return None
        if inside == WORDS_FILE:
            return Answer(HTTPStatus.OK, "text/javascript; charset=utf-8", words_script(self.site).encode())
        review = self._review_now()
        name = inside.removeprefix(REVIEW).removesuffix("index.html")
        paths = {review.address(path): path for path in self.site.docset.articles}
        path = paths.get(f"{REVIEW}{name}")
        content = article_page(review, path).encode("utf-8", errors="replace") if path else None
        if content is None and inside.startswith(REVIEW):
            content = report_file(review, name)
        if content is None:
            is_folder = f"{inside}/" in paths or f"{inside}/" == REVIEW
            moved = Answer(HTTPStatus.MOVED_PERMANENTLY, "", f"{self.root}/{quote(inside)}/".encode())
            return moved if is_folder else None
        if name.endswith(".json"):
            return Answer(HTTPStatus.OK, "application/json", content)
        return Answer(HTTPStatus.OK, "text/html; charset=utf-8", self.live(content.decode()).encode())

    def _review_now(self) -> Review:
        """Return the review of the docset as it is now: what it knows lasts until the next change."""
        if self._review is None or self._review[0] != self.changes.version:
            whole = len(self.site.docset.articles) <= FEW_ARTICLES
            self._review = self.changes.version, Review(self.site, whole=whole)
        return self._review[1]

    def _with_review_link(self, html: str, path: str, language: LanguagePages) -> str:
        """Return an article's page with a link to its review page beside the breadcrumbs.

        Only a preview has it: customers have no use for it.
        """
        if not self.reviews or path not in self.site.docset.pages:
            return html
        address = f"{self.root}/{REVIEW}{quote(path.removesuffix('.md'))}/"
        words = self.site.words(language.side)
        link = f'<p><a href="{address}" lang="{words.language}">{escape(words["review_name"])}</a></p>'
        before, nav, after = html.partition('<nav class="tw-path"')
        return before + nav + after.replace("</nav>", f"{link}</nav>", 1)

    def live(self, html: str) -> str:
        """Return a page with the script that reloads it."""
        return html.replace("</body>", f"{self.script}</body>")

    @property
    def script(self) -> str:
        """The element of the script: a file, as the policy of the pages runs nothing else."""
        return f'<script src="{self.root}{SCRIPT_FILE}" data-version="{self.changes.version}"></script>'

    def _asset(self, inside: str) -> Answer | None:
        docset = self.site.docset
        if inside in MADE_FILES and (calculators := self._library.current()):
            kind = "application/json" if inside.endswith(".json") else "text/javascript; charset=utf-8"
            return Answer(HTTPStatus.OK, kind, made_file(calculators, inside))
        if docset.is_published(inside) and not inside.lower().endswith(".md"):
            return self._file(docset.root / inside)
        file = self.languages[0].assets.get(quote(inside))
        return self._file(Path(file.abs_src_path)) if file is not None and file.abs_src_path else None

    def _file(self, file: Path) -> Answer:
        try:
            content = file.read_bytes()
        except OSError:
            return self._not_found()
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        kind = {
            "text/javascript": "text/javascript; charset=utf-8",
            "text/css": "text/css; charset=utf-8",
        }.get(kind, kind)
        return Answer(HTTPStatus.OK, kind, content)

    def _not_found(self) -> Answer:
        html = self.languages[0].error_page()
        return Answer(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", self.live(html).encode())


class _Handler(BaseHTTPRequestHandler):
    """Speaks HTTP for a `Preview`."""

    protocol_version = "HTTP/1.1"
    preview: Preview

    def do_GET(self) -> None:
        if not self._is_local():
            self._send(Answer(HTTPStatus.FORBIDDEN, "text/plain; charset=utf-8", b"The preview is for this machine.\n"))
            return
        if urlsplit(self.path).path == self.preview.root + EVENTS:
            _, _, given = self.path.partition("version=")
            version = self.preview.changes.wait(int(given) if given.isdigit() else 0)
            content = json.dumps({"version": version}).encode()
            self._send(Answer(HTTPStatus.OK, "application/json", content))
            return
        try:
            answer = self.preview.answer(self.path)
        except Exception as error:  # noqa: BLE001 - the writer mends the page that cannot be made, and goes on
            message = f"This page cannot be made: {type(error).__name__}: {error}"
            html = f"<!doctype html><title>Error</title><h1>{escape(message)}</h1>{self.preview.script}"
            answer = Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/html; charset=utf-8", html.encode())
        self._send(answer)

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_local(self) -> bool:
        """Tell whether the request names an address of this server: pages of other sites cannot read drafts by DNS."""
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        bound = str(self.server.server_address[0])  # type: ignore[index]  # an internet address is a tuple
        return bound in {"0.0.0.0", "::"} or host in {"localhost", "127.0.0.1", "[::1]", bound}  # noqa: S104

    def _send(self, answer: Answer) -> None:
        try:
            self.send_response(answer.status)
            if answer.status is HTTPStatus.MOVED_PERMANENTLY:
                self.send_header("Location", answer.content.decode())
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(answer.content)))
            self.send_header("Cache-Control", "no-cache")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.content)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the overridden argument
        """Say nothing: what is wrong stands on the page."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True


def serve(source: Path | None, *, host: str, port: int, given: Mapping[str, str]) -> None:
    """Serve the preview until it is interrupted.

    Raises:
        SiteError: the configuration is not valid, or the port is taken.
    """
    preview = Preview(source, given)
    handler = type("Handler", (_Handler,), {"preview": preview})
    try:
        server = _Server((host, port), handler)
    except OSError as error:
        raise SiteError(
            f"Port {port} of {host} is not free ({error.strerror}). Choose another one with --port."
        ) from error
    observer = Observer()
    for folder in preview.watched:
        observer.schedule(_Watcher(preview.changes), str(folder), recursive=True)
    observer.start()
    address = f"http://{host}:{server.server_address[1]}{preview.root}/"
    print(f"The site is at {address} (Ctrl+C ends the preview)", flush=True)  # noqa: T201 - the command's output
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print(file=sys.stderr)  # noqa: T201
    finally:
        observer.stop()
        server.server_close()
