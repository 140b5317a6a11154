"""Cumulated quarters of the firms on the way to an exchange."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.columns import day_number, days, money, same
from gaodi.ops.city.firms import YEARS
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.statements import TABLE, YEAR_STARTS

_FIRST = YEARS.index(2022)
_TOLD_AFTER = 25


def write_quarters(sheet: Sheet) -> None:
    """Three of every year from 2022 on, as far as the year before was lived too."""
    firms, rng = sheet.firms, sheet.stream("quarters")
    block = np.arange(sheet.told)
    for year in range(_FIRST, len(YEARS)):
        lived = block[firms.exists[block, year] & firms.exists[block, year - 1]]
        for quarter in (1, 2, 3):
            part = quarter / 4 + rng.uniform(-0.03, 0.01, len(lived))
            end = day_number(date(YEARS[year], quarter * 3 + 1, 1)) - 1
            if end + _TOLD_AFTER <= sheet.on and len(lived):
                sheet.writer.copy_columns(TABLE, _columns(sheet, lived, year, end, part))


def _columns(
    sheet: Sheet, lived: NDArray[np.int64], year: int, end: int, part: NDArray[np.float64]
) -> Mapping[str, pa.Array]:
    firms, length = sheet.firms, len(lived)

    def grown(table: NDArray[np.int64]) -> NDArray[np.int64]:
        before = table[lived, year - 1]
        found: NDArray[np.int64] = before + np.rint((table[lived, year] - before) * part).astype(np.int64)
        return found

    def earned(table: NDArray[np.int64]) -> NDArray[np.int64]:
        found: NDArray[np.int64] = np.rint(table[lived, year] * part).astype(np.int64)
        return found

    assets, liabilities = grown(firms.assets), grown(firms.liabilities)
    profit, net = earned(sheet.plan.accounts.total_profit), earned(firms.net_profit)
    lines = {
        "total_assets": assets,
        "total_liabilities": liabilities,
        "equity": assets - liabilities,
        "revenue": earned(firms.revenue),
        "total_profit": profit,
        "income_tax": profit - net,
        "net_profit": net,
    }
    ends = np.full(length, end)
    return {
        "party_id": sheet.keys(lived),
        "period": same("quarter", length),
        "scope": same("consolidated", length),
        "period_start": days(np.full(length, YEAR_STARTS[year])),
        "period_end": days(ends),
        "is_audited": same(False, length),
        **{f"{name}_yuan": money(line) for name, line in lines.items()},
        **sheet.dated(ends + 1, "statistics", ends + _TOLD_AFTER),
    }
