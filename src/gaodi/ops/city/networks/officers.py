"""Who runs firms and organisations: legal representatives, managers, supervisors, boards; with changes in some."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import LEGAL_FORMS
from gaodi.ops.city.networks.days import OPEN, YEAR, draw_between, first_of
from gaodi.ops.city.networks.loom import PARTNERSHIP, Loom
from gaodi.ops.city.networks.nodes import Nodes, joined

POSITIONS = (
    "legal_representative",
    "chairman",
    "director",
    "supervisor",
    "manager",
    "finance_head",
    "executing_partner",
)
LEGAL, CHAIRMAN, DIRECTOR, SUPERVISOR, MANAGER, FINANCE, EXECUTING = range(len(POSITIONS))
_STOCK = LEGAL_FORMS.index("stock")
_SUPERVISED, _MANAGED, _FINANCED, _SWAPPED = 0.58, 0.22, 0.10, 0.08
_SWAPS_SINCE = first_of(2015)


@dataclass(frozen=True, slots=True)
class OfficerRows:
    """Columns of offices: nodes, position in POSITIONS, days."""

    company: Nodes
    person: Nodes
    position: NDArray[np.int64]
    since: NDArray[np.int64]
    until: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.company)


def appoint_officers(loom: Loom) -> OfficerRows:
    """Every firm has a legal representative at any time of its life; so has every organisation that somebody runs."""
    desk = _Desk(loom)
    desk.appoint_firms()
    desk.appoint_organisations()
    desk.appoint_keepers()
    return desk.close()


class _Desk:
    """Gathers offices block by block."""

    def __init__(self, loom: Loom) -> None:
        self.loom, self.rng = loom, loom.stream("officers")
        self._blocks: list[tuple[NDArray[np.int64], ...]] = []

    def appoint_firms(self) -> None:
        loom, count = self.loom, len(self.loom.firms)
        firms = np.arange(count)
        is_stock = loom.firms.legal_form == _STOCK
        swap = self._draw_swaps(firms)
        self._seat(firms, LEGAL, loom.head, loom.second, swap)
        self._seat(firms[loom.firms.legal_form == PARTNERSHIP], EXECUTING, loom.head, loom.second, swap)
        self._seat(firms[(self._chance() < _SUPERVISED) | is_stock], SUPERVISOR, loom.second, loom.head, swap)
        self._fill(firms[(self._chance() < _MANAGED) | is_stock], MANAGER)
        self._seat(firms[is_stock], CHAIRMAN, loom.head, loom.head, swap)
        self._fill(firms[is_stock], DIRECTOR)
        self._fill(firms[(self._chance() < _FINANCED) & ~self._kept()], FINANCE)

    def appoint_organisations(self) -> None:
        """Organisations change nobody."""
        rows = []
        for node, (head, second) in self.loom.runners.items():
            one = self.loom.organisations[node]
            position = EXECUTING if one.legal_form == PARTNERSHIP else MANAGER
            for who, what in ((head, LEGAL), (head, position), (second, SUPERVISOR)):
                rows.append((node, who, what, one.founded_on, OPEN))
        self._add_rows(rows)

    def appoint_keepers(self) -> None:
        """One head of finance in all shells of a cluster."""
        founded = self.loom.firms.founded_on
        self._add_rows(
            [(firm, keeper, FINANCE, int(founded[firm]), OPEN) for firm, keeper in self.loom.keepers.items()]
        )

    def close(self) -> OfficerRows:
        rows = OfficerRows(*(joined([block[place] for block in self._blocks]) for place in range(5)))
        kept = (rows.until == OPEN) | (rows.until > rows.since)
        return OfficerRows(*(getattr(rows, name)[kept] for name in OfficerRows.__slots__))

    def _chance(self) -> NDArray[np.float64]:
        return self.rng.random(len(self.loom.firms))

    def _kept(self) -> NDArray[np.bool_]:
        kept = np.zeros(len(self.loom.firms), dtype=bool)
        kept[list(self.loom.keepers)] = True
        return kept

    def _draw_swaps(self, firms: NDArray[np.int64]) -> NDArray[np.int64]:
        """(n,) the day on which the two persons of a firm change places, OPEN where they never do."""
        first = np.maximum(self.loom.founded + YEAR, _SWAPS_SINCE)
        last = self.loom.ends_by() - 30
        drawn = draw_between(self.rng, first, last)
        is_lead = firms < len(self.loom.leads)
        return np.where((self._chance() < _SWAPPED) & (last > first) & ~is_lead, drawn, OPEN)

    def _seat(
        self,
        firms: NDArray[np.int64],
        position: int,
        holder: Nodes,
        next_holder: Nodes,
        swap: NDArray[np.int64],
    ) -> None:
        """The holder from the founding on, the next one from the swap on."""
        swaps = swap[firms] != OPEN
        changes = swaps & (holder[firms] != next_holder[firms])
        end = self.loom.ended[firms]
        self._add(
            firms, holder[firms], position, self.loom.founded[firms], np.where(changes, swap[firms], end)
        )
        later = firms[changes]
        self._add(later, next_holder[later], position, swap[later], self.loom.ended[later])

    def _fill(self, firms: NDArray[np.int64], position: int) -> None:
        """One of the firm's two persons; on boards and in finance always the second."""
        person = np.where(self.rng.random(len(firms)) < 0.7, self.loom.head[firms], self.loom.second[firms])
        if position in (DIRECTOR, FINANCE):
            person = self.loom.second[firms]
        self._add(firms, person, position, self.loom.founded[firms], self.loom.ended[firms])

    def _add(
        self,
        firms: NDArray[np.int64],
        person: Nodes,
        position: int,
        since: NDArray[np.int64],
        until: NDArray[np.int64],
    ) -> None:
        self._blocks.append((firms, person, np.full(len(firms), position, dtype=np.int64), since, until))

    def _add_rows(self, rows: list[tuple[int, int, int, int, int]]) -> None:
        self._blocks.append(tuple(np.array(rows, dtype=np.int64).reshape(-1, 5).T))
