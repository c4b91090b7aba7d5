"""Segments on their way to translators' tools and back: XLIFF, TMX, PO, CSV."""
