"""The calculators of a docset: its rules as they were read, and where on the site they are stated."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tweeluik.diagnostics import Diagnostic
from tweeluik.docset.links import page_address
from tweeluik.lifecycle.compiling import canonical, compile_rules
from tweeluik.lifecycle.pins import fingerprint
from tweeluik.lifecycle.reading import has_rules, read_rules
from tweeluik.lifecycle.records import FOLDER, Pin, Rules
from tweeluik.model import Side
from tweeluik.site.framing import iso_date
from tweeluik.site.site import Site
from tweeluik.words import Words


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that states a rule, as a page shows it."""

    text: str
    tag: str
    """Tag of its language."""
    title: str
    """The title of its article."""
    address: str
    """Where it stands, relative to the root of the site."""
    date: str
    """The article's date as ISO text, '' if it has none."""


class Calculators:
    """What the pages of the calculators are made from."""

    def __init__(self, site: Site, rules: Rules, problems: Sequence[Diagnostic] = ()) -> None:
        """Take the rules of a site's docset.

        Args:
            site: the site.
            rules: what was read from the docset's folder.
            problems: what is wrong with it.
        """
        self.site = site
        self.rules = rules
        self.problems = tuple(problems)
        settings = site.docset.settings
        self.compiled: dict[str, Any] = compile_rules(rules, settings.target.code, settings.source.code)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the rules in their canonical form: the same digest, the same results."""
        return hashlib.sha256(canonical(self.compiled).encode()).hexdigest()

    def words(self, side: Side) -> Mapping[str, str]:
        """Return the words of the tools in a language; of another one where it has none."""
        code = self.site.docset.settings.language(side).code
        found = self.rules.words
        return found.get(code) or next((found[one] for one in sorted(found)), {})

    def interface(self, side: Side) -> Words:
        """Return the words of the interface in a language."""
        return self.site.words(side)

    def tool_page(self, tool: str, side: Side) -> str:
        """Return the address of a tool's page in a language, relative to the root of the site; '' if it has none."""
        page = str(self.rules.tools[tool].get("page", ""))
        return self.hub_address(page, side)

    def hub_address(self, path: str, side: Side) -> str:
        """Return the address of a page of a language's folder, relative to the root of the site; '' if it has none."""
        return self.site.address(path, side) if side in self.site.docset.hubs.get(path, ()) else ""

    def title(self, tool: str, side: Side) -> str:
        """Return the name of a tool: the title of its page."""
        page = str(self.rules.tools[tool].get("page", ""))
        there = side in self.site.docset.hubs.get(page, ())
        return self.site.docset.title(page, side) if there else self.words(side).get(f"tools.{tool}.title", tool)

    def claims_of(self, tool: str) -> tuple[str, ...]:
        """Return the rules that a tool's results rest on, in the order of first use."""
        return _cited(self.rules.tools[tool], "claims", self.rules.claims)

    def conflicts_of(self, tool: str) -> tuple[str, ...]:
        """Return the contradictions and gaps that a tool's results tell of."""
        return tuple(sorted(_cited(self.rules.tools[tool], "conflicts", self.rules.conflicts), key=natural))

    @cached_property
    def tools_by_article(self) -> Mapping[str, tuple[str, ...]]:
        """The tools that use sentences of an article, by its path: those that use most of them first."""
        counts: dict[str, dict[str, int]] = {}
        for tool in self.rules.tools:
            for claim in self.claims_of(tool):
                for article in {f"{pin.article}.md" for pin in self.rules.claims[claim].pins}:
                    by_tool = counts.setdefault(article, {})
                    by_tool[tool] = by_tool.get(tool, 0) + 1
        return {path: tuple(sorted(found, key=lambda one: -found[one])) for path, found in sorted(counts.items())}

    @cached_property
    def pins_by_article(self) -> Mapping[str, tuple[Pin, ...]]:
        """The pins into each article, by its path."""
        found: dict[str, list[Pin]] = {}
        for pin in self.rules.pins():
            found.setdefault(f"{pin.article}.md", []).append(pin)
        return {path: tuple(pins) for path, pins in found.items()}

    def sentence(self, pin: Pin, side: Side) -> Sentence:
        """Return the sentence that a pin names in a language, or in the other one where it has none."""
        path = f"{pin.article}.md"
        there = side if pin.source is not None and side in self._sides(path) else Side.TARGET
        text = (pin.source or "") if there is Side.SOURCE else pin.target
        address = self.site.prefix(there) + page_address(path) + f"#{anchor(pin)}"
        docset = self.site.docset
        title = docset.title(path, there) if path in docset.pages else pin.article
        return Sentence(text, docset.settings.language(there).tag, title, address, self.article_date(path))

    def _sides(self, path: str) -> tuple[Side, ...]:
        docset = self.site.docset
        return docset.sides(path) if path in docset.pages else ()

    def article_date(self, path: str) -> str:
        """Return an article's date as ISO text; '' if it has none."""
        if path not in self.site.docset.pages:
            return ""
        matter = self.site.docset.article(path).front_matter
        return iso_date(matter.string("ms.date")) if matter else ""

    def dates_of(self, claims: Sequence[str]) -> tuple[str, ...]:
        """Return the dates of the articles that state some rules, as ISO text, oldest first."""
        paths = {f"{pin.article}.md" for claim in claims for pin in self.rules.claims[claim].pins}
        return tuple(sorted({date for path in paths if (date := self.article_date(path))}))


def _cited(tool: Mapping[str, Any], key: str, known: Mapping[str, Any]) -> tuple[str, ...]:
    parts = (*tool.get("outcomes", ()), *tool.get("items", ()))
    return tuple(dict.fromkeys(str(one) for part in parts for one in part.get(key, ()) if one in known))


def best_first(pins: Iterable[Pin]) -> list[Pin]:
    """Return pins with those in the lead that are whole sentences and give the rule with its bound."""
    return sorted(pins, key=lambda pin: (pin.is_number_only, not pin.target.endswith((".", "?", "!"))))


def anchor(pin: Pin) -> str:
    """Return the id of the place in an article that a pin names: its segment, or a mark of the sentence."""
    return pin.segment or f"s-{fingerprint(pin.target)[:8]}"


def natural(name: str) -> tuple[tuple[int, str], ...]:
    """Return what sorts names with numbers as people do: C2 before C10."""
    runs = re.findall(r"[0-9]+|[^0-9]+", name)
    return tuple((int(run), "") if run[0] in "0123456789" else (-1, run) for run in runs)


class Library:
    """The calculators of a site, read again when a file of the rules has changed."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._stamp: tuple[tuple[str, int, int], ...] | None = None
        self._current: Calculators | None = None

    def current(self) -> Calculators | None:
        """Return the calculators; None if the docset has no rules."""
        root, settings = self.site.docset.root, self.site.docset.settings
        if not has_rules(root):
            return None
        stamp = tuple(_stamps(root / FOLDER))
        if self._current is None or stamp != self._stamp:
            rules, problems = read_rules(root, settings.target.code, settings.source.code)
            self._current, self._stamp = Calculators(self.site, rules, problems), stamp
        return self._current


def _stamps(folder: Path) -> Iterator[tuple[str, int, int]]:
    for file in sorted(folder.glob("*.yml")):
        status = file.stat()
        yield file.name, status.st_mtime_ns, status.st_size
