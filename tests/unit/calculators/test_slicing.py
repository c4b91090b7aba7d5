"""What the page of a tool carries."""

import pytest

from tweeluik.calculators.library import Calculators
from tweeluik.calculators.slicing import rules_slice, words_slice
from tweeluik.lifecycle.evaluating import evaluate
from tweeluik.lifecycle.filling import fill
from tweeluik.model import Side


def test_only_what_a_tool_uses_is_kept(calculators: Calculators) -> None:
    words = words_slice(calculators.words(Side.TARGET), calculators.compiled, "loans")
    kept = rules_slice(calculators.compiled, "loans", words)
    assert list(kept["tools"]) == ["loans"]
    assert set(kept["inputs"]) == {"books", "currency", "fee"}
    assert set(kept["values"]) == {"amounts.least", "amounts.most", "loans.last", "loans.least", "loans.most"}
    assert "tools.loans.outcomes.few.answer" in words
    assert not [key for key in words if key.startswith(("tools.timeline", "conflicts.")) or key.endswith(".hint")]


@pytest.mark.parametrize("side", Side)
def test_the_slice_gives_the_same_results_and_words(calculators: Calculators, side: Side) -> None:
    for scenario in calculators.rules.scenarios:
        words = words_slice(calculators.words(side), calculators.compiled, scenario.tool)
        kept = rules_slice(calculators.compiled, scenario.tool, words)
        result = evaluate(calculators.compiled, scenario.tool, scenario.answers)
        assert evaluate(kept, scenario.tool, scenario.answers) == result
        key = f"tools.{scenario.tool}.outcomes.{result['outcome']}.answer"
        whole = fill(words[key], result, calculators.compiled, calculators.words(side), "nl")
        assert fill(words[key], result, kept, words, "nl") == whole
