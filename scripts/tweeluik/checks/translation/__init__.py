"""Checks of a sentence and its translation, and of the translations of a docset. One module is one check."""
