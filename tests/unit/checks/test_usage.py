"""What is learned from all the segments of a docset."""

import pytest

from tweeluik.checks.usage import Usage
from tweeluik.learn.lexicon import learn_lexicon

ROLES = [("Choose a role", "Kies een rol"), ("A role of guests", "Een rol van gasten"), ("The list", "De lijst")]


def test_words_that_come_together_go_together() -> None:
    lexicon = learn_lexicon([*ROLES, ("Roles are free", "Rollen zijn gratis"), ("This role counts", "Deze rol telt")])
    assert "rol" in lexicon.partners["role"]
    assert lexicon.similarity("Another role", "Nu twee rollen") > lexicon.similarity("Another role", "Nu twee lijsten")


@pytest.mark.parametrize("pairs", [[], [("", "")], [("¿?", "!")], [("a" * 500, "b" * 500)]])
def test_nothing_to_learn_from_is_no_problem(pairs: list[tuple[str, str]]) -> None:
    usage = Usage({"a.md": pairs})
    assert -0.5 <= usage.similarity("Anything", "Iets") <= 1
    assert -0.5 <= usage.similarity("", "") <= 1
    assert not usage.unusual
    assert not usage.lost_names


def test_a_translation_that_occurs_twice_is_one() -> None:
    usage = Usage({"a.md": [("N/A", "N.v.t.")], "b.md": [("N/A", "N.v.t."), ("No", "Nee")]})
    assert usage.similarity("N/A", "N.v.t.") == 1
    assert usage.similarity("No", "Nee") < 1


def test_order_of_articles_makes_no_difference_to_what_is_usual() -> None:
    articles = {"a.md": [("The list", "De lijst")] * 4, "b.md": [("The list", "Het lijstje")]}
    usual = Usage(articles).unusual
    assert usual == Usage(dict(reversed(articles.items()))).unusual
    assert {target: one.target for (_, target), one in usual.items()} == {"Het lijstje": "De lijst"}
