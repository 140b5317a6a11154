"""The pack's section of derived facts: what each fact table derives from the rows of others."""

from __future__ import annotations

from typing import Any

from gaodi.kernel.facts import Definitions, facts
from gaodi.kernel.facts.defining import plain_definitions
from gaodi.kernel.packs import Pack, Section, sections
from gaodi.values.places import ProblemsFound

PATTERN = "facts/*.yaml"


def read_facts(pack: Pack) -> dict[str, dict[str, Any]]:
    """What each table derives, by table and name. Raises: ProblemsFound: what does not fit the declared tables."""
    documents = pack.matching(PATTERN).values()
    problems = facts.define(documents)[1]
    if problems:
        raise ProblemsFound(problems)
    return plain_definitions(documents)


def definitions_of(pack: Pack) -> Definitions:
    """The derived facts of a pack that need not be in force; those with problems are left out."""
    return facts.define(pack.matching(PATTERN).values())[0]


def _nothing_to_load(data: Any, *, version_id: int, at: Any) -> None:
    """Derived facts are read from the pack version itself."""


sections.declare(Section("facts", read_facts, _nothing_to_load, files=(PATTERN,)))
