"""What the preview answers, without a browser."""

import http.client
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from watchdog.events import FileModifiedEvent

from tweeluik.preview import Changes, Preview, _Watcher

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def docset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docset") / "docs"
    shutil.copytree(CHECKOUT / "docs", folder)
    (folder / "broken.md").write_text('# Kapot\n\n<span data-ttu-id="abcde-101">Af', encoding="utf-8")
    (folder / "binary.md").write_bytes(b"\0\1\2\xff")
    return folder


@pytest.fixture(scope="module")
def preview(docset: Path) -> Preview:
    return Preview(docset, {})


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", HTTPStatus.OK, "text/html"),
        ("/en/", HTTPStatus.OK, "text/html"),
        ("/en/index.html", HTTPStatus.OK, "text/html"),
        ("/glossary/", HTTPStatus.OK, "text/html"),
        ("/glossary/?query=1", HTTPStatus.OK, "text/html"),
        ("/glossary", HTTPStatus.MOVED_PERMANENTLY, ""),
        ("/media/stages.svg", HTTPStatus.OK, "image/svg+xml"),
        ("/assets/stylesheets/tweeluik.css", HTTPStatus.OK, "text/css"),
        ("/en/cancel-azure/", HTTPStatus.NOT_FOUND, "text/html"),
        ("/nowhere/", HTTPStatus.NOT_FOUND, "text/html"),
        ("/glossary.md", HTTPStatus.NOT_FOUND, "text/html"),
        ("/../mkdocs.yml", HTTPStatus.NOT_FOUND, "text/html"),
        ("/pagefind/../../../etc/passwd", HTTPStatus.NOT_FOUND, "text/html"),
        ("/%2e%2e/%2e%2e/etc/passwd", HTTPStatus.NOT_FOUND, "text/html"),
        ("/TOC.yml", HTTPStatus.NOT_FOUND, "text/html"),
    ],
)
def test_answers(preview: Preview, path: str, status: HTTPStatus, kind: str) -> None:
    answer = preview.answer(path)
    assert answer.status is status
    assert answer.kind.startswith(kind)


@pytest.mark.parametrize(
    ("page", "code", "place"),
    [("/broken/", "span-unclosed", "broken.md:3:1"), ("/binary/", "file-binary", "binary.md")],
)
def test_a_broken_article_shows_what_is_wrong(preview: Preview, page: str, code: str, place: str) -> None:
    html = preview.answer(page).content.decode()
    assert "tw-diagnostics" in html
    assert code in html
    assert place in html


def test_files_that_come_and_go_are_noticed(preview: Preview, docset: Path) -> None:
    assert preview.answer("/new/").status is HTTPStatus.NOT_FOUND
    new = docset / "new.md"
    new.write_text("# Nieuw\n", encoding="utf-8")
    preview.changes.names_changed = True
    assert "Nieuw" in preview.answer("/new/").content.decode()
    new.unlink()
    preview.changes.names_changed = True
    assert preview.answer("/new/").status is HTTPStatus.NOT_FOUND


def test_the_glossary_is_followed(preview: Preview, docset: Path) -> None:
    glossary = docset / "glossary.yml"
    sound = glossary.read_text(encoding="utf-8")
    explanation = "De laatste dag die wij aanraden"
    assert explanation in preview.answer("/cancel-subscription/").content.decode()
    glossary.write_text(sound.replace(explanation, "Een andere uitleg"), encoding="utf-8")
    preview.changes.names_changed = True
    assert "Een andere uitleg" in preview.answer("/cancel-subscription/").content.decode()
    glossary.write_text("terms: [", encoding="utf-8")
    preview.changes.names_changed = True
    assert "tw-term" not in preview.answer("/cancel-subscription/").content.decode()
    glossary.write_text(sound, encoding="utf-8")
    preview.changes.names_changed = True
    assert explanation in preview.answer("/cancel-subscription/").content.decode()


@pytest.mark.parametrize(("name", "names"), [("glossary.yml", True), ("TOC.yml", True), ("a.md", False)])
def test_what_an_edited_file_changes(name: str, *, names: bool) -> None:
    changes = Changes()
    _Watcher(changes).on_any_event(FileModifiedEvent(f"/docs/{name}"))
    assert changes.names_changed is names


@pytest.fixture(scope="module")
def port(docset: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "tweeluik", "preview", "--source", str(docset), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        line = running.stdout.readline()
        yield int(line.split("http://127.0.0.1:")[1].split("/")[0])
        running.terminate()


def request(port: int, method: str, path: str, **headers: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers=headers)
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    return answer.status, content


def test_the_server_is_for_this_machine(port: int) -> None:
    assert request(port, "GET", "/")[0] == HTTPStatus.OK
    assert request(port, "GET", "/", Host=f"localhost:{port}")[0] == HTTPStatus.OK
    # Another site whose name leads here may not read drafts.
    assert request(port, "GET", "/", Host="evil.example")[0] == HTTPStatus.FORBIDDEN
    assert request(port, "HEAD", "/glossary/") == (HTTPStatus.OK, b"")


def test_a_change_is_told_to_who_waits(port: int, docset: Path) -> None:
    version = json.loads(request(port, "GET", "/_tweeluik/changes")[1])["version"]
    article = docset / "glossary.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert json.loads(request(port, "GET", f"/_tweeluik/changes?version={version}")[1])["version"] > version


def test_a_port_that_is_taken_is_named(port: int, docset: Path) -> None:
    command = [sys.executable, "-m", "tweeluik", "preview", "--source", str(docset), "--port", str(port)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
