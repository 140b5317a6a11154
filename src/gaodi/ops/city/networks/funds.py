"""Funds: who manages them and when they were founded first; their money and partners after they have invested."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from gaodi.ops.city.networks.days import YEAR, first_of
from gaodi.ops.city.networks.deals import MILLION
from gaodi.ops.city.networks.holdings import GENERAL_PARTNER, LIMITED_PARTNER, PERCENT, WHOLE, CapTable
from gaodi.ops.city.networks.institutions import Institutions
from gaodi.ops.city.networks.loom import Loom
from gaodi.ops.city.networks.organisations import Organisation
from gaodi.ops.city.networks.state import Platforms

#: What a bigger city has more of, in turn; one more for each so many firms.
_MORE = ("venture", "venture", "angel", "growth", "seed", "venture", "merger")
_PER_FUND = 2_200
_TERM = 8 * YEAR
_LEAST = {
    "guidance": 3_000 * MILLION,
    "angel": 100 * MILLION,
    "seed": 50 * MILLION,
    "venture": 300 * MILLION,
    "growth": 800 * MILLION,
    "merger": 1_000 * MILLION,
}


@dataclass(slots=True)
class Fund:
    """A fund; `paid_in` and `committed` in fen are known once it has invested."""

    node: int
    kind: str
    manager: int
    unit: int
    founded_on: int
    paid_in: int = 0
    committed: int = 0
    government: int = 0

    @property
    def ends_on(self) -> int:
        return self.founded_on + _TERM


@dataclass(slots=True)
class Funds:
    """All funds; by kind for choosing."""

    rows: list[Fund] = field(default_factory=list)
    by_kind: dict[str, list[Fund]] = field(default_factory=lambda: defaultdict(list))
    by_role: dict[str, Fund] = field(default_factory=dict)

    def add(self, fund: Fund) -> None:
        self.rows.append(fund)
        self.by_kind[fund.kind].append(fund)

    def choose(self, rng: np.random.Generator, kind: str, day: int) -> Fund | None:
        """A fund of the kind that existed by then."""
        there = [fund for fund in self.by_kind[kind] if fund.founded_on <= day]
        return there[int(rng.integers(0, len(there)))] if there else None


def found_funds(loom: Loom, institutions: Institutions) -> Funds:
    """The funds that every city has, and more where there are more firms."""
    rng, funds, managers = loom.stream("funds"), Funds(), institutions.of("fund_manager")
    for row in loom.words.funds:
        manager = managers[row["manager"]].node
        fund = _add(loom, row["name"], row["short"], row["kind"], manager, first_of(row["founded"]) + 90, row)
        funds.add(fund)
        if "role" in row:
            funds.by_role[row["role"]] = fund
    for number in range(len(loom.firms) // _PER_FUND):
        kind, trade = _MORE[number % len(_MORE)], loom.organisations.next_trade()
        manager = managers[int(rng.integers(0, len(managers)))].node
        short = f"{trade}{loom.words.fund_words[kind]}"
        name = f"淄博{short}投资基金合伙企业（有限合伙）"
        born = first_of(2017) + int(rng.integers(0, 6 * YEAR))
        funds.add(_add(loom, name, short, kind, manager, born, {}, int(rng.integers(0, len(loom.units)))))
    return funds


def _add(
    loom: Loom,
    name: str,
    short: str,
    kind: str,
    manager: int,
    born: int,
    row: Mapping[str, object],
    unit: int = -1,
) -> Fund:
    role = str(row.get("role", ""))
    node = loom.organisations.add(Organisation("fund", name, short, unit, born, 0, key=loom.roles.get(role)))
    return Fund(node, kind, manager, unit, born)


def fill_funds(loom: Loom, funds: Funds, platforms: Platforms, invested: Mapping[int, int]) -> None:
    """Money enough for what each fund invested, and the partners whom it came from.

    Args: invested: fen by node of the fund.
    """
    rng = loom.stream("partners")
    guidance = funds.by_kind["guidance"][0]
    for fund in funds.rows:
        spent = invested.get(fund.node, 0)
        fund.paid_in = max(_LEAST[fund.kind], _up(spent * 115 // 100))
        fund.committed = _up(fund.paid_in * int(rng.integers(105, 170)) // 100)
        owners = _draw_partners(loom, rng, fund, guidance, platforms)
        fund.government = sum(
            fund.paid_in // 100 * (share // PERCENT)
            for node, share in owners
            if node in _public(guidance, platforms)
        )
        table = CapTable(loom.holdings, fund.node, fund.founded_on)
        table.found(owners, LIMITED_PARTNER)
        table.stakes[fund.manager].role = GENERAL_PARTNER
        table.close()


def _draw_partners(
    loom: Loom, rng: np.random.Generator, fund: Fund, guidance: Fund, platforms: Platforms
) -> list[tuple[int, int]]:
    """The manager with one per cent; the guidance fund below the city's; platforms and persons for the rest."""
    owners = [(fund.manager, PERCENT)]
    if fund is guidance:
        upper = [(node, 3 * PERCENT) for node in platforms.upper]
        return [*owners, (platforms.city, WHOLE - PERCENT - 3 * PERCENT * len(upper)), *upper]
    if guidance.founded_on <= fund.founded_on:
        owners.append((guidance.node, int(rng.integers(20, 41)) * PERCENT))
    unit = fund.unit if fund.unit >= 0 else int(rng.integers(0, len(platforms.upper)))
    owners.append((platforms.upper[unit], int(rng.integers(5, 20)) * PERCENT))
    left = WHOLE - sum(share for _, share in owners)
    persons = loom.crowd.hire(int(rng.integers(2, 5)))
    each = left // len(persons) // PERCENT * PERCENT
    shares = [left - each * (len(persons) - 1)] + [each] * (len(persons) - 1)
    return [*owners, *zip(map(int, persons), shares, strict=True)]


def _public(guidance: Fund, platforms: Platforms) -> set[int]:
    return {guidance.node, platforms.city, *platforms.upper}


def _up(fen: int) -> int:
    """Rounded up to a million yuan."""
    return -(-fen // MILLION) * MILLION
