"""Where the files lie that belong to the package but not into it: theme and configuration.

In a checkout they are at its top, where people look for them; in an installed package they are inside it.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]
_BASE = _CHECKOUT if (_CHECKOUT / "overrides").is_dir() and _PACKAGE.parent.name == "scripts" else _PACKAGE

OVERRIDES = _BASE / "overrides"
"""Templates, styles and scripts of the site."""
CONFIGURATION = _BASE / "mkdocs.yml"
"""The configuration of the embedded site, and of every docset that brings none."""
