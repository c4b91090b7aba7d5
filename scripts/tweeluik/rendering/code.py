"""Code blocks, coloured for the languages that Pygments knows."""

from functools import cache
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

LONGEST_COLOURED = 20_000
"""Characters; longer code is shown plain."""
_OTHER_NAMES = {
    "dos": "bat",
    "cli": "console",
    "azurecli": "console",
    "zsh": "bash",
    "exchangemanagementpowershell": "powershell",
}
_FORMATTER: "HtmlFormatter[str]" = HtmlFormatter(nowrap=True)


def highlighted(code: str, language: str) -> str:
    """Return the HTML of a code block; `language` is the first word after the fence."""
    name = "".join(letter for letter in language.lower() if letter.isalnum() or letter in "+#-_.")
    lexer = _lexer(name) if name and len(code) <= LONGEST_COLOURED else None
    text = highlight(code, lexer, _FORMATTER) if lexer else escape(code, quote=False)
    kind = f' class="language-{escape(name)}"' if name else ""
    return f'<div class="highlight"><pre><code{kind}>{text}</code></pre></div>\n'


@cache
def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(_OTHER_NAMES.get(name, name), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
