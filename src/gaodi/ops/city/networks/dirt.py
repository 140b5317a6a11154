"""Planted dirt: companies whose shares do not add up."""

from __future__ import annotations

import numpy as np

from gaodi.ops.city.networks.casting import ORDINARY, Cast
from gaodi.ops.city.networks.holdings import HoldingRows
from gaodi.ops.city.networks.loom import Loom

_PER_DIRTY = 1_500
_LEAST_SHARE = 10**9


def spoil_shares(loom: Loom, cast: Cast, rows: HoldingRows) -> None:
    """Takes a tenth from one holder of some ordinary firms, in place; plants which."""
    rng = loom.stream("dirt")
    ordinary = np.isin(rows.company, cast.of(ORDINARY))
    could = np.flatnonzero(ordinary & (rows.until < 0) & (rows.share > _LEAST_SHARE * 2))
    wanted = min(len(could), max(1, len(loom.firms) // _PER_DIRTY))
    for row in rng.choice(could, wanted, replace=False):
        rows.share[row] -= _LEAST_SHARE
        loom.plant("share_dirt", {"company": int(rows.company[row]), "since": int(rows.since[row])})
