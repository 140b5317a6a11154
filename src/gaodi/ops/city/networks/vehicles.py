"""Companies that only hold: partnerships of employees and holding companies of families."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gaodi.ops.city.networks.days import YEAR
from gaodi.ops.city.networks.holdings import (
    GENERAL_PARTNER,
    LIMITED_PARTNER,
    PERCENT,
    CapTable,
)
from gaodi.ops.city.networks.loom import PARTNERSHIP, Loom

_LEAST_CAPITAL = 100_000_000


def found_partnership(
    loom: Loom, rng: np.random.Generator, firm: int, day: int, *, trade: str = "", employees: int = 0
) -> int:
    """A partnership of a firm's employees, founded two months before `day`; the firm's head is its general partner."""
    trade = trade or loom.organisations.next_trade()
    born = max(day - 60, int(loom.firms.founded_on[firm]))
    capital = max(_LEAST_CAPITAL // 2, int(loom.firms.capital_fen[firm]) // 10)
    vehicle = loom.add_company(
        f"淄博{trade}企业管理合伙企业（有限合伙）",
        f"{trade}合伙",
        int(loom.firms.unit[firm]),
        born,
        capital,
        legal_form=PARTNERSHIP,
    )
    limited = loom.crowd.hire(employees or int(rng.integers(3, 8)))
    shares = rng.integers(5, 20, len(limited))
    table = CapTable(loom.holdings, vehicle, born)
    general = int(loom.head[firm])
    each = [int(share) * 85 * PERCENT // int(shares.sum()) for share in shares]
    table.found(zip(map(int, limited), each, strict=True), LIMITED_PARTNER)
    table.admit(born, {general: 15 * PERCENT})
    table.stakes[general].role = GENERAL_PARTNER
    table.close()
    loom.run(vehicle, general, int(limited[0]))
    return vehicle


def found_holding_company(
    loom: Loom, firm: int, day: int, owners: Sequence[tuple[int, int]], *, trade: str = ""
) -> int:
    """A company of `owners`, founded half a year before `day`, that will hold the firm."""
    trade = trade or loom.organisations.next_trade()
    born = day - YEAR // 2
    capital = max(_LEAST_CAPITAL, int(loom.firms.capital_fen[firm]) // 2)
    vehicle = loom.add_company(
        f"山东{trade}控股有限公司", f"{trade}控股", int(loom.firms.unit[firm]), born, capital
    )
    CapTable(loom.holdings, vehicle, born).found(owners).close()
    loom.run(vehicle, owners[0][0], owners[-1][0])
    return vehicle
