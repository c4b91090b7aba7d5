"""`schema-invalid`: a schema that the docset brings cannot be used.

Until it is mended, Tweeluik's own schema of that name holds.
"""

from collections.abc import Iterable, Iterator

from tweeluik.checks.docset import DocsetCheck, Sheet
from tweeluik.checks.finding import Finding
from tweeluik.checks.front_matter.schemas import schemas_of
from tweeluik.codes import codes
from tweeluik.docset.docset import Docset


def find(docset: Docset, _: Iterable[Sheet]) -> Iterator[Finding]:
    """Yield a finding for each schema."""
    for problem in schemas_of(docset).problems:
        severity = codes()["schema-invalid"].severity
        yield Finding("schema-invalid", severity, problem.path, problem.message, problem.place)


CHECK = DocsetCheck("schema-invalid", find)
