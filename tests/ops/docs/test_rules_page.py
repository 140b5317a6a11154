"""The generated code that docs/explanation/rules.md shows is what the engine writes for the page's programme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gaodi.apps.assessments.dictionary import dictionary_with
from gaodi.apps.regions.pack import read_labels
from gaodi.engines.rules import PASSES, compile_programme, read_programme
from gaodi.kernel.packs.reading import read_pack
from gaodi.values.places import read_document
from tests.ops.docs.test_how_to import FILES, FOLDER

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "explanation" / "rules.md").read_text()

pytestmark = pytest.mark.no_database


def test_the_lines_shown_are_generated():
    parts = ("programme", "parameters", "cases")
    spec = read_programme(*(read_document(FILES[f"{FOLDER}/{part}.yaml"], part) for part in parts))
    labels = read_labels(read_pack(ROOT / "region_packs", "zibo"))
    (shown,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)

    source = compile_programme(spec, dictionary_with(labels)).source

    assert set(shown.splitlines()) <= set(source.splitlines())


def test_the_passes_are_told_in_their_order():
    told = re.findall(r"^\d+\. \*\*(\w+)\*\*", PAGE, re.MULTILINE)

    names = ["type" if one.__name__ == "assign_types" else one.__name__ for one in PASSES]
    assert [word.lower() for word in told][1 : len(names) + 1] == names
