"""What parties are called, and whether they have a page of their own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from gaodi.apps.registry.choices import PartyKind
from gaodi.apps.registry.models import Party


@dataclass(frozen=True, slots=True)
class PartyRef:
    """A party by its name; `public_id` is what it is called in addresses."""

    party_id: int
    public_id: UUID
    name: str
    is_company: bool


def name_parties(party_ids: Iterable[int]) -> dict[int, PartyRef]:
    """Parties by id; names are public, so no viewer narrows them."""
    rows = Party.objects.filter(pk__in=set(party_ids)).values_list("pk", "public_id", "name", "kind")
    return {
        pk: PartyRef(pk, public_id, name, kind == PartyKind.COMPANY) for pk, public_id, name, kind in rows
    }
