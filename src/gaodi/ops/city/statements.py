"""Financial statements that add up to the fen: every year a firm lived, and quarters of those on the way to an exchange."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypedDict

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.columns import day_number, days, money, same
from gaodi.ops.city.firms import MISSING, YEARS
from gaodi.ops.city.sheets import Sheet
from gaodi.ops.city.sizes import MEDIUM, SMALL, sector_column

TABLE = "registry_statement"

#: What micro firms, small ones and borrowers, and all others report. What is not there was not reported: it is not zero.
_MICRO = (
    "total_assets",
    "total_liabilities",
    "equity",
    "revenue",
    "total_profit",
    "income_tax",
    "net_profit",
    "tax_paid",
)
_SMALL = (
    "cash",
    "current_assets",
    "current_liabilities",
    "short_term_debt",
    "main_revenue",
    "cost_of_sales",
    "operating_profit",
    "interest_expense",
    "operating_cash_flow",
    "investing_cash_flow",
    "financing_cash_flow",
)
_FULL = (
    "receivables",
    "inventory",
    "fixed_assets",
    "intangible_assets",
    "long_term_debt",
    "hightech_revenue",
    "export_revenue",
    "selling_expense",
    "admin_expense",
    "rd_expense",
    "finance_expense",
    "adjusted_net_profit",
    "taxable_income",
)
LINES = (*_MICRO, *_SMALL, *_FULL)
_INTEREST = 0.043
#: 1 January of every year and of the one after the last.
YEAR_STARTS = np.array([day_number(date(year, 1, 1)) for year in (*YEARS, YEARS[-1] + 1, YEARS[-1] + 2)])
#: A restatement became known with the city; what it replaced was known so long before.
_RESTATED_AFTER = timedelta(days=400)
_RESTATED_YEARS = (2, 5)  # positions in YEARS: 2021 to 2023
_RESTATED_PER_THOUSAND = 22

Fen = NDArray[np.int64]


class Known(TypedDict, total=False):
    """The period in which a version was known, where it is not the usual one."""

    known_from: datetime
    known_to: datetime


@dataclass(frozen=True, slots=True)
class Statements:
    """Rows of one block: `lines` by name (m,) fen; firm, year: positions; tier 0 micro, 1 small, 2 full."""

    firm: NDArray[np.int64]
    year: NDArray[np.int64]
    tier: NDArray[np.int8]
    lines: Mapping[str, Fen]
    published: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.firm)


def draw_statements(sheet: Sheet, block: NDArray[np.int64]) -> Statements:
    """The statements of the firms of a block that were published by the city's day."""
    rng = sheet.stream("statements", int(block[0]))
    firms = sheet.firms
    exists = firms.exists[block]
    published = YEAR_STARTS[1:-1] + rng.integers(75, 119, exists.shape)
    firm, year = np.nonzero(exists & (published <= sheet.on))
    tier = np.where(firms.size_class[block] >= MEDIUM, 2, 0)
    small = (firms.size_class[block] == SMALL) | firms.borrows[block]
    tier = np.where(tier == 2, 2, np.where(small, 1, 0))
    tier = np.where(block < sheet.told, 2, tier)
    lines = {name: table[firm, year] for name, table in _tables(sheet, block, rng).items()}
    return Statements(block[firm], year, tier[firm].astype(np.int8), lines, published[firm, year])


def capitalised(sheet: Sheet, block: NDArray[np.int64]) -> Fen:
    """(b, 6) research that went into the balance sheet: of one firm in six, a tenth to a quarter."""
    rng = sheet.stream("capitalised", int(block[0]))
    part = np.where(rng.random(len(block)) < 1 / 6, rng.uniform(0.1, 0.25, len(block)), 0.0)
    found: Fen = np.rint(np.maximum(sheet.firms.rd[block], 0) * part[:, None]).astype(np.int64)
    return found


def _tables(sheet: Sheet, block: NDArray[np.int64], rng: np.random.Generator) -> dict[str, Fen]:
    firms = sheet.firms
    assets, liabilities = firms.assets[block], firms.liabilities[block]
    shape = assets.shape

    def part(table: Fen, low: float, high: float) -> Fen:
        return np.rint(table * rng.uniform(low, high, shape)).astype(np.int64)

    cash = sheet.plan.accounts.cash[block]
    current = np.minimum(np.maximum(part(assets, 0.42, 0.72), cash), assets)
    current_owed = part(liabilities, 0.62, 0.95)
    borrows = firms.borrows[block][:, None]
    short_debt = np.where(borrows, part(current_owed, 0.15, 0.5), 0)
    long_debt = np.where(borrows, part(liabilities - current_owed, 0.4, 0.9), 0)
    balance = {
        "cash": cash,
        "receivables": part(current - cash, 0.25, 0.5),
        "inventory": part(current - cash, 0.2, 0.45),
        "current_assets": current,
        "fixed_assets": part(assets - current, 0.45, 0.75),
        "intangible_assets": part(assets - current, 0.05, 0.22),
        "total_assets": assets,
        "short_term_debt": short_debt,
        "current_liabilities": current_owed,
        "long_term_debt": long_debt,
        "total_liabilities": liabilities,
        "equity": assets - liabilities,
    }
    return balance | _profits(sheet, block, rng, short_debt + long_debt) | _flows(sheet, block, rng)


def _profits(sheet: Sheet, block: NDArray[np.int64], rng: np.random.Generator, debt: Fen) -> dict[str, Fen]:
    """Revenue less costs and expenses is operating profit; with what lies beside operations, profit before tax."""
    firms = sheet.firms
    revenue, net = firms.revenue[block], firms.net_profit[block]
    total = sheet.plan.accounts.total_profit[block]
    shape = revenue.shape

    def part(table: Fen, low: float, high: float) -> Fen:
        return np.rint(table * rng.uniform(low, high, shape)).astype(np.int64)

    beside = part(revenue, -0.002, 0.004)
    operating = total - beside
    interest = np.minimum(np.rint(debt * _INTEREST).astype(np.int64), revenue // 20)
    finance = interest + part(revenue, 0.0, 0.002)
    research = np.maximum(firms.rd[block], 0) - capitalised(sheet, block)
    room = np.maximum(revenue - operating - finance - research, 0)
    selling, admin = part(room, 0.01, 0.06), part(room, 0.03, 0.09)
    export = sector_column(sheet.plan.scenery, firms.word[block], "export")[:, None]
    sells_abroad = rng.random((len(block), 1)) < 0.35
    return {
        "revenue": revenue,
        "main_revenue": part(revenue, 0.9, 1.0),
        "hightech_revenue": np.where(research > 0, part(revenue, 0.45, 0.95), 0),
        "export_revenue": np.where(sells_abroad, np.rint(part(revenue, 0.5, 2.5) * export), 0).astype(
            np.int64
        ),
        "cost_of_sales": revenue - operating - finance - research - selling - admin,
        "selling_expense": selling,
        "admin_expense": admin,
        "rd_expense": research,
        "finance_expense": finance,
        "interest_expense": interest,
        "operating_profit": operating,
        "total_profit": total,
        "income_tax": total - net,
        "net_profit": net,
        "adjusted_net_profit": net - np.maximum(beside, 0),
        "taxable_income": np.maximum(total - research // 2, 0),
        "tax_paid": total - net + part(revenue, 0.015, 0.04),
    }


def _flows(sheet: Sheet, block: NDArray[np.int64], rng: np.random.Generator) -> dict[str, Fen]:
    """The three flows add up to the change of cash; before a default nothing comes in from operations any more."""
    firms = sheet.firms
    cash, assets = sheet.plan.accounts.cash[block], firms.assets[block]
    change = np.empty_like(cash)
    change[:, 1:] = cash[:, 1:] - np.where(cash[:, :-1] == MISSING, 0, cash[:, :-1])
    change[:, 0] = np.rint(cash[:, 0] * 0.2)
    noise = rng.normal(0.03, 0.02, cash.shape)
    operating = firms.net_profit[block] + np.rint(assets * noise).astype(np.int64)
    defaults = firms.defaults_on[block][:, None]
    doomed = (defaults != MISSING) & (defaults < YEAR_STARTS[1:-1] + 366)
    operating = np.where(doomed, -np.abs(operating) // 2 - firms.revenue[block] // 50, operating)
    investing = -np.rint(assets * rng.uniform(0.01, 0.07, cash.shape)).astype(np.int64)
    return {
        "operating_cash_flow": operating,
        "investing_cash_flow": investing,
        "financing_cash_flow": change - operating - investing,
    }


def _before_restatement(rows: Statements, which: NDArray[np.int64], rng: np.random.Generator) -> Statements:
    """The same statements with more profit: stock was valued too high, so cost was too low; these add up as well."""
    lines = {name: line[which].copy() for name, line in rows.lines.items()}
    shift = np.abs(lines["net_profit"]) // 10 + rng.integers(100_000, 10_000_000, len(which))
    for name in ("total_assets", "current_assets", "equity", "inventory"):
        lines[name] += shift
    for name in ("operating_profit", "total_profit", "net_profit", "adjusted_net_profit"):
        lines[name] += shift
    lines["cost_of_sales"] -= shift
    return Statements(rows.firm[which], rows.year[which], rows.tier[which], lines, rows.published[which])


def write_statements(sheet: Sheet, rows: Statements) -> None:
    """By what is reported, so that lines nobody reports are not sent."""
    _write(sheet, rows, {})


def write_restated(sheet: Sheet, rows: Statements) -> None:
    """What one statement in a hundred said until it was restated: known before, closed when the city was registered."""
    rng = sheet.stream("restated", int(rows.firm[0]) if len(rows) else 0)
    in_time = (rows.year >= _RESTATED_YEARS[0]) & (rows.year < _RESTATED_YEARS[1])
    which = np.flatnonzero(in_time & (rng.integers(0, 1000, len(rows)) < _RESTATED_PER_THOUSAND))
    if len(which):
        known: Known = {"known_from": sheet.at - _RESTATED_AFTER, "known_to": sheet.at}
        _write(sheet, _before_restatement(rows, which, rng), known)


def _write(sheet: Sheet, rows: Statements, known: Known) -> None:
    for tier, names in enumerate((_MICRO, (*_MICRO, *_SMALL), LINES)):
        which = np.flatnonzero(rows.tier == tier)
        if len(which):
            source = "audit_report" if tier == 2 else "tax_record"
            sheet.writer.copy_columns(
                TABLE, statement_columns(sheet, rows, which, names, source, known=known)
            )


def statement_columns(
    sheet: Sheet,
    rows: Statements,
    which: NDArray[np.int64],
    names: tuple[str, ...],
    source: str,
    *,
    standing: str = "verified",
    known: Known | None = None,
) -> Mapping[str, pa.Array]:
    """The columns of some annual statements; audited where the source is an audit."""
    year, length = rows.year[which], len(which)
    ends = YEAR_STARTS[year + 1] - 1
    return {
        "party_id": sheet.keys(rows.firm[which]),
        "period": same("annual", length),
        "scope": same("consolidated", length),
        "period_start": days(YEAR_STARTS[year]),
        "period_end": days(ends),
        "is_audited": same(source == "audit_report", length),
        **{f"{name}_yuan": money(rows.lines[name][which]) for name in names},
        **sheet.dated(ends + 1, source, rows.published[which], standing=standing, **(known or {})),
    }
