"""Support that companies already received, by matter: it enters caps in the combine step, never conditions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from gaodi.apps.registry.models import SupportReceived
from gaodi.values.money import fen_from_yuan


@dataclass(frozen=True, slots=True)
class Support:
    """One payment. `event_public_id` is empty where it is not known for which step it was."""

    event_public_id: str
    amount_fen: int
    paid_on: date
    source: str
    source_on: date
    standing: str


def read_support(
    matter: str, *, on: date, known_at: datetime, subjects: Sequence[int] | None = None
) -> dict[int, tuple[Support, ...]]:
    """Payments of one matter up to a day, by company id; a company without any has no key."""
    rows = SupportReceived.objects.filter(matter=matter, valid_from__lte=on, known_from__lte=known_at)
    rows = rows.filter(Q(known_to__isnull=True) | Q(known_to__gt=known_at))
    if subjects is not None:
        rows = rows.filter(party_id__in=subjects)
    found: dict[int, list[Support]] = defaultdict(list)
    for row in rows.order_by("valid_from", "pk"):
        found[row.party_id].append(
            Support(
                event_public_id=str(row.event_public_id) if row.event_public_id else "",
                amount_fen=fen_from_yuan(row.amount_yuan),
                paid_on=row.valid_from,
                source=row.get_source_display(),
                source_on=row.source_on,
                standing=row.standing,
            )
        )
    return {party: tuple(items) for party, items in found.items()}
