"""`h1-missing`: a page without a heading of level 1 (source-format 6.3, rule H1Missing).

The heading of level 1 is the title that readers see, and the only title that the source language has. It may also be
written in HTML, or come from an include.
"""

from collections.abc import Iterator

from tweeluik.article.projection import heading_title, project
from tweeluik.checks.format.structure import Structure, structure_of
from tweeluik.checks.format.tags import tags
from tweeluik.checks.subject import ArticleCheck, Spot, Subject
from tweeluik.docset.links import included
from tweeluik.model import Side


def find(subject: Subject) -> Iterator[Spot]:
    """Yield one spot, for the page as a whole."""
    structure = structure_of(subject)
    if not structure.is_page or any(one.level == 1 for one in structure.headings):
        return
    if not any(tag.piece.tag == "h1" for tag in tags(structure)) and not _is_included(structure):
        yield Spot("The page has no heading of level 1.")


def _is_included(structure: Structure) -> bool:
    docset, path = structure.subject.docset, structure.subject.path
    for leaf in structure.leaves:
        if leaf.token.type == "learn_include" and (file := included(docset, leaf.token.meta["path"], path)):
            article = docset.article(file)
            if heading_title(project(article, Side.TARGET, normalize=True).text):
                return True
    return False


CHECK = ArticleCheck("h1-missing", find)
