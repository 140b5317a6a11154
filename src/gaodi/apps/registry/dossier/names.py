"""Names of parties: those that one bore before, and what others are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from gaodi.apps.registry.choices import NameKind
from gaodi.apps.registry.models import Party, PartyName


@dataclass(frozen=True, slots=True)
class FormerName:
    """A registered name that ended: its first and last day."""

    name: str
    first_on: date
    last_on: date


def list_former_names(*, party_id: int, on: date, known_at: datetime) -> tuple[FormerName, ...]:
    """Registered names that had ended by a day, newest first; public facts, so no viewer narrows them."""
    rows = PartyName.objects.filter(
        Q(known_to__isnull=True) | Q(known_to__gt=known_at),
        party_id=party_id,
        kind=NameKind.REGISTERED,
        known_from__lte=known_at,
        valid_to__lte=on,
    )
    told = rows.order_by("-valid_to", "pk").values_list("name", "valid_from", "valid_to")
    return tuple(
        FormerName(name, first, end - timedelta(days=1)) for name, first, end in told if end is not None
    )


def name_parties(party_ids: Iterable[int]) -> dict[int, str]:
    """What parties are called, by id; names are public, so no viewer narrows them."""
    return dict(Party.objects.filter(pk__in=set(party_ids)).values_list("pk", "name"))
