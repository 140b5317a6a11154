"""Planted shells: firms in different places with different owners on paper, and one person behind all of them.

    controller ··N1 (代持)··> F1 --70%--> F2 --60%--> F3     F4 <--51%-- F2     controller ··N5 (nobody says so)··> F5

What nobody says is in the planted file; in the rows there is only the trace of one and the same head of finance.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.networks.casting import Cast
from gaodi.ops.city.networks.holdings import PERCENT, WHOLE, CapTable
from gaodi.ops.city.networks.loom import Loom

_CHAIN = 3


def hold_shells(loom: Loom, cast: Cast) -> None:
    """Rows of every shell; plants each cluster. Sets `keepers` of the loom: who keeps the books of a shell."""
    rng = loom.stream("shells")
    for members in cast.clusters:
        _Cluster(loom, rng, members).weave()


class _Cluster:
    """One cluster while it is woven."""

    def __init__(self, loom: Loom, rng: np.random.Generator, members: NDArray[np.int64]) -> None:
        self.loom, self.rng = loom, rng
        self.members = [int(member) for member in members]
        self.controller, self.keeper = map(int, loom.crowd.hire(2))
        self.paths: dict[int, list[int]] = {}
        self.nominees: list[dict[str, Any]] = []

    def weave(self) -> None:
        for place, firm in enumerate(self.members):
            self.loom.keepers[firm] = self.keeper
            if 0 < place < _CHAIN:
                self._hold_by_firm(firm, self.members[place - 1])
            elif place % 3 == 0 and place > 0:
                self._hold_by_firm(firm, self.members[1])
            else:
                self._hold_by_nominee(firm, is_told=place == 0 or place % 3 == 1)
        self.loom.plant(
            "shells",
            {
                "controller": self.controller,
                "firms": self.members,
                "paths": [{"company": firm, "through": path} for firm, path in self.paths.items()],
                "nominees": self.nominees,
            },
        )

    def _hold_by_firm(self, firm: int, above: int) -> None:
        """An older shell has the majority from the first day, somebody unknown the rest."""
        share = int(self.rng.choice((51, 60, 70, 80))) * PERCENT
        table = CapTable(self.loom.holdings, firm, int(self.loom.firms.founded_on[firm]))
        table.found([(above, share), (int(self.loom.head[firm]), WHOLE - share)]).close()
        self.loom.parent[firm] = above
        self.paths[firm] = [*self.paths[above], firm]

    def _hold_by_nominee(self, firm: int, *, is_told: bool) -> None:
        """The head on paper holds nearly all of it for the controller."""
        nominee, other = int(self.loom.head[firm]), int(self.loom.second[firm])
        share = int(self.rng.integers(80, 100)) * PERCENT
        table = CapTable(self.loom.holdings, firm, int(self.loom.firms.founded_on[firm]))
        table.found([(nominee, share), (other, WHOLE - share)])
        if is_told:
            table.hold_for(nominee, self.controller)
        table.close()
        self.nominees.append({"company": firm, "nominee": nominee, "share": share, "is_told": is_told})
        self.paths[firm] = [self.controller, nominee, firm]
