"""Files of the site that are made: the script of the calculators, the rules for use elsewhere, and their schema."""

import json
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from tweeluik.calculators.library import Calculators
from tweeluik.calculators.script import SCRIPT_FILE, tool_script
from tweeluik.calculators.tool_page import shown_conflict
from tweeluik.lifecycle.pins import fingerprint
from tweeluik.lifecycle.records import FOLDER, Claim, Conflict, Pin, Quantity
from tweeluik.resources import OVERRIDES
from tweeluik.site.site import ORDER

RULES_FILE = f"{FOLDER}/rules.json"
SCHEMA_FILE = f"{FOLDER}/rules.schema.json"
MADE_FILES = (RULES_FILE, SCHEMA_FILE, SCRIPT_FILE)
"""Where the files are, relative to the root of the site."""


def made_file(calculators: Calculators, name: str) -> bytes:
    """Return one of the files named in `MADE_FILES`.

    Raises:
        ScriptError: the script cannot be put together.
    """
    if name == SCRIPT_FILE:
        return tool_script(OVERRIDES).encode()
    if name == SCHEMA_FILE:
        return files(__package__).joinpath("rules.schema.json").read_bytes()
    text = json.dumps(rules_data(calculators), ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()


def rules_data(calculators: Calculators) -> dict[str, Any]:
    """Return all rules as they are published."""
    rules = calculators.rules
    settings = calculators.site.docset.settings
    return {
        "$schema": SCHEMA_FILE.rpartition("/")[2],
        "digest": calculators.digest,
        "languages": {"target": settings.target.tag, "source": settings.source.tag},
        "quantities": {one.id: _quantity(one) for one in rules.quantities.values()},
        "claims": {one.id: _claim(calculators, one) for one in rules.claims.values()},
        "conflicts": {one.id: _conflict(calculators, one) for one in rules.conflicts.values()},
        "compiled": calculators.compiled,
    }


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        "subject": quantity.subject,
        "attribute": quantity.attribute,
        "least": quantity.least,
        "most": quantity.most,
        "unit": quantity.unit,
        "bound": quantity.bound.value,
        "modality": quantity.modality.value,
        "anchor": quantity.anchor,
        "scope": {name: list(values) for name, values in quantity.scope},
        "qualifier": list(quantity.qualifier),
        "ours": quantity.is_ours,
    }


def _claim(calculators: Calculators, claim: Claim) -> dict[str, Any]:
    return {
        "states": list(claim.states),
        "pins": [_pin(calculators, pin) for pin in claim.pins],
        "absent": claim.absent,
        "conflicts": list(claim.conflicts),
        "supersedes": list(claim.supersedes),
        "reviewed": claim.reviewed.on if claim.reviewed else "",
    }


def _pin(calculators: Calculators, pin: Pin) -> dict[str, Any]:
    sentences: dict[str, Mapping[str, str]] = {}
    for side in ORDER:
        sentence = calculators.sentence(pin, side)
        sentences[sentence.tag] = {
            "text": sentence.text,
            "address": sentence.address,
            "fingerprint": fingerprint(sentence.text),
        }
    return {"article": pin.article, "segment": pin.segment, "sentence": pin.sentence, "sentences": sentences}


def _conflict(calculators: Calculators, conflict: Conflict) -> dict[str, Any]:
    settings = calculators.site.docset.settings
    shown = {settings.language(side).tag: shown_conflict(calculators, conflict.id, side) for side in ORDER}
    return {
        "kind": conflict.kind.value,
        "claims": list(conflict.claims),
        "quantities": list(conflict.quantities),
        "presentation": conflict.presentation,
        "open": conflict.is_open,
        "words": {tag: {"title": one.title, "text": one.text} for tag, one in shown.items()},
    }
