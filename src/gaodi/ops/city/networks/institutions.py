"""Institutions of the city: banks and their branches, guarantors, insurers, lenders, managers of funds; and who holds them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.networks.days import first_of
from gaodi.ops.city.networks.holdings import PERCENT, WHOLE, CapTable
from gaodi.ops.city.networks.loom import PRIVATE, STATE, Loom
from gaodi.ops.city.networks.nodes import Nodes
from gaodi.ops.city.networks.organisations import Organisation
from gaodi.ops.city.networks.state import Platforms

#: Paid-in capital by kind, in fen.
_CAPITAL = {
    "bank": 320_000_000_000,
    "village_bank": 12_000_000_000,
    "guarantor": 30_000_000_000,
    "insurer": 5_000_000_000,
    "micro_lender": 20_000_000_000,
    "securities": 2_000_000_000,
    "leasing": 20_000_000_000,
    "intermediary": 300_000_000,
    "fund_manager": 3_000_000_000,
}


@dataclass(frozen=True, slots=True)
class Institution:
    """What stands in the licence: node, kind; unit -1 = the whole city.

    is_here: a legal person with its head office here; is_ours: that, or a branch of one.
    """

    node: int
    kind: str
    unit: int
    is_here: bool
    is_ours: bool
    weight: int
    branches: int = 0


@dataclass(slots=True)
class Institutions:
    """All of them, in the order of the words."""

    rows: list[Institution] = field(default_factory=list)

    def of(self, kind: str) -> list[Institution]:
        return [one for one in self.rows if one.kind == kind]

    def nodes(self, kind: str) -> Nodes:
        return np.array([one.node for one in self.of(kind)], dtype=np.int64)

    def weights(self, kind: str) -> NDArray[np.float64]:
        """How business spreads over those of a kind; adds up to 1."""
        weights = np.array([one.weight for one in self.of(kind)], dtype=np.float64)
        shares: NDArray[np.float64] = weights / weights.sum()
        return shares


def found_institutions(loom: Loom, platforms: Platforms) -> Institutions:
    """Every institution with its holders; the scenery's own keep their parties."""
    founder = _Founder(loom, platforms)
    words = loom.words
    for row in words.banks:
        founder.found_bank(row)
    for row in words.village_banks:
        founder.found_village_bank(row)
    for row in (*words.guarantors, *_unit_guarantors(loom)):
        founder.found_guarantor(row)
    others = {
        "insurer": words.insurers,
        "micro_lender": words.micro_lenders,
        "securities": words.securities,
        "leasing": words.leasing,
        "intermediary": words.intermediaries,
    }
    for kind, rows in others.items():
        for row in rows:
            founder.found_private(row, kind)
    for row in words.managers:
        founder.found_manager(row)
    return founder.made


def _unit_guarantors(loom: Loom) -> list[dict[str, Any]]:
    """A state guarantor for each unit that has none by name."""
    named = {row["unit"] for row in loom.words.guarantors}
    rows = []
    for position, code in enumerate(loom.units):
        if code not in named:
            short, trade = loom.words.units[code], loom.organisations.next_trade()
            rows.append(
                {
                    "name": f"淄博{short}{trade}融资担保有限公司",
                    "short": f"{trade}担保",
                    "unit": code,
                    "founded": 2010 + position % 6,
                    "state": True,
                    "weight": loom.words.unit_guarantor_weight,
                }
            )
    return rows


class _Founder:
    """Founds one institution after another."""

    def __init__(self, loom: Loom, platforms: Platforms) -> None:
        self.loom, self.platforms = loom, platforms
        self.made = Institutions()
        self._rng = loom.stream("institutions")

    def found_bank(self, row: Mapping[str, Any]) -> None:
        """A bank of the city belongs to the city, the districts and many others; branches of others to nobody here."""
        bank = self._add(row, "bank", is_here=row["here"], branches=row["branches"])
        if row["here"]:
            upper = [(node, 4 * PERCENT) for node in self.platforms.upper[:6]]
            persons = [(int(node), 6 * PERCENT) for node in self.loom.crowd.hire(8)]
            self._hold(bank, [(self.platforms.city, 28 * PERCENT), *upper, *persons])
        for number in range(row["branches"]):
            self._add_branch(row, number)

    def found_village_bank(self, row: Mapping[str, Any]) -> None:
        """The city's bank is the main sponsor, as the rules ask."""
        bank = self._add(row, "village_bank")
        sponsor = self.made.rows[0].node
        persons = [(int(node), 12 * PERCENT) for node in self.loom.crowd.hire(4)]
        self._hold(bank, [(sponsor, 52 * PERCENT), *persons])

    def found_guarantor(self, row: Mapping[str, Any]) -> None:
        """Of the state: by the platform of its unit or of the city; private: by two persons."""
        node = self._add(row, "guarantor")
        if not row["state"]:
            self._hold_privately(node)
        elif row["unit"]:
            upper = self.platforms.upper[self.loom.units.index(row["unit"])]
            self._hold(node, [(upper, 70 * PERCENT), (self.platforms.city, 30 * PERCENT)])
        else:
            self._hold(node, [(self.platforms.city, WHOLE)])

    def found_manager(self, row: Mapping[str, Any]) -> None:
        node = self._add(row, "fund_manager")
        if row["state"]:
            self._hold(node, [(self.platforms.city, WHOLE)])
        else:
            self._hold_privately(node)

    def found_private(self, row: Mapping[str, Any], kind: str) -> None:
        """Branches of houses elsewhere have no holders here."""
        is_here = not row["name"].endswith(("分公司", "支公司", "营业部", "分行"))
        node = self._add(row, kind, is_here=is_here)
        if is_here:
            self._hold_privately(node)

    def _add_branch(self, row: Mapping[str, Any], number: int) -> None:
        units = self.loom.units
        unit = units[(number * 3 + len(self.made.rows)) % len(units)]
        ending = "科技支行" if number == 0 else "支行"
        place = self.loom.words.units[unit]
        name = f"{row['name'].removesuffix('淄博分行')}{place}{ending}"
        branch: dict[str, Any] = {"name": name, "short": f"{row['short']}{place}{ending}"[:32], "unit": unit}
        branch |= {"founded": row["founded"] + 2 + number, "weight": 0, "ours": row["here"]}
        self._add(branch, "bank", is_here=False)

    def _add(self, row: Mapping[str, Any], kind: str, *, is_here: bool = True, branches: int = 0) -> int:
        unit = self.loom.units.index(row["unit"]) if row.get("unit") else -1
        node = self.loom.organisations.add(
            Organisation(
                kind="institution",
                name=row["name"],
                short_name=row["short"],
                unit=unit,
                founded_on=first_of(row["founded"]) + 60,
                capital_fen=_CAPITAL[kind],
                ownership=STATE if row.get("state") else PRIVATE,
                key=self.loom.roles.get(row.get("role", "")),
            )
        )
        manager, supervisor = self.loom.crowd.hire(2)
        self.loom.run(node, int(manager), int(supervisor))
        is_ours, weight = row.get("ours", is_here), row.get("weight", 1)
        self.made.rows.append(Institution(node, kind, unit, is_here, is_ours, weight, branches))
        return node

    def _hold_privately(self, node: int) -> None:
        head, second = self.loom.runners[node]
        share = int(self._rng.integers(51, 90)) * PERCENT
        self._hold(node, [(head, share), (second, WHOLE - share)])

    def _hold(self, node: int, owners: list[tuple[int, int]]) -> None:
        born = self.loom.organisations[node].founded_on
        CapTable(self.loom.holdings, node, born).found(owners).close()
