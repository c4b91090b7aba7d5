"""Which docset an article lies in."""

from pathlib import Path

from tweeluik.docset.settings import DOCFX

SITE = "mkdocs.yml"
DOCS = "docs"


def root_of(article: Path) -> Path:
    """Return the docset that an article lies in: the nearest folder above it that says it is one, or its own."""
    return marked_root_of(article) or article.resolve().parent


def marked_root_of(article: Path) -> Path | None:
    """Return the nearest folder above an article that says it is a docset; None if none does."""
    for folder in article.resolve().parents:
        if (folder / DOCFX).is_file():
            return folder
        if (folder / SITE).is_file():
            docs = folder / DOCS
            return docs if article.resolve().is_relative_to(docs) else folder
    return None
