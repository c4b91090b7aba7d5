"""What can be wrong with an input, as coded messages that say where it is and what to do."""

from dataclasses import dataclass

from tweeluik.codes import Severity, codes
from tweeluik.text import Place


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong at one place."""

    code: str
    """A name in the table of codes."""
    message: str
    """What is wrong, with the particulars of this place."""
    path: str
    """The file, relative to what the command was given, with forward slashes."""
    place: Place = Place()

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return codes()[self.code].severity

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return codes()[self.code].mend["en"]

    def __str__(self) -> str:
        where = f"{self.path}:{self.place.line}:{self.place.column}" if self.place.line else self.path
        return f"{where}: {self.severity.value} {self.code}: {self.message} {self.remedy}"


def ordered(diagnostics: "list[Diagnostic] | tuple[Diagnostic, ...]") -> list[Diagnostic]:
    """Return diagnostics by file and place, each once."""
    return sorted(set(diagnostics), key=lambda one: (one.path, one.place, one.code, one.message))


__all__ = ["Diagnostic", "Severity", "ordered"]
