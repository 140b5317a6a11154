"""Loans of 2019 to the city's day: who borrowed what from whom, and how it went, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import SIZES, YEARS
from gaodi.ops.city.networks.days import YEAR, draw_between, first_of, years_of
from gaodi.ops.city.networks.forced import CREDIT_LIKE, GUARANTEED, SECURITIES, Forced
from gaodi.ops.city.networks.institutions import Institutions
from gaodi.ops.city.networks.loom import Loom

BEGIN = first_of(2019)
_COUNTS, _COUNT_SHARES = (1, 2, 3, 4, 5, 6), (0.18, 0.24, 0.22, 0.16, 0.12, 0.08)
_TERMS, _TERM_SHARES = (180, 365, 730, 1095, 1825), (0.10, 0.58, 0.12, 0.15, 0.05)
_MICRO, _SMALL = SIZES.index("micro"), SIZES.index("small")
#: By size: credit, guarantee, mortgage, pledge, intellectual property.
_SECURITY_SHARES = np.array(
    [
        [0.42, 0.30, 0.24, 0.03, 0.01],
        [0.32, 0.34, 0.26, 0.05, 0.03],
        [0.26, 0.32, 0.30, 0.09, 0.03],
        [0.40, 0.20, 0.28, 0.12, 0.00],
    ]
)
#: Yearly rate in ppm that a middling firm paid, from 2019 on; what each size pays more.
_BASE_RATES = np.array([48_500, 44_500, 43_000, 40_800, 38_600, 36_200, 34_200, 33_500], dtype=np.int64)
_SIZE_RATES = np.array([3_500, 2_000, 0, -4_000], dtype=np.int64)
_VILLAGE_RATE, _LENDER_RATE = 6_000, 60_000
_TEN_THOUSAND = 1_000_000
_LEAST, _MOST = 10 * _TEN_THOUSAND, 50_000 * _TEN_THOUSAND
_MOST_OF_LENDER = 300 * _TEN_THOUSAND


@dataclass(frozen=True, slots=True)
class Loans:
    """Columns of loans: nodes, fen, ppm, position in SECURITIES, days.

    fails: it falls overdue after `due`. may_renew: its bank may go on for another year. guarantor: who is told to
    guarantee it, -1 = nobody yet.
    """

    borrower: NDArray[np.int64]
    lender: NDArray[np.int64]
    principal: NDArray[np.int64]
    rate: NDArray[np.int64]
    security: NDArray[np.int64]
    drawn: NDArray[np.int64]
    due: NDArray[np.int64]
    fails: NDArray[np.bool_]
    may_renew: NDArray[np.bool_]
    guarantor: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.borrower)


def draw_loans(loom: Loom, institutions: Institutions, forced: Sequence[Forced]) -> Loans:
    """Loans of the firms that borrow; those of stories are the first, in their order."""
    rng = loom.stream("loans")
    borrower, drawn, due = _draw_terms(loom, rng)
    borrower = np.r_[np.array([one.borrower for one in forced], dtype=np.int64), borrower]
    drawn = np.r_[np.array([one.drawn for one in forced], dtype=np.int64), drawn]
    due = np.r_[np.array([one.due for one in forced], dtype=np.int64), due]
    size = loom.firms.size_class[borrower].clip(0)
    principal = _draw_principals(loom, rng, borrower, drawn)
    security = _draw_securities(loom, rng, borrower, size)
    lender, premium = _choose_lenders(loom, rng, institutions, borrower, size, principal)
    for place, one in enumerate(forced):
        security[place] = one.security
        lender[place], premium[place] = (
            (one.lender, 0) if one.lender >= 0 else (lender[place], premium[place])
        )
        principal[place] = one.principal if one.principal > 0 else principal[place]
    guarantor = np.full(len(borrower), -1, dtype=np.int64)
    guarantor[: len(forced)] = [one.guarantor for one in forced]
    fails = np.zeros(len(borrower), dtype=bool)
    fails[: len(forced)] = [one.fails for one in forced]
    rate = _draw_rates(loom, rng, borrower, size, drawn, security) + premium
    may_renew = (loom.ended[borrower] < 0) & (loom.firms.defaults_on[borrower] < 0)
    may_renew[: len(forced)] = False
    return Loans(borrower, lender, principal, rate, security, drawn, due, fails, may_renew, guarantor)


def _draw_terms(loom: Loom, rng: np.random.Generator) -> tuple[NDArray[np.int64], ...]:
    """Borrower, day of drawing, day due: never before a firm is half a year old, nor after its trouble begins."""
    firms = np.flatnonzero(loom.firms.borrows)
    borrower = np.repeat(firms, rng.choice(_COUNTS, len(firms), p=_COUNT_SHARES))
    first = np.maximum(loom.founded[borrower] + YEAR // 2, BEGIN)
    last = last_quiet_day(loom)[borrower] - 60
    there = last > first
    borrower, first, last = borrower[there], first[there], last[there]
    drawn = draw_between(rng, first, last)
    term = rng.choice(_TERMS, len(borrower), p=_TERM_SHARES)
    due = drawn + term
    ends = last_quiet_day(loom)[borrower]
    is_over = (loom.ended[borrower] >= 0) | (loom.firms.defaults_on[borrower] >= 0)
    return borrower.astype(np.int64), drawn, np.where(is_over, np.minimum(due, ends), due)


def last_quiet_day(loom: Loom) -> NDArray[np.int64]:
    """(n,) the last day on which a firm's ordinary loans run: before its default becomes visible, or it ends."""
    fails = loom.firms.defaults_on.astype(np.int64)
    return np.where(fails >= 0, np.minimum(loom.ends_by(), fails - YEAR - 100), loom.ends_by())


def _draw_principals(
    loom: Loom, rng: np.random.Generator, borrower: NDArray[np.int64], drawn: NDArray[np.int64]
) -> NDArray[np.int64]:
    """A part of a year's revenue, never more than a good part of what the firm owes in all; whole ten thousand yuan."""
    year = np.clip(years_of(drawn) - YEARS[0], 0, len(YEARS) - 1)
    revenue = loom.firms.revenue[borrower, year]
    owes = loom.firms.liabilities[borrower, year]
    part = (revenue.clip(0) * rng.uniform(0.05, 0.20, len(borrower))).astype(np.int64)
    most = (owes * rng.uniform(0.08, 0.25, len(borrower))).astype(np.int64)
    part = np.where(owes > 0, np.minimum(part, most), part)
    limited: NDArray[np.int64] = np.clip(part // _TEN_THOUSAND * _TEN_THOUSAND, _LEAST, _MOST)
    return limited


def _draw_securities(
    loom: Loom, rng: np.random.Generator, borrower: NDArray[np.int64], size: NDArray[np.int64]
) -> NDArray[np.int64]:
    """By size; intellectual property is pledged by those that research only."""
    limits = np.cumsum(_SECURITY_SHARES, axis=1)[size]
    drawn = (rng.random(len(borrower))[:, None] > limits).sum(axis=1).clip(0, len(SECURITIES) - 1)
    researches = loom.firms.rd[borrower].max(axis=1) > 0
    return np.where((drawn == len(SECURITIES) - 1) & ~researches, GUARANTEED, drawn).astype(np.int64)


def _choose_lenders(
    loom: Loom,
    rng: np.random.Generator,
    institutions: Institutions,
    borrower: NDArray[np.int64],
    size: NDArray[np.int64],
    principal: NDArray[np.int64],
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The lender of each loan and what it asks beyond the rate of a bank, in ppm."""
    count, chance = len(borrower), rng.random(len(borrower))
    banks = institutions.nodes("bank")
    lender = banks[rng.choice(len(banks), count, p=institutions.weights("bank"))]
    villages, others = institutions.nodes("village_bank"), institutions.nodes("micro_lender")
    unit = loom.firms.unit[borrower].astype(np.int64)
    to_village = (chance < 0.12) & (size <= _SMALL) & (principal <= _MOST_OF_LENDER * 3)
    to_lender = (chance > 0.95) & (size == _MICRO) & (principal <= _MOST_OF_LENDER)
    if len(villages):
        lender[to_village] = villages[unit[to_village] % len(villages)]
    if len(others):
        lender[to_lender] = others[unit[to_lender] % len(others)]
    premium = np.where(to_village, _VILLAGE_RATE, 0) + np.where(to_lender, _LENDER_RATE, 0)
    return lender, premium.astype(np.int64)


def _draw_rates(
    loom: Loom,
    rng: np.random.Generator,
    borrower: NDArray[np.int64],
    size: NDArray[np.int64],
    drawn: NDArray[np.int64],
    security: NDArray[np.int64],
) -> NDArray[np.int64]:
    """The year's rate, more for the small, for credit and for the weak; whole hundredths of a per cent, within 2 to 7 %."""
    year = np.clip(years_of(drawn) - 2019, 0, len(_BASE_RATES) - 1)
    weak = ((0.5 - loom.firms.quality[borrower]) * 9_000).astype(np.int64)
    unsecured = np.where(np.isin(security, CREDIT_LIKE), 2_000, 0)
    noise = rng.normal(0, 2_500, len(borrower)).astype(np.int64)
    rate = _BASE_RATES[year] + _SIZE_RATES[size] + weak + unsecured + noise
    limited: NDArray[np.int64] = np.clip(rate // 100 * 100, 20_000, 70_000)
    return limited
