"""The sheet of facts of one article."""

from tweeluik.article.front_matter import place_of
from tweeluik.article.projection import description, heading_title, title
from tweeluik.checks.docset import Named, Sheet
from tweeluik.checks.links.found import resources_of
from tweeluik.checks.subject import Subject
from tweeluik.model import Side


def sheet_of(subject: Subject) -> Sheet:
    """Return what checks of the whole docset need to know of an article."""
    article = subject.article
    matter = article.front_matter
    sides = (Side.TARGET, Side.SOURCE) if article.is_bilingual else (Side.TARGET,)
    at = {key: place_of(matter, key) for key in ("title", "description")} if matter else {}
    titles = {side: Named(text, at["title"]) for side in sides if at and (text := title(article, side))}
    described = {side: description(article, side) for side in sides if at}
    descriptions = {side: Named(text, at["description"]) for side, text in described.items() if text}
    headings = {}
    for token in subject.parsed(Side.TARGET).tokens:
        if token.type == "heading_open" and token.tag == "h1" and token.map:
            start = subject.offset(Side.TARGET, subject.line_start(Side.TARGET, token.map[0]))
            for side in sides:
                headings[side] = Named(heading_title(subject.projection(side).text), subject.lines.place(start))
            break
    robots = matter.string("ROBOTS").upper() if matter else ""
    is_page = subject.path in subject.docset.pages
    return Sheet(subject.path, is_page, "NOINDEX" in robots, titles, descriptions, headings, resources_of(subject))
