"""How long a half is to a reader: code and addresses count as one character, white space as one blank."""

from tweeluik.learn.inline import GONE, Inline


def shown_length(half: Inline) -> int:
    """Return the number of characters of the prose."""
    return len(" ".join(half.prose.replace(GONE, "").split()))


def length_beside_links(half: Inline) -> int:
    """Return the same with links left out."""
    prose = half.prose
    for link in half.links:
        prose = prose[: link.span.start] + GONE * len(link.span) + prose[link.span.end :]
    return len(" ".join(prose.replace(GONE, "").split()))
