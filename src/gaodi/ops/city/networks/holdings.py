"""Who holds what: rows of holdings, gathered in bulk and one company at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.networks.days import OPEN, DayNumbers
from gaodi.ops.city.networks.nodes import NOBODY, Nodes, joined

ROLES = ("shareholder", "general_partner", "limited_partner", "nominee")
SHAREHOLDER, GENERAL_PARTNER, LIMITED_PARTNER, NOMINEE = range(4)
#: Shares are whole numbers of ten-billionths.
WHOLE = 10**10
PERCENT = 10**8


@dataclass(frozen=True, slots=True)
class HoldingRows:
    """Columns of holdings; nominee_for NOBODY = none told."""

    company: Nodes
    holder: Nodes
    role: NDArray[np.int64]
    share: NDArray[np.int64]
    since: DayNumbers
    until: DayNumbers
    nominee_for: Nodes

    def __len__(self) -> int:
        return len(self.company)

    def take(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> HoldingRows:
        """Some of the rows."""
        return HoldingRows(*(getattr(self, name)[rows] for name in self.__slots__))

    def on(self, day: int) -> HoldingRows:
        """The rows that are valid on a day."""
        return self.take((self.since <= day) & ((self.until == OPEN) | (self.until > day)))


@dataclass(slots=True)
class HoldingBook:
    """Takes rows; a row that ends when it begins is no row."""

    _blocks: list[HoldingRows] = field(default_factory=list)
    _lines: list[tuple[int, int, int, int, int, int, int]] = field(default_factory=list)

    def add_rows(self, rows: HoldingRows) -> None:
        self._blocks.append(rows.take((rows.until == OPEN) | (rows.until > rows.since)))

    def add(
        self, company: int, holder: int, role: int, share: int, since: int, until: int, nominee_for: int
    ) -> None:
        if until == OPEN or until > since:
            self._lines.append((company, holder, role, share, since, until, nominee_for))

    def close(self) -> HoldingRows:
        """Every row that was taken."""
        lines = np.array(self._lines, dtype=np.int64).reshape(-1, 7).T
        blocks = [*self._blocks, HoldingRows(*lines)]
        return HoldingRows(
            *(joined([getattr(one, name) for one in blocks]) for name in HoldingRows.__slots__)
        )


@dataclass(slots=True)
class Stake:
    """What one holder has at present, and since when."""

    share: int
    since: int
    role: int = SHAREHOLDER
    nominee_for: int = NOBODY


class CapTable:
    """The holders of one company, changed day by day; shares always add up to WHOLE.

    Days never go back: a change before the last one happens on the day of the last one.
    """

    def __init__(self, book: HoldingBook, company: int, day: int) -> None:
        self.stakes: dict[int, Stake] = {}
        self.day = day
        self._book, self._company = book, company

    def found(self, stakes: Iterable[tuple[int, int]], role: int = SHAREHOLDER) -> CapTable:
        """The first holders with their shares; what is left of WHOLE goes to the first of them."""
        for holder, share in stakes:
            if share > 0:
                kept = self.stakes.get(holder)
                self.stakes[holder] = Stake(share + (kept.share if kept else 0), self.day, role)
        first = next(iter(self.stakes.values()))
        first.share += WHOLE - sum(stake.share for stake in self.stakes.values())
        return self

    def hold_for(self, holder: int, principal: int) -> None:
        """The holder is told to be a nominee from the first day on."""
        self.stakes[holder].role = NOMINEE
        self.stakes[holder].nominee_for = principal

    def transfer(self, day: int, giver: int, taker: int, share: int) -> None:
        """A part of what the giver has, or all of it, goes over; the book gets the rows that end."""
        self._move_to(day)
        moved = min(share, self.stakes[giver].share)
        if giver == taker or moved <= 0:
            return
        self._set(giver, self.stakes[giver].share - moved)
        self._set(taker, (self.stakes[taker].share if taker in self.stakes else 0) + moved)

    def admit(self, day: int, newcomers: dict[int, int]) -> None:
        """New capital: the newcomers have these shares of the new whole, everybody else proportionally less."""
        self._move_to(day)
        left = WHOLE - sum(newcomers.values())
        thinned = {holder: stake.share * left // WHOLE for holder, stake in self.stakes.items()}
        for holder, share in newcomers.items():
            thinned[holder] = thinned.get(holder, 0) + share
        first = next(iter(thinned))
        thinned[first] += WHOLE - sum(thinned.values())
        for holder, share in thinned.items():
            self._set(holder, share)

    def close(self, until: int = OPEN) -> None:
        """Writes what stands; `until` where the company is no more."""
        for holder, stake in self.stakes.items():
            self._write(holder, stake, until)

    def _move_to(self, day: int) -> None:
        self.day = max(day, self.day)

    def _set(self, holder: int, share: int) -> None:
        before = self.stakes.pop(holder, None)
        if before is not None:
            self._write(holder, before, self.day)
        if share > 0:
            role = before.role if before else SHAREHOLDER
            told = before.nominee_for if before else NOBODY
            self.stakes[holder] = Stake(share, self.day, role, told)

    def _write(self, holder: int, stake: Stake, until: int) -> None:
        self._book.add(self._company, holder, stake.role, stake.share, stake.since, until, stake.nominee_for)
