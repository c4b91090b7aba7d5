"""The words of the interface, one file per language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from tweeluik.language import Language

FALLBACK = "en"
"""The language of the words where a language has none of its own."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    language: str
    """Code of the language that the words are in: the one asked for, or the fallback."""
    table: Mapping[str, str]

    def __getitem__(self, key: str) -> str:
        return self.table[key]

    def get(self, key: str, default: str = "") -> str:
        """Return a word, or `default` if there is none by that name."""
        return self.table.get(key, default)


@cache
def words_for(language: Language) -> Words:
    """Return the words in a language, or the English ones if there are none."""
    code = language.code if _file(language.code).is_file() else FALLBACK
    table = yaml.safe_load(_file(code).read_text(encoding="utf-8"))
    return Words(code, {str(key): str(value) for key, value in table.items()})


def _file(code: str):  # type: ignore[no-untyped-def]  # noqa: ANN202 - Traversable moved between versions
    return files(__name__).joinpath(f"{code}.yml")
