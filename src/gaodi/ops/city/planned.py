"""The planned city as plain values; nothing here knows of a database. Money is whole yuan, periods are half-open."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class PlannedRecord:
    """What the register says in [valid_from, valid_to): districts by code ('' = unknown) and status."""

    valid_from: date
    valid_to: date | None
    division: str
    reporting: str
    fiscal: str
    status: str
    source_on: date


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
    """One enterprise with all rows under it; `covered_from` None = nobody asked for its credit report."""

    public_id: UUID
    situation: str
    credit_code: str
    name: str
    short_name: str
    founded_on: date
    industry: str
    capital_yuan: int
    records: tuple[PlannedRecord, ...]
    events: tuple[PlannedEvent, ...]
    supports: tuple[PlannedSupport, ...]
    bars: tuple[PlannedBar, ...]
    covered_from: date | None

    @property
    def reporting_unit(self) -> str:
        return self.records[-1].reporting


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
    """All that is going to be written; `leads` is role → credit code of the enterprises that accounts act for."""

    enterprises: tuple[PlannedEnterprise, ...]
    institutions: tuple[PlannedInstitution, ...]
    leads: dict[str, str]

    def count_situations(self) -> dict[str, int]:
        """How many enterprises stand in each situation, by its name."""
        return dict(sorted(Counter(one.situation for one in self.enterprises).items()))
