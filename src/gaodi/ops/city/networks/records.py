"""What is recorded of institutions at the end of each year: their business as the loans and guarantees add up to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.networks.courses import SETTLED, Course
from gaodi.ops.city.networks.days import OPEN, first_of
from gaodi.ops.city.networks.guarantees import Guarantees
from gaodi.ops.city.networks.institutions import Institutions
from gaodi.ops.city.networks.loans import Loans
from gaodi.ops.city.networks.nodes import ORGANISATION

#: A record holds from the first day of a year on and tells how the year before ended.
YEARS = (2020, 2021, 2022, 2023, 2024, 2025)
_LENDING = ("bank", "village_bank", "micro_lender")
_ASSETS_BY_LOANS, _LEAST_ASSETS = 165, 4


@dataclass(frozen=True, slots=True)
class InstitutionRows:
    """Columns: position in `Institutions.rows`, first day, fen (-1 = not of its kind)."""

    institution: NDArray[np.int64]
    since: NDArray[np.int64]
    until: NDArray[np.int64]
    loans: NDArray[np.int64]
    guarantees: NDArray[np.int64]
    compensated: NDArray[np.int64]


def record_institutions(
    institutions: Institutions, loans: Loans, course: Course, guarantees: Guarantees, on: int
) -> InstitutionRows:
    """A row for each institution and year up to the city's day."""
    rows = institutions.rows
    place = {one.node: position for position, one in enumerate(rows)}
    lends = np.array([one.kind in _LENDING for one in rows])
    guards = np.array([one.kind == "guarantor" for one in rows])
    lender = _places(place, loans.lender)
    guarantor = _places(place, guarantees.guarantor)
    blocks = []
    days = [day for day in map(first_of, YEARS) if day <= on]
    for day, until in zip(days, [*days[1:], OPEN], strict=True):
        lent = _balances(course, lender, len(rows), day)
        backed = _backed(guarantees, guarantor, len(rows), day)
        paid = _compensated(guarantees, guarantor, loans, len(rows), day)
        blocks.append(
            (
                np.arange(len(rows)),
                np.full(len(rows), day),
                np.full(len(rows), until),
                np.where(lends, lent, -1),
                np.where(guards, backed, -1),
                np.where(guards, paid, -1),
            )
        )
    return InstitutionRows(*(np.concatenate(column) for column in zip(*blocks, strict=True)))


def total_assets(capital_fen: int, loans_fen: int) -> int:
    """Of a bank a good deal more than it has lent, of anybody some times its capital."""
    return max(loans_fen * _ASSETS_BY_LOANS // 100, capital_fen * _LEAST_ASSETS)


def _places(place: dict[int, int], nodes: NDArray[np.int64]) -> NDArray[np.int64]:
    """Positions of institutions; -1 where a node is none."""
    table = np.full(max(place) - ORGANISATION + 2, -1, dtype=np.int64)
    for node, position in place.items():
        table[node - ORGANISATION] = position
    offset = np.clip(nodes - ORGANISATION, 0, len(table) - 1)
    is_one = (nodes >= ORGANISATION) & (nodes - ORGANISATION < len(table))
    return np.where(is_one, table[offset], -1)


def _valid(since: NDArray[np.int64], until: NDArray[np.int64], day: int) -> NDArray[np.bool_]:
    """What stood on the evening before a day."""
    valid: NDArray[np.bool_] = (since < day) & ((until == OPEN) | (until >= day))
    return valid


def _balances(course: Course, lender: NDArray[np.int64], count: int, day: int) -> NDArray[np.int64]:
    rows = _valid(course.since, course.until, day) & (course.state != SETTLED)
    return _sum_by(lender[course.loan[rows]], course.balance[rows], count)


def _backed(guarantees: Guarantees, guarantor: NDArray[np.int64], count: int, day: int) -> NDArray[np.int64]:
    rows = _valid(guarantees.since, guarantees.until, day) & (guarantor >= 0)
    return _sum_by(guarantor[rows], guarantees.amount[rows], count)


def _compensated(
    guarantees: Guarantees, guarantor: NDArray[np.int64], loans: Loans, count: int, day: int
) -> NDArray[np.int64]:
    """What guarantors paid in the year before the day: for loans overdue since a month."""
    paid_on = np.where(loans.fails, loans.due + 31, OPEN)[guarantees.loan]
    rows = (paid_on >= day - 365) & (paid_on < day) & (guarantor >= 0)
    return _sum_by(guarantor[rows], guarantees.amount[rows], count)


def _sum_by(keys: NDArray[np.int64], values: NDArray[np.int64], count: int) -> NDArray[np.int64]:
    """Exact sums by key."""
    sums = np.zeros(count, dtype=np.int64)
    np.add.at(sums, keys, values)
    return sums
