"""Lines of text in a picture: how wide they are at most, and where they break.

How wide a text is differs from font to font, so that is estimated on the safe side, in whole units.
"""

from collections.abc import Mapping, Sequence

Line = tuple[str, str]
"""A line of text: the name of its font, and the text."""
FONTS: Mapping[str, tuple[int, int, int]] = {
    "name": (15, 110, 19),
    "when": (13, 100, 17),
    "status": (13, 110, 18),
    "track": (14, 110, 24),
    "tick": (12, 100, 18),
    "now": (13, 110, 20),
}
"""By name: the size, the width in percent (more for bold), and the height of a line."""


def measure(text: str, font: str) -> int:
    """Estimate how wide a text is at most, in units, in whatever font the site is shown."""
    size, weight, _ = FONTS[font]
    return -(-sum(map(_share, text)) * size * weight // 10_000)


def _share(letter: str) -> int:
    # In percent of the size. Measured on DejaVu Sans, the widest of the fonts that the style sheet or a system names.
    if letter in "ijlI.,:;'|!’ \N{NO-BREAK SPACE}":
        return 36
    if letter in "frt()[]/-":
        return 47
    if letter in "mwMW@%" or letter > "ɏ":
        return 115
    return 80 if "A" <= letter <= "Z" else 65


def wrap(text: str, width: int, font: str) -> list[str]:
    """Break a text into lines of at most a width in units: between words, and inside one that is wider than a line."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if line and measure(longer, font) > width:
            lines.append(line)
            longer = word
        while measure(longer, font) > width:
            end = len(longer) - 1
            while measure(longer[:end], font) > width:
                end -= 1
            lines.append(longer[:end])
            longer = longer[end:]
        line = longer
    return [*lines, line]


def wrapped(lines: Sequence[Line], width: int) -> list[Line]:
    """Break lines of text; an empty one is left out."""
    return [(font, piece) for font, text in lines if text for piece in wrap(text, width, font)]


def height_of(lines: Sequence[Line]) -> int:
    """Return how high lines are together, in units."""
    return sum(FONTS[font][2] for font, _ in lines)
