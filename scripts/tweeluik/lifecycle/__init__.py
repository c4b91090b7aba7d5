"""Lifecycle rules: what the articles state, pinned to their sentences, and the calculators' decisions made from it."""
