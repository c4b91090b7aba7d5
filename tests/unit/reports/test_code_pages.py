"""The pages about all kinds of findings."""

from pathlib import Path

import markdown
import pytest
from bs4 import BeautifulSoup

from tweeluik.codes import GROUPS, LANGUAGES, codes
from tweeluik.reports.code_pages import code_pages, in_markdown, write_code_pages

DOCS = Path(__file__).parents[3] / "docs"
EXTENSIONS = ["attr_list", "md_in_html", "tables", "toc", "fenced_code"]
"""As mkdocs.yml has them, with those that MkDocs adds."""


@pytest.mark.parametrize("path", code_pages())
def test_the_pages_are_up_to_date(path: str) -> None:
    assert (DOCS / path).read_text(encoding="utf-8") == code_pages()[path], "run: python3 scripts/dev.py codes"


def test_there_is_a_page_for_each_group_and_language(tmp_path: Path) -> None:
    write_code_pages(tmp_path)
    written = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.md")}
    assert written == {f"{language}/checks/{name}.md" for language in LANGUAGES for name in ("index", *GROUPS)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_leads_to_every_code(language: str) -> None:
    text = code_pages()[f"{language}/checks/index.md"]
    assert all(f"]({code.group}.md#{code.name}) |" in text for code in codes().values())
    page = BeautifulSoup(markdown.markdown(text.partition("\n---\n")[2], extensions=EXTENSIONS), "html.parser")
    rows = page.select("tbody tr")
    assert len(rows) == len(codes())
    assert all(len(row.select("td")) == 3 for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_descriptions_have_the_length_that_search_engines_show(language: str) -> None:
    for path, text in code_pages().items():
        if path.startswith(language):
            description = text.split('description: "')[1].partition('"\n')[0]
            assert 100 <= len(description) <= 160, (path, len(description))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("group", GROUPS)
def test_every_code_has_its_place_on_a_page(group: str, language: str) -> None:
    text = code_pages()[f"{language}/checks/{group}.md"].partition("\n---\n")[2]
    page = BeautifulSoup(markdown.markdown(text, extensions=EXTENSIONS), "html.parser")
    wanted = [code for code in codes().values() if code.group == group]
    assert [heading.get("id") for heading in page.select("h2")] == [code.name for code in wanted]
    shown = [block.get_text().strip("\n") for block in page.select("pre code")]
    assert shown == [example.strip("\n") for code in wanted for example in (code.wrong, code.right) if example]
    said = " ".join(page.get_text().split())
    for code in wanted:
        assert " ".join(code.mend[language].replace("`", "").split()) in said


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Write `a_b*` here.", "Write `a_b*` here.", id="code"),
        pytest.param(
            "Write [text](address) <b> & *x*.", "Write \\[text\\](address) &lt;b&gt; &amp; \\*x\\*.", id="marks"
        ),
        pytest.param("``a`` {#x} | _y_", "``a`` \\{\\#x\\} \\| \\_y\\_", id="more marks"),
        pytest.param("Close :::row::: with ::: moniker-end.", "Close `:::row:::` with `::: moniker-end`.", id="colons"),
        pytest.param("Write > [!NOTE] or [!VIDEO.", "Write `> [!NOTE]` or `[!VIDEO`.", id="alerts"),
        pytest.param("A ` alone.", "A ` alone.", id="a lone backtick"),
    ],
)
def test_sentences_of_the_table_are_no_markdown(text: str, expected: str) -> None:
    assert in_markdown(text) == expected
