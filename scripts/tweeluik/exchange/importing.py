"""Edits that come back into an article: only the bytes of the targets change, and each unit has a fate."""

import enum
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import zip_longest

from tweeluik.article.reading import read_article
from tweeluik.codes import codes
from tweeluik.diagnostics import Diagnostic
from tweeluik.exchange.guards import Refusal, refusal
from tweeluik.exchange.unit import Edit, Unit, text_hash, units_of
from tweeluik.learn.blocks import kinds
from tweeluik.model import Article, BlockKind, Origin, Segment
from tweeluik.text import Place

_BYTE_ORDER_MARK = "\ufeff"
_LONE_LINE_FEED = re.compile(r"(?<!\r)\n")
_QUOTE = "&quot;"
_TYPE = re.compile(r"(?P<key>[^:\r\n]*:[ \t]*)[^\r\n]*", re.DOTALL)
_HUMAN = "HT"


_MOST_REFUSED = 50
"""Targets of one article that may make something else of it, before all are refused: each is found by reading it."""
_Block = tuple[str, BlockKind, tuple[str, ...]]
"""Id of a segment, kind of its block, and the containers round that."""


class Done(enum.Enum):
    """What can become of a unit that is not refused."""

    APPLIED = "applied"
    UNCHANGED = "unchanged"
    """The target is the one that went out."""
    ALREADY_APPLIED = "already-applied"
    """The article has this target by now."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What has become of one unit."""

    edit: Edit
    what: Done | Diagnostic
    """The reason, where it was refused."""

    @property
    def is_refused(self) -> bool:
        """Whether the article keeps its own target."""
        return isinstance(self.what, Diagnostic)

    @property
    def name(self) -> str:
        """In one word: applied, unchanged, already-applied, or the code of the refusal."""
        return self.what.code if isinstance(self.what, Diagnostic) else self.what.value


@dataclass(frozen=True, slots=True)
class Imported:
    """An article after import."""

    path: str
    fates: tuple[Fate, ...]
    """In the order of the edits."""
    before: bytes = b""
    after: bytes = b""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An edit, and the exchange file that it came in."""

    edit: Edit
    file: str
    """Its name in messages."""

    def refused(self, reason: Refusal) -> Fate:
        """Say why the edit is not used."""
        code, message = reason
        assert code in codes()
        place = Place(self.edit.line, 1) if self.edit.line else Place()
        return Fate(self.edit, Diagnostic(code, f"{self.edit.path} {self.edit.id}: {message}", self.file, place))


def is_unchanged(edit: Edit) -> bool:
    """Tell whether a unit came back as it went out: then nothing is asked of the article."""
    return text_hash(edit.target) == edit.target_hash


def refuse_article(path: str, arrivals: Iterable[Arrival], articles: frozenset[str]) -> Imported | None:
    """Refuse all edits of an article that the docset does not have.

    Args:
        path: as the exchange file names the article.
        arrivals: its edits.
        articles: the articles of the docset, relative to it, with forward slashes.
    """
    if path in articles:
        return None
    steps = re.split(r"[/\\]", path)
    if ".." in steps or not steps[0] or ":" in steps[0] or "\\" in path:
        reason = "import-path-refused", "The path leads out of the docset."
    else:
        reason = "import-article-unknown", "The docset has no such article."
    return Imported(path, tuple(_fate(one, reason) for one in arrivals))


def import_into(content: bytes, path: str, arrivals: Sequence[Arrival], *, human: bool = False) -> Imported:
    """Put edits into one article.

    Args:
        content: the bytes of the article.
        path: its path, relative to the docset.
        arrivals: edits of this article.
        human: whether to say in the front matter that the translation is a human's (`ms.translationtype`).

    Returns:
        The article with all edits that do no harm; `after` is `before` if there are none.
    """
    article = read_article(content, path)
    units = {unit.id: unit for unit in units_of(article)}
    changed = [one for one in arrivals if not is_unchanged(one.edit)]
    at_odds = _at_odds(changed)
    tables = _Tables(article)
    fates: dict[int, Fate] = {}
    accepted: dict[str, str] = {}
    for number, arrival in enumerate(arrivals):
        edit = arrival.edit
        if is_unchanged(edit):
            fates[number] = Fate(edit, Done.UNCHANGED)
            continue
        unit = units.get(edit.id)
        target = _with_line_ends_of(edit.target, unit.target if unit else "")
        found = _judge(edit, unit, target, at_odds, tables)
        if isinstance(found, Done):
            fates[number] = Fate(edit, found)
        elif found:
            fates[number] = arrival.refused(found)
        else:
            accepted[edit.id] = target
    kept = _Splicer(content, article).settle(accepted)
    for number, arrival in enumerate(arrivals):
        if number not in fates:
            strange = "import-reads-differently", "With this target the article would read as something else."
            is_kept = arrival.edit.id in kept
            fates[number] = Fate(arrival.edit, Done.APPLIED) if is_kept else arrival.refused(strange)
    after = _Splicer(content, article).spliced(kept, human=human) if kept else content
    return Imported(path, tuple(fates[number] for number in range(len(arrivals))), content, after)


def _fate(arrival: Arrival, reason: Refusal) -> Fate:
    return Fate(arrival.edit, Done.UNCHANGED) if is_unchanged(arrival.edit) else arrival.refused(reason)


def _at_odds(arrivals: Iterable[Arrival]) -> frozenset[str]:
    """Return the ids of units that have come back with more than one new target."""
    targets: dict[str, set[str]] = {}
    for one in arrivals:
        targets.setdefault(one.edit.id, set()).add(one.edit.target)
    return frozenset(name for name, some in targets.items() if len(some) > 1)


class _Tables:
    """Which segments stand in table cells: the article is parsed only if somebody asks."""

    def __init__(self, article: Article) -> None:
        self.article = article

    def has(self, name: str) -> bool:
        """Tell whether a segment stands in a table cell."""
        return name in self._ids

    @cached_property
    def _ids(self) -> frozenset[str]:
        return frozenset(segment.id for segment, block in kinds(self.article) if block.kind is BlockKind.TABLE_CELL)


def _judge(
    edit: Edit, unit: Unit | None, target: str, at_odds: frozenset[str], tables: _Tables
) -> Refusal | Done | None:
    """Say what becomes of an edit; None if nothing is against it so far."""
    if unit is None:
        return "import-unit-unknown", "The article has no such segment."
    if unit.is_locked:
        return "import-unit-locked", "The segment is damaged, or not the only one with its id."
    if unit.source_hash != edit.source_hash:
        return "import-source-changed", "The source is another one than was exported."
    is_old = unit.target_hash == edit.target_hash
    if target == unit.target:
        return Done.UNCHANGED if is_old else Done.ALREADY_APPLIED
    if not is_old:
        reason: Refusal = "import-target-changed", "The target in the article is another one than was exported."
    elif edit.id in at_odds:
        reason = "import-twice", "The unit has come back with different targets."
    else:
        return refusal(unit, target, partial(tables.has, edit.id))
    return reason


def _with_line_ends_of(target: str, old: str) -> str:
    """Undo what XML does to line ends."""
    return _LONE_LINE_FEED.sub("\r\n", target) if "\r\n" in old else target


class _Splicer:
    """Puts targets into the bytes of an article, and sees that it still reads as it should."""

    def __init__(self, content: bytes, article: Article) -> None:
        self.article = article
        self.text = content.decode("utf-8", errors="surrogateescape")
        self.segments = {segment.id: segment for segment in article.segments}

    def settle(self, targets: Mapping[str, str]) -> dict[str, str]:
        """Return those targets with which the article reads as before, but for them."""
        good = dict(targets)
        refused: list[str] = []
        while good and (at := self._first_difference(good)) is not None:
            if len(refused) == _MOST_REFUSED:
                return {}
            culprit = self._edited_at(at, good)
            refused.append(culprit)
            del good[culprit]
        # Who stood nearest to a difference did not always make it.
        for name in refused[:-1]:
            if self._first_difference(good | {name: targets[name]}) is None:
                good[name] = targets[name]
        return good

    def _edited_at(self, index: int, targets: Mapping[str, str]) -> str:
        """Return the last edited segment up to the one with an index; the first one if there is none."""
        before = [segment.id for segment in self.article.segments[: index + 1] if segment.id in targets]
        return before[-1] if before else next(segment.id for segment in self.article.segments if segment.id in targets)

    def _first_difference(self, targets: Mapping[str, str]) -> int | None:
        """Return the index of the first segment from which the article with these targets reads as another one.

        None if nothing but the targets is different.
        """
        again = read_article(self.spliced(targets), self.article.path)
        index = 0
        for part, other in zip_longest(_parts(self.article, targets), _parts(again, {})):
            if part != other:
                return index
            index += isinstance(part, tuple)
        for number, (block, other_block) in enumerate(zip_longest(self.blocks, _blocks(again))):
            if block != other_block:
                return number
        is_same = again.front_matter == self.article.front_matter and not _problems(again) - _problems(self.article)
        return None if is_same else index

    @cached_property
    def blocks(self) -> "list[_Block]":
        """Where the segments of the article stand."""
        return _blocks(self.article)

    def spliced(self, targets: Mapping[str, str], *, human: bool = False) -> bytes:
        """Write the article with other targets."""
        start = len(_BYTE_ORDER_MARK) if self.article.byte_order_mark else 0
        pieces = [self._head(human=human)]
        position = start + len(self.article.front_matter.text if self.article.front_matter else "")
        for segment in sorted((self.segments[name] for name in targets), key=lambda one: one.span):
            first = segment.span.start + len(segment.markup[0])
            begin = start + self._in_file(first)
            end = start + self._in_file(first + len(segment.target or ""))
            pieces += [self.text[position:begin], self._as_in_file(targets[segment.id], segment)]
            position = end
        return "".join([*pieces, self.text[position:]]).encode("utf-8", errors="surrogateescape")

    def _in_file(self, offset: int) -> int:
        """Turn an offset of the text as read into one of the text as it is: damaged quotes are longer there."""
        return offset + (len(_QUOTE) - 1) * bisect_left(self.article.damaged_quotes, offset)

    def _as_in_file(self, target: str, segment: Segment) -> str:
        """Write quotes as the segment's tags have them: a sound one would end the damage, and be none of a tag's."""
        quotes = self.article.damaged_quotes
        at = bisect_left(quotes, segment.span.start)
        is_damaged = at < len(quotes) and quotes[at] < segment.span.end
        return target.replace('"', _QUOTE) if is_damaged else target

    def _head(self, *, human: bool) -> str:
        mark = _BYTE_ORDER_MARK if self.article.byte_order_mark else ""
        front_matter = self.article.front_matter
        if front_matter is None:
            return mark
        if not human or self.article.origin is Origin.HUMAN:
            return mark + front_matter.text
        entries = [_as_human(one.text) if _is_type(one.key) else one.text for one in front_matter.entries]
        if not any(_is_type(one.key) for one in front_matter.entries):
            line_end = front_matter.opening.lstrip("- \t")
            entries.append(f"ms.translationtype: {_HUMAN}{line_end}")
        return f"{mark}{front_matter.opening}{''.join(entries)}{front_matter.closing}"


def _is_type(key: str) -> bool:
    return key.lower() == "ms.translationtype"


def _as_human(text: str) -> str:
    return _TYPE.sub(lambda match: f"{match['key'].rstrip()} {_HUMAN}", text, count=1)


def _parts(article: Article, targets: Mapping[str, str]) -> Iterator[tuple[str, ...] | str]:
    """Yield what the parts of an article say, with other targets: several texts of a segment, and one of others."""
    for part in article.parts:
        if isinstance(part, Segment):
            yield part.id, targets.get(part.id, part.target or ""), part.source or "", *part.markup
        else:
            yield f"{type(part).__name__}: {part.text}"


def _problems(article: Article) -> Counter[str]:
    return Counter(one.code for one in article.diagnostics)


def _blocks(article: Article) -> list[_Block]:
    return [(segment.id, block.kind, block.path) for segment, block in kinds(article)]
