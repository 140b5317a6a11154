"""Writing the rows of the networks, table by table, block by block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.columns import coded, counts, days, flags, money, shares, uuids
from gaodi.ops.city.networks import deals as deal_rows
from gaodi.ops.city.networks.courses import CLASSES, STATES, Course
from gaodi.ops.city.networks.days import years_of
from gaodi.ops.city.networks.deals import DealRows, InvestmentRows
from gaodi.ops.city.networks.forced import SECURITIES
from gaodi.ops.city.networks.funds import Funds
from gaodi.ops.city.networks.guarantees import KINDS, Guarantees
from gaodi.ops.city.networks.holdings import ROLES, HoldingRows
from gaodi.ops.city.networks.institutions import Institutions
from gaodi.ops.city.networks.loans import Loans
from gaodi.ops.city.networks.loom import Loom
from gaodi.ops.city.networks.nodes import ORGANISATION, PERSON
from gaodi.ops.city.networks.officers import POSITIONS, OfficerRows
from gaodi.ops.city.networks.placing import Keys
from gaodi.ops.city.networks.records import InstitutionRows, total_assets
from gaodi.ops.city.sheets import Sheet

BLOCK = 100_000
Rows = NDArray[np.int64]
"""Positions of the rows of one block."""


class RowWriter:
    """Writes rows of nodes as rows of parties."""

    def __init__(self, sheet: Sheet, loom: Loom, keys: Keys) -> None:
        self.sheet, self.loom, self.keys = sheet, loom, keys

    def write_holdings(self, rows: HoldingRows) -> None:
        capital = self._capitals()

        def block(at: Rows) -> Mapping[str, pa.Array]:
            part = rows.take(at)
            subscribed = _part_of(capital(part.company), part.share)
            return {
                "company_id": self.keys.of(part.company),
                "holder_id": self.keys.of(part.holder),
                "role": coded(ROLES, part.role),
                "capital_share": shares(part.share),
                "subscribed_yuan": money(subscribed, subscribed > 0),
                "nominee_for_id": self.keys.of(part.nominee_for),
                **self._dated(part.since, part.until, "business_register"),
            }

        self._write("registry_holding", len(rows), block)

    def write_officers(self, rows: OfficerRows) -> None:
        def block(at: Rows) -> Mapping[str, pa.Array]:
            return {
                "company_id": self.keys.of(rows.company[at]),
                "person_id": self.keys.of(rows.person[at]),
                "position": coded(POSITIONS, rows.position[at]),
                **self._dated(rows.since[at], rows.until[at], "business_register"),
            }

        self._write("registry_officer", len(rows), block)

    def write_loans(self, loans: Loans, course: Course) -> None:
        numbers = uuids(self.loom.stream("loans", "numbers"), len(loans))

        def block(at: Rows) -> Mapping[str, pa.Array]:
            loan = course.loan[at]
            return {
                "public_id": numbers.take(pa.array(loan)),
                "borrower_id": self.keys.of(loans.borrower[loan]),
                "lender_id": self.keys.of(loans.lender[loan]),
                "contract_number": contract_numbers(loans, loan),
                "security": coded(SECURITIES, loans.security[loan]),
                "principal_yuan": money(loans.principal[loan]),
                "rate": _ppm(loans.rate[loan]),
                "drawn_on": days(loans.drawn[loan]),
                "due_on": days(course.due[at]),
                "balance_yuan": money(course.balance[at]),
                "overdue_days": counts(course.overdue_days[at]),
                "loan_class": coded(CLASSES, course.loan_class[at]),
                "state": coded(STATES, course.state[at]),
                **self._dated(course.since[at], course.until[at], "bank_report"),
            }

        self._write("registry_loan", len(course), block)

    def write_guarantees(self, rows: Guarantees, loans: Loans) -> None:
        """What guarantors report themselves, and what banks report of the others."""

        def block(at: Rows) -> Mapping[str, pa.Array]:
            loan, guarantor = rows.loan[at], rows.guarantor[at]
            by_guarantor = (guarantor >= ORGANISATION) & (guarantor < PERSON)
            source = coded(("bank_report", "guarantor_report"), by_guarantor.astype(np.int64))
            return {
                "guarantor_id": self.keys.of(guarantor),
                "debtor_id": self.keys.of(loans.borrower[loan]),
                "creditor_id": self.keys.of(loans.lender[loan]),
                "number": numbered("保", rows.since[at], at),
                "contract_number": contract_numbers(loans, loan),
                "kind": coded(KINDS, rows.kind[at]),
                "amount_yuan": money(rows.amount[at]),
                **self._dated(rows.since[at], rows.until[at], source),
            }

        self._write("registry_guarantee", len(rows), block)

    def write_deals(self, rows: DealRows) -> None:
        numbers = uuids(self.loom.stream("deals", "numbers"), len(rows.day))
        sources = np.array([0, 1, 1, 2, 2])

        def block(at: Rows) -> Mapping[str, pa.Array]:
            kind = rows.kind[at]
            source = coded(("fund_filing", "business_register", "exchange_notice"), sources[kind])
            return {
                "public_id": numbers.take(pa.array(at)),
                "company_id": self.keys.of(rows.company[at]),
                "number": numbered("交", rows.day[at], at),
                "kind": coded(deal_rows.KINDS, kind),
                "round": coded(deal_rows.ROUNDS, rows.round[at]),
                "amount_yuan": money(rows.amount[at], rows.amount[at] > 0),
                "valuation_yuan": money(rows.valuation[at], rows.valuation[at] > 0),
                **self._dated(rows.day[at], None, source),
            }

        self._write("registry_deal", len(rows.day), block)

    def write_investments(self, rows: InvestmentRows, deals: DealRows) -> None:
        def block(at: Rows) -> Mapping[str, pa.Array]:
            deal = rows.deal[at]
            return {
                "investor_id": self.keys.of(rows.investor[at]),
                "company_id": self.keys.of(rows.company[at]),
                "number": numbered("投", rows.day[at], at),
                "deal_number": numbered("交", deals.day[deal], deal),
                "amount_yuan": money(rows.amount[at]),
                "share": shares(rows.share[at]),
                "is_first_outside": flags(rows.is_first[at] == 1),
                "proceeds_yuan": money(rows.proceeds[at], rows.proceeds[at] > 0),
                **self._dated(rows.day[at], rows.until[at], "fund_filing"),
            }

        self._write("registry_investment", len(rows.day), block)

    def write_institutions(self, institutions: Institutions, rows: InstitutionRows) -> None:
        ones = [institutions.rows[place] for place in rows.institution]
        organisations = [self.loom.organisations[one.node] for one in ones]
        capital = np.array([one.capital_fen for one in organisations], dtype=np.int64)
        is_here = np.array([one.is_here for one in ones])
        lent = rows.loans.clip(0)
        assets = [total_assets(c, a) for c, a in zip(capital.tolist(), lent.tolist(), strict=True)]
        columns = {
            "party_id": self.keys.of(np.array([one.node for one in ones])),
            "kind": pa.array([one.kind for one in ones]),
            "licence_number": pa.array([f"演证{place:04d}" for place in rows.institution]),
            "licensed_on": days(np.array([one.founded_on for one in organisations])),
            "reporting_unit": self._units([one.unit for one in ones]),
            "head_office": pa.array(["淄博市" if one.is_ours else "市外" for one in ones]),
            "is_headquartered_here": pa.array(is_here),
            "paid_in_capital_yuan": money(capital, is_here),
            "total_assets_yuan": money(np.array(assets), is_here),
            "loans_outstanding_yuan": money(rows.loans, rows.loans >= 0),
            "guarantees_outstanding_yuan": money(rows.guarantees, rows.guarantees >= 0),
            "compensated_yuan": money(rows.compensated, rows.compensated >= 0),
            "technology_branches": counts(np.array([int(one.branches > 0) for one in ones])),
            **self._dated(rows.since, rows.until, "licence_record"),
        }
        self.sheet.writer.copy_columns("registry_institutionrecord", columns)

    def write_funds(self, funds: Funds) -> None:
        rows = funds.rows
        born = np.array([one.founded_on for one in rows], dtype=np.int64)
        columns = {
            "party_id": self.keys.of(np.array([one.node for one in rows])),
            "kind": pa.array([one.kind for one in rows]),
            "filing_number": pa.array([f"演备{place + 1:05d}" for place in range(len(rows))]),
            "manager_id": self.keys.of(np.array([one.manager for one in rows])),
            "founded_on": days(born),
            "ends_on": days(np.array([one.ends_on for one in rows])),
            "reporting_unit": self._units([one.unit for one in rows]),
            "committed_yuan": money(np.array([one.committed for one in rows])),
            "paid_in_yuan": money(np.array([one.paid_in for one in rows])),
            "government_yuan": money(np.array([one.government for one in rows])),
            **self._dated(born, None, "fund_filing"),
        }
        self.sheet.writer.copy_columns("registry_fundrecord", columns)

    def _units(self, units: list[int]) -> pa.Array:
        return coded(self.loom.units, np.array(units, dtype=np.int64))

    def _capitals(self) -> Callable[[NDArray[np.int64]], NDArray[np.int64]]:
        """Capital in fen by node of a company; 0 where nobody says."""
        firms = self.loom.firms.capital_fen
        others = np.array([one.capital_fen for one in self.loom.organisations.rows], dtype=np.int64)

        def of(nodes: NDArray[np.int64]) -> NDArray[np.int64]:
            capital = np.zeros(len(nodes), dtype=np.int64)
            is_firm = nodes < ORGANISATION
            capital[is_firm] = firms[nodes[is_firm]]
            capital[~is_firm] = others[nodes[~is_firm] - ORGANISATION]
            return capital

        return of

    def _dated(
        self, since: NDArray[np.int64], until: NDArray[np.int64] | None, source: pa.Array | str
    ) -> Mapping[str, pa.Array]:
        return self.sheet.dated(since, source, since, valid_to=until)

    def _write(self, table: str, count: int, block: Callable[[Rows], Mapping[str, Any]]) -> None:
        for start in range(0, count, BLOCK):
            at = np.arange(start, min(count, start + BLOCK))
            self.sheet.writer.copy_columns(table, block(at))


def numbered(sign: str, day: NDArray[np.int64], places: NDArray[np.int64]) -> pa.Array:
    """A number that tells sort, year and place: 保2023-0000042."""
    years = years_of(day)
    texts = [f"{sign}{year}-{place:07d}" for year, place in zip(years.tolist(), places.tolist(), strict=True)]
    return pa.array(texts, pa.string())


def contract_numbers(loans: Loans, loan: NDArray[np.int64]) -> pa.Array:
    """The number of each loan's contract."""
    return numbered("借", loans.drawn[loan], loan)


def _part_of(fen: NDArray[np.int64], share: NDArray[np.int64]) -> NDArray[np.int64]:
    """A share in ten-billionths of an amount below 10¹³ fen, rounded down; in two steps, so that nothing overflows."""
    high, low = share // 100_000, share % 100_000
    return (fen * high + fen * low // 100_000) // 100_000


def _ppm(rate: NDArray[np.int64]) -> pa.Array:
    """Parts per million as a fraction with six decimals."""
    texts = {ppm: f"0.{ppm:06d}" for ppm in np.unique(rate).tolist()}
    return pa.array([texts[ppm] for ppm in rate.tolist()], pa.string())
