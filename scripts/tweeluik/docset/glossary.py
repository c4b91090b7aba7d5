"""The glossary of a docset: its terms in each language, the words to use and to avoid for them, and an explanation.

`glossary.yml` lies at the root of the docset. It is a mapping with the lists `groups` and `terms`; the comment at the
top of our own tells what a term is made of.
"""

import enum
import re
from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from tweeluik.article.front_matter import compose_yaml
from tweeluik.article.reading import LARGEST_FILE
from tweeluik.diagnostics import Diagnostic
from tweeluik.text import Place

GLOSSARY = "glossary.yml"
"""The file, relative to the root of the docset."""
_OTHER_FORMAT = re.compile(r"\s*### ?YamlMime:")
"""How files begin that Learn shows as pages: one by this name is no list of terms."""
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_TERM_KEYS = frozenset({"id", "group", "see", "quoted_in", "tooltip"})
_WORDING_KEYS = frozenset({"preferred", "admitted", "forbidden", "allowed_in", "explanation"})


class Tooltip(enum.Enum):
    """For which words of a term articles give its explanation."""

    ALL = "all"
    PREFERRED = "preferred"
    """For the preferred word only: the admitted ones are everyday words as well."""
    NONE = "none"
    """For none: readers know the word."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language for a term."""

    language: str
    """Code of the language, such as `nl`."""
    preferred: str
    """The word to use. One with a capital is a name, and is written with that capital everywhere."""
    admitted: tuple[str, ...] = ()
    """Words that may stand in its place."""
    forbidden: tuple[str, ...] = ()
    """Words never to use for it."""
    allowed_in: tuple[str, ...] = ()
    """Names, as of buttons, in which a forbidden word may stand."""
    explanation: str = ""
    """What it means, in a sentence of plain text."""
    place: Place = Place()

    @property
    def words(self) -> tuple[str, ...]:
        """The words that may be used, the preferred one first."""
        return (self.preferred, *self.admitted)


@dataclass(frozen=True, slots=True)
class Term:
    """One concept."""

    id: str
    """Stable name, never shown."""
    group: str = ""
    """The id of its group."""
    see: str = ""
    """The article that explains it: its path without `.md`."""
    quoted_in: tuple[str, ...] = ()
    """Articles that quote a forbidden word in order to warn against it: paths without `.md`."""
    tooltip: Tooltip = Tooltip.ALL
    """For which of its words articles explain it, where they first use one."""
    wordings: tuple[Wording, ...] = ()
    place: Place = Place()

    def wording(self, language: str) -> Wording | None:
        """Return its words in a language, by code; None if it has none."""
        return next((one for one in self.wordings if one.language == language), None)

    def explanation(self, word: str, language: str) -> str:
        """Return what a reader who meets one of its words is told; '' if that is nothing."""
        wording = self.wording(language)
        if wording is None or self.tooltip is Tooltip.NONE:
            return ""
        return wording.explanation if self.tooltip is Tooltip.ALL or word == wording.preferred else ""


@dataclass(frozen=True, slots=True)
class Group:
    """A part of the glossary."""

    id: str
    names: tuple[tuple[str, str], ...] = ()
    """Its heading by code of the language."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a docset; none if it has no glossary."""

    groups: tuple[Group, ...] = ()
    terms: tuple[Term, ...] = ()


def read_glossary(content: bytes, path: str = GLOSSARY) -> tuple[Glossary, list[Diagnostic]]:
    """Read a glossary.

    Args:
        content: the bytes of the file, whatever they are.
        path: the file's name in messages, relative to the docset.

    Returns:
        What is understood of it, and what is not.
    """
    text = content.decode("utf-8-sig", errors="replace")
    if _OTHER_FORMAT.match(text):
        return Glossary(), []
    if len(text) > LARGEST_FILE:
        return Glossary(), [Diagnostic("file-too-large", f"The file has {len(text):,} characters.", path)]
    try:
        root = compose_yaml(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(mark.line + 1, mark.column + 1) if mark else Place()
        problem = getattr(error, "problem", None) or "it cannot be parsed"
        return Glossary(), [Diagnostic("invalid-glossary", f"The YAML is broken: {problem}.", path, place)]
    reader = _Reader(path)
    return reader.glossary(root), reader.diagnostics


_TOOLTIPS = {one.value: one for one in Tooltip}


class _Reader:
    """Makes records of the nodes of a glossary; none is looked into deeper than its records go."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.diagnostics: list[Diagnostic] = []

    def glossary(self, root: yaml.Node | None) -> Glossary:
        if root is None:
            return Glossary()
        parts = self._mapping(root)
        if not isinstance(root, yaml.MappingNode) or not isinstance(parts.get("terms"), yaml.SequenceNode):
            self._report("invalid-glossary", "It is no mapping with a list of terms.", root)
            return Glossary()
        groups = tuple(self._groups(parts.get("groups")))
        return Glossary(groups, tuple(self._terms(parts["terms"], frozenset(one.id for one in groups))))

    def _groups(self, node: yaml.Node | None) -> Iterator[Group]:
        for item in node.value if isinstance(node, yaml.SequenceNode) else ():
            parts = self._mapping(item)
            names = tuple((key, _line(value)) for key, value in parts.items() if key != "id" and _line(value))
            if identifier := _line(parts.get("id")):
                yield Group(identifier, names)
            else:
                self._report("glossary-unclear-term", "A group has no id.", item)

    def _terms(self, node: yaml.Node, groups: frozenset[str]) -> Iterator[Term]:
        taken: set[str] = set()
        for item in node.value:
            parts = self._mapping(item)
            identifier = _line(parts.get("id"))
            if not identifier or identifier in taken:
                problem = f"Two terms have the id '{identifier}'." if identifier else "A term has no id."
                self._report("glossary-unclear-term", problem, item)
                continue
            taken.add(identifier)
            yield self._term(identifier, item, parts, groups)

    def _term(self, identifier: str, node: yaml.Node, parts: dict[str, yaml.Node], groups: frozenset[str]) -> Term:
        group = _line(parts.get("group"))
        if group and group not in groups:
            self._report("glossary-unclear-term", f"There is no group '{group}'.", parts["group"])
        tooltip = _line(parts.get("tooltip")) or Tooltip.ALL.value
        if tooltip not in _TOOLTIPS:
            names = ", ".join(_TOOLTIPS)
            self._report("glossary-unclear-term", f"'tooltip' is one of {names}, not '{tooltip}'.", parts["tooltip"])
        wordings = [self._wording(key, value) for key, value in parts.items() if key not in _TERM_KEYS]
        return Term(
            identifier,
            group,
            _line(parts.get("see")),
            self._list(parts.get("quoted_in")),
            _TOOLTIPS.get(tooltip, Tooltip.ALL),
            tuple(one for one in wordings if one),
            _place(node),
        )

    def _wording(self, language: str, node: yaml.Node) -> Wording | None:
        if not _LANGUAGE.fullmatch(language):
            self._report("glossary-unclear-term", f"'{language}' is no part of a term, and no language.", node)
            return None
        parts = self._mapping(node)
        for key in sorted(parts.keys() - _WORDING_KEYS):
            self._report("glossary-unclear-term", f"'{key}' says nothing about words.", parts[key])
        preferred = _line(parts.get("preferred"))
        if not preferred:
            self._report("glossary-unclear-term", f"The term has no preferred word in '{language}'.", node)
            return None
        admitted, forbidden, allowed_in = (
            self._list(parts.get(key)) for key in ("admitted", "forbidden", "allowed_in")
        )
        explanation = _line(parts.get("explanation"))
        return Wording(language, preferred, admitted, forbidden, allowed_in, explanation, _place(node))

    def _mapping(self, node: yaml.Node | None) -> dict[str, yaml.Node]:
        """Return the nodes of a mapping by key, the first of equal ones; none if it is something else."""
        found: dict[str, yaml.Node] = {}
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            name = _line(key)
            if name in found:
                self._report("yaml-duplicate-key", f"The key '{name}' occurs twice.", key)
            found.setdefault(name, value)
        return found

    def _list(self, node: yaml.Node | None) -> tuple[str, ...]:
        if node is None:
            return ()
        if not isinstance(node, yaml.SequenceNode):
            if _line(node):
                self._report("glossary-unclear-term", f"'{_line(node)}' stands where a list should.", node)
            return ()
        return tuple(word for word in map(_line, node.value) if word)

    def _report(self, code: str, message: str, node: yaml.Node) -> None:
        self.diagnostics.append(Diagnostic(code, message, self.path, _place(node)))


def _place(node: yaml.Node) -> Place:
    return Place(node.start_mark.line + 1, node.start_mark.column + 1)


def _line(node: yaml.Node | None) -> str:
    """Return a scalar as one line of text, as it is written; '' for nothing, and for what is no scalar."""
    if not isinstance(node, yaml.ScalarNode) or node.tag.endswith(":null"):
        return ""
    return " ".join(node.value.split())
