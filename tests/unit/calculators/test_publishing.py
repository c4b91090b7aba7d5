"""Files for use elsewhere."""

import hashlib
import json
from typing import Any

import jsonschema
import pytest

from tweeluik.calculators.library import Calculators
from tweeluik.calculators.publishing import MADE_FILES, RULES_FILE, SCHEMA_FILE, made_file, rules_data
from tweeluik.lifecycle.compiling import canonical


def data(calculators: Calculators, name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(made_file(calculators, name))


def test_the_rules_are_what_the_schema_describes(calculators: Calculators) -> None:
    schema = data(calculators, SCHEMA_FILE)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data(calculators, RULES_FILE))


def test_the_schema_refuses_what_it_does_not_describe(calculators: Calculators) -> None:
    rules = rules_data(calculators)
    rules["quantities"]["card.length"]["least"] = "90"
    assert not jsonschema.Draft202012Validator(data(calculators, SCHEMA_FILE)).is_valid(rules)


def test_the_digest_is_that_of_the_compiled_rules(calculators: Calculators) -> None:
    rules = data(calculators, RULES_FILE)
    assert hashlib.sha256(canonical(rules["compiled"]).encode()).hexdigest() == rules["digest"]


def test_fingerprints_are_those_of_the_sentences(calculators: Calculators) -> None:
    pin = data(calculators, RULES_FILE)["claims"]["L-01"]["pins"][0]
    english = pin["sentences"]["en-US"]
    assert english["text"] == "A cancelled card stays valid for 90 days."
    assert english["address"] == "en/end/#e1e1e-102"
    assert hashlib.sha256(english["text"].encode()).hexdigest().startswith(english["fingerprint"])
    assert list(data(calculators, RULES_FILE)["claims"]["U-01"]["pins"][0]["sentences"]) == ["nl-NL"]


@pytest.mark.parametrize("name", MADE_FILES)
def test_files_are_the_same_each_time(calculators: Calculators, name: str) -> None:
    assert made_file(calculators, name) == made_file(calculators, name)
