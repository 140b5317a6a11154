"""The planned city as plain values; nothing here knows of a database. Money is whole yuan, periods are half-open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from gaodi.ops.city.economy import Accounts
    from gaodi.ops.city.effects import Programme
    from gaodi.ops.city.firms import Firms
    from gaodi.ops.city.naming import Names
    from gaodi.ops.city.register import Register
    from gaodi.ops.city.scenery import Scenery


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """A step towards an exchange; board or way '' = unknown or none."""

    public_id: UUID
    kind: str
    board: str
    way: str
    happened_on: date
    source: str
    source_on: date
    standing: str


@dataclass(frozen=True, slots=True)
class PlannedSupport:
    """An award of a stage that was paid."""

    event_public_id: UUID
    amount_yuan: int
    paid_on: date


@dataclass(frozen=True, slots=True)
class PlannedBar:
    """A stay on the list of the seriously dishonest in [valid_from, valid_to)."""

    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class PlannedEnterprise:
    """An enterprise with a story: a lead, or one on its way to an exchange.

    unit, division, fiscal: districts by code ('' = unknown); until `moved_on` all three were `unit_before`.
    `covered_from` None = nobody asked for its credit report; word: position in `Scenery.trades`.
    """

    situation: str
    unit: str
    division: str
    fiscal: str
    unit_before: str
    moved_on: date | None
    word: int
    founded_on: date
    seen_on: date
    covered_from: date | None
    events: tuple[PlannedEvent, ...]
    supports: tuple[PlannedSupport, ...]
    bars: tuple[PlannedBar, ...]


@dataclass(frozen=True, slots=True)
class PlannedInstitution:
    """A bank, guarantor or fund."""

    public_id: UUID
    kind: str
    credit_code: str
    name: str
    short_name: str


@dataclass(frozen=True, slots=True)
class CityPlan:
    """All that is decided before rows are made of it; position = firm, those with a story first, leads before all.

    miscoded: positions of the firms whose code has a wrong check digit.
    """

    scenery: Scenery
    seed: int
    on: date
    stories: tuple[PlannedEnterprise, ...]
    institutions: tuple[PlannedInstitution, ...]
    register: Register
    names: Names
    credit_codes: list[str]
    miscoded: NDArray[np.int64]
    firms: Firms
    accounts: Accounts
    programmes: tuple[Programme, ...]

    @property
    def leads(self) -> dict[str, str]:
        """Credit code of each enterprise that accounts act for, by role."""
        return {lead.role: code for lead, code in zip(self.scenery.leads, self.credit_codes, strict=False)}

    def count_situations(self) -> dict[str, int]:
        """How many enterprises stand in each situation, by its name."""
        counted = Counter(one.situation for one in self.stories)
        counted["quiet"] = len(self.firms) - len(self.stories)
        return dict(sorted(counted.items()))
