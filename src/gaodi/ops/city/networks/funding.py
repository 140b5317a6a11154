"""Firms that funds invest in: rounds from seed to pre-IPO that thin the founders, partnerships of employees, exits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gaodi.ops.city.firms import LISTING_STAGES
from gaodi.ops.city.networks.casting import FUNDED, Cast
from gaodi.ops.city.networks.days import OPEN, YEAR, first_of, weekday_between
from gaodi.ops.city.networks.deals import FINANCING, MILLION, DealBook, whole_million
from gaodi.ops.city.networks.funds import Fund, Funds
from gaodi.ops.city.networks.holdings import PERCENT, WHOLE, CapTable
from gaodi.ops.city.networks.loom import Loom
from gaodi.ops.city.networks.nodes import NOBODY
from gaodi.ops.city.networks.vehicles import found_partnership

_BEGIN = first_of(2019)
#: By round: valuation after it in million yuan, least and most; the kind of fund that pays.
_STAGES = (
    (5, 20, "seed"),
    (12, 45, "angel"),
    (40, 150, "venture"),
    (120, 400, "venture"),
    (300, 900, "growth"),
    (600, 2_000, "growth"),
)
_LAST = len(_STAGES) - 1
_ROUNDS, _ROUND_SHARES = (1, 2, 3, 4), (0.46, 0.32, 0.16, 0.06)
_TWO_FUNDS, _NO_FUND, _EXIT, _PARTNERSHIP = 0.12, 0.28, 0.18, 0.35
_OLD_PHASE = LISTING_STAGES.index("tutoring_filed")


@dataclass(slots=True)
class Position:
    """What a fund paid for a stake, and when it leaves (OPEN = it stays)."""

    fund: int
    deal: int
    amount: int
    share: int
    day: int
    is_first: bool
    leaves_on: int = OPEN


def hold_funded(loom: Loom, cast: Cast, funds: Funds, book: DealBook) -> None:
    """Rows of every firm with rounds of financing."""
    rng = loom.stream("funding")
    for firm in map(int, cast.of(FUNDED)):
        Raising(loom, rng, firm, funds, book).tell()


class Raising:
    """The rounds of one firm."""

    def __init__(self, loom: Loom, rng: np.random.Generator, firm: int, funds: Funds, book: DealBook) -> None:
        self.loom, self.rng, self.firm, self.funds, self.book = loom, rng, firm, funds, book
        self.born = int(loom.firms.founded_on[firm])
        self.last = int(loom.ends_by()[firm]) - 20 if loom.ended[firm] >= 0 else loom.on - 20
        self.head, self.second = int(loom.head[firm]), int(loom.second[firm])
        self.table = CapTable(loom.holdings, firm, self.born)
        self.positions: list[Position] = []

    def tell(self) -> None:
        """Founders, partnership, rounds, exits; then what stands is written."""
        self.table.found([(self.head, int(self.rng.integers(55, 90)) * PERCENT), (self.second, 10 * PERCENT)])
        days = self._draw_days()
        if days and self.rng.random() < _PARTNERSHIP:
            self.admit_partnership(max(self.born, days[0] - 90))
        for number, day in enumerate(days):
            self._leave_before(day)
            self.raise_round(self._stage(number, len(days)), day)
        self.close()

    def admit_partnership(self, day: int, trade: str = "", employees: int = 0) -> int:
        """A partnership of employees gets a tenth or less."""
        vehicle = found_partnership(self.loom, self.rng, self.firm, day, trade=trade, employees=employees)
        self.table.admit(day, {vehicle: int(self.rng.integers(4, 11)) * PERCENT})
        return vehicle

    def raise_round(self, stage: int, day: int, investors: list[Fund] | None = None) -> None:
        """One round: a deal, a position for each fund, thinner shares for the others. Investors who are named stay."""
        low, high, kind = _STAGES[stage]
        valuation = whole_million((low + self.rng.random() * (high - low)) * MILLION)
        share = int(self.rng.integers(5, 15)) * PERCENT
        amount = valuation // 100 * (share // PERCENT)
        deal = self.book.add_deal(self.firm, FINANCING, day, amount, valuation, stage)
        paying = self._choose(kind, day) if investors is None else investors
        each = share // max(1, len(paying))
        if not paying:
            self.table.admit(day, {int(self.loom.crowd.hire_one()): share})
            return
        self.table.admit(day, {fund.node: each for fund in paying})
        is_first = not self.positions
        for fund in paying:
            leaves_on = self._draw_exit(day) if investors is None else OPEN
            self.positions.append(
                Position(fund.node, deal, amount // len(paying), each, day, is_first, leaves_on)
            )

    def close(self) -> None:
        """Last exits, the rows that stand, the positions."""
        self._leave_before(self.last + 1)
        self.table.close(int(self.loom.ended[self.firm]))
        for one in self.positions:
            multiple = self.rng.uniform(0.4, 4)
            left = one.leaves_on != OPEN
            self.book.add_investment(
                one.fund,
                self.firm,
                one.deal,
                one.amount,
                one.share,
                one.day,
                is_first=one.is_first,
                until=one.leaves_on,
                proceeds=whole_million(one.amount * multiple) if left else NOBODY,
            )

    def _leave_before(self, day: int) -> None:
        """Funds whose day has come sell to the founder, all that they have by then."""
        for one in sorted(self.positions, key=lambda one: (one.leaves_on, one.deal)):
            if (
                OPEN < one.leaves_on < day
                and one.fund in self.table.stakes
                and one.leaves_on >= self.table.day
            ):
                self.table.transfer(one.leaves_on, one.fund, self.head, WHOLE)

    def _draw_exit(self, day: int) -> int:
        """A fund that came once leaves at most once, two years later or more."""
        earliest = day + 2 * YEAR
        if earliest >= self.last or self.rng.random() > _EXIT:
            return OPEN
        return weekday_between(self.rng, earliest, self.last)

    def _draw_days(self) -> list[int]:
        """Days of rounds, ten months apart at least, none before 2019."""
        wanted = int(self.rng.choice(_ROUNDS, p=_ROUND_SHARES))
        first = max(self.born + 120, _BEGIN)
        days: list[int] = []
        if first >= self.last:
            return days
        day = weekday_between(self.rng, first, max(first, self.last - 300 * (wanted - 1)))
        while len(days) < wanted and day <= self.last:
            days.append(day)
            day = weekday_between(self.rng, day + 300, day + 700)
        return days

    def _stage(self, number: int, rounds: int) -> int:
        """Those on the way to an exchange end before the IPO; young ones begin at the seed."""
        if int(self.loom.firms.listing_stage[self.firm]) >= _OLD_PHASE:
            return max(2, _LAST - (rounds - 1 - number))
        age = (self.loom.on - self.born) // YEAR
        return min(_LAST - 1, number + (0 if age < 6 else 1 if age < 10 else 2))

    def _choose(self, kind: str, day: int) -> list[Fund]:
        """No fund, one or two different ones; a fund comes once."""
        chance = self.rng.random()
        if chance < _NO_FUND and self.positions:
            return []
        there = {one.fund for one in self.positions}
        chosen: list[Fund] = []
        for _ in range(2 if chance > 1 - _TWO_FUNDS else 1):
            fund = self.funds.choose(self.rng, kind, day) or self.funds.choose(self.rng, "venture", day)
            if fund is not None and fund.node not in there:
                there.add(fund.node)
                chosen.append(fund)
        return chosen
