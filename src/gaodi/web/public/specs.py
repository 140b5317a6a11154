"""The rules in force behind programmes, as they were published."""

from __future__ import annotations

from collections.abc import Iterable

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.compiled import current_rule_sets
from gaodi.apps.programmes.models import Programme
from gaodi.engines import rules


def read_specs(programmes: Iterable[Programme]) -> dict[str, rules.ProgrammeSpec]:
    """The spec of each programme that has a rule set in force, by code."""
    wanted = {one.code for one in programmes}
    if not wanted:
        return {}
    found = current_rule_sets(RuleKind.PROGRAMME)
    return {one.code: rules.spec_from_json(one.spec) for one in found if one.code in wanted}
