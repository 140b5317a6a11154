"""Companies as an office looks them up: found by any of their names, with the unit that they count for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Replace

from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.models import CompanyRecord, ListingEvent, Party, SupportReceived
from gaodi.apps.registry.selectors import in_period, parties_for
from gaodi.kernel.people import Viewer


@dataclass(frozen=True, slots=True)
class CompanyCard:
    """What a row of a list says of a company: its name, its address in URLs, the reporting unit it counts for."""

    party_id: int
    public_id: UUID
    name: str
    credit_code: str
    unit: str


def reporting_unit_of(party: str, *, on: date) -> Coalesce:
    """The reporting unit of a party on a day as an expression; empty text where the register says none.

    Args: party: name of the outer query's column that holds the party's id.
    """
    current = CompanyRecord.objects.filter(in_period(on), party_id=OuterRef(party))
    return Coalesce(Subquery(current.values("reporting_unit")[:1]), Value(""), output_field=CharField())


def companies_for(viewer: Viewer, *, on: date) -> QuerySet[Party]:
    """Companies that the viewer may know of, annotated with `reporting_unit`.

    A district's people see those that count for it on that day; one that moved away is no longer theirs.
    """
    rows = parties_for(viewer, on=on).filter(kind=PartyKind.COMPANY)
    rows = rows.annotate(reporting_unit=reporting_unit_of("pk", on=on))
    if viewer.reporting_unit is not None:
        rows = rows.filter(reporting_unit=viewer.reporting_unit)
    return rows


def find_companies(viewer: Viewer, *, on: date, search: str = "", unit: str = "") -> QuerySet[Party]:
    """Companies that the viewer may know of, by pinyin, annotated with `reporting_unit`.

    Args: search: part of the name, the beginning of a credit or stock code, pinyin with or without spaces, initials.
    """
    rows = companies_for(viewer, on=on)
    if word := search.strip():
        rows = rows.annotate(reading=Replace("pinyin", Value(" "), Value("")))
        rows = rows.filter(_named(word, word.lower().replace(" ", "")))
    if unit:
        rows = rows.filter(reporting_unit=unit)  # type: ignore[misc]
    return rows.order_by("pinyin", "pk")


def _named(word: str, letters: str) -> Q:
    coded = ListingEvent.objects.filter(
        party_id=OuterRef("pk"), known_to__isnull=True, stock_code__startswith=word
    )
    named = Q(name__contains=word) | Q(short_name__contains=word) | Q(credit_code__startswith=word.upper())
    if letters.isascii() and letters.isalpha():
        named |= Q(initials__contains=letters) | Q(reading__contains=letters)
    return named | Q(Exists(coded)) if word.isdigit() else named


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
    """How many companies the viewer may know of in each reporting unit."""
    rows = companies_for(viewer, on=on).order_by().values("reporting_unit")  # type: ignore[misc]
    return {row["reporting_unit"]: row["firms"] for row in rows.annotate(firms=Count("pk"))}


def list_support(viewer: Viewer, *, party_id: int, on: date) -> list[SupportReceived]:
    """Payments that a company received up to a day, newest first; none where the viewer may not know of it."""
    rows = SupportReceived.objects.filter(
        party__in=companies_for(viewer, on=on).filter(pk=party_id).values("pk"),
        known_to__isnull=True,
        valid_from__lte=on,
    )
    return list(rows.order_by("-valid_from", "pk"))
