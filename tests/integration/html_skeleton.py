"""What two renderings of one text must have in common: their elements and their text."""

import re
from html.parser import HTMLParser

VOID = frozenset({"br", "hr", "img", "input", "wbr", "col"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
Skeleton = tuple[list[str], str]


class _Reader(HTMLParser):
    """Gathers elements and text, without what only one of the renderers writes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.text: list[str] = []
        self.stack: list[tuple[str, bool, int, int]] = []
        """For each open element: name, whether it is written, where its elements and its texts begin."""
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        image_elsewhere = "tw-image-link" in classes
        written = not (
            "tw-segment" in classes
            or classes & {"tw-table", "highlight"}
            or (tag == "span" and any(name == "pre" for name, *_ in self.stack))
            or (tag == "a" and "headerlink" in classes)
            or (tag == "a" and given.keys() & {"name", "id"} and self.stack and self.stack[-1][0] in HEADINGS)
            or image_elsewhere
        )
        if image_elsewhere and not self.silent:
            self.elements += ["<img", ">img"]
        if tag in VOID:
            self._open(tag)
            self._close(tag)
            return
        self.stack.append((tag, written, len(self.elements), len(self.text)))
        if written:
            self._open(tag)
        if image_elsewhere or "headerlink" in classes:
            self.silent += 1
            self.stack[-1] = (f"{tag} silent", False, 0, 0)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.stack:
            return
        name, written, elements, texts = self.stack.pop()
        if name.endswith(" silent"):
            self.silent -= 1
            return
        if written:
            self._close(tag)
        # Many tables end with a line that is a lone pipe: one renderer makes it an empty row, another a paragraph.
        inside = "".join(self.text[texts:]).strip()
        if (tag == "tr" and not inside and "<img" not in self.elements[elements:]) or (tag == "p" and inside == "|"):
            del self.elements[elements:]
            del self.text[texts:]

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.text.append(data)

    def _open(self, tag: str) -> None:
        if not self.silent:
            self.elements.append(f"<{tag}")

    def _close(self, tag: str) -> None:
        if not self.silent:
            self.elements.append(f">{tag}")


def skeleton(html: str) -> Skeleton:
    """Return the sequence of elements and the text without white space of well-formed HTML."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.elements, re.sub(r"\s", "", "".join(reader.text))
