"""Who is asking, as a frozen value of plain ids."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from gaodi.apps.accounts.choices import SeatRole
from gaodi.apps.accounts.models import Mandate, Seat
from gaodi.apps.regions.selectors import reporting_unit_names, unit_names
from gaodi.apps.registry.choices import PartyKind
from gaodi.engines.rules.dictionary import Visibility
from gaodi.kernel.people import Viewer

#: The sections that a seat of each role opens.
SECTIONS_OF_ROLE: dict[str, frozenset[str]] = {
    SeatRole.MAKER: frozenset({"office"}),
    SeatRole.CHECKER: frozenset({"office"}),
    SeatRole.RISK_OFFICER: frozenset({"office", "risk"}),
    SeatRole.LEADER: frozenset({"office", "cockpit"}),
    SeatRole.AUDITOR: frozenset({"office"}),
}

#: The section that acting for a party of each kind opens.
SECTION_OF_PARTY: dict[str, str] = {
    PartyKind.COMPANY: "enterprise",
    PartyKind.INSTITUTION: "institution",
    PartyKind.FUND: "institution",
}

_OWN = frozenset({Visibility.PUBLIC, Visibility.SUBJECT, Visibility.PARTIES})
_OFFICE = _OWN | {Visibility.OFFICE}
_RISK = _OFFICE | {Visibility.RISK}


@dataclass(frozen=True, slots=True)
class MandateChoice:
    """One party that a person may act for."""

    party_id: int
    party_name: str
    role: str


def in_force(on: date) -> Q:
    """Rows of mandates and seats that hold on a day."""
    return Q(valid_from__lte=on, revoked_at__isnull=True) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def list_mandates(*, user_id: int, on: date) -> list[Mandate]:
    """The mandates of a person on a day, the party with each, by the party's name."""
    rows: QuerySet[Mandate] = Mandate.objects.filter(in_force(on), user_id=user_id).select_related("party")
    return list(rows.order_by("party__pinyin", "id"))


def list_mandate_choices(*, user_id: int, on: date) -> list[MandateChoice]:
    """The parties that a person may act for on a day."""
    return [
        MandateChoice(row.party_id, row.party.short_name or row.party.name, row.get_role_display())
        for row in list_mandates(user_id=user_id, on=on)
    ]


def build_viewer(user: Any, *, on: date, party_id: int | None = None) -> Viewer:
    """The viewer behind a request: anonymous, or a person with the party chosen and the seats held on that day.

    A `party_id` that the person has no mandate for is passed over: the first mandate counts.
    """
    if not getattr(user, "is_authenticated", False):
        return Viewer.anonymous()
    mandates = list_mandates(user_id=user.pk, on=on)
    mandate = next((row for row in mandates if row.party_id == party_id), mandates[0] if mandates else None)
    seats = Seat.objects.filter(in_force(on), user_id=user.pk).select_related("unit", "reporting_unit")
    return _viewer(user, mandate, _of_one_place(list(seats.order_by("pk"))))


def _viewer(user: Any, mandate: Mandate | None, seats: list[Seat]) -> Viewer:
    roles = frozenset(seat.role for seat in seats)
    sections = frozenset({"public"}).union(*(SECTIONS_OF_ROLE[role] for role in roles))
    if mandate is not None and mandate.party.kind in SECTION_OF_PARTY:
        sections |= {SECTION_OF_PARTY[mandate.party.kind]}
    return Viewer(
        user_id=user.pk,
        name=user.name,
        party_id=mandate.party_id if mandate else None,
        party_name=(mandate.party.short_name or mandate.party.name) if mandate else "",
        mandate_id=mandate.pk if mandate else None,
        unit=seats[0].unit.code if seats else None,
        sections=sections,
        roles=roles | ({mandate.role} if mandate else frozenset()),
        visibilities=_visibilities(roles),
        reporting_unit=_place_of(seats[0]) if seats else None,
    )


def _place_of(seat: Seat) -> str | None:
    """The reporting unit that a seat is narrowed to; None for a seat of the city."""
    return seat.reporting_unit.code if seat.reporting_unit else None


def _of_one_place(seats: list[Seat]) -> list[Seat]:
    """The seats of one place, a district's before the city's: powers of two places never add up to more than either.

    `grant_seat` refuses seats of different places; this holds even where a row came in another way.
    """
    places = sorted({_place_of(seat) for seat in seats} - {None})  # type: ignore[type-var]
    chosen = places[0] if places else None
    return [seat for seat in seats if _place_of(seat) == chosen]


def _visibilities(roles: frozenset[str]) -> frozenset[Visibility]:
    if SeatRole.RISK_OFFICER in roles or SeatRole.AUDITOR in roles:
        return _RISK
    return _OFFICE if roles else _OWN


def say_powers(viewer: Viewer, *, on: date) -> str:
    """Unit and roles in words, for the foot of the rail; empty for people without a seat.

    A seat at a unit that stands for all districts is named by its own district.
    """
    if viewer.unit is None:
        return ""
    labels = [label for role, label in SeatRole.choices if role in viewer.roles]
    if viewer.reporting_unit is not None:
        place = reporting_unit_names().get(viewer.reporting_unit, "")
    else:
        place = unit_names(on=on).get(viewer.unit, "")
    return f"{place}，{'、'.join(labels)}"
