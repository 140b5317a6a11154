"""What the database keeps of a programme is the programme."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from gaodi.engines.rules import BadCanonicalJson, compile_programme, digest_of, spec_from_json, spec_to_json
from tests.engines.rules.world import DICTIONARY, listing_award


def test_json_there_and_back_loses_nothing():
    spec = listing_award()

    assert spec_from_json(json.loads(json.dumps(spec_to_json(spec)))) == spec


def test_a_programme_from_json_compiles_to_the_same_thing():
    spec = listing_award()
    again = spec_from_json(spec_to_json(spec))

    assert compile_programme(again, DICTIONARY).fingerprint == compile_programme(spec, DICTIONARY).fingerprint


def test_digest_tells_programmes_apart_and_ignores_where_they_were_read():
    spec = listing_award()

    assert digest_of(replace(spec, origin=type(spec.origin)())) == digest_of(spec)
    assert digest_of(replace(spec, title="另一项")) != digest_of(spec)


def test_json_of_something_else_is_refused():
    with pytest.raises(BadCanonicalJson, match="load the pack again"):
        spec_from_json({"id": "x"})
