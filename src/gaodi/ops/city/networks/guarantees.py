"""Guarantees of loans: by guarantors, by parents and sisters of the borrower, by the persons who run it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.networks.clans import Clans
from gaodi.ops.city.networks.courses import Courses
from gaodi.ops.city.networks.forced import GUARANTEED, ON_CREDIT
from gaodi.ops.city.networks.institutions import Institutions
from gaodi.ops.city.networks.loans import Loans
from gaodi.ops.city.networks.loom import Loom
from gaodi.ops.city.networks.nodes import NOBODY, ORGANISATION, PERSON, Nodes

KINDS = ("joint", "general", "mortgage", "pledge")
JOINT, GENERAL = 0, 1
_BY_GUARANTOR, _BY_UNIT, _BESIDE, _PERSONAL = 0.45, 0.6, 0.25, 0.4


@dataclass(frozen=True, slots=True)
class Guarantees:
    """Columns: nodes, position of the loan, position in KINDS, fen, days."""

    guarantor: Nodes
    loan: NDArray[np.int64]
    kind: NDArray[np.int64]
    amount: NDArray[np.int64]
    since: NDArray[np.int64]
    until: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.guarantor)


def draw_guarantees(
    loom: Loom, institutions: Institutions, clans: Clans, loans: Loans, courses: Courses
) -> Guarantees:
    """Who answers for which loan, from its first day until it is paid."""
    rng = loom.stream("guarantees")
    main = _choose_main(loom, rng, institutions, clans, loans)
    has_main = np.flatnonzero(main != NOBODY)
    persons = _personal(loom, rng, loans, main)
    loan = np.r_[has_main, persons]
    guarantor = np.r_[main[has_main], loom.head[loans.borrower[persons]]]
    kind = np.where(rng.random(len(loan)) < 0.9, JOINT, GENERAL)
    settled = courses.settled[loan]
    return Guarantees(guarantor, loan, kind, loans.principal[loan], loans.drawn[loan], settled)


def _choose_main(
    loom: Loom, rng: np.random.Generator, institutions: Institutions, clans: Clans, loans: Loans
) -> Nodes:
    """One guarantor for each guaranteed loan: who was told, a guarantor, the parent or a sister, else the head."""
    borrower, chance = loans.borrower, rng.random(len(loans))
    chosen = loom.head[borrower].copy()
    beside = _beside(loom, clans)[borrower]
    is_beside = (chance >= _BY_GUARANTOR) & (chance < _BY_GUARANTOR + _BESIDE) & (beside != NOBODY)
    is_beside &= (loom.founded[beside] + 30 <= loans.drawn) & (loom.ended[beside] < 0)
    chosen[is_beside] = beside[is_beside]
    by_guarantor = chance < _BY_GUARANTOR
    chosen[by_guarantor] = _pick_guarantors(loom, rng, institutions, borrower)[by_guarantor]
    chosen[loans.security != GUARANTEED] = NOBODY
    return np.where(loans.guarantor >= 0, loans.guarantor, chosen)


def _beside(loom: Loom, clans: Clans) -> Nodes:
    """(n,) the parent of a firm, or another living firm of its family; NOBODY where there is none."""
    order = np.argsort(clans.first, kind="stable")
    following = np.roll(order, -1)
    is_sister = (clans.first[order] == clans.first[following]) & (loom.ended[following] < 0)
    is_sister &= loom.founded[following] <= loom.founded[order]
    sister = np.full(len(order), NOBODY, dtype=np.int64)
    sister[order[is_sister]] = following[is_sister]
    is_firm = (loom.parent >= 0) & (loom.parent < ORGANISATION)
    return np.where(is_firm, loom.parent, sister)


def _pick_guarantors(
    loom: Loom, rng: np.random.Generator, institutions: Institutions, borrower: NDArray[np.int64]
) -> Nodes:
    """Of the borrower's unit in most cases, else by weight."""
    rows = institutions.of("guarantor")
    nodes = institutions.nodes("guarantor")
    chosen = nodes[rng.choice(len(nodes), len(borrower), p=institutions.weights("guarantor"))]
    local = np.full(len(loom.units), NOBODY, dtype=np.int64)
    for one in rows:
        if one.unit >= 0:
            local[one.unit] = one.node
    own = local[loom.firms.unit[borrower]]
    return np.where((own != NOBODY) & (rng.random(len(borrower)) < _BY_UNIT), own, chosen)


def _personal(loom: Loom, rng: np.random.Generator, loans: Loans, main: Nodes) -> NDArray[np.int64]:
    """Loans that the borrower's head answers for besides: small firms on credit, and some of those guaranteed by others."""
    small = loom.firms.size_class[loans.borrower] <= 1
    asked = ((loans.security == ON_CREDIT) & small) | ((main != NOBODY) & (main < PERSON))
    share = np.where(loans.security == ON_CREDIT, _PERSONAL, _PERSONAL / 2)
    taken = asked & (rng.random(len(loans)) < share) & (main != loom.head[loans.borrower])
    return np.flatnonzero(taken)
