"""What every part of the networks works with: the firms, the day, the streams, and the books that rows go into."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gaodi.ops.city.firms import LEGAL_FORMS, OWNERSHIP_TYPES, Firms
from gaodi.ops.city.networks.days import DayNumbers
from gaodi.ops.city.networks.holdings import HoldingBook
from gaodi.ops.city.networks.nodes import NOBODY, Nodes
from gaodi.ops.city.networks.organisations import Organisation, Organisations
from gaodi.ops.city.networks.people import Crowd
from gaodi.ops.city.networks.words import Words
from gaodi.ops.city.randomness import stream

PARTNERSHIP = LEGAL_FORMS.index("partnership")
LIMITED = LEGAL_FORMS.index("limited")
PRIVATE, STATE, FOREIGN, COLLECTIVE = range(len(OWNERSHIP_TYPES))


@dataclass(slots=True)
class Loom:
    """The state of weaving.

    on: the city's day. roles: keys of parties that were written before, by role. leads: roles of the first firms.
    head, second: (n,) the persons who run a firm and who stand beside them. parent: (n,) the node that controls a firm
    through its shares, NOBODY = persons do. founded, ended: (n,) days of the firms, ended -1 = it lives. runners: the
    same two persons of each organisation. bodies: the body of the state by position of its unit. keepers: who keeps
    the books of a shell.
    """

    firms: Firms
    units: tuple[str, ...]
    on: int
    seed: int
    roles: Mapping[str, int]
    leads: tuple[str, ...]
    words: Words
    organisations: Organisations
    crowd: Crowd = field(default_factory=Crowd)
    holdings: HoldingBook = field(default_factory=HoldingBook)
    planted: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    head: Nodes = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    second: Nodes = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    parent: Nodes = field(init=False)
    founded: DayNumbers = field(init=False)
    ended: DayNumbers = field(init=False)
    runners: dict[int, tuple[int, int]] = field(default_factory=dict)
    bodies: dict[int, int] = field(default_factory=dict)
    keepers: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.parent = np.full(len(self.firms), NOBODY, dtype=np.int64)
        self.founded = self.firms.founded_on.astype(np.int64)
        self.ended = self.firms.ended_on.astype(np.int64)

    def stream(self, *names: str | int) -> np.random.Generator:
        """The random numbers of one part."""
        return stream(self.seed, "networks", *names)

    def ends_by(self) -> NDArray[np.int64]:
        """(n,) the last day on which something can happen to a firm: its end, or the city's day."""
        return np.where(self.ended == NOBODY, self.on, np.minimum(self.ended - 1, self.on))

    def add_company(
        self,
        name: str,
        short_name: str,
        unit: int,
        founded_on: int,
        capital_fen: int,
        *,
        legal_form: int = LIMITED,
        ownership: int = PRIVATE,
    ) -> int:
        """The node of a company that is no firm: it holds, and does nothing else."""
        return self.organisations.add(
            Organisation("company", name, short_name, unit, founded_on, capital_fen, legal_form, ownership)
        )

    def run(self, organisation: int, head: int, second: int) -> None:
        """Who runs an organisation and who stands beside them."""
        self.runners[organisation] = (head, second)

    def plant(self, section: str, entry: dict[str, Any]) -> None:
        """Records what a test will look for; parties in it are nodes, under keys of PARTY_KEYS."""
        self.planted.setdefault(section, []).append(entry)
