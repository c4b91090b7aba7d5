"""Texts that several pages of a docset have in common, such as their titles."""

from collections.abc import Callable, Iterable, Iterator

from tweeluik.checks.docset import Named, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.codes import codes


def duplicates(
    code: str, what: str, sheets: Iterable[Sheet], text_of: Callable[[Sheet], Named | None]
) -> Iterator[Finding]:
    """Yield a finding for each page whose text another page has as well.

    Case and spaces make no difference. Includes, and pages that search engines leave out, are not looked at.
    """
    groups: dict[str, list[tuple[Sheet, Named]]] = {}
    for sheet in sheets:
        named = text_of(sheet)
        if sheet.is_page and not sheet.not_indexed and named:
            groups.setdefault(" ".join(named.text.casefold().split()), []).append((sheet, named))
    for group in groups.values():
        for number, (sheet, named) in enumerate(group if len(group) > 1 else ()):
            other = group[1 if number == 0 else 0][0]
            more = len(group) - 2
            others = f"'{other.path}'{f' and {more} more' if more else ''}"
            message = f"The {what} is also that of {others}."
            yield Finding(code, codes()[code].severity, sheet.path, message, named.place)
