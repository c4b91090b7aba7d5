"""The checks there are: each module of the folders below is one."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from tweeluik.checks.docset import DocsetCheck, UsageCheck
from tweeluik.checks.pair import PairCheck
from tweeluik.checks.subject import ArticleCheck

FOLDERS = ("format", "front_matter", "links", "translation")

Check = PairCheck | ArticleCheck | UsageCheck | DocsetCheck


@cache
def all_checks() -> tuple[Check, ...]:
    """Return every check, by code."""
    found: list[Check] = []
    for folder in FOLDERS:
        package = import_module(f"tweeluik.checks.{folder}")
        for module in iter_modules(package.__path__):
            loaded = import_module(f"{package.__name__}.{module.name}")
            if check := getattr(loaded, "CHECK", None):
                found.append(check)
    return tuple(sorted(found, key=lambda one: one.code))
