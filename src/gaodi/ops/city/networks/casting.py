"""Which part each firm plays in the networks: decided before anything is drawn, so that no firm plays two."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import LEGAL_FORMS, LISTING_STAGES
from gaodi.ops.city.networks.days import YEAR
from gaodi.ops.city.networks.loom import FOREIGN, PRIVATE, STATE, Loom

ORDINARY, LEAD, SHELL, ROOT, MEMBER, STATE_HELD, FOREIGN_HELD, FUNDED, BRANCH = range(9)
"""Parts: persons hold it; see leads; a shell of one controller; at the top of a group; below it; and so on."""

_BRANCH = LEGAL_FORMS.index("branch")
_CORPORATE = (LEGAL_FORMS.index("limited"), LEGAL_FORMS.index("stock"))
#: Firms for each cluster of shells, for each group, and the part of the firms that funds have a stake in.
_PER_CLUSTER, _PER_GROUP, _FUNDED = 5_000, 130, 0.02
_MOST_MEMBERS = 30


@dataclass(frozen=True, slots=True)
class Cast:
    """part: (n,) as above. clusters and groups: positions of firms; the first of a group is its root."""

    part: NDArray[np.int8]
    clusters: tuple[NDArray[np.int64], ...]
    groups: tuple[NDArray[np.int64], ...]

    def of(self, *parts: int) -> NDArray[np.int64]:
        """The firms that play one of the parts."""
        return np.flatnonzero(np.isin(self.part, parts))


def cast_firms(loom: Loom) -> Cast:
    """Leads first, then what the register says, then groups, funds and shells among the rest."""
    firms, rng = loom.firms, loom.stream("casting")
    part = np.full(len(firms), ORDINARY, dtype=np.int8)
    part[firms.ownership == FOREIGN] = FOREIGN_HELD
    part[firms.ownership == STATE] = STATE_HELD
    part[firms.legal_form == _BRANCH] = BRANCH
    part[np.isin(firms.legal_form, _CORPORATE, invert=True) & (part != BRANCH)] = ORDINARY
    part[: len(loom.leads)] = LEAD
    clusters = _pick_clusters(loom, rng, part)
    _pick_funded(loom, rng, part)
    groups = _pick_groups(loom, rng, part)
    return Cast(part, clusters, groups)


def _is_free(loom: Loom, part: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Living private companies of some age that play no part yet."""
    firms = loom.firms
    free: NDArray[np.bool_] = (
        (part == ORDINARY)
        & np.isin(firms.legal_form, _CORPORATE)
        & (firms.ownership == PRIVATE)
        & (loom.ended < 0)
        & (loom.founded < loom.on - YEAR)
    )
    return free


def _pick_clusters(
    loom: Loom, rng: np.random.Generator, part: NDArray[np.int8]
) -> tuple[NDArray[np.int64], ...]:
    """Small firms on no way to an exchange that do not default; oldest first, so that one can hold the next."""
    free = _is_free(loom, part) & (loom.firms.listing_stage == 0) & (loom.firms.defaults_on < 0)
    candidates = np.flatnonzero(free)
    order = candidates[np.argsort(loom.firms.size[candidates] + rng.random(len(candidates)) * 0.5)]
    wanted = max(1, len(loom.firms) // _PER_CLUSTER)
    sizes = rng.integers(4, 13, wanted)
    sizes[0] = min(sizes[0], max(4, len(loom.firms) // 40))
    clusters, start = [], 0
    for size in sizes:
        members = order[start : start + size]
        start += size
        if len(members) >= 4:
            clusters.append(members[np.argsort(loom.founded[members], kind="stable")])
            part[members] = SHELL
    return tuple(clusters)


def _pick_funded(loom: Loom, rng: np.random.Generator, part: NDArray[np.int8]) -> None:
    """Those on the way to an exchange and those that research most, up to a fiftieth of all."""
    firms = loom.firms
    candidates = np.flatnonzero(_is_free(loom, part))
    spending = firms.rd[candidates, -1].clip(0) / firms.revenue[candidates, -1].clip(1)
    pool = (firms.listing_stage[candidates] > LISTING_STAGES.index("quoted")) * 0.6
    score = pool + spending.clip(0, 0.3) + firms.quality[candidates] * 0.3 + rng.random(len(candidates)) * 0.5
    wanted = max(4, round(len(firms) * _FUNDED))
    part[candidates[np.argsort(-score, kind="stable")][:wanted]] = FUNDED


def _pick_groups(
    loom: Loom, rng: np.random.Generator, part: NDArray[np.int8]
) -> tuple[NDArray[np.int64], ...]:
    """Roots among the biggest; members anywhere."""
    candidates = np.flatnonzero(_is_free(loom, part))
    wanted = max(1, min(round(len(loom.firms) / _PER_GROUP), len(candidates) // 12))
    if len(candidates) < 4:
        return ()
    by_size = candidates[np.argsort(-loom.firms.size[candidates], kind="stable")]
    roots = rng.choice(by_size[: max(wanted * 3, 1)], wanted, replace=False)
    rest = rng.permutation(np.setdiff1d(candidates, roots))
    sizes = np.minimum(3 + rng.geometric(0.2, wanted), _MOST_MEMBERS)
    sizes[0] = min(max(sizes[0], 6), max(3, len(candidates) // 3))
    ends = np.cumsum(sizes)
    groups = [np.r_[root, rest[end - size : end]] for root, size, end in zip(roots, sizes, ends, strict=True)]
    groups = [group for group in groups if len(group) >= 3]
    for group in groups:
        part[group[0]], part[group[1:]] = ROOT, MEMBER
    return tuple(groups)
