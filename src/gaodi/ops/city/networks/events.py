"""Deals beside the rounds of funds: transfers, mergers, refinancing of listed firms, bonds."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import SIZES
from gaodi.ops.city.networks.clans import Transfers
from gaodi.ops.city.networks.days import YEAR, first_of, weekday_between
from gaodi.ops.city.networks.deals import (
    BOND,
    MERGER,
    MILLION,
    REFINANCING,
    TRANSFER,
    DealBook,
    whole_million,
)
from gaodi.ops.city.networks.groups import Acquisition
from gaodi.ops.city.networks.loom import Loom

_REPORTED, _MERGED, _REFINANCED, _ISSUES = 0.03, 0.3, 0.4, 0.08
_SINCE = first_of(2019)
_LARGE = SIZES.index("large")


def tell_transfers(loom: Loom, book: DealBook, transfers: Transfers) -> None:
    """Some of the changes among persons became known with their price, the first one always: about the capital that went over."""
    rng = loom.stream("deals", "transfers")
    recent = np.flatnonzero(transfers.day >= _SINCE)
    told = recent[(rng.random(len(recent)) < _REPORTED) | (np.arange(len(recent)) == 0)]
    for place in told:
        firm = int(transfers.firm[place])
        value = float(loom.firms.capital_fen[firm]) * rng.uniform(0.8, 2.5)
        amount = whole_million(value * float(transfers.share[place]) / 10**10)
        book.add_deal(firm, TRANSFER, int(transfers.day[place]), amount)


def tell_mergers(loom: Loom, book: DealBook, acquisitions: Sequence[Acquisition]) -> None:
    """Of the firms that came under a parent from 2019 on, those whose price became known; the first one always."""
    rng = loom.stream("deals", "mergers")
    for number, one in enumerate(acquisitions):
        if one.day >= _SINCE and (number == 0 or rng.random() < _MERGED):
            value = float(loom.firms.capital_fen[one.firm]) * rng.uniform(1.0, 4.0)
            amount = whole_million(value * one.share / 10**10)
            book.add_deal(one.firm, MERGER, one.day, amount, whole_million(value))


def tell_refinancing(loom: Loom, book: DealBook, listed_on: NDArray[np.int64]) -> None:
    """Listed firms that came back to the market a year after or later."""
    rng = loom.stream("deals", "refinancing")
    first = np.where(listed_on >= 0, np.maximum(listed_on + YEAR, _SINCE), loom.on)
    for firm in np.flatnonzero((first < loom.on - 30) & (rng.random(len(first)) < _REFINANCED)):
        day = weekday_between(rng, int(first[firm]), loom.on - 10)
        book.add_deal(int(firm), REFINANCING, day, whole_million(rng.uniform(150, 900) * MILLION))


def tell_bonds(loom: Loom, book: DealBook) -> None:
    """Large firms that still live issue bonds."""
    rng = loom.stream("deals", "bonds")
    firms = loom.firms
    able = (firms.size_class == _LARGE) & (loom.ended < 0) & (loom.founded < _SINCE) & (firms.defaults_on < 0)
    for firm in np.flatnonzero(able & (rng.random(len(firms)) < _ISSUES)):
        day = weekday_between(rng, _SINCE + 60, loom.on - 20)
        book.add_deal(int(firm), BOND, day, whole_million(rng.uniform(50, 500) * MILLION))
