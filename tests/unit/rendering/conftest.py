"""A small docset round one article, for cases and for texts that a test makes up."""

import re
from collections.abc import Callable
from itertools import count
from pathlib import Path
from zlib import crc32

import pytest
from tests.segments import pair

from tweeluik.docset.docset import Docset
from tweeluik.model import Side
from tweeluik.rendering.body import Body, render_body

ARTICLE = "map/artikel.md"
SEGMENT = re.compile(r"⟦(?P<target>[^¦⟧]*)¦(?P<source>[^⟧]*)⟧")
FILES = {
    "docfx.json": '{"build": {"globalMetadata": {"breadcrumb_path": "/gids/breadcrumb/toc.json"}}}',
    "map/andere.md": "---\nms.contentlocale: nl-NL\n---\n# ⟦De andere pagina¦The other page⟧\n",
    "alleen.md": "# Alleen Nederlands\n",
    "media/plaatje.png": "beeld",
    "media/groot.png": "beeld",
}


def annotated(text: str, path: str = ARTICLE) -> str:
    """Write `⟦doel¦bron⟧` as the format has it, with ids in order: those of the article begin with 0a1b2."""
    prefix = "0a1b2" if path == ARTICLE else f"{crc32(path.encode()):08x}"[:5]
    numbers = count(101)

    def segment(match: re.Match[str]) -> str:
        return pair(f"{prefix}-{next(numbers)}", match["target"], match["source"])

    return SEGMENT.sub(segment, text)


Render = Callable[..., Body]


@pytest.fixture
def make_docset(tmp_path: Path) -> Callable[[dict[str, str]], Docset]:
    """Return a function that writes files, annotated where they are Markdown, and indexes them."""

    def make(files: dict[str, str]) -> Docset:
        for path, content in (FILES | files).items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes((annotated(content, path) if path.endswith(".md") else content).encode())
        return Docset(tmp_path)

    return make


@pytest.fixture
def render(make_docset: Callable[[dict[str, str]], Docset]) -> Render:
    """Return a function that renders an article in one language."""

    def rendered(text: str, side: Side = Side.TARGET, **files: str) -> Body:
        docset = make_docset({ARTICLE: text, **files})
        return render_body(docset, ARTICLE, side, prefix="en/" if side is Side.SOURCE else "")

    return rendered
