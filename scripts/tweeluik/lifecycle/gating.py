"""Running the gates: each module of the folder `gates` has one."""

import os
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, date, datetime
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tweeluik.docset.docset import Docset
from tweeluik.lifecycle import gates
from tweeluik.lifecycle.compiling import compile_rules
from tweeluik.lifecycle.gate import Gate
from tweeluik.lifecycle.pins import finder_of
from tweeluik.lifecycle.records import Breach, Rules
from tweeluik.lifecycle.situation import Situation
from tweeluik.model import Side

TOOL_PAGES = "tools/"
"""The folder of the tools' pages, in the folder of each language."""


@cache
def all_gates() -> tuple[Gate, ...]:
    """Return every gate, by the names of their modules."""
    names = sorted(module.name for module in iter_modules(gates.__path__))
    return tuple(import_module(f"{gates.__name__}.{name}").GATE for name in names)


def situation_of(docset: Docset, rules: Rules, today: date, only: Collection[str] | None = None) -> Situation:
    """Gather what the gates look at.

    Args:
        docset: the index of the docset.
        rules: its rules.
        today: the day that reviews and waivers are held against.
        only: paths of the articles that findings are wanted in; None for everything.
    """
    languages = docset.settings.language(Side.TARGET).code, docset.settings.language(Side.SOURCE).code
    wanted = None if only is None else frozenset(path.removesuffix(".md") for path in only)
    pins = [*rules.pins(), *(aside.pin for aside in rules.asides)]
    names = {pin.article for pin in pins if wanted is None or pin.article in wanted}
    compiled = compile_rules(rules, *languages)
    pages = {} if wanted is not None else dict(_tool_pages(docset))
    return Situation(rules, compiled, finder_of(docset, names), today, languages=languages, pages=pages, only=wanted)


def _tool_pages(docset: Docset) -> Iterator[tuple[str, str]]:
    folders = tuple(f"{docset.settings.language(side).code}/{TOOL_PAGES}" for side in Side)
    for path in docset.hub_pages:
        if path.startswith(folders):
            try:
                yield path, (docset.root / path).read_text(encoding="utf-8-sig", errors="replace")
            except OSError:
                continue


def breaches(situation: Situation) -> Iterator[Breach]:
    """Yield what the gates find; of single articles, those that are about sentences."""
    for gate in all_gates():
        if situation.only is None or not gate.is_general:
            yield from gate.find(situation)


def today(environment: Mapping[str, str] = os.environ) -> date:
    """Return the day of a build: that of SOURCE_DATE_EPOCH (seconds since 1970) where it is set, else the clock's."""
    epoch = environment.get("SOURCE_DATE_EPOCH", "")
    if epoch.isascii() and epoch.isdigit():
        try:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        except (OverflowError, ValueError, OSError):
            pass
    return datetime.now(UTC).date()
