"""The review pages of a built site, written once all else is there: nothing of it gets into search or navigation."""

from collections import deque
from functools import partial
from pathlib import Path

from tweeluik.output import write_whole
from tweeluik.processes import each
from tweeluik.review.article_page import article_page
from tweeluik.review.frame import WORDS_FILE, words_script
from tweeluik.review.report import report_files
from tweeluik.review.review import FOLDER, Review
from tweeluik.site.site import Site


def write_review(site: Site, folder: Path, *, processes: int | None = None) -> list[str]:
    """Write the review pages of a site.

    Args:
        site: the site.
        folder: where it has been built.
        processes: how many to use; as many as there are processors by default.

    Returns:
        The files that are not written because the docset has a page there, relative to `folder`.

    Raises:
        OSError: a file cannot be written.
    """
    review = Review(site)
    pages = {path: f"{review.address(path)}index.html" for path in site.docset.articles}
    taken = {name for name in pages.values() if (folder / name).exists()}
    wanted = [path for path, name in pages.items() if name not in taken]
    early = [path for path in wanted if len(site.docset.sides(path)) > 1]
    _ = review.by_path, review.earlier, review.variants
    write = partial(_write, review, folder)
    written = each(write, early, processes=processes)
    # Pages of articles without segments need the translation memory, which this process makes meanwhile.
    for path in sorted(set(wanted) - set(early)):
        write(path)
    files = {f"{FOLDER}{name}": content for name, content in report_files(review).items()}
    files[WORDS_FILE] = words_script(site).encode()
    taken |= {name for name in files if name in pages.values() or (folder / name).exists()}
    for name in sorted(set(files) - taken):
        write_whole(folder / name, files[name])
    deque(written, maxlen=0)
    return sorted(taken)


def _write(review: Review, folder: Path, path: str) -> None:
    page = article_page(review, path)
    write_whole(folder / review.address(path) / "index.html", page.encode("utf-8", errors="replace"))
