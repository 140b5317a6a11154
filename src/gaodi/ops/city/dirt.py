"""Deliberate dirt for the quality of data: rows that contradict themselves or each other; each is planted by name."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import MISSING, YEARS
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.statements import TABLE, YEAR_STARTS, Statements, draw_statements, statement_columns

DIRT = "dirt"
_SUMS, _CONTRADICTIONS, _LATE = 0.003, 0.002, 0.06
_DECLARED = ("revenue", "net_profit")


def pick(rng: np.random.Generator, among: NDArray[np.int64], share: float) -> NDArray[np.int64]:
    """So large a part of some positions, at least one where there are any; in their order."""
    count = min(len(among), max(1, round(len(among) * share)))
    return np.sort(rng.choice(among, size=count, replace=False)) if count else among


def spoil_sums(sheet: Sheet, rows: Statements) -> Statements:
    """Some statements whose assets are not liabilities and equity."""
    rng = sheet.stream(DIRT, "sums", _first(rows))
    which = pick(rng, np.flatnonzero(rows.firm >= sheet.told), _SUMS)
    assets = rows.lines["total_assets"].copy()
    assets[which] += rng.integers(1_000_000, 50_000_000, len(which))
    for row in which.tolist():
        _plant(sheet, "unbalanced_statement", rows, row)
    return replace(rows, lines={**rows.lines, "total_assets": assets})


def write_contradictions(sheet: Sheet, rows: Statements) -> None:
    """Some firms declare more revenue than their verified statement of the year says."""
    rng = sheet.stream(DIRT, "contradictions", _first(rows))
    which = pick(
        rng, np.flatnonzero((rows.firm >= sheet.told) & (rows.year >= len(YEARS) - 2)), _CONTRADICTIONS
    )
    if not len(which):
        return
    lines = {name: rows.lines[name].copy() for name in _DECLARED}
    lines["revenue"][which] = lines["revenue"][which] * rng.integers(115, 160, len(which)) // 100
    declared = replace(rows, lines=lines)
    columns = statement_columns(sheet, declared, which, _DECLARED, "enterprise", standing="declared")
    sheet.writer.copy_columns(TABLE, columns)
    for row in which.tolist():
        _plant(sheet, "contradicting_statement", rows, row)


def write_late_statements(sheet: Sheet) -> None:
    """Some firms report a year after they were struck off."""
    firms, rng = sheet.firms, sheet.stream(DIRT, "late")
    last = firms.last_year()
    gone = (firms.ended_on != MISSING) & (last != MISSING) & (last < len(YEARS) - 1)
    chosen = pick(rng, np.flatnonzero(gone), _LATE)
    if not len(chosen):
        return
    rows = draw_statements(sheet, chosen)
    newest = np.flatnonzero(rows.year == last[rows.firm])
    year = rows.year[newest] + 1
    late = Statements(
        rows.firm[newest],
        year,
        rows.tier[newest] * 0,
        {name: line[newest] for name, line in rows.lines.items()},
        YEAR_STARTS[year + 1] + 90,
    )
    in_time = np.flatnonzero(
        (late.published <= sheet.on) & (firms.ended_on[late.firm] < YEAR_STARTS[late.year + 1] - 60)
    )
    if len(in_time):
        columns = statement_columns(sheet, late, in_time, ("revenue", "net_profit"), "tax_record")
        sheet.writer.copy_columns(TABLE, columns)
    for row in in_time.tolist():
        _plant(sheet, "statement_after_end", late, row)


def _plant(sheet: Sheet, kind: str, rows: Statements, row: int) -> None:
    sheet.plant(DIRT, kind=kind, firm=sheet.code(int(rows.firm[row])), year=YEARS[int(rows.year[row])])


def _first(rows: Statements) -> int:
    return int(rows.firm[0]) if len(rows) else 0
