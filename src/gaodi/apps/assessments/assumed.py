"""Whether what a finding would pay rests on a parameter that nobody has verified yet."""

from __future__ import annotations

from gaodi.apps.assessments.findings import Finding
from gaodi.engines import rules


def rests_on_assumed(bound: rules.BoundProgramme, finding: Finding, today: int) -> bool:
    """True where a parameter on the way to this row's amount is assumed; on a live instance it cannot pay then."""
    steps = rules.amount_steps(bound, finding.values, today)
    return any(step.status == "assumed" for step in steps)
