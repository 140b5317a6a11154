"""What the engine writes is kept beside its input and reviewed as a diff: GAODI_UPDATE_GOLDEN=1 writes it anew."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from gaodi.engines.rules import CompiledProgramme, compile_programme, read_programme
from gaodi.values.places import read_document
from tests.engines.rules.world import DICTIONARY, HERE, document

CASES = sorted(path.parent for path in (HERE / "golden").glob("*/input.yaml"))


def compiled(folder: Path) -> CompiledProgramme:
    """The programme of one golden case; it has no cases of its own."""
    spec = read_programme(
        document(folder / "input.yaml"), document(folder / "parameters.yaml"), read_document("", "cases.yaml")
    )
    return compile_programme(spec, DICTIONARY)


def same_as_kept(path: Path, text: str) -> bool:
    """Whether a file holds exactly that text; with GAODI_UPDATE_GOLDEN it is written first."""
    if os.environ.get("GAODI_UPDATE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    return path.is_file() and path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_kernel_is_the_one_that_was_reviewed(folder):
    assert same_as_kept(folder / "kernel.py", compiled(folder).source)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_the_kernel_holds_no_code_and_no_parameter_value(folder):
    programme = compiled(folder)
    codes = {code for fact in programme.facts for code in fact.described.codes if len(code) > 3}

    lines = [line.partition("#")[0] for line in programme.source.splitlines()]

    assert not [code for code in codes if any(code in line for line in lines)]
    assert "1000000000" not in re.findall(r"\d+", programme.source)  # the award's total, in fen
