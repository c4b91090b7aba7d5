"""Checks of front matter. One module is one check."""
