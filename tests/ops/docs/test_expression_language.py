"""Every expression of docs/reference/expression-language.md compiles, and the page names every function there is."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from gaodi.apps.assessments.dictionary import dictionary_with
from gaodi.apps.regions.pack import read_labels
from gaodi.engines.rules import Dictionary, ProgrammeSpec, compile_programme, read_programme
from gaodi.engines.rules.parse import FUNCTIONS
from gaodi.engines.rules.spec import Combine, Condition
from gaodi.kernel.packs.reading import Pack, read_pack

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "reference" / "expression-language.md").read_text()
EXAMPLES = [line for block in re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
FOLDER = "programmes/listing_award"

pytestmark = pytest.mark.no_database


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(ROOT / "region_packs", "zibo")


@pytest.fixture(scope="module")
def dictionary(pack: Pack) -> Dictionary:
    return dictionary_with(read_labels(pack))


@pytest.fixture(scope="module")
def award(pack: Pack) -> ProgrammeSpec:
    files = (pack.files[f"{FOLDER}/{part}.yaml"] for part in ("programme", "parameters", "cases"))
    return read_programme(*files)


@pytest.mark.parametrize("expression", EXAMPLES)
def test_an_example_of_the_page_compiles(expression, award, dictionary):
    condition = Condition("example", "示例", expression)

    compiled = compile_programme(
        replace(award, conditions=(condition,), amount="$cap", combine=Combine()), dictionary
    )

    assert compiled.condition_ids == ("example", "term", "window")


def test_the_page_names_every_function():
    named = re.findall(r"^\| `([A-Z_]+)\(", PAGE, re.MULTILINE)

    assert tuple(named) == FUNCTIONS
