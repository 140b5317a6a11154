"""Groups: a root that persons hold and chains of companies below it, two to six deep, some of them in circles."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.networks.casting import Cast
from gaodi.ops.city.networks.days import YEAR, weekday_between
from gaodi.ops.city.networks.holdings import PERCENT, WHOLE, CapTable
from gaodi.ops.city.networks.loom import Loom
from gaodi.ops.city.networks.vehicles import found_holding_company, found_partnership

_DEEPER, _CIRCLE, _CROSS, _SISTER, _HOLDING, _PARTNERSHIP = 0.45, 0.05, 0.10, 0.10, 0.15, 0.25
_FOUNDED_BELOW = 0.4
_CONTROL = (100, 100, 100, 51, 55, 60, 67, 70, 80, 90)


@dataclass(frozen=True, slots=True)
class Acquisition:
    """A firm that came under a parent after it was founded; `share` is what the parent got."""

    firm: int
    day: int
    share: int


def hold_groups(loom: Loom, cast: Cast) -> list[Acquisition]:
    """Rows of every firm in a group; who was acquired. Sets `parent` of the members."""
    rng = loom.stream("groups")
    acquired: list[Acquisition] = []
    for position, members in enumerate(cast.groups):
        acquired += _Group(loom, rng, members, is_first=position == 0).weave()
    return acquired


class _Group:
    """One group while it is woven."""

    def __init__(
        self, loom: Loom, rng: np.random.Generator, members: NDArray[np.int64], *, is_first: bool
    ) -> None:
        self.loom, self.rng, self.is_first = loom, rng, is_first
        self.members = [int(member) for member in members]
        self.above = _draw_tree(rng, len(members), is_first=is_first)
        self.founded = loom.firms.founded_on
        self.latest = int(loom.on) - 30
        self.tables: dict[int, CapTable] = {}

    def weave(self) -> list[Acquisition]:
        """Root first, so that every parent is there before its children."""
        self._hold_root()
        acquired = [self._hold_member(place) for place in range(1, len(self.members))]
        self._cross()
        for table in self.tables.values():
            table.close()
        return [one for one in acquired if one is not None]

    def _hold_root(self) -> None:
        """A family, at times through a holding company, at times with a partnership of employees."""
        loom, root = self.loom, self.members[0]
        day = int(self.founded[root])
        table = CapTable(loom.holdings, root, day)
        head, second = int(loom.head[root]), int(loom.second[root])
        table.found([(head, int(self.rng.integers(52, 85)) * PERCENT), (second, 15 * PERCENT)])
        if self.rng.random() < _PARTNERSHIP:
            later = weekday_between(self.rng, max(day, loom.on - 9 * YEAR), self.latest)
            vehicle = found_partnership(loom, self.rng, root, later)
            table.admit(later, {vehicle: int(self.rng.integers(4, 12)) * PERCENT})
        if self.rng.random() < _HOLDING:
            later = weekday_between(self.rng, max(table.day, loom.on - 8 * YEAR), self.latest)
            vehicle = found_holding_company(loom, root, later, [(head, 70 * PERCENT), (second, 30 * PERCENT)])
            table.transfer(later, head, vehicle, WHOLE)
            loom.parent[root] = vehicle
        self.tables[root] = table

    def _hold_member(self, place: int) -> Acquisition | None:
        loom, firm = self.loom, self.members[place]
        parent = self.members[self.above[place]]
        share = int(self.rng.choice(_CONTROL)) * PERCENT
        loom.parent[firm] = parent
        born, ready = int(self.founded[firm]), int(self.founded[parent])
        table = self.tables[firm] = CapTable(loom.holdings, firm, born)
        head, second = int(loom.head[firm]), int(loom.second[firm])
        if ready <= born and self.rng.random() < _FOUNDED_BELOW:
            table.found([(parent, share), (self._minority(place, born), WHOLE - share)])
            return None
        table.found([(head, 70 * PERCENT), (second, 30 * PERCENT)])
        day = weekday_between(self.rng, max(born, ready) + 60, self.latest)
        table.transfer(day, second, parent, share)
        table.transfer(day, head, parent, max(0, share - 30 * PERCENT))
        return Acquisition(firm, day, share)

    def _minority(self, place: int, day: int) -> int:
        """Who stands beside the parent: the manager, or a sister that already exists."""
        sister = self.members[int(self.rng.integers(0, place))]
        is_there = int(self.founded[sister]) <= day and sister != self.members[self.above[place]]
        if is_there and self.rng.random() < _SISTER:
            return sister
        return int(self.loom.head[self.members[place]])

    def _cross(self) -> None:
        """Some descendants hold a minority of the root, or of the one in the middle of their chain."""
        chain = self._longest_chain()
        if len(chain) >= 3 and (self.is_first or self.rng.random() < _CIRCLE):
            self._hold_upwards(chain[-1], chain[0], chain)
        elif len(chain) >= 3 and self.rng.random() < _CROSS:
            self._hold_upwards(chain[-1], chain[-2], chain[-2:])

    def _hold_upwards(self, below: int, above: int, circle: list[int]) -> None:
        table = self.tables[above]
        day = max(table.day, self.tables[below].day, int(self.founded[below])) + 30
        if day > self.loom.on:
            return
        giver = max(table.stakes, key=lambda holder: (table.stakes[holder].share, -holder))
        share = int(self.rng.integers(3, 16)) * PERCENT
        table.transfer(day, giver, below, share)
        self.loom.plant(
            "cross_holdings",
            {"holder": below, "company": above, "since": day, "share": share, "circle": circle},
        )

    def _longest_chain(self) -> list[int]:
        """From the root to the deepest member."""
        depths = [0]
        for above in self.above[1:]:
            depths.append(depths[above] + 1)
        place = int(np.argmax(depths))
        chain = [place]
        while chain[-1] != 0:
            chain.append(self.above[chain[-1]])
        return [self.members[one] for one in reversed(chain)]


def _draw_tree(rng: np.random.Generator, size: int, *, is_first: bool) -> list[int]:
    """The place above each member, 0 for the root itself; no chain is longer than two to six steps."""
    most = 4 if is_first else int(rng.integers(2, 7))
    above, depth = [0], [0]
    for place in range(1, size):
        last_goes_deeper = depth[place - 1] < most and (
            rng.random() < _DEEPER or (is_first and place <= most)
        )
        chosen = place - 1 if last_goes_deeper else int(rng.integers(0, place))
        while depth[chosen] >= most:
            chosen = above[chosen]
        above.append(chosen)
        depth.append(depth[chosen] + 1)
    return above
