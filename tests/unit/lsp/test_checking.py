from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tweeluik.checks.running import plan
from tweeluik.lsp.buffer import Buffer
from tweeluik.lsp.checking import examine, in_file, in_mended
from tweeluik.lsp.docsets import Docsets, is_article

SEGMENT = (
    '<span data-ttu-id="abcde-101">{target}</span><span class="sxs-lookup">'
    '<span data-stu-id="abcde-101">{source}</span></span>'
)


@given(st.lists(st.integers(0, 60), unique=True, max_size=8).map(sorted), st.integers(0, 60))
def test_offsets_lead_back_through_damaged_quotes(quotes: list[int], offset: int) -> None:
    assert in_mended(in_file(offset, quotes), quotes) == offset


@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["without a mark", "with a byte order mark"])
@pytest.mark.parametrize("quote", ['"', "&quot;"], ids=["sound quotes", "damaged quotes"])
def test_findings_are_at_their_words(tmp_path: Path, quote: str, mark: str) -> None:
    damaged = SEGMENT.format(target="Kies een een naam.", source="Choose a name.").replace('"', quote)
    text = f"{mark}# Kop\r\n\r\n{damaged}\r\n"
    (tmp_path / "docfx.json").write_text("{}", encoding="utf-8")
    (tmp_path / "checks.yml").write_text('"*": off\ndoubled-word: warning\n', encoding="utf-8")
    buffer = Buffer((tmp_path / "new.md").as_uri(), text)
    place = Docsets().place(buffer)
    assert place
    assert is_article(*place)
    (found,) = examine(*place, buffer).found
    assert found.span.of(text) == "een een"


def test_the_checks_that_are_run_are_those_of_the_command(tmp_path: Path) -> None:
    (tmp_path / "docfx.json").write_text("{}", encoding="utf-8")
    place = Docsets().place(Buffer((tmp_path / "a.md").as_uri(), ""))
    assert place
    docset, _ = place
    assert docset.checker.plan == plan(docset, docset.check_settings.switched_off)
