"""Seats: a person works at a government unit."""

from __future__ import annotations

from datetime import date, datetime

from gaodi.apps.accounts.choices import SeatRole
from gaodi.apps.accounts.models import Seat, User
from gaodi.apps.regions.models import GovernmentUnit, ReportingUnit
from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Actor


class SeatStands(Refusal):
    """A person holds a role at a unit once."""

    code = "seat_stands"

    def __init__(self, user: User, unit: GovernmentUnit, role: SeatRole) -> None:
        super().__init__(
            f"{user.name}在该单位（{unit.code}）已有{role.label}席位；要改变期限，请先撤销原席位。"
        )


class SeatElsewhere(Refusal):
    """A person works for the city or for one district, never for two places at once."""

    code = "seat_elsewhere"

    def __init__(self, user: User) -> None:
        super().__init__(f"{user.name}已在另一处任职：市级与区县、不同区县的席位不能并存，请先撤销原席位。")


class SeatEnded(Refusal):
    """What was revoked stays revoked."""

    code = "seat_ended"

    def __init__(self, seat: Seat) -> None:
        self.seat_id = seat.pk
        super().__init__("该席位此前已经撤销；需要时请重新设置。")


def grant_seat(
    *,
    user: User,
    unit: GovernmentUnit,
    role: SeatRole,
    valid_from: date,
    valid_to: date | None = None,
    reporting_unit: ReportingUnit | None = None,
    actor: Actor,
    at: datetime,
) -> Seat:
    """The person works at the unit in [valid_from, valid_to); a reporting unit narrows what they see to its rows.

    Raises: SeatStands: also where the open seat's days are over; SeatElsewhere: an open seat is of another place.
    """
    with acting(
        actor=actor,
        at=at,
        action="grant_seat",
        subject_kind="user",
        subject_id=user.pk,
        detail={"unit": unit.code, "role": role},
    ):
        locked = User.objects.select_for_update().get(pk=user.pk)
        if Seat.objects.filter(user=locked, unit=unit, role=role, revoked_at__isnull=True).exists():
            raise SeatStands(user, unit, role)
        if (
            Seat.objects.filter(user=locked, revoked_at__isnull=True)
            .exclude(reporting_unit=reporting_unit)
            .exists()
        ):
            raise SeatElsewhere(user)
        return Seat.objects.create(
            user=user,
            unit=unit,
            reporting_unit=reporting_unit,
            role=role,
            valid_from=valid_from,
            valid_to=valid_to,
        )


def revoke_seat(*, seat: Seat, actor: Actor, at: datetime) -> Seat:
    """The seat, over from this moment on; what was done on it stands.

    Raises: SeatEnded.
    """
    with acting(actor=actor, at=at, action="revoke_seat", subject_kind="user", subject_id=seat.user_id):
        row = Seat.objects.select_for_update().get(pk=seat.pk)
        if row.revoked_at is not None:
            raise SeatEnded(row)
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
    return row
