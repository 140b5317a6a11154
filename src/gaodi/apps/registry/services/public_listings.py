"""Real firms by their public listings: name, code, board, day, unit, and nothing else."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db.models import Q

from gaodi.apps.registry.choices import CompanyStatus, NameKind, PartyKind, Source
from gaodi.apps.registry.models import CompanyRecord, ListingEvent, Party
from gaodi.apps.registry.pinyin import pinyin_keys
from gaodi.apps.registry.services.names import put_name

#: Rows of a register that says only where a firm belongs are valid from the day it was listed back to here.
_KNOWN_SINCE = date(2020, 1, 1)


def load_public_listings(data: list[dict[str, Any]], *, version_id: int, at: datetime) -> None:
    """A party, a record and a listing event for each row; a row that differs closes the old one and inserts."""
    _close_gone({row["stock_code"] for row in data}, at)
    for row in data:
        party = _party(row, at)
        _put_name(party, row, at)
        _put_record(party, row, at)
        _put_event(party, row, at)


def _close_gone(codes: set[str], at: datetime) -> None:
    """Listings that the file no longer has are known no more from now on; their rows stay."""
    gone = ListingEvent.objects.filter(source=Source.PUBLIC_LISTINGS, known_to__isnull=True).exclude(
        stock_code__in=codes
    )
    parties = list(gone.values_list("party_id", flat=True))
    gone.update(known_to=at)
    CompanyRecord.objects.filter(
        party_id__in=parties, source=Source.PUBLIC_LISTINGS, known_to__isnull=True
    ).update(known_to=at)


def _party(row: dict[str, Any], at: datetime) -> Party:
    known = ListingEvent.objects.filter(stock_code=row["stock_code"], party__is_invented=False).first()
    if known is not None:
        return known.party
    keys = pinyin_keys(row["name"])
    return Party.objects.create(
        kind=PartyKind.COMPANY,
        name=row["name"],
        short_name=row["name"],
        pinyin=keys.full,
        initials=keys.initials,
        is_invented=False,
        created_at=at,
    )


def _put_name(party: Party, row: dict[str, Any], at: datetime) -> None:
    put_name(
        party=party,
        kind=NameKind.REGISTERED,
        name=row["name"],
        valid_from=row["listed_on"],
        source=Source.PUBLIC_LISTINGS.value,
        source_on=row["listed_on"],
        at=at,
        standing=row["day_status"],
    )


def _put_record(party: Party, row: dict[str, Any], at: datetime) -> None:
    fields = {
        "division_unit": "",
        "reporting_unit": row["unit"],
        "fiscal_unit": row["unit"],
        "status": CompanyStatus.ACTIVE.value,
        "valid_from": _KNOWN_SINCE,
        "source": Source.PUBLIC_LISTINGS.value,
        "source_on": row["listed_on"],
        "standing": row["unit_status"],
    }
    _replace(CompanyRecord, party, fields, at)


def _put_event(party: Party, row: dict[str, Any], at: datetime) -> None:
    fields = {
        "kind": "listed",
        "board": row["board"],
        "way": row["way"],
        "stock_code": row["stock_code"],
        "valid_from": row["listed_on"],
        "source": Source.PUBLIC_LISTINGS.value,
        "source_on": row["listed_on"],
        "standing": row["day_status"],
    }
    _replace(ListingEvent, party, fields, at)


def _replace(model: Any, party: Party, fields: dict[str, Any], at: datetime) -> None:
    """Leave an equal row alone; close one that differs, keeping its public id, and insert."""
    current = model.objects.filter(
        Q(party=party, known_to__isnull=True, source=Source.PUBLIC_LISTINGS) & _same_row(model, fields)
    ).first()
    if current is not None and all(getattr(current, name) == value for name, value in fields.items()):
        return
    kept = {}
    if current is not None:
        model.objects.filter(pk=current.pk).update(known_to=at)
        kept = {"public_id": current.public_id} if hasattr(current, "public_id") else {}
    model.objects.create(party=party, known_from=at, **fields, **kept)


def _same_row(model: Any, fields: dict[str, Any]) -> Q:
    return Q(kind=fields["kind"]) if model is ListingEvent else Q()
