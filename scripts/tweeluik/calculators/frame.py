"""What all templates of the calculators share: words, addresses, and the environment that they are read in."""

import json
from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tweeluik.calculators.library import Calculators
from tweeluik.model import Side
from tweeluik.resources import OVERRIDES

INDEX_PAGE = "tools/index.md"
RULES_PAGE = "tools/rules.md"
REPORT_PAGE = "making/contradictions.md"
"""Pages of a language's folder that other pages lead to, if the docset has them."""


def render(calculators: Calculators, template: str, path: str, side: Side, **values: object) -> str:
    """Return a part of a page.

    Args:
        calculators: the calculators.
        template: a file in `overrides/lifecycle/`.
        path: the page, relative to its language's folder.
        side: the language.
        values: what the template reads besides.
    """
    site = calculators.site
    words = calculators.interface(side)
    return (
        _environment()
        .get_template(f"lifecycle/{template}")
        .render(
            words=words.table,
            say=calculators.words(side),
            fill=lambda key, **given: filled(words.table, key, given),
            date_text=lambda iso: date_text(iso, words.table),
            root="../" * site.address(path, side).count("/") or "./",
            page_tag=site.docset.settings.language(side).tag,
            index_page=calculators.hub_address(INDEX_PAGE, side),
            rules_page=calculators.hub_address(RULES_PAGE, side),
            report_page=calculators.hub_address(REPORT_PAGE, side),
            **values,
        )
    )


def filled(words: Mapping[str, str], key: str, values: Mapping[str, object]) -> str:
    """Return one of the interface's words with what stands between braces filled in."""
    text = words[key]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def date_text(iso: str, interface: Mapping[str, str]) -> str:
    """Write an ISO date in the words of the site."""
    year, month, day = iso.split("-")
    given = {"day": int(day), "month": interface[f"month_{int(month)}"], "year": year}
    return filled(interface, "date_format", given)


def data_block(value: object) -> str:
    """Return a value as JSON that can stand in a script element."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.replace("<", "\\u003c")


@cache
def _environment() -> Environment:
    # The build reads the templates once; a change to one shows in the preview after a restart.
    loader = FileSystemLoader(OVERRIDES)
    return Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
