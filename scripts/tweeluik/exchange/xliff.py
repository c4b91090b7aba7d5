"""XLIFF 2.1: the exchange format that carries everything (OASIS standard, 13 February 2018).

An article is a `<file>`, its path in `original`; a segment is a `<unit>` with its id in `name`. So that an edit can
be told from what was there, each unit says in its metadata (module Metadata, 5.4) what went out::

    <unit id="u68c25-104" name="68c25-104">
    <mda:metadata><mda:metaGroup category="tweeluik">
      <mda:meta type="source-hash">0123456789abcdef</mda:meta>       text_hash of the source
      <mda:meta type="target-hash">fedcba9876543210</mda:meta>       text_hash of the target
      <mda:meta type="translation-type">machine</mda:meta>           or human; left out if not known
    </mda:metaGroup></mda:metadata>
    <segment><source>Select <pc ...>Save</pc>.</source><target>Kies <pc ...>Opslaan</pc>.</target></segment>

Without both hashes a unit is not imported. The marks of Markdown are codes, their text in `<originalData>`.

A program without a reader of Markdown, such as the editor of the review pages, declares with one more `meta` of the
same group, `<mda:meta type="content">markdown</mda:meta>`, that source and target are Markdown as in the article:
text alone, with `<cp>` for what XML cannot hold, and no codes. Everything else is as above, `translation-type` is not
needed, and `srcLang` and `trgLang` of `<xliff>` are the docset's.
"""

from tweeluik.exchange.xliff_reading import read
from tweeluik.exchange.xliff_writing import write

__all__ = ["read", "write"]
