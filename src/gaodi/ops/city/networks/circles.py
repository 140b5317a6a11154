"""Planted guarantees among firms: rings, mutual pairs, stars, and chains along which a default would run.

ring    A → B → C → A        pair    A ⇄ B        star    A → B, A → C, A → D        chain    A → B → C → (overdue)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import LEGAL_FORMS
from gaodi.ops.city.networks.casting import ORDINARY, ROOT, Cast
from gaodi.ops.city.networks.courses import DEFAULT_AFTER
from gaodi.ops.city.networks.days import YEAR, to_weekdays
from gaodi.ops.city.networks.forced import Forced
from gaodi.ops.city.networks.institutions import Institutions
from gaodi.ops.city.networks.loom import Loom

_PER_RING, _PER_PAIR, _PER_STAR, _PER_CHAIN = 3_000, 1_500, 6_000, 5_000
_CORPORATE = (LEGAL_FORMS.index("limited"), LEGAL_FORMS.index("stock"))


@dataclass(frozen=True, slots=True)
class Failure:
    """A firm that defaults: its loan was drawn and fell due on these days."""

    firm: int
    drawn: int
    due: int


def plan_failures(loom: Loom) -> list[Failure]:
    """A loan that falls due ninety days before each default; plants the trail of each."""
    failures = []
    for firm in map(int, np.flatnonzero(loom.firms.defaults_on >= 0)):
        default = int(loom.firms.defaults_on[firm])
        due = default - DEFAULT_AFTER
        drawn = max(due - YEAR, int(loom.firms.founded_on[firm]) + 20)
        if drawn < due and drawn <= loom.on:
            failures.append(Failure(firm, drawn, due))
            trail = {"drawn_on": drawn, "due_on": due, "overdue_from": due + 1, "defaults_on": default}
            loom.plant("defaults", {"company": firm, **trail})
    return failures


def plan_circles(
    loom: Loom, cast: Cast, institutions: Institutions, failures: Sequence[Failure]
) -> list[Forced]:
    """Loans that firms guarantee for one another, and those that fail; plants every circle."""
    return _Planner(loom, cast, institutions).plan(failures)


class _Planner:
    """Takes firms from the pool, each once."""

    def __init__(self, loom: Loom, cast: Cast, institutions: Institutions) -> None:
        self.loom, self.rng = loom, loom.stream("circles")
        self.guarantors = institutions.nodes("guarantor")
        self.pool = self._draw_pool(cast)
        self.forced: list[Forced] = []

    def plan(self, failures: Sequence[Failure]) -> list[Forced]:
        count = len(self.loom.firms)
        for _ in range(max(1, count // _PER_RING)):
            self._ring(self._take(int(self.rng.integers(3, 9))))
        for _ in range(max(1, count // _PER_PAIR)):
            self._ring(self._take(2))
        for _ in range(max(1, count // _PER_STAR)):
            self._star(self._take(int(self.rng.integers(4, 8))))
        chained = max(1, count // _PER_CHAIN)
        for number, failure in enumerate(failures):
            if number < chained:
                self._chain(self._take(int(self.rng.integers(3, 6))), failure)
            else:
                self.forced.append(self._failing(failure, self._institution()))
        return self.forced

    def _draw_pool(self, cast: Cast) -> NDArray[np.int64]:
        """Borrowers of some age that do not default, in an order that keeps units together."""
        loom = self.loom
        fits = np.isin(cast.part, (ORDINARY, ROOT)) & np.isin(loom.firms.legal_form, _CORPORATE)
        fits &= (loom.ended < 0) & (loom.firms.defaults_on < 0) & (loom.founded < loom.on - 2 * YEAR)
        pool = self.rng.permutation(np.flatnonzero(fits))
        chosen = pool[np.argsort(~loom.firms.borrows[pool], kind="stable")]
        wanted = chosen[: max(40, len(loom.firms) // 100)]
        return wanted[np.argsort(loom.firms.unit[wanted], kind="stable")]

    def _take(self, size: int) -> list[int]:
        """Neighbours in the pool, from anywhere in it; fewer where it is empty."""
        start = int(self.rng.integers(0, max(1, len(self.pool) - size + 1)))
        taken = self.pool[start : start + size]
        self.pool = np.delete(self.pool, slice(start, start + size))
        return [int(firm) for firm in taken]

    def _ring(self, firms: list[int]) -> None:
        """Each guarantees a running loan of the next, the last one of the first."""
        if len(firms) < 2:
            return
        for guarantor, debtor in zip(firms, [*firms[1:], firms[0]], strict=True):
            self._guarantee(guarantor, debtor)
        self.loom.plant("circles", {"kind": "ring" if len(firms) > 2 else "pair", "firms": firms})

    def _star(self, firms: list[int]) -> None:
        if len(firms) < 3:
            return
        for debtor in firms[1:]:
            self._guarantee(firms[0], debtor)
        self.loom.plant("circles", {"kind": "star", "firms": firms})

    def _chain(self, firms: list[int], failure: Failure) -> None:
        """The last of the firms guarantees the loan that fails, each one before guarantees the next."""
        if not firms:
            self.forced.append(self._failing(failure, self._institution()))
            return
        for guarantor, debtor in pairwise(firms):
            self._guarantee(guarantor, debtor)
        self.forced.append(self._failing(failure, firms[-1]))
        self.loom.plant("circles", {"kind": "chain", "firms": [*firms, failure.firm]})

    def _guarantee(self, guarantor: int, debtor: int) -> None:
        """A running loan of one or two years."""
        drawn = int(to_weekdays(np.array([self.loom.on - self.rng.integers(15, 330)]))[0])
        due = drawn + int(self.rng.choice((365, 730)))
        self.forced.append(Forced(debtor, drawn, due, guarantor=guarantor))

    def _failing(self, failure: Failure, guarantor: int) -> Forced:
        return Forced(failure.firm, failure.drawn, failure.due, guarantor=guarantor, fails=True)

    def _institution(self) -> int:
        return int(self.guarantors[int(self.rng.integers(0, len(self.guarantors)))])
