"""`dev-language-invalid`: a code block in a language that is not known (source-format 6.3, rule CodeLanguageInvalid).

Known is what the site colours, and what the reference build tool knows besides.
"""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from pygments.lexers import get_all_lexers

from tweeluik.checks.format.structure import structure_of
from tweeluik.checks.subject import ArticleCheck, Spot, Subject

NEAREST = 0.75
"""How alike two names are, from 0 to 1, if one is to be suggested for the other."""
_OTHERS = frozenset(
    "azcli azurecli azurecli-interactive azurepowershell azurepowershell-interactive azure-interactive cli cmd csv dax"
    " devlang dos dotnetcli excel-formula exchangemanagementpowershell kusto mermaid msgraph-interactive none nocode"
    " odata output powerquery-m powerapps-comma powerapps-dot powerappsfl powershell-interactive rest sms text usql"
    " visualstudiocode wmi-cim xaml zsh".split()
)
"""Names of the reference build tool that no lexer goes by."""


def find(subject: Subject) -> Iterator[Spot]:
    """Yield a spot for the opening line of each."""
    structure = structure_of(subject)
    for leaf in structure.leaves:
        token = leaf.token
        name = token.info.strip().split(None, 1)[0] if token.type == "fence" and token.info.strip() else ""
        if name and name.lower() not in _known():
            near = get_close_matches(name.lower(), _known(), 1, NEAREST)
            hint = f" Is '{near[0]}' meant?" if near else ""
            yield structure.at_line(f"'{name}' is no language that is known.{hint}", leaf.line)


@cache
def _known() -> dict[str, None]:
    """Return the names in order, so that the nearest one is always the same."""
    return dict.fromkeys(sorted({alias for lexer in get_all_lexers(plugins=False) for alias in lexer[1]} | _OTHERS))


CHECK = ArticleCheck("dev-language-invalid", find)
