"""`python -m tweeluik`."""

from tweeluik.cli import main

main()
