"""The site: which pages there are, how they hang together, and the search index."""
