"""Reads of the registry, narrowed to who asks."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.models import CompanyRecord, ListingEvent, Party
from gaodi.kernel.people import Viewer


def parties_for(viewer: Viewer) -> QuerySet[Party]:
    """Parties that the viewer may know of by row: an office sees all (a district its own), others the one acted for."""
    rows = Party.objects.all()
    if "office" in viewer.sections:
        if viewer.reporting_unit is None:
            return rows
        own = CompanyRecord.objects.filter(reporting_unit=viewer.reporting_unit, known_to__isnull=True)
        return rows.filter(pk__in=own.values("party_id"))
    return rows.filter(pk=viewer.party_id) if viewer.party_id is not None else rows.none()


def get_party(viewer: Viewer, *, party_id: int) -> Party | None:
    """The party, or None where it does not exist or the viewer may not know of it."""
    return parties_for(viewer).filter(pk=party_id).first()


def list_companies(viewer: Viewer, *, search: str = "", unit: str = "", on: date) -> QuerySet[Party]:
    """Companies by pinyin, found by name, credit code, pinyin or initials, and by reporting unit."""
    rows = parties_for(viewer).filter(kind=PartyKind.COMPANY)
    if search:
        word = search.strip()
        joined = word.lower()
        rows = rows.filter(
            Q(name__contains=word)
            | Q(credit_code__startswith=word.upper())
            | Q(pinyin__startswith=joined)
            | Q(initials__startswith=joined)
        )
    if unit:
        current = Q(known_to__isnull=True, valid_from__lte=on) & (
            Q(valid_to__isnull=True) | Q(valid_to__gt=on)
        )
        rows = rows.filter(
            pk__in=CompanyRecord.objects.filter(current, reporting_unit=unit).values("party_id")
        )
    return rows.order_by("pinyin", "pk")


def get_company_record(*, party_id: int, on: date) -> CompanyRecord | None:
    """What the register says of a company on a day, as known now."""
    rows = CompanyRecord.objects.filter(party_id=party_id, known_to__isnull=True, valid_from__lte=on)
    return rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).first()


def list_listing_events(*, party_id: int, on: date) -> list[ListingEvent]:
    """The steps of a company towards an exchange up to a day, oldest first."""
    rows = ListingEvent.objects.filter(party_id=party_id, known_to__isnull=True, valid_from__lte=on)
    return list(rows.order_by("valid_from", "pk"))


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
