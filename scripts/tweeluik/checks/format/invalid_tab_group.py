"""`invalid-tab-group`: tabs of one group that cannot be told apart, or one with nothing in it (source-format 6.2)."""

from collections.abc import Iterable, Iterator

from markdown_it.token import Token

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.format.tags import is_seen
from tweeluik.checks.subject import ArticleCheck, Spot, Subject


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for each tab with the id of an earlier one, and for each that is empty."""
    structure = structure_of(subject)
    tokens = structure.tokens
    if any(token.type == "learn_tabs_open" for token in tokens):
        for message, tab in (*_repeated(tokens), *_empty(tokens)):
            yield structure.at_line(message, tab.map[0] if tab.map else 0)


def _repeated(tokens: Iterable[Token]) -> Iterator[tuple[str, Token]]:
    groups: list[set[str]] = []
    for token in tokens:
        if token.type == "learn_tabs_open":
            groups.append(set())
        elif token.type == "learn_tabs_close":
            groups.pop()
        elif token.type == "learn_tab_open":
            ids = token.meta["ids"]
            if ids in groups[-1]:
                yield f"A tab before this one has the id '{ids}' too.", token
            groups[-1].add(ids)


def _empty(tokens: Iterable[Token]) -> Iterator[tuple[str, Token]]:
    tabs: list[Token] = []
    """Those that are open, and in which nothing was seen yet."""
    in_name = False
    for token in tokens:
        if token.type == "learn_tab_open":
            tabs.append(token)
        elif token.type == "learn_tab_close":
            if tabs:
                yield "Nothing stands in this tab.", tabs.pop()
        elif token.type in {"learn_tab_name_open", "learn_tab_name_close"}:
            in_name = token.nesting > 0
        elif not in_name and token.nesting == 0 and is_seen(token):
            tabs.clear()


CHECK = ArticleCheck("invalid-tab-group", find)
