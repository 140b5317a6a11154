"""Whether what a finding would pay rests on a parameter that nobody has verified yet."""

from __future__ import annotations

from gaodi.apps.assessments.findings import Finding
from gaodi.engines import rules


def rests_on_assumed(bound: rules.BoundProgramme, finding: Finding, today: int) -> bool:
    """True where a parameter behind this row's amount or conditions is assumed; on a live instance it cannot pay then."""
    return bool(rules.assumed_behind(bound, finding.values, today))
