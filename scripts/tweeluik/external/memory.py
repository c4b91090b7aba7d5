"""What is known of links from earlier runs, in a file of its own."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tweeluik.output import write_whole

VERSION = 1
LARGEST = 50_000_000
"""Bytes. A larger file is not ours."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of a link, and when."""

    checked: datetime
    code: str
    """'' if nothing was wrong."""
    message: str = ""
    new_url: str = ""

    def is_fresh(self, now: datetime, good: timedelta, bad: timedelta) -> bool:
        """Tell whether it still holds."""
        age = now - self.checked
        return timedelta() <= age < (bad if self.code else good)


def read_memory(file: Path) -> dict[str, Known]:
    """Read what is known by address; a file that is not there, broken or of another version says nothing."""
    try:
        if file.stat().st_size > LARGEST:
            return {}
        document = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    links = document.get("links") if isinstance(document, dict) and document.get("version") == VERSION else None
    found = ((url, _known(entry)) for url, entry in links.items()) if isinstance(links, dict) else ()
    return {url: known for url, known in found if known}


def _known(entry: object) -> Known | None:
    texts = entry if isinstance(entry, dict) and all(isinstance(value, str) for value in entry.values()) else {}
    try:
        checked = datetime.fromisoformat(texts.get("checked", ""))
    except ValueError:
        return None
    if checked.tzinfo is None:
        return None
    return Known(checked, texts.get("code", ""), texts.get("message", ""), texts.get("new_url", ""))


def write_memory(file: Path, known: Mapping[str, Known]) -> None:
    """Write what is known; the same knowledge gives the same bytes.

    Raises:
        OSError: it cannot be written.
    """
    links = {url: _entry(one) for url, one in sorted(known.items())}
    text = json.dumps({"version": VERSION, "links": links}, ensure_ascii=False, indent=1)
    write_whole(file, f"{text}\n".encode("utf-8", errors="replace"))


def _entry(known: Known) -> dict[str, str]:
    checked = known.checked.astimezone(UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")
    fields = {"checked": checked, "code": known.code, "message": known.message, "new_url": known.new_url}
    return {name: value for name, value in fields.items() if value}
