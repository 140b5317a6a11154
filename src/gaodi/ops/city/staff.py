"""People of firms by year, and what they spend on research."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.columns import counts, days, money
from gaodi.ops.city.dirt import DIRT, pick
from gaodi.ops.city.firms import YEARS
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.sizes import SMALL
from gaodi.ops.city.statements import YEAR_STARTS, capitalised

#: Micro firms are counted in the last so many years only.
_COUNTED = 3
_TOO_MANY = 0.002


def write_headcounts(sheet: Sheet) -> None:
    """Employees for all; research staff and degrees from small firms on and where there is research."""
    firms = sheet.firms
    for block in sheet.blocks():
        rng = sheet.stream("headcounts", int(block[0]))
        wanted = firms.exists[block].copy()
        wanted &= YEAR_STARTS[1:-1] + 60 <= sheet.on
        wanted[firms.size_class[block] < SMALL, : len(YEARS) - _COUNTED] = False
        row, year = np.nonzero(wanted)
        _write_headcounts(sheet, block[row], year, rng)


def write_research(sheet: Sheet) -> None:
    """Every year with research: what was spent, where, and what counts for taxes."""
    firms = sheet.firms
    for block in sheet.blocks():
        rng = sheet.stream("research", int(block[0]))
        row, year = np.nonzero((firms.rd[block] > 0) & (YEAR_STARTS[1:-1] + 150 <= sheet.on))
        if not len(row):
            continue
        spent = firms.rd[block[row], year]
        ends = YEAR_STARTS[year + 1] - 1
        domestic = np.where(rng.random(len(row)) < 0.9, spent, spent - spent // 10)
        columns = {
            "party_id": sheet.keys(block[row]),
            "period_end": days(ends),
            "spending_yuan": money(spent),
            "domestic_yuan": money(domestic),
            "deducted_yuan": money(np.rint(domestic * rng.uniform(0.75, 1.0, len(row))).astype(np.int64)),
            "capitalised_yuan": money(capitalised(sheet, block)[row, year]),
            "projects": counts(1 + (spent // 150_000_000) + rng.integers(0, 3, len(row))),
            **sheet.dated(ends + 1, "tax_record", ends + 150),
        }
        sheet.writer.copy_columns("registry_research", columns)


def _write_headcounts(
    sheet: Sheet, firm: NDArray[np.int64], year: NDArray[np.int64], rng: np.random.Generator
) -> None:
    """In two parts, so that empty columns are not sent."""
    firms = sheet.firms
    detailed = (firms.size_class[firm] >= SMALL) | (firms.rd[firm, year] > 0)
    staff = np.where(firms.rd[firm, year] > 0, firms.rd_staff[firm, year], 0)
    known = np.flatnonzero(detailed & (firm >= sheet.told))
    wrong = pick(rng, known, _TOO_MANY)
    staff[wrong] = firms.employees[firm[wrong], year[wrong]] + 1 + rng.integers(0, 20, len(wrong))
    for one in wrong.tolist():
        sheet.plant(
            DIRT,
            kind="research_staff_above_employees",
            firm=sheet.code(int(firm[one])),
            year=YEARS[int(year[one])],
        )
    for part, extra in ((~detailed, False), (detailed, True)):
        here = np.flatnonzero(part)
        if len(here):
            columns = _columns(sheet, firm[here], year[here], staff[here] if extra else None, rng)
            sheet.writer.copy_columns("registry_headcount", columns)


def _columns(
    sheet: Sheet,
    firm: NDArray[np.int64],
    year: NDArray[np.int64],
    staff: NDArray[np.int64] | None,
    rng: np.random.Generator,
) -> Mapping[str, pa.Array]:
    people = sheet.firms.employees[firm, year]
    ends = YEAR_STARTS[year + 1] - 1
    columns = {
        "party_id": sheet.keys(firm),
        "period_end": days(ends),
        "employees": counts(people),
        "insured": counts(people - rng.integers(0, people // 12 + 1)),
    }
    if staff is not None:
        learned = np.minimum(
            people, np.rint(people * (0.08 + 0.5 * sheet.firms.quality[firm] ** 2)).astype(np.int64)
        )
        masters = np.minimum(learned // 5, np.maximum(staff, 0) // 3)
        doctors = np.minimum(masters // 6, 40)
        columns |= {
            "rd_staff": counts(staff),
            "doctors": counts(doctors),
            "masters": counts(masters),
            "bachelors": counts(learned - masters - doctors),
        }
    return {**columns, **sheet.dated(ends + 1, "social_insurance", ends + 60)}
