"""What a sentence only quotes: it speaks for itself, in its own language and tone."""

import re

QUOTED = r"\"[^\"]{1,400}+\"|“[^”]{1,400}+”|(?<!\w)'[^']{1,400}+'(?!\w)|‘[^’]{1,400}+’"
"""Finds text between quotation marks; those of a longer text are taken for marks of something else."""
_QUOTATION = re.compile(QUOTED, re.DOTALL)


def without_quotations(prose: str) -> str:
    """Return a text of the same length with blanks in place of what is quoted."""
    return _QUOTATION.sub(lambda match: " " * len(match.group()), prose)
