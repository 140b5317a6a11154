"""What is wrong or odd in a file, kept up to a number and counted beyond it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gaodi.apps.intake.choices import Severity
from gaodi.apps.intake.models import IntakeFile, IntakeProblem
from gaodi.engines.tabular import CellProblem
from gaodi.engines.tabular import Severity as CellSeverity

MOST_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem or warning, with its place in the file."""

    severity: Severity
    code: str
    message: str
    row: int = 0
    column: str = ""
    value: str = ""
    sheet: str = ""


def of_cell(problem: CellProblem) -> Finding:
    """The same, as the reader of files told it."""
    severity = Severity.WARNING if problem.severity is CellSeverity.WARNING else Severity.PROBLEM
    return Finding(
        severity, problem.code, problem.message, problem.row, problem.column, problem.value, problem.sheet
    )


def add_findings(file: IntakeFile, findings: Sequence[Finding]) -> None:
    """Count them on the file (which the caller saves) and keep as many as there is room for, problems first."""
    kept = file.problems + file.warnings
    file.problems += sum(one.severity == Severity.PROBLEM for one in findings)
    file.warnings += sum(one.severity == Severity.WARNING for one in findings)
    room = max(0, MOST_KEPT - kept)
    chosen = sorted(findings, key=lambda one: one.severity)[:room] if len(findings) > room else findings
    IntakeProblem.objects.bulk_create(_rows(file, chosen), batch_size=2000)


def _rows(file: IntakeFile, findings: Iterable[Finding]) -> list[IntakeProblem]:
    return [
        IntakeProblem(
            file=file,
            severity=one.severity,
            code=one.code[:48],
            sheet=one.sheet[:64],
            row=one.row,
            column=one.column[:128],
            value=one.value[:64],
            message=one.message,
        )
        for one in findings
    ]
