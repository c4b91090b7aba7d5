"""A docset: a folder of articles with a table of contents, and how its files refer to each other."""
