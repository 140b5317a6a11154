"""Companies as an office looks them up, with the unit that they count for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet

from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.directory.search import find_party_ids
from gaodi.apps.registry.directory.units import reporting_unit_of
from gaodi.apps.registry.models import CompanyRecord, Party, SupportReceived
from gaodi.apps.registry.selectors import companies_of_unit, in_period, parties_for, sees_everyone
from gaodi.kernel.people import Viewer


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """What a row of a list says of a company: its name, its address in URLs, the reporting unit it counts for."""

    party_id: int
    public_id: UUID
    name: str
    credit_code: str
    unit: str


def companies_for(viewer: Viewer, *, on: date) -> QuerySet[Party]:
    """Companies that the viewer may know of, annotated with `reporting_unit`.

    A district's people see those that count for it on that day; one that moved away is no longer theirs.
    """
    rows = parties_for(viewer, on=on).filter(kind=PartyKind.COMPANY)
    return rows.annotate(reporting_unit=reporting_unit_of("pk", on=on))


def find_companies(viewer: Viewer, *, on: date, search: str = "", unit: str = "") -> QuerySet[Party]:
    """Companies that the viewer may know of, by pinyin, annotated with `reporting_unit`.

    Args: search: see `search_parties`, whose best thousand are found.
    """
    rows = companies_for(viewer, on=on)
    if search.strip():
        rows = rows.filter(pk__in=find_party_ids(viewer, search, on=on, unit=unit))
    if unit:
        rows = rows.filter(pk__in=companies_of_unit(unit, on=on).values("party_id"))
    return rows.order_by("pinyin", "pk")


def get_company(viewer: Viewer, *, public_id: UUID, on: date) -> Party | None:
    """The company behind an address; None where there is none or the viewer may not know of it."""
    return companies_for(viewer, on=on).filter(public_id=public_id).first()


def read_cards(viewer: Viewer, party_ids: Iterable[int], *, on: date) -> dict[int, CompanyCard]:
    """Cards by party id; those that the viewer may not know of are left out."""
    rows = companies_for(viewer, on=on).filter(pk__in=set(party_ids))
    named = ("pk", "public_id", "name", "credit_code", "reporting_unit")
    return {
        pk: CompanyCard(pk, public_id, name, code or "", unit)
        for pk, public_id, name, code, unit in rows.values_list(*named)
    }


def count_companies_by_unit(viewer: Viewer, *, on: date) -> dict[str, int]:
    """How many companies the viewer may know of in each reporting unit; without a unit under the empty text."""
    known = parties_for(viewer, on=on).filter(kind=PartyKind.COMPANY)
    records = CompanyRecord.objects.filter(in_period(on), party__kind=PartyKind.COMPANY)
    if not sees_everyone(viewer):
        records = records.filter(party__in=known.values("pk"))
    counted = records.order_by().values_list("reporting_unit").annotate(firms=Count("party", distinct=True))
    units = dict(counted)
    if unregistered := known.count() - sum(units.values()):
        units[""] = units.get("", 0) + unregistered
    return units


def list_support(viewer: Viewer, *, party_id: int, on: date) -> list[SupportReceived]:
    """Payments that a company received up to a day, newest first; none where the viewer may not know of it."""
    rows = SupportReceived.objects.filter(
        party__in=companies_for(viewer, on=on).filter(pk=party_id).values("pk"),
        known_to__isnull=True,
        valid_from__lte=on,
    )
    return list(rows.order_by("-valid_from", "pk"))
