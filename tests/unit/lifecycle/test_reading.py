"""The files of the rules, and what is wrong with them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.conftest import Case

from tweeluik.codes import codes
from tweeluik.lifecycle.compiling import canonical, compile_rules
from tweeluik.lifecycle.reading import has_rules, read_rules
from tweeluik.lifecycle.records import Rules
from tweeluik.lifecycle.said import UNITS

SCHEMAS = sorted((Path(__file__).parents[3] / "scripts" / "tweeluik" / "schemas").glob("lifecycle-*.schema.json"))
FILES = ("claims", "quantities", "policy", "conflicts", "tools", "scenarios", "words.nl", "words.en")


def written(case: Case, root: Path) -> Path:
    (root / "lifecycle").mkdir()
    for name in FILES:
        if name in case.sections:
            (root / "lifecycle" / f"{name}.yml").write_text(case[name], encoding="utf-8")
    return root


def kept(rules: Rules) -> str:
    pins = [pin for claim in rules.claims.values() for pin in claim.pins]
    lines = {
        "quantities": [f"{one.id} {one.least}..{one.most} {one.bound.value}" for one in rules.quantities.values()],
        "claims": [f"{one.id} {' '.join(one.states)}".strip() for one in rules.claims.values()],
        "pins": [f"{one.article} {one.segment} {one.sentence} {one.target} {one.source}" for one in pins],
        "asides": [one.pin.target for one in rules.asides],
        "conflicts": [f"{one.id} {one.kind.value} {' '.join(one.claims)}".strip() for one in rules.conflicts.values()],
        "inputs": list(rules.inputs),
        "tools": list(rules.tools),
        "scenarios": [one.name for one in rules.scenarios],
        "words": [f"{code} {name}: {text}" for code, words in rules.words.items() for name, text in words.items()],
    }
    return "".join(f"{name}: {'; '.join(values)}\n" for name, values in lines.items() if values)


@pytest.mark.cases("lifecycle/reading.txt")
def test_reading(case: Case, tmp_path: Path) -> None:
    rules, found = read_rules(written(case, tmp_path))
    told = (f"{one.path}:{one.place.line}:{one.place.column} {one.code}: {one.message}\n" for one in found)
    case.expects("found", "".join(told))
    case.expects("kept", kept(rules))
    # What was kept can be compiled, whatever was left out.
    assert canonical(compile_rules(rules)).startswith("{")
    assert all(codes()[one.code].group in {"lifecycle", "reading"} for one in found)


def test_a_docset_without_claims_has_no_rules(tmp_path: Path) -> None:
    assert not has_rules(tmp_path)
    assert read_rules(tmp_path) == (Rules({}, {}, {}), [])


@given(st.binary(max_size=200))
def test_any_bytes_are_read(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    root = tmp_path_factory.mktemp("any")
    (root / "lifecycle").mkdir()
    for name in FILES:
        (root / "lifecycle" / f"{name}.yml").write_bytes(content)
    rules, found = read_rules(root)
    assert rules is not None
    assert all(one.message for one in found)


@pytest.mark.parametrize("file", SCHEMAS, ids=lambda file: file.name)
def test_schemas_are_sound(file: Path) -> None:
    schema = json.loads(file.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_schema_has_the_units_that_sentences_have() -> None:
    schema = json.loads(next(one for one in SCHEMAS if "quantities" in one.name).read_text(encoding="utf-8"))
    assert schema["$defs"]["quantity"]["properties"]["unit"]["enum"] == [*UNITS, "date", "none"]
