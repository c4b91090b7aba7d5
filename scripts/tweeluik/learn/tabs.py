"""Tab groups: headings that are a link to `#tab/id`, up to a thematic break or the end of their container."""

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from tweeluik.learn.constructs import TAB_LINK


def tabs(md: MarkdownIt) -> None:
    """Teach a parser tab groups."""
    md.core.ruler.after("inline", "tabs", _core)


def tab_of(inline: Token) -> tuple[str, list[Token]] | None:
    """Return the ids and the label of a heading that opens a tab; None for other headings."""
    children = [
        child
        for child in inline.children or []
        if child.type != "html_inline" and not (child.type == "text" and not child.content.strip())
    ]
    if len(children) < 2 or children[0].type != "link_open" or children[-1].type != "link_close":  # noqa: PLR2004
        return None
    if sum(child.type == "link_open" for child in children) != 1:
        return None
    match = TAB_LINK.fullmatch(str(children[0].attrGet("href") or ""))
    return (match["ids"], children[1:-1]) if match else None


def _core(state: StateCore) -> None:
    if "#tab/" not in state.src:
        return
    tokens = state.tokens
    result: list[Token] = []
    groups: list[bool] = [False]
    index = 0
    while index < len(tokens):
        token = tokens[index]
        found = tab_of(tokens[index + 1]) if token.type == "heading_open" else None
        if found:
            if groups[-1]:
                result.append(_token("learn_tab_close", -1))
            else:
                result.append(_token("learn_tabs_open", 1))
            groups[-1] = True
            ids, label = found
            opening = _token("learn_tab_open", 1)
            opening.meta = {"ids": ids}
            opening.map = token.map
            name = tokens[index + 1].copy(children=label)
            result += [opening, _token("learn_tab_name_open", 1), name, _token("learn_tab_name_close", -1)]
            index += 3
            continue
        if token.type == "hr" and groups[-1]:
            result += _closed(groups)
            index += 1
            continue
        if token.nesting < 0:
            result += _closed(groups)
            groups.pop()
        elif token.nesting > 0:
            groups.append(False)
        result.append(token)
        index += 1
    state.tokens = result + _closed(groups)


def _closed(groups: list[bool]) -> list[Token]:
    if not groups[-1]:
        return []
    groups[-1] = False
    return [_token("learn_tab_close", -1), _token("learn_tabs_close", -1)]


def _token(kind: str, nesting: int) -> Token:
    return Token(kind, "div", 1 if nesting > 0 else -1, block=True)
