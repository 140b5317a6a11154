"""Reads of the registry, narrowed to who asks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.models import CompanyRecord, ListingEvent, Party
from gaodi.kernel.people import Viewer


def in_period(on: date) -> Q:
    """Dated rows that hold on a day, as known now."""
    return Q(known_to__isnull=True, valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def companies_of_unit(unit: str, *, on: date) -> QuerySet[CompanyRecord]:
    """The records of companies that count for a reporting unit on a day; one that moved away is not among them."""
    return CompanyRecord.objects.filter(in_period(on), reporting_unit=unit)


def sees_everyone(viewer: Viewer) -> bool:
    """Whether no row is kept from the viewer: an officer of the city."""
    return "office" in viewer.sections and viewer.reporting_unit is None


def parties_for(viewer: Viewer, *, on: date) -> QuerySet[Party]:
    """Parties that the viewer may know of by row: an office sees all (a district its own), others the one acted for."""
    rows = Party.objects.all()
    if "office" in viewer.sections:
        if viewer.reporting_unit is None:
            return rows
        return rows.filter(pk__in=companies_of_unit(viewer.reporting_unit, on=on).values("party_id"))
    return rows.filter(pk=viewer.party_id) if viewer.party_id is not None else rows.none()


def get_party(viewer: Viewer, *, party_id: int, on: date) -> Party | None:
    """The party, or None where it does not exist or the viewer may not know of it."""
    return parties_for(viewer, on=on).filter(pk=party_id).first()


def list_new_listings(*, since: date, on: date) -> list[ListingEvent]:
    """Public listings in [since, on], oldest first, the company with each; public facts, so no viewer narrows them."""
    rows = ListingEvent.objects.filter(
        kind="listed",
        known_to__isnull=True,
        valid_from__gte=since,
        valid_from__lte=on,
        party__is_invented=False,
    )
    return list(rows.select_related("party").order_by("valid_from"))


def records_of_listed(events: Iterable[ListingEvent], *, on: date) -> dict[int, CompanyRecord]:
    """The record in force of each company with a public listing, by party; public facts, so no viewer narrows them."""
    listed = {event.party_id for event in events}
    rows = CompanyRecord.objects.filter(in_period(on), party_id__in=listed, party__is_invented=False)
    return {row.party_id: row for row in rows}


def count_invented_companies() -> int:
    """How many companies of the demonstration are invented; a figure only."""
    return Party.objects.filter(kind=PartyKind.COMPANY, is_invented=True).count()
