"""The real listings since the policy began: code, board, day, unit, and how far each is checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gaodi.apps.policies.models import Policy
from gaodi.apps.regions.vocabularies import current_labels
from gaodi.apps.registry.choices import Source, Standing
from gaodi.apps.registry.models import CompanyRecord, ListingEvent
from gaodi.apps.registry.selectors import list_new_listings, records_of_listed
from gaodi.web.shell.ui.chips import Chip

CHECKED = Chip("已核", "ok", "check")
UNCHECKED = Chip("待核", "clay")


@dataclass(frozen=True, slots=True)
class PublicListing:
    """One listing. `unit` is the code of the reporting unit; empty where none is recorded."""

    party_id: int
    name: str
    stock_code: str
    board: str
    listed_on: date
    unit: str
    unit_name: str
    source: str
    is_day_checked: bool
    is_unit_checked: bool

    @property
    def chip(self) -> Chip:
        """Whether the day was checked against a public record."""
        return CHECKED if self.is_day_checked else UNCHECKED

    @property
    def unit_chip(self) -> Chip:
        """Whether the unit was checked; else it is an inference."""
        return CHECKED if self.is_unit_checked else UNCHECKED


def list_public_listings(policy: Policy | None, on: date) -> tuple[PublicListing, ...]:
    """Listings from the policy's first day up to `on`, newest first; none before a pack is loaded."""
    if policy is None:
        return ()
    events = list_new_listings(since=policy.effective_from, on=on)
    records = records_of_listed(events, on=on)
    labels = current_labels()
    boards, units = labels.get("boards", {}), labels.get("reporting_units", {})
    return tuple(_listing(event, records.get(event.party_id), boards, units) for event in reversed(events))


def _listing(
    event: ListingEvent, record: CompanyRecord | None, boards: dict[str, str], units: dict[str, str]
) -> PublicListing:
    unit = record.reporting_unit if record else ""
    return PublicListing(
        party_id=event.party_id,
        name=event.party.name,
        stock_code=event.stock_code,
        board=boards.get(event.board, event.board),
        listed_on=event.valid_from,
        unit=unit,
        unit_name=units.get(unit, "未记载"),
        source=Source(event.source).label,
        is_day_checked=event.standing == Standing.VERIFIED,
        is_unit_checked=record is not None and record.standing == Standing.VERIFIED,
    )
