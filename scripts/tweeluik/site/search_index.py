"""The search index: Pagefind over the built site, and the proof that every page is in it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

MARK = b"data-pagefind-body"
BUNDLE = "pagefind"
ENTRY = "pagefind-entry.json"
OWNER = "site-name.txt"
"""Tells a preview of which site an index is."""


class SearchIndexError(Exception):
    """The index could not be built, or pages are missing from it."""


def build_search_index(site_dir: Path, name: str) -> int:
    """Index a built site.

    Args:
        site_dir: the folder of the site; the index goes into `pagefind/` below it.
        name: the name of the site, noted beside the index.

    Returns:
        How many pages the index holds.

    Raises:
        SearchIndexError: Pagefind failed, or the index does not hold every page that is marked.
    """
    bundle = site_dir / BUNDLE
    shutil.rmtree(bundle, ignore_errors=True)  # Pagefind adds to what it finds there.
    expected = marked_pages(site_dir)
    if not expected:
        message = "No page is marked with data-pagefind-body; does an override of the theme replace the content block?"
        raise SearchIndexError(message)
    command = [sys.executable, "-m", "pagefind", "--site", str(site_dir), "--quiet"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=1800)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SearchIndexError(
            f"Pagefind did not run: {error}. Is the package 'pagefind[extended]' installed?"
        ) from error
    if done.returncode:
        raise SearchIndexError(f"Pagefind failed: {(done.stderr or done.stdout).strip()[-500:]}")
    indexed = indexed_pages(bundle)
    _sort_entry(bundle / ENTRY)
    (bundle / OWNER).write_text(name, encoding="utf-8")
    if indexed != expected:
        message = f"{expected} pages are marked for the search index but it holds {indexed}."
        raise SearchIndexError(message)
    return indexed


def is_index_of(bundle: Path, name: str) -> bool:
    """Tell whether a folder holds the index of the site of that name."""
    try:
        return (bundle / OWNER).read_text(encoding="utf-8") == name
    except OSError:
        return False


def marked_pages(site_dir: Path) -> int:
    """Count the pages of a site that belong in the index."""
    count = 0
    for folder, _, names in os.walk(site_dir):
        for name in names:
            if name.endswith(".html"):
                count += MARK in (Path(folder) / name).read_bytes()
    return count


def indexed_pages(bundle: Path) -> int:
    """Count the pages that an index holds.

    Raises:
        SearchIndexError: there is no readable index.
    """
    try:
        entry = json.loads((bundle / ENTRY).read_text(encoding="utf-8"))
        return sum(int(language["page_count"]) for language in entry["languages"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise SearchIndexError(f"Pagefind left no readable index: {error}.") from error


def _sort_entry(file: Path) -> None:
    """Write the languages in order: Pagefind leaves them in another one each time."""
    text = json.dumps(json.loads(file.read_text(encoding="utf-8")), sort_keys=True, separators=(",", ":"))
    file.write_text(text, encoding="utf-8")
