"""What can be wrong with an input, as coded messages that say where it is and what to do."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from tweeluik.text import Place


class Severity(enum.Enum):
    """How bad a diagnostic is; only errors make a command exit with status 1."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of diagnostic."""

    name: str
    """Stable name, the reference build tool's own where it has one (source-format 6)."""
    severity: Severity
    remedy: str
    """What the writer can do about it."""


def _table(*codes: Code) -> Mapping[str, Code]:
    return MappingProxyType({code.name: code for code in codes})


CODES = _table(
    Code("file-unreadable", Severity.ERROR, "Check that the file exists and that you may read it."),
    Code("file-binary", Severity.ERROR, "An article is text in UTF-8; remove the file or give it another ending."),
    Code("file-empty", Severity.WARNING, "Write the article or remove the file."),
    Code("file-encoding", Severity.ERROR, "Save the file as UTF-8."),
    Code("file-too-large", Severity.ERROR, "Split the article; nobody reads one of this size."),
    Code("span-unclosed", Severity.ERROR, "Close the segment, or remove the opening tag."),
    Code("span-source-missing", Severity.ERROR, "Add the sxs-lookup span with the source sentence."),
    Code("span-target-missing", Severity.ERROR, "Add the span with the translated sentence before it."),
    Code("span-id-mismatch", Severity.ERROR, "Give both halves of the segment the same id."),
    Code("span-id-duplicate", Severity.ERROR, "Give each segment of the article an id of its own."),
    Code("span-id-format", Severity.WARNING, "Write an id as five hexadecimal digits, a hyphen, and digits."),
    Code("span-empty", Severity.WARNING, "Fill in the empty half, or remove the segment."),
    Code("span-stray-tag", Severity.ERROR, "Remove the left-over tag."),
    Code("span-quotes-damaged", Severity.WARNING, 'Replace &quot; by " in the tags; the text was read as if it were.'),
    Code("yaml-header-unclosed", Severity.ERROR, "End the front matter with a line of three hyphens."),
    Code("yaml-header-syntax-error", Severity.ERROR, "Mend the YAML; quote values that hold a colon or a bracket."),
    Code("yaml-header-not-object", Severity.ERROR, "Write the front matter as key: value lines."),
    Code("yaml-duplicate-key", Severity.WARNING, "Keep one of the two keys."),
    Code("include-not-found", Severity.ERROR, "Correct the path of the include, or restore the file."),
    Code("circular-reference", Severity.ERROR, "An article cannot include itself; remove one of the includes."),
    Code("invalid-moniker-range", Severity.WARNING, "Close every moniker range with ::: moniker-end."),
    Code("invalid-note-section", Severity.WARNING, "Write a known marker, alone on the first line: > [!NOTE]."),
    Code("invalid-row", Severity.WARNING, "Close every :::row::: with :::row-end::: and every column likewise."),
    Code("invalid-image", Severity.WARNING, "An image needs a source; see the attributes in the documentation."),
    Code("unsupported-construct", Severity.WARNING, "Use a construct of the format, or plain Markdown."),
    Code("invalid-toc-syntax", Severity.ERROR, "Write the table of contents as a YAML list of name, href and items."),
    Code("toc-unclear-node", Severity.WARNING, "Give every node of the table of contents a name."),
    Code("invalid-glossary", Severity.ERROR, "Write the glossary as a mapping with a list of terms."),
    Code("glossary-unclear-term", Severity.WARNING, "Give every term an id of its own and its words by language."),
    Code("glossary-article-missing", Severity.WARNING, "Name an article of the docset by its path without .md."),
    Code("replacement-not-found", Severity.ERROR, "Write the path of the newer article, relative to this one."),
    Code("redirection-syntax-error", Severity.ERROR, "Mend the JSON of the redirection file."),
    Code("configuration-syntax-error", Severity.ERROR, "Mend the JSON of the configuration file."),
    Code("output-path-conflict", Severity.ERROR, "Rename one of the two files; only the first one is published."),
    Code("structure-differs", Severity.ERROR, "Give both files the same blocks in the same order."),
    Code("output-unwritable", Severity.ERROR, "Check the output folder and the free space."),
)  # fmt: skip
"""Every kind of diagnostic, by name."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing that is wrong at one place."""

    code: str
    """A name in `CODES`."""
    message: str
    """What is wrong, with the particulars of this place."""
    path: str
    """The file, relative to what the command was given, with forward slashes."""
    place: Place = Place()

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return CODES[self.code].severity

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return CODES[self.code].remedy

    def __str__(self) -> str:
        where = f"{self.path}:{self.place.line}:{self.place.column}" if self.place.line else self.path
        return f"{where}: {self.severity.value} {self.code}: {self.message} {self.remedy}"


def ordered(diagnostics: "list[Diagnostic] | tuple[Diagnostic, ...]") -> list[Diagnostic]:
    """Return diagnostics by file and place, each once."""
    return sorted(set(diagnostics), key=lambda one: (one.path, one.place, one.code, one.message))
