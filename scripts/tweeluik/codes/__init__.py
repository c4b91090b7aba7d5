"""The table of all that can be found: one entry per code, in one file per group.

From it come severities and remedies, `tweeluik explain`, the pages about the checks in both languages, and the rules
in SARIF.
"""

import enum
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

GROUPS = ("reading", "format", "links", "front-matter", "translation", "exchange", "lifecycle")
"""The groups, in the order of the documentation."""
LANGUAGES = ("en", "nl")
"""The languages that each entry explains itself in."""


class Severity(enum.Enum):
    """How bad a finding is; only errors make a command exit with status 1."""

    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"
    INFO = "info"
    OFF = "off"

    @property
    def rank(self) -> int:
        """0 for the worst."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding."""

    name: str
    """Stable name, the reference build tool's own where it has one (source-format 6)."""
    group: str
    severity: Severity
    """Unless the docset's settings say otherwise."""
    summary: Mapping[str, str]
    """One sentence, by language."""
    why: Mapping[str, str]
    """Why it matters."""
    mend: Mapping[str, str]
    """What to do about it."""
    wrong: str
    """An example of it."""
    right: str
    """The same, mended."""
    fixable: bool = False
    """Whether `tweeluik fix` can mend it."""
    languages: tuple[str, ...] = ()
    """Codes of the target languages whose words the check knows; empty for every language."""


@cache
def codes() -> Mapping[str, Code]:
    """Return every kind of finding, by name, in the order of groups and names."""
    found = {}
    for group in GROUPS:
        table = tomllib.loads(files(__name__).joinpath(f"{group}.toml").read_text(encoding="utf-8"))
        for name in sorted(table):
            entry = table[name]
            found[name] = Code(
                name,
                group,
                Severity(entry["severity"]),
                summary=MappingProxyType(entry["summary"]),
                why=MappingProxyType(entry["why"]),
                mend=MappingProxyType(entry["mend"]),
                wrong=entry["wrong"].strip("\n"),
                right=entry["right"].strip("\n"),
                fixable=entry.get("fixable", False),
                languages=tuple(entry.get("languages", ())),
            )
    return MappingProxyType(found)
