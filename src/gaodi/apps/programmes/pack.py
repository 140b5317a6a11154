"""The pack's section of programmes: each read, compiled against the facts, and proven by its cases."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from gaodi.apps.assessments.dictionary import Labels, dictionary_with
from gaodi.apps.programmes.services.programmes import load_programmes
from gaodi.apps.regions.pack import read_labels
from gaodi.engines import rules
from gaodi.engines.rules.dictionary import Dictionary
from gaodi.kernel.pack import definitions_of
from gaodi.kernel.packs import Pack, Section, sections
from gaodi.values.forms import did_you_mean
from gaodi.values.places import Document, Place, Problem, ProblemsFound

_PATTERNS = (
    "programmes/*/programme.yaml",
    "programmes/*/parameters.yaml",
    "programmes/*/cases.yaml",
)


def read_programmes(pack: Pack) -> dict[str, Any]:
    """Canonical JSON of every programme by its id.

    Raises: ProblemsFound: what is wrong with the form of any, what does not compile against the facts and this pack's
        vocabularies, and which cases come out otherwise than they say.
    """
    problems: list[Problem] = []
    specs = [
        spec
        for path, document in pack.matching(_PATTERNS[0]).items()
        if (spec := _read_one(pack, path.rsplit("/", 1)[0], document, problems))
    ]
    labels = _labels_if_sound(pack)
    if labels is not None:
        dictionary = dictionary_with(labels, definitions_of(pack))
        for spec in specs:
            problems += _prove(spec, dictionary)
    if problems:
        raise ProblemsFound(problems)
    return {spec.id: rules.spec_to_json(spec) for spec in specs}


def _read_one(
    pack: Pack, folder: str, programme: Document, problems: list[Problem]
) -> rules.ProgrammeSpec | None:
    parameters, cases = pack.get(f"{folder}/parameters.yaml"), pack.get(f"{folder}/cases.yaml")
    if parameters is None or cases is None:
        name = "parameters.yaml" if parameters is None else "cases.yaml"
        place = Place(programme.file.replace("programme.yaml", name))
        problems.append(Problem(place, "a programme needs this file too"))
        return None
    try:
        spec = rules.read_programme(programme, parameters, cases)
    except ProblemsFound as error:
        problems += error.problems
        return None
    if spec.id != folder.rsplit("/", 1)[1]:
        problems.append(Problem(programme.place("id"), f"the folder is {folder}, the id is {spec.id}"))
    return spec


def _labels_if_sound(pack: Pack) -> Labels | None:
    """The pack's words for codes; None where their own sections report problems first."""
    try:
        return read_labels(pack)
    except ProblemsFound:
        return None


def _prove(spec: rules.ProgrammeSpec, dictionary: Dictionary) -> list[Problem]:
    try:
        compiled = rules.compile_programme(spec, dictionary)
    except ProblemsFound as error:
        return list(error.problems)
    return rules.run_cases(compiled)


def check_programmes(programmes: dict[str, Any], everything: Mapping[str, Any]) -> list[Problem]:
    """Every programme rests on an article that the pack's policies have."""
    articles = {policy["code"]: len(policy["articles"]) for policy in everything.get("policies", ())}
    problems: list[Problem] = []
    for code, spec in programmes.items():
        policy, article = spec["framework"]["policy"], spec["framework"]["article"]
        place = Place(f"programmes/{code}/programme.yaml", 0, "rests_on.framework")
        if policy not in articles:
            problems.append(
                Problem(place, f"there is no policy `{policy}` in the pack", did_you_mean(policy, articles))
            )
        elif not 1 <= article <= articles[policy]:
            problems.append(Problem(place, f"`{policy}` has articles 1 to {articles[policy]}, not {article}"))
    return [*problems, *_shared_groups(programmes)]


def _shared_groups(programmes: dict[str, Any]) -> list[Problem]:
    """就高不重复 between programmes is not computed yet, so a group holds one programme."""
    first: dict[str, str] = {}
    problems: list[Problem] = []
    for code, spec in programmes.items():
        group = spec["combine"]["exclusive_group"]
        if group is not None and first.setdefault(group, code) != code:
            place = Place(f"programmes/{code}/programme.yaml", 0, "combine.exclusive_group")
            message = f"group `{group}` already holds `{first[group]}`; a group holds one programme for now"
            problems.append(Problem(place, message, "put both rules into one programme"))
    return problems


sections.declare(Section("programmes", read_programmes, load_programmes, check_programmes, files=_PATTERNS))
