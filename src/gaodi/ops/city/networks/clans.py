"""Families of founders and the firms that persons hold: everything at once, in columns.

Persons who hold several firms do so inside one family, so that the city does not become a single web of relations.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import LEGAL_FORMS
from gaodi.ops.city.networks.casting import FUNDED, ORDINARY, Cast
from gaodi.ops.city.networks.days import OPEN, YEAR, draw_between, first_of, years_of
from gaodi.ops.city.networks.holdings import (
    GENERAL_PARTNER,
    LIMITED_PARTNER,
    NOMINEE,
    PERCENT,
    SHAREHOLDER,
    WHOLE,
    HoldingRows,
)
from gaodi.ops.city.networks.loom import PARTNERSHIP, PRIVATE, Loom
from gaodi.ops.city.networks.nodes import NOBODY, PERSON, Nodes

_SOLE = LEGAL_FORMS.index("sole")
#: Firms of a family, and persons of one.
_FIRMS, _FIRM_SHARES = (1, 2, 3, 4, 5, 6), (0.24, 0.24, 0.20, 0.14, 0.10, 0.08)
_PERSONS, _PERSON_SHARES = (2, 3, 4), (0.60, 0.30, 0.10)
_HOLDERS, _HOLDER_SHARES = (1, 2, 3), (0.40, 0.42, 0.18)
_KIN, _OTHER_HEAD, _NOMINEE, _CHANGE = 0.45, 0.25, 0.01, 0.15
_FIRST_OF_TWO = np.array([51, 60, 65, 70, 80, 90, 50], dtype=np.int64) * PERCENT
_FIRST_OF_THREE = np.array([34, 40, 51, 60], dtype=np.int64) * PERCENT
_GROWN_UP = 22
_CHANGES_SINCE = first_of(2012)


@dataclass(frozen=True, slots=True)
class Clans:
    """first: (n,) the first person of the firm's family; persons: (n,) how many there are; head: (n,) who of them leads."""

    first: Nodes
    persons: NDArray[np.int64]
    head: NDArray[np.int64]

    def person(self, firms: NDArray[np.int64], slot: NDArray[np.int64] | int) -> Nodes:
        """The person at a place of a firm's family, counted from its head."""
        return self.first[firms] + (self.head[firms] + slot) % self.persons[firms]


@dataclass(frozen=True, slots=True)
class Transfers:
    """Shares that went over from one person to another: firm, day, share."""

    firm: NDArray[np.int64]
    day: NDArray[np.int64]
    share: NDArray[np.int64]


def form_clans(loom: Loom, cast: Cast) -> Clans:
    """Families for every firm; sets `head` and `second` of the loom."""
    rng, count = loom.stream("clans"), len(loom.firms)
    shared = np.isin(cast.part, (ORDINARY, FUNDED)) & (loom.firms.ownership == PRIVATE)
    order = np.concatenate([rng.permutation(np.flatnonzero(shared)), np.flatnonzero(~shared)])
    order = _sort_by_unit(loom, order, int(shared.sum()))
    clan_of = np.empty(count, dtype=np.int64)
    clan_of[order] = _number_clans(rng, int(shared.sum()), count)
    sizes = rng.choice(_PERSONS, int(clan_of.max()) + 1, p=_PERSON_SHARES)
    sizes[clan_of[~shared]] = _PERSONS[0]
    starts = np.cumsum(sizes) - sizes
    clan = np.repeat(np.arange(len(sizes)), sizes)
    is_kin = (rng.random(len(clan)) < _KIN) & (np.arange(len(clan)) != starts[clan])
    eldest = PERSON + len(loom.crowd) + starts[clan]
    first_year = np.full(len(sizes), 3000)
    np.minimum.at(first_year, clan_of, years_of(loom.founded))
    persons = loom.crowd.hire_kin(np.where(is_kin, eldest, NOBODY), first_year[clan] - _GROWN_UP)
    head = np.where(rng.random(count) < _OTHER_HEAD, 1, 0)
    clans = Clans(persons[starts][clan_of], sizes[clan_of].astype(np.int64), head)
    everyone = np.arange(count)
    loom.head, loom.second = clans.person(everyone, 0), clans.person(everyone, 1)
    return clans


def _sort_by_unit(loom: Loom, order: NDArray[np.int64], shared: int) -> NDArray[np.int64]:
    """Families hold firms of one unit, but for those on the seam."""
    inner = order[:shared]
    return np.concatenate([inner[np.argsort(loom.firms.unit[inner], kind="stable")], order[shared:]])


def _number_clans(rng: np.random.Generator, shared: int, count: int) -> NDArray[np.int64]:
    """(count,) the family of each firm in order: several firms to one among the first `shared`, one to one after."""
    sizes = rng.choice(_FIRMS, shared, p=_FIRM_SHARES)
    inner = np.repeat(np.arange(shared), sizes)[:shared]
    following = (inner[-1] + 1 if shared else 0) + np.arange(count - shared)
    return np.concatenate([inner, following])


def hold_ordinary(loom: Loom, cast: Cast, clans: Clans) -> Transfers:
    """Rows of every firm that only persons hold, with one change in some; the changes."""
    rng = loom.stream("ordinary")
    firms = cast.of(ORDINARY)
    holders = _count_holders(loom, rng, clans, firms)
    shares = _draw_shares(rng, holders)
    change = _draw_changes(loom, rng, firms)
    leaves = (change != OPEN) & (holders >= 2) & (rng.random(len(firms)) < 0.5)
    enters = (change != OPEN) & ~leaves & (holders < clans.persons[firms])
    table = _Table(loom, clans, firms, holders, shares, change, leaves, enters)
    loom.holdings.add_rows(table.rows(rng))
    gone = leaves | enters
    moved = table.last_share()[gone] // np.where(enters[gone], 2, 1)
    return Transfers(firms[gone], change[gone], moved)


def _count_holders(
    loom: Loom, rng: np.random.Generator, clans: Clans, firms: NDArray[np.int64]
) -> NDArray[np.int64]:
    drawn = rng.choice(_HOLDERS, len(firms), p=_HOLDER_SHARES)
    form = loom.firms.legal_form[firms]
    drawn = np.where(form == _SOLE, 1, drawn)
    drawn = np.where(form == PARTNERSHIP, np.maximum(drawn, 2), drawn)
    holders: NDArray[np.int64] = np.minimum(drawn, clans.persons[firms])
    return holders


def _draw_shares(rng: np.random.Generator, holders: NDArray[np.int64]) -> NDArray[np.int64]:
    """(firms, 3) whole percents that add up to WHOLE."""
    count = len(holders)
    shares = np.zeros((count, 3), dtype=np.int64)
    shares[:, 0] = np.select(
        [holders == 1, holders == 2],
        [np.full(count, WHOLE), rng.choice(_FIRST_OF_TWO, count)],
        rng.choice(_FIRST_OF_THREE, count),
    )
    rest = WHOLE - shares[:, 0]
    part = rest * rng.integers(50, 80, count) // 100 // PERCENT * PERCENT
    shares[:, 1] = np.where(holders == 3, part, np.where(holders == 2, rest, 0))
    shares[:, 2] = rest - shares[:, 1]
    return shares


def _draw_changes(loom: Loom, rng: np.random.Generator, firms: NDArray[np.int64]) -> NDArray[np.int64]:
    """(firms,) the day of a change, OPEN where nothing changes; sole proprietors never do."""
    first = np.maximum(loom.founded[firms] + YEAR, _CHANGES_SINCE)
    last = loom.ends_by()[firms] - 30
    drawn = draw_between(rng, first, last)
    changes = (rng.random(len(firms)) < _CHANGE) & (last > first) & (loom.firms.legal_form[firms] != _SOLE)
    return np.where(changes, drawn, OPEN)


@dataclass(frozen=True, slots=True)
class _Table:
    """The holders of ordinary firms: who has which share from when until when."""

    loom: Loom
    clans: Clans
    firms: NDArray[np.int64]
    holders: NDArray[np.int64]
    shares: NDArray[np.int64]
    change: NDArray[np.int64]
    leaves: NDArray[np.bool_]
    enters: NDArray[np.bool_]

    def last_share(self) -> NDArray[np.int64]:
        """(firms,) what the last holder has at first."""
        return self.shares[np.arange(len(self.firms)), self.holders - 1]

    def rows(self, rng: np.random.Generator) -> HoldingRows:
        """First rows of every holder, then those that begin on the day of a change."""
        told = rng.random(len(self.firms)) < _NOMINEE
        blocks = [self._first_rows(slot, told) for slot in range(3)]
        blocks += self._later_rows()
        return _stack(blocks)

    def _first_rows(self, slot: int, told: NDArray[np.bool_]) -> HoldingRows:
        """Whoever leaves, or gives a part of it away, or takes over has a row that ends."""
        has = self.holders > slot
        is_last = self.holders == slot + 1
        ends = (is_last & (self.leaves | self.enters)) | ((slot == 0) & self.leaves)
        end = np.where(ends, self.change, self._end())
        rows = self._make(slot, self.shares[:, slot], self.loom.founded[self.firms], end)
        if slot == 1:
            told = told & ~self.leaves & ~self.enters & (rows.role == SHAREHOLDER)
            rows.role[told] = NOMINEE
            rows.nominee_for[told] = self.clans.person(self.firms[told], 0)
        return rows.take(has)

    def _later_rows(self) -> list[HoldingRows]:
        last = self.last_share()
        half = last // 2
        taken_over = self._make(0, self.shares[:, 0] + last, self.change, self._end())
        kept = self._make(self.holders - 1, last - half, self.change, self._end())
        gained = self._make(self.holders, half, self.change, self._end())
        return [taken_over.take(self.leaves), kept.take(self.enters), gained.take(self.enters)]

    def _make(
        self,
        slot: NDArray[np.int64] | int,
        share: NDArray[np.int64],
        since: NDArray[np.int64],
        until: NDArray[np.int64],
    ) -> HoldingRows:
        count = len(self.firms)
        partner = np.where(np.asarray(slot) == 0, GENERAL_PARTNER, LIMITED_PARTNER)
        is_partnership = self.loom.firms.legal_form[self.firms] == PARTNERSHIP
        return HoldingRows(
            company=self.firms.astype(np.int64),
            holder=self.clans.person(self.firms, slot),
            role=np.where(is_partnership, partner, SHAREHOLDER).astype(np.int64),
            share=share,
            since=since,
            until=until,
            nominee_for=np.full(count, NOBODY, dtype=np.int64),
        )

    def _end(self) -> NDArray[np.int64]:
        ended: NDArray[np.int64] = self.loom.ended[self.firms]
        return ended


def _stack(blocks: list[HoldingRows]) -> HoldingRows:
    return HoldingRows(
        *(np.concatenate([getattr(one, name) for one in blocks]) for name in HoldingRows.__slots__)
    )
