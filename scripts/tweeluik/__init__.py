"""Tweeluik reads span-annotated help articles and publishes them as a bilingual site."""

__version__ = "0.1.0"
