"""Writing XLIFF 2.1: see the docstring of `xliff` for what a unit holds."""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from types import MappingProxyType

from tweeluik.exchange.codes import Code, Kind, Piece, halves_of
from tweeluik.exchange.safe_xml import attribute, escaped, fits, fitting, runs
from tweeluik.exchange.unit import Unit
from tweeluik.exchange.xliff_names import CATEGORY, CORE, METADATA, SOURCE_HASH, TARGET_HASH, TRANSLATION_TYPE
from tweeluik.model import Origin

_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "strong": ' type="fmt" subType="xlf:b"',
        "emphasis": ' type="fmt" subType="xlf:i"',
        "link": ' type="link"',
        "image": ' type="image"',
    }
)
"""What a code is, in the words of the standard (4.3.1.37 and 4.3.1.40)."""
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]")


def write(units: Sequence[Unit], source_language: str, target_language: str) -> bytes:
    """Write units as one file of XLIFF 2.1, an article after the other."""
    pieces = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<xliff xmlns="{CORE}" xmlns:mda="{METADATA}" version="2.1" ',
        f'srcLang="{attribute(source_language)}" trgLang="{attribute(target_language)}">\n',
    ]
    for number, (path, members) in enumerate(groupby(units, key=lambda one: one.path), 1):
        pieces.append(f'<file id="f{number}" original="{attribute(fitting(path))}" xml:space="preserve">\n')
        taken: set[str] = set()
        pieces += [_unit(unit, taken) for unit in members]
        pieces.append("</file>\n")
    pieces.append("</xliff>\n")
    return "".join(pieces).encode("utf-8")


def _unit(unit: Unit, taken: set[str]) -> str:
    name = _unique(_NOT_IN_A_NAME.sub("_", f"u{unit.id}"), taken)
    locked = ' translate="no"' if unit.is_locked else ""
    kind, state, notes = "", "", ""
    if unit.origin is not Origin.UNKNOWN:
        kind = _meta(TRANSLATION_TYPE, unit.origin.value)
        state = f' subState="{CATEGORY}:{unit.origin.value}"'
    if unit.notes:
        lines = (f'<note category="finding">{escaped(fitting(note))}</note>\n' for note in unit.notes)
        notes = f"<notes>\n{''.join(lines)}</notes>\n"
    data: dict[str, str] = {}
    source, target = (_content(half, data) for half in halves_of(unit.source, unit.target))
    kept = "".join([f'<data id="{number}">{_text(text)}</data>' for text, number in data.items()])
    original = f"<originalData>{kept}</originalData>\n" if kept else ""
    return (
        f'<unit id="{name}" name="{attribute(fitting(unit.id))}" canResegment="no"{locked}>\n'
        f'<mda:metadata><mda:metaGroup category="{CATEGORY}">{_meta(SOURCE_HASH, unit.source_hash)}'
        f"{_meta(TARGET_HASH, unit.target_hash)}{kind}</mda:metaGroup></mda:metadata>\n{notes}{original}"
        f'<segment state="{"translated" if unit.target else "initial"}"{state}>\n'
        f"<source>{source}</source>\n<target>{target}</target>\n</segment>\n</unit>\n"
    )


def _unique(name: str, taken: set[str]) -> str:
    """Make an id the only one of its file: those of damaged segments may come twice."""
    number, unique = 1, name
    while unique in taken:
        number += 1
        unique = f"{name}.{number}"
    taken.add(unique)
    return unique


def _meta(name: str, value: str) -> str:
    return f'<mda:meta type="{name}">{value}</mda:meta>'


def _content(pieces: Sequence[Piece], data: dict[str, str]) -> str:
    """Write a half; `data` holds the ids of the Markdown of codes, and is added to."""
    if len(pieces) == 1 and isinstance(pieces[0], str):
        return _text(pieces[0])
    closings = {piece.id: piece for piece in pieces if isinstance(piece, Code) and piece.kind is Kind.CLOSE}
    return "".join(_text(one) if isinstance(one, str) else _code(one, closings, data) for one in pieces)


def _code(code: Code, closings: Mapping[str, Code], data: dict[str, str]) -> str:
    if code.kind is Kind.CLOSE:
        return "</pc>"
    start = data.setdefault(code.text, f"d{len(data) + 1}")
    about = f'{_TYPES.get(code.name, "")} canCopy="no" canDelete="no"'
    shown = attribute(fitting(code.shown))
    if code.kind is Kind.STANDALONE:
        return f'<ph id="{code.id}"{about} disp="{shown}" dataRef="{start}"/>'
    closing = closings[code.id]
    end = data.setdefault(closing.text, f"d{len(data) + 1}")
    shown = f'dispStart="{shown}" dispEnd="{attribute(fitting(closing.shown))}"'
    return f'<pc id="{code.id}"{about} {shown} dataRefStart="{start}" dataRefEnd="{end}">'


def _text(text: str) -> str:
    if fits(text):
        return escaped(text)
    pieces = []
    for run, unfit in runs(text):
        pieces.append(escaped(run))
        if unfit:
            pieces.append(f'<cp hex="{ord(unfit):04X}"/>')
    return "".join(pieces)
