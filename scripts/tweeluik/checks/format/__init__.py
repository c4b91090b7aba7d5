"""Checks of Markdown and its constructs. One module is one check."""
