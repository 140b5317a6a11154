"""Capital transactions and the positions of investors, as rows of numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.networks.days import OPEN

KINDS = ("financing", "transfer", "merger", "refinancing", "bond")
FINANCING, TRANSFER, MERGER, REFINANCING, BOND = range(5)
ROUNDS = ("seed", "angel", "a", "b", "c", "pre_ipo", "none")
NO_ROUND = len(ROUNDS) - 1
#: Unknown or none.
NONE = -1
MILLION = 100_000_000
"""A million yuan in fen."""


@dataclass(frozen=True, slots=True)
class DealRows:
    """Columns: node of the company, kind, round, day, fen (NONE = not told)."""

    company: NDArray[np.int64]
    kind: NDArray[np.int64]
    round: NDArray[np.int64]
    day: NDArray[np.int64]
    amount: NDArray[np.int64]
    valuation: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class InvestmentRows:
    """Columns: nodes, position of the deal, fen, ten-billionths, days; until OPEN = still held, proceeds NONE = not left."""

    investor: NDArray[np.int64]
    company: NDArray[np.int64]
    deal: NDArray[np.int64]
    amount: NDArray[np.int64]
    share: NDArray[np.int64]
    is_first: NDArray[np.int64]
    day: NDArray[np.int64]
    until: NDArray[np.int64]
    proceeds: NDArray[np.int64]


@dataclass(slots=True)
class DealBook:
    """Takes deals and investments one by one."""

    _deals: list[tuple[int, ...]] = field(default_factory=list)
    _investments: list[tuple[int, ...]] = field(default_factory=list)

    def add_deal(
        self, company: int, kind: int, day: int, amount: int, valuation: int = NONE, round_: int = NO_ROUND
    ) -> int:
        """The position of the deal."""
        self._deals.append((company, kind, round_, day, amount, valuation))
        return len(self._deals) - 1

    def add_investment(
        self,
        investor: int,
        company: int,
        deal: int,
        amount: int,
        share: int,
        day: int,
        *,
        is_first: bool,
        until: int = OPEN,
        proceeds: int = NONE,
    ) -> None:
        self._investments.append(
            (investor, company, deal, amount, share, int(is_first), day, until, proceeds)
        )

    def deals(self) -> DealRows:
        return DealRows(*_columns(self._deals, len(DealRows.__slots__)))

    def investments(self) -> InvestmentRows:
        return InvestmentRows(*_columns(self._investments, len(InvestmentRows.__slots__)))


def _columns(rows: list[tuple[int, ...]], width: int) -> NDArray[np.int64]:
    return np.array(rows, dtype=np.int64).reshape(-1, width).T


def whole_million(fen: float) -> int:
    """Rounded to hundred thousand yuan, and at least that."""
    step = MILLION // 10
    return max(step, int(fen // step) * step)
