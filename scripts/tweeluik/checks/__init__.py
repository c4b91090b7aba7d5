"""Checks: what is wrong in articles, said before anyone else finds it."""
