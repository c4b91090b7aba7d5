"""HTML of one article in one language."""
