"""The pack's section of programmes: each read, compiled against the facts, and proven by its cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gaodi.apps.assessments.dictionary import dictionary_with
from gaodi.apps.programmes.services.programmes import load_programmes
from gaodi.engines import rules
from gaodi.kernel.packs import Pack, Section, sections
from gaodi.values.places import Document, Place, Problem, ProblemsFound

_PATTERNS = (
    "programmes/*/programme.yaml",
    "programmes/*/parameters.yaml",
    "programmes/*/cases.yaml",
)


def read_programmes(pack: Pack) -> dict[str, Any]:
    """The specs of all programmes by id, as canonical JSON with the places of their lines beside.

    Raises: ProblemsFound: everything that is wrong with the form of any of them.
    """
    problems: list[Problem] = []
    found: dict[str, Any] = {}
    for path, document in pack.matching(_PATTERNS[0]).items():
        folder = path.rsplit("/", 1)[0]
        try:
            spec = _read_one(pack, folder, document)
        except ProblemsFound as error:
            problems += error.problems
            continue
        if spec.id != folder.rsplit("/", 1)[1]:
            problems.append(Problem(document.place("id"), f"the folder is {folder}, the id is {spec.id}"))
        found[spec.id] = {"spec": rules.spec_to_json(spec), "folder": folder}
        _SPECS[spec.id] = spec
    if problems:
        raise ProblemsFound(problems)
    return found


#: The specs with their lines, between reading and checking in one run of the pack; JSON keeps no lines.
_SPECS: dict[str, rules.ProgrammeSpec] = {}


def _read_one(pack: Pack, folder: str, programme: Document) -> rules.ProgrammeSpec:
    parts = [pack.get(f"{folder}/{name}.yaml") for name in ("parameters", "cases")]
    missing = [
        Problem(Place(f"{folder}/{name}.yaml"), "a programme needs this file too")
        for name, part in zip(("parameters", "cases"), parts, strict=True)
        if part is None
    ]
    if missing:
        raise ProblemsFound(missing)
    return rules.read_programme(programme, *(part for part in parts if part is not None))


def check_programmes(programmes: dict[str, Any], everything: Mapping[str, Any]) -> list[Problem]:
    """Each programme compiles against the facts with this pack's vocabularies, and its cases come out as they say."""
    dictionary = dictionary_with(_labels(everything))
    problems: list[Problem] = []
    for code in programmes:
        try:
            compiled = rules.compile_programme(_SPECS[code], dictionary)
        except ProblemsFound as error:
            problems += error.problems
            continue
        problems += rules.run_cases(compiled)
    return problems


def _labels(everything: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    vocabularies = {
        name: {code: entry["short"] for code, entry in entries.items()}
        for name, entries in everything["vocabularies"].items()
    }
    units = {unit["code"]: unit["short_name"] for unit in everything["region"]["reporting_units"]}
    return vocabularies | {"reporting_units": units}


sections.declare(Section("programmes", read_programmes, load_programmes, check_programmes, files=_PATTERNS))
