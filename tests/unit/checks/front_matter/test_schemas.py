import json
import socket
from pathlib import Path

import pytest

from tweeluik.article.reading import read_article
from tweeluik.checks.front_matter.schemas import ENDING, FOLDER, NAMES, Kind, kind_of, read_schemas, schemas_of
from tweeluik.checks.registry import all_checks
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.docset.docset import Docset
from tweeluik.text import Span

CHECKS = {check.code: check for check in all_checks() if isinstance(check, ArticleCheck)}


def found(docset: Docset, code: str, path: str = "a.md") -> list[tuple[str, str | None]]:
    """Return what a check points at, and what it would put there."""
    subject = Subject(docset, docset.article(path))
    spots: list[Spot] = list(CHECKS[code].find(subject))
    return [(Span(spot.start, spot.end).of(subject.text), spot.fix) for spot in spots]


@pytest.mark.parametrize("name", NAMES)
def test_the_schemas_that_are_shipped_are_sound(name: str) -> None:
    content = (Path(__file__).parents[4] / "scripts/tweeluik" / FOLDER / (name + ENDING)).read_bytes()
    assert json.loads(content)["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    # The check for what docsets bring finds nothing in ours either.
    assert read_schemas(((name, content),)).problems == ()


def test_keys_of_authors_and_of_the_localization_tool_are_kept_apart() -> None:
    schemas = read_schemas(())
    for kind in Kind:
        assert not schemas.kinds[kind].properties.keys() & schemas.localization.properties.keys()


def test_kinds_of_pages(tmp_path: Path) -> None:
    for path in ("a.md", "includes/b.md", "sub/includes/c.md", "README.md", "TOC.md", "nl/index.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("Tekst.\n")
    docset = Docset(tmp_path)
    kinds = {path: kind_of(docset, path) for path in (*docset.articles, *docset.hub_pages)}
    assert kinds == {
        "a.md": Kind.ARTICLE,
        "includes/b.md": Kind.INCLUDE,
        "sub/includes/c.md": Kind.INCLUDE,
        "README.md": None,
        "TOC.md": None,
        "nl/index.md": Kind.HUB_PAGE,
    }


def test_a_hub_page_needs_a_title_and_a_description_and_no_author(tmp_path: Path) -> None:
    (tmp_path / "nl").mkdir()
    (tmp_path / "nl/index.md").write_text("---\ntitle: Intro\n---\n")
    docset = Docset(tmp_path)
    assert found(docset, "title-bad-length", "nl/index.md") == [("Intro", None)]
    assert found(docset, "description-missing", "nl/index.md") == [("---", None)]
    assert found(docset, "ms-author-missing", "nl/index.md") == []
    # A page about the format shows segments, and is not translated itself.
    example = '<span data-ttu-id="0a1b2-101">Een zin.</span><span class="sxs-lookup"><span data-stu-id="0a1b2-101">'
    (tmp_path / "nl/index.md").write_text(f"---\ntitle: Intro\n---\n{example}A sentence.</span></span>\n")
    assert docset.article("nl/index.md").is_bilingual
    assert found(docset, "localization-attribute-missing", "nl/index.md") == []


def test_no_schema_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("somebody went to the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "article.schema.json").write_text(
        '{"properties": {"title": {"$ref": "http://schemas.example/title.json"}}}'
    )
    (tmp_path / "a.md").write_text("---\ntitle: x\n---\n")
    docset = Docset(tmp_path)
    assert [one.message for one in schemas_of(docset).problems] == [
        "The reference 'http://schemas.example/title.json' leads to no schema of the docset."
    ]
    # Ours holds instead.
    assert found(docset, "title-bad-length") == [("x", None)]


def test_a_schema_that_has_changed_is_read_again(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ntitle: Een titel\n---\n")
    (tmp_path / FOLDER).mkdir()
    schema = tmp_path / FOLDER / "article.schema.json"
    schema.write_text('{"required": ["team"]}')
    docset = Docset(tmp_path)
    assert found(docset, "missing-attribute") == [("---", None)]
    schema.write_text('{"required": ["title"]}')
    assert found(docset, "missing-attribute") == []


def test_a_schema_from_outside_the_docset_is_not_read(tmp_path: Path) -> None:
    outside = tmp_path / "outside.json"
    outside.write_text('{"required": ["team"]}')
    root = tmp_path / "docset"
    (root / FOLDER).mkdir(parents=True)
    (root / FOLDER / "article.schema.json").symlink_to(outside)
    (root / "a.md").write_text("---\ntitle: Een titel\n---\n")
    docset = Docset(root)
    assert [one.path for one in schemas_of(docset).problems] == ["schemas/article.schema.json"]


@pytest.mark.parametrize(
    ("header", "code", "expected"),
    [
        pytest.param("ms.date: 2021-07-31", "ms-date-invalid", ("2021-07-31", "07/31/2021"), id="date"),
        pytest.param("ms.date: '2021-07-31'", "ms-date-invalid", ("2021-07-31", "07/31/2021"), id="in quotes"),
        pytest.param("ms.date: 2021-07-31  # x", "ms-date-invalid", ("2021-07-31", "07/31/2021"), id="with a comment"),
        pytest.param("ms.date: >\n  2021-07-31", "ms-date-invalid", ("ms.date", None), id="on another line"),
        pytest.param("ms.date: 04-08-2021", "ms-date-invalid", ("04-08-2021", None), id="two dates"),
        pytest.param("ms.lasthandoff: 31-7-2021", "date-format-invalid", ("31-7-2021", "07/31/2021"), id="hand-off"),
        pytest.param("tilte: x", "attribute-misspelt", ("tilte", "title"), id="key"),
        pytest.param("'tilte': x", "attribute-misspelt", ("tilte", "title"), id="key in quotes"),
        pytest.param("Ms.Topic: faq", "attribute-misspelt", ("Ms.Topic", "ms.topic"), id="case"),
        pytest.param("ms.topic: faq\nMs.Topic: faq", "attribute-misspelt", ("Ms.Topic", None), id="both are there"),
        pytest.param("tilte: x\ntitle: y", "attribute-misspelt", ("tilte", None), id="right key is there too"),
        pytest.param("ms.component: x", "deprecated-attribute", ("ms.component", "ms.subservice"), id="deprecated"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CR LF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "marked"])
def test_what_is_mended(
    tmp_path: Path, header: str, code: str, expected: tuple[str, str | None], line_end: str, mark: str
) -> None:
    text = f"{mark}---\nlanguage: nl\n{header}\n---\nTekst.\n".replace("\n", line_end)
    (tmp_path / "a.md").write_bytes(text.encode())
    assert found(Docset(tmp_path), code) == [expected]


def test_strange_headers_take_little_time_and_no_check_falls_over_them(tmp_path: Path) -> None:
    headers = (
        "x" * 100_000 + ": y",
        "title: " + "x" * 100_000,
        "\n".join(f"key{number}: x" for number in range(3000)),
        "ms.collection:\n" + "- 7\n" * 20_000,
        "? [a, b]\n: x",
        "1: x\ntrue: y\nnull: z",
        "title: &a [x]\nother: *a",
        "source: {title: {x: y}, 7: z}",
        "ms.custom: .nan",
    )
    docset = Docset(tmp_path)
    for header in headers:
        article = read_article(f"---\n{header}\n---\nTekst.\n".encode(), "a.md")
        (tmp_path / "a.md").write_text("Tekst.\n")
        docset.refresh()
        subject = Subject(docset, article)
        for check in CHECKS.values():
            if "front_matter" in check.find.__module__:
                assert list(check.find(subject)) is not None
