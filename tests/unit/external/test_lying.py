from time import process_time

import pytest

from tweeluik.external.lying import is_lying, title_of


@pytest.mark.parametrize(
    "title",
    [
        "404",
        "404 Not Found",
        "Error 404",
        "Page not found",
        "Pagina niet gevonden",
        "Pagina niet gevonden | De winkel",
        "De winkel - Page Not Found",
        "Error 404: Page not found – Example",
        "The page cannot be found",
        "This page doesn&#39;t exist",
        "Deze pagina bestaat niet meer.",
        "Seite nicht gefunden · Laden",
        "HTTP 404",
    ],
)
def test_titles_that_say_that_there_is_nothing(title: str) -> None:
    page = f"<html><head><TITLE lang=nl>\n {title}\n</TITLE></head>".encode()
    assert is_lying("https://a.example/page", "https://a.example/page", "text/html", page)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "...",
        "-",
        "Overzicht",
        "Page not found errors in SharePoint",
        "What to do if a page is not found",
        "Waarom een pagina niet gevonden wordt",
        "404 ways to cook rice",
        "Peugeot 404",
        "Lost and found",
        "Not found footage: a review",
        "Room 404 in the hotel | Hotel",
        "x" * 400 + " | 404",
    ],
)
def test_titles_that_may_mean_something_else(title: str) -> None:
    page = f"<title>{title}</title>".encode()
    assert not is_lying("https://a.example/page", "https://a.example/page", "text/html", page)


def test_a_link_that_is_about_such_pages_is_believed() -> None:
    page = b"<title>404 Not Found - HTTP</title>"
    for url in (
        "https://a.example/status/404",
        "https://a.example/not-found",
        "https://a.example/pagina-niet-gevonden",
    ):
        assert not is_lying(url, url, "text/html", page)


@pytest.mark.parametrize("path", ["404", "404.html", "err/not-found", "NotFound.aspx", "page-not-found/"])
def test_a_redirection_to_a_page_for_errors_is_not_believed(path: str) -> None:
    assert is_lying("https://a.example/page", f"https://a.example/{path}", "text/html", b"<title>Oops</title>")


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        ("<title>é</title>".encode(), "text/html", "é"),
        ("<title>é</title>".encode("latin-1"), "text/html; charset=ISO-8859-1", "é"),
        (b"<title>\xff</title>", "text/html; charset=punycode", "\ufffd"),
        (b"<title>a", "text/html", ""),
        (b"<title", "text/html", ""),
        (b"<p>title</p>", "text/html", ""),
        (b"", "", ""),
    ],
)
def test_titles(body: bytes, content_type: str, expected: str) -> None:
    assert title_of(body, content_type) == expected


@pytest.mark.parametrize("letters", ["<title", "<title>", "</title", "a", " ", "404 ", "not found ", "- ", "&amp;"])
def test_no_page_takes_long(letters: str) -> None:
    begun = process_time()
    for page in (letters * 30_000, f"<title>{letters * 300}</title>"):
        is_lying("https://a.example/", "https://a.example/", "text/html", page.encode())
    assert process_time() - begun < 1.0
