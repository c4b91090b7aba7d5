"""The calculators in a built site and in the preview, and sites without any."""

import gzip
import hashlib
import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from bs4 import BeautifulSoup

from tweeluik.calculators.library import Calculators, Library
from tweeluik.calculators.pages import MOST_TOOLS
from tweeluik.calculators.publishing import MADE_FILES, RULES_FILE, SCHEMA_FILE
from tweeluik.calculators.script import SCRIPT_FILE
from tweeluik.docset.docset import Docset
from tweeluik.lifecycle.compiling import canonical
from tweeluik.mkdocs_site import build_site, configuration
from tweeluik.model import Side
from tweeluik.preview import Preview
from tweeluik.site.site import Site

CHECKOUT = Path(__file__).resolve().parents[2]
SMALL = CHECKOUT / "tests" / "fixtures" / "calculators" / "docs"
LANGUAGES = {"": Side.TARGET, "en/": Side.SOURCE}
MOST_DATA = 20_000
"""Bytes of all rules after gzip."""
MOST_PAGE = 40_000
"""Bytes of the page of one calculator after gzip, tables and all."""


@pytest.fixture(scope="module")
def calculators() -> Calculators:
    """Give the calculators of the embedded docset."""
    found = Library(Site(Docset(CHECKOUT / "docs"))).current()
    assert found
    return found


def page(site: Path, address: str) -> BeautifulSoup:
    return BeautifulSoup((site / address / "index.html").read_text(encoding="utf-8"), "html.parser")


def test_every_tool_has_a_page_in_both_languages(embedded_site: Path, calculators: Calculators) -> None:
    for tool in calculators.rules.tools:
        for prefix, side in LANGUAGES.items():
            address = calculators.tool_page(tool, side)
            assert address == f"{prefix}tools/{tool}/"
            found = page(embedded_site, address)
            assert [one["data-tool"] for one in found.select(".tw-tool")] == [tool]
            assert len(found.select(".tw-honesty code")) == 1
            assert [one["src"].rpartition("/")[2] for one in found.select("script[defer]")] == ["lifecycle.js"]  # type: ignore[union-attr]
            # Every outcome but those that the form does not let anybody come upon.
            outcomes = {one["id"] for one in calculators.rules.tools[tool]["outcomes"]}
            told = {one["data-outcome"] for one in found.select(".tw-example")}
            assert len(outcomes - told) <= 1, tool


def test_every_tool_is_in_the_index_and_the_table_of_contents(embedded_site: Path, calculators: Calculators) -> None:
    for prefix in LANGUAGES:
        for address in ("tools/", "toc/"):
            found = page(embedded_site, prefix + address)
            links = {str(one["href"]).strip("/").rpartition("/")[2] for one in found.select("article a[href]")}
            assert set(calculators.rules.tools) <= links, f"{prefix}{address}"


def test_only_pages_of_calculators_load_their_styles_and_script(embedded_site: Path) -> None:
    for address in ("", "topics/cancel/", "subscription-ends/", "en/faq/"):
        text = (embedded_site / address / "index.html").read_text(encoding="utf-8")
        assert "lifecycle" not in text, address
    text = (embedded_site / "tools" / "rules" / "index.html").read_text(encoding="utf-8")
    assert "lifecycle.css" in text
    assert "lifecycle.js" not in text


def test_articles_lead_to_the_tools_that_use_their_sentences(embedded_site: Path, calculators: Calculators) -> None:
    for article, tools in calculators.tools_by_article.items():
        found = page(embedded_site, article.removesuffix(".md"))
        links = [str(one["href"]).strip("/").rpartition("/")[2] for one in found.select(".tw-box-tools li a")]
        assert links == list(tools), article
        assert len(found.select(".tw-box-tools > ul li")) == min(len(tools), MOST_TOOLS), article
        assert not found.select("[style]")


def test_no_style_stands_in_a_page_of_a_calculator(embedded_site: Path) -> None:
    for file in sorted((embedded_site / "tools").rglob("index.html")):
        found = BeautifulSoup(file.read_text(encoding="utf-8"), "html.parser")
        assert not found.select("[style], [onclick], [onsubmit], article style")


def test_the_published_rules_are_those_of_the_tools(embedded_site: Path, calculators: Calculators) -> None:
    rules = json.loads((embedded_site / RULES_FILE).read_bytes())
    schema = json.loads((embedded_site / SCHEMA_FILE).read_bytes())
    jsonschema.Draft202012Validator(schema).validate(rules)
    assert rules["digest"] == hashlib.sha256(canonical(rules["compiled"]).encode()).hexdigest()
    assert set(rules["claims"]) == set(calculators.rules.claims)
    strip = page(embedded_site, "tools/timeline").select_one(".tw-honesty code")
    assert strip
    assert strip["title"] == rules["digest"]


def test_sizes(embedded_site: Path, calculators: Calculators) -> None:
    compiled = canonical(calculators.compiled).encode()
    assert len(gzip.compress(compiled, 9)) <= MOST_DATA
    for tool in calculators.rules.tools:
        for prefix in LANGUAGES:
            content = (embedded_site / prefix / "tools" / tool / "index.html").read_bytes()
            assert len(gzip.compress(content, 9)) <= MOST_PAGE, tool
            data = BeautifulSoup(content, "html.parser").select_one(".tw-tool-data")
            assert data
            assert data.string
            assert len(gzip.compress(data.string.encode(), 9)) <= MOST_DATA, tool


def test_a_site_without_rules_has_nothing_of_it(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "een.md").write_text("---\ntitle: Een\n---\n\n# Een\n\nTekst.\n", encoding="utf-8")
    assert [one.message for one in build_site(configuration(docs, tmp_path / "site", {}))] == []
    assert [name for name in MADE_FILES if (tmp_path / "site" / name).exists()] == []
    assert "lifecycle" not in (tmp_path / "site" / "een" / "index.html").read_text(encoding="utf-8")


def test_broken_rules_are_reported_and_the_rest_of_the_site_is_there(tmp_path: Path) -> None:
    docs = Path(shutil.copytree(SMALL, tmp_path / "docs"))
    file = docs / "lifecycle" / "tools.yml"
    file.write_text("tools: [\n", encoding="utf-8")
    found = build_site(configuration(docs, tmp_path / "site", {}))
    assert {one.path for one in found} >= {"lifecycle/tools.yml"}
    assert "timeline" in (tmp_path / "site" / "tools" / "timeline" / "index.html").read_text(encoding="utf-8")
    assert (tmp_path / "site" / "end" / "index.html").is_file()


def test_the_preview_shows_the_rules_as_they_are_now(tmp_path: Path) -> None:
    docs = Path(shutil.copytree(SMALL, tmp_path / "docs"))
    preview = Preview(docs, {})
    before = preview.answer("/tools/timeline/").content.decode()
    assert "90 dagen" in before
    for name in MADE_FILES:
        answer = preview.answer(f"/{name}")
        assert answer.status == 200, name
        assert answer.kind.startswith("text/javascript" if name == SCRIPT_FILE else "application/json")
    file = docs / "lifecycle" / "quantities.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 90", "value: 91"), encoding="utf-8")
    preview.changes.note(names=True)
    after = preview.answer("/tools/timeline/").content.decode()
    assert "91 dagen" in after
    assert b'"least": 91' in preview.answer(f"/{RULES_FILE}").content
    assert "e1e1e-102" in preview.answer("/en/end/").content.decode()


def test_the_preview_of_a_docset_without_rules_has_no_such_files(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "een.md").write_text("---\ntitle: Een\n---\n\n# Een\n", encoding="utf-8")
    preview = Preview(docs, {})
    assert [name for name in MADE_FILES if preview.answer(f"/{name}").status == 200] == []
