"""Checks of links, pictures and tables of contents. One module is one check."""
