import pytest

from tweeluik.lifecycle.compiling import canonical, compile_rules
from tweeluik.lifecycle.records import Bound, Claim, Pin, Quantity, Rules

RULES = Rules(
    quantities={
        "disabled.length": Quantity("disabled.length", "stage", "length", 90, 90, "day"),
        "azure.kept": Quantity("azure.kept", "azure", "kept", 30, 90, "day", Bound.RANGE),
        "office.reading": Quantity("office.reading", "office", "reading", None, None, "unquantified"),
    },
    claims={
        "L-03": Claim(
            "L-03",
            ("disabled.length",),
            (
                Pin("ends", "abcde-101", 1, "Dat duurt 90 dagen.", "That takes 90 days."),
                Pin("ends", "abcde-101", 2, "Nog eens.", "Once more."),
                Pin("azure", "", 3, "Alleen hier.", None),
            ),
        )
    },
    conflicts={},
    inputs={"date": {"type": "date"}},
    tools={
        "timeline": {
            "page": "tools/timeline.md",
            "inputs": ["date", {"input": "route", "when": {"eq": ["product", "business"]}}],
            "outcomes": [{"id": "any", "status": "stated", "claims": ["L-03"]}],
            "items": [],
        }
    },
)


def test_a_quantity_has_a_value_and_a_range_has_two() -> None:
    compiled = compile_rules(RULES)
    assert compiled["values"] == {"disabled.length": 90, "azure.kept.min": 30, "azure.kept.max": 90}
    assert compiled["units"] == {"disabled.length": "day", "azure.kept.min": "day", "azure.kept.max": "day"}


def test_an_input_is_always_a_mapping() -> None:
    assert compile_rules(RULES)["tools"]["timeline"]["inputs"] == [
        {"input": "date"},
        {"input": "route", "when": {"eq": ["product", "business"]}},
    ]


def test_a_claim_links_to_each_segment_once_and_in_its_languages() -> None:
    assert compile_rules(RULES)["claims"] == {
        "L-03": [
            {"article": "ends", "segment": "abcde-101", "languages": ["nl", "en"]},
            {"article": "azure", "segment": "", "languages": ["nl"]},
        ]
    }


def test_the_order_of_keys_does_not_change_a_byte() -> None:
    assert canonical({"b": [1, "é"], "a": None}) == canonical({"a": None, "b": [1, "é"]}) == '{"a":null,"b":[1,"é"]}'


@pytest.mark.parametrize("value", [{"a": 1.0}, {"a": [{"b": 0.5}]}], ids=["at the top", "deep"])
def test_floats_are_refused(value: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        canonical(value)
