"""What belongs to a docset, what is read of it, and what is read again."""

import json
import os
from pathlib import Path

import pytest
from tests.conftest import Case

from tweeluik.docset.docset import KEPT_ARTICLES, Docset, walk
from tweeluik.docset.settings import Settings, locate
from tweeluik.model import Side

LOOKUP = '<span class="sxs-lookup"><span data-stu-id="0a1b2-101">Head</span></span>'
BILINGUAL = f'# <span data-ttu-id="0a1b2-101">Kop</span>{LOOKUP}\n'


def write(root: Path, files: dict[str, str]) -> Path:
    for path, content in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(content.encode())
    return root


@pytest.mark.cases("docsets/docsets.txt")
def test_docset(case: Case, tmp_path: Path) -> None:
    given = {name: text for name, text in case.sections.items() if "." in name}
    write(tmp_path, dict.fromkeys(case.get("files").split("\n")[:-1], "x") | given)
    docset = Docset(tmp_path)
    _ = docset.contents, docset.redirections
    settings = docset.settings
    case.expects("pages", "\n".join(docset.pages))
    case.expects("includes", "\n".join(path for path in docset.articles if path not in docset.pages))
    case.expects("hubs", "\n".join(docset.hub_pages))
    case.expects("resources", "\n".join(docset.resources))
    case.expects("redirections", "\n".join(f"{path} → {url}" for path, url in docset.redirections.items()))
    case.expects(
        "settings", f"{settings.target.tag} {settings.target.direction}\n{settings.public_base}{settings.public_path}"
    )
    case.expects(
        "problems", "\n".join(f"{one.path}:{one.place.line}: {one.code}: {one.message}" for one in docset.diagnostics)
    )


def test_names_are_found_as_written_or_else_in_another_case(tmp_path: Path) -> None:
    docset = Docset(write(tmp_path, {"Een.md": "x", "een.md": "x", "Map/Twee.md": "x"}))
    assert docset.find("Een.md") == "Een.md"
    assert docset.find("een.md") == "een.md"
    assert docset.find("EEN.md") == "Een.md"
    assert docset.find("map/TWEE.md") == "Map/Twee.md"
    assert docset.find("drie.md") is None


def test_links_that_lead_outside_are_not_read(tmp_path: Path) -> None:
    outside = write(tmp_path / "buiten", {"geheim.md": "x", "map/geheim.md": "x"})
    root = write(tmp_path / "docset", {"een.md": "x", ".git/config.md": "x"})
    (root / "geheim.md").symlink_to(outside / "geheim.md")
    (root / "map").symlink_to(outside / "map")
    (root / "binnen.md").symlink_to(root / "een.md")
    (root / "rond.md").symlink_to(root / "rond.md")
    assert [path for path in sorted(walk(root)) if path != "rond.md"] == ["binnen.md", "een.md"]
    docset = Docset(root)
    assert docset.find("geheim.md") is None
    assert docset.find("map/geheim.md") is None
    assert [one.code for one in docset.article("rond.md").diagnostics] in ([], ["file-unreadable"])


def test_a_docset_behind_a_link_is_read(tmp_path: Path) -> None:
    write(tmp_path / "echt", {"een.md": "x"})
    (tmp_path / "link").symlink_to(tmp_path / "echt")
    (tmp_path / "echt" / "twee.md").symlink_to(tmp_path / "echt" / "een.md")
    assert Docset(tmp_path / "link").pages == ("een.md", "twee.md")


def test_articles_are_read_again_when_their_file_changes(tmp_path: Path) -> None:
    docset = Docset(write(tmp_path, {"een.md": "# Eerste\n"}))
    assert docset.title("een.md", Side.TARGET) == "Eerste"
    first = docset.article("een.md")
    assert docset.article("een.md") is first
    (tmp_path / "een.md").write_bytes(BILINGUAL.encode())
    assert docset.article("een.md") is not first
    assert docset.title("een.md", Side.TARGET) == "Kop"
    assert docset.title("een.md", Side.SOURCE) == "Head"
    assert docset.sides("een.md") == (Side.TARGET, Side.SOURCE)
    (tmp_path / "een.md").unlink()
    assert docset.sides("een.md") == (Side.TARGET,)
    assert docset.title("een.md", Side.TARGET) == "Een"
    assert [one.code for one in docset.article("een.md").diagnostics] == ["file-unreadable"]


def test_refreshing_finds_new_files_and_settings(tmp_path: Path) -> None:
    docset = Docset(write(tmp_path, {"een.md": "x", "TOC.yml": "- name: Een\n"}))
    assert len(docset.contents) == 1
    write(
        tmp_path, {"twee.md": "x", "map/TOC.yml": "- name: Twee\n", "docfx.json": '{"build": {"content": ["twee.md"]}}'}
    )
    write(
        tmp_path,
        {".openpublishing.redirection.json": '{"redirections": [{"source_path": "a.md", "redirect_url": "/b"}]}'},
    )
    assert docset.pages == ("een.md",)
    docset.refresh()
    assert docset.pages == ("twee.md",)
    assert len(docset.contents) == 2
    assert docset.redirections == {"a.md": "/b"}


def test_the_glossary_is_read_when_it_is_asked_for_and_again_after_a_refresh(tmp_path: Path) -> None:
    docset = Docset(write(tmp_path, {"een.md": "x"}))
    assert not docset.glossary.terms
    write(tmp_path, {"glossary.yml": "terms:\n- id: a\n  see: een\n- id: b\n  see: weg\n"})
    docset.refresh()
    assert docset.diagnostics == []
    assert [term.id for term in docset.glossary.terms] == ["a", "b"]
    problem = "glossary.yml:4:3: warning glossary-article-missing: The term 'b' is explained in 'weg', which does not"
    assert [str(one)[: len(problem)] for one in docset.diagnostics] == [problem]
    write(tmp_path, {"glossary.yml": "terms: [\n"})
    docset.refresh()
    assert not docset.glossary.terms
    assert [(one.code, one.path) for one in docset.diagnostics] == [("invalid-glossary", "glossary.yml")]


def test_a_glossary_elsewhere_is_none(tmp_path: Path) -> None:
    docset = Docset(write(tmp_path, {"een.md": "x", "map/glossary.yml": "terms: [\n"}))
    assert not docset.glossary.terms
    assert docset.diagnostics == []


def test_a_glossary_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    docset = Docset(write(tmp_path, {"een.md": "x", "glossary.yml": "terms: []\n"}))
    (tmp_path / "glossary.yml").unlink()
    assert not docset.glossary.terms
    assert [one.code for one in docset.diagnostics] == ["file-unreadable"]


def test_memory_does_not_hold_all_articles(tmp_path: Path) -> None:
    docset = Docset(write(tmp_path, {f"p{number}.md": "x" for number in range(KEPT_ARTICLES + 10)}))
    first = docset.article("p0.md")
    for path in docset.pages:
        docset.article(path)
    assert docset.article("p0.md") is not first
    assert docset.article("p0.md") == first


def test_titles_come_from_the_file_name_where_there_is_none(tmp_path: Path) -> None:
    docset = Docset(write(tmp_path, {"map/hoe-werkt-het.md": "Tekst zonder kop.\n"}))
    assert docset.title("map/hoe-werkt-het.md", Side.SOURCE) == "Hoe werkt het"


def test_a_table_of_contents_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    docset = Docset(write(tmp_path, {"TOC.yml": "- name: Een\n"}))
    (tmp_path / "TOC.yml").unlink()
    assert docset.contents == ()
    assert [one.code for one in docset.diagnostics] == ["file-unreadable"]


def test_redirections_of_the_repository_round_the_docset(tmp_path: Path) -> None:
    moved = {"gids/Weg.md": "/x", "ander/a.md": "/y"}
    entries = [{"source_path": path, "redirect_url": url} for path, url in moved.items()]
    write(tmp_path, {".openpublishing.redirection.json": json.dumps({"redirections": entries}), "gids/een.md": "x"})
    assert Docset(tmp_path / "gids").redirections == {"weg.md": "/x"}


def test_settings_that_a_person_gives_go_first(tmp_path: Path) -> None:
    write(tmp_path, {"een.md": "---\nms.contentlocale: ja-JP\n---\n"})
    given = {"source": "de-DE", "target": "nl_BE", "public_base": "https://example.org/", "public_path": "/gids/"}
    settings = Docset(tmp_path, given).settings
    assert (settings.source.tag, settings.target.tag) == ("de-DE", "nl-BE")
    assert settings.public_base + settings.public_path == "https://example.org/gids"


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("source", Side.SOURCE),
        ("TARGET", Side.TARGET),
        ("en", Side.SOURCE),
        ("en-US", Side.SOURCE),
        ("NL_nl", Side.TARGET),
        ("fr", None),
        ("", None),
    ],
)
def test_side_by_name(name: str, side: Side | None) -> None:
    assert Settings().side(name) is side


PUBLISH = ".openpublishing.publish.config.json"


@pytest.mark.parametrize(
    ("files", "root"),
    [
        (
            {"docfx.json": "{}", PUBLISH: '{"docsets_to_publish": [{"build_source_folder": "map"}]}', "map/a.md": ""},
            ".",
        ),
        (
            {
                PUBLISH: '{"docsets_to_publish": [{"build_source_folder": "weg"}, {"build_source_folder": "map"}]}',
                "map/a.md": "",
            },
            "map",
        ),
        ({PUBLISH: '{"docsets_to_publish": [{"build_source_folder": ".."}, 5, {}]}', "map/a.md": ""}, "."),
        ({PUBLISH: "kapot", "map/a.md": ""}, "."),
        ({PUBLISH: '{"docsets_to_publish": 5}', "map/a.md": ""}, "."),
        ({"map/a.md": ""}, "."),
    ],
    ids=["docfx.json goes first", "folder that exists", "folder outside", "broken", "no list", "nothing"],
)
def test_locate(files: dict[str, str], root: str, tmp_path: Path) -> None:
    write(tmp_path, files)
    assert locate(tmp_path) == tmp_path / root


def test_unreadable_names_do_no_harm(tmp_path: Path) -> None:
    write(tmp_path, {"een.md": "x"})
    with open(os.fsencode(tmp_path) + b"/caf\xe9.md", "wb") as stream:  # noqa: PTH123 - a name that is no text
        stream.write(b"x")
    docset = Docset(tmp_path)
    assert len(docset.pages) == 2
    assert docset.article(docset.pages[0]).parts
