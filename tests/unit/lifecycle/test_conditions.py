"""Conditions with names, put in place of their names."""

from typing import Any

import pytest

from tweeluik.lifecycle.conditions import flow_without_names, without_names

KNOWN: dict[str, Any] = {
    "one": {"eq": ["a", "b"]},
    "both": {"all": [{"eq": ["a", "b"]}, {"eq": ["c", "d"]}]},
    "either": {"any": [{"eq": ["a", "b"]}, {"eq": ["c", "d"]}]},
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        pytest.param("one", KNOWN["one"], id="alone"),
        pytest.param({"not": "both"}, {"not": KNOWN["both"]}, id="in a not"),
        pytest.param({"all": ["one", {"lt": ["x", "y"]}]}, {"all": [KNOWN["one"], {"lt": ["x", "y"]}]}, id="in an all"),
        pytest.param({"all": ["both", "one"]}, {"all": [*KNOWN["both"]["all"], KNOWN["one"]]}, id="an all in an all"),
        pytest.param({"any": ["both", "either"]}, {"any": [KNOWN["both"], *KNOWN["either"]["any"]]}, id="in an any"),
        pytest.param({"all": [{"all": ["one"]}]}, {"all": [{"all": [KNOWN["one"]]}]}, id="an all without a name stays"),
        pytest.param({"in": ["one", ["both"]]}, {"in": ["one", ["both"]]}, id="values are no names of conditions"),
        pytest.param({"not": "other"}, {"not": "other"}, id="unknown"),
    ],
)
def test_names_give_way_to_conditions(condition: Any, expected: object) -> None:  # noqa: ANN401 - as YAML has it
    assert without_names(condition, KNOWN) == expected


def test_in_a_tool_only_conditions_have_names() -> None:
    tool = {
        "inputs": ["one", {"input": "one", "when": "one"}],
        "items": [{"id": "one", "track": "both", "from": "one"}],
    }
    assert flow_without_names(tool, KNOWN) == tool | {"inputs": ["one", {"input": "one", "when": KNOWN["one"]}]}
