"""Mandates: a person acts for a party."""

from __future__ import annotations

from datetime import date, datetime

from gaodi.apps.accounts.choices import MandateRole
from gaodi.apps.accounts.models import Mandate, User
from gaodi.apps.registry.models import Party
from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Actor


class MandateStands(Refusal):
    """A person holds at most one mandate for a party."""

    code = "mandate_stands"

    def __init__(self, user: User, party: Party) -> None:
        super().__init__(f"{user.name}已有{party.name}的授权；要改变身份或期限，请先撤销原授权。")


class MandateEnded(Refusal):
    """What was revoked stays revoked."""

    code = "mandate_ended"

    def __init__(self, mandate: Mandate) -> None:
        self.mandate_id = mandate.pk
        super().__init__("该授权此前已经撤销；需要时请重新授权。")


def grant_mandate(
    *,
    user: User,
    party: Party,
    role: MandateRole,
    valid_from: date,
    valid_to: date | None = None,
    actor: Actor,
    at: datetime,
) -> Mandate:
    """The person may act for the party in [valid_from, valid_to).

    Raises: MandateStands: also where the open mandate's days are over.
    """
    with acting(
        actor=actor,
        at=at,
        action="grant_mandate",
        subject_kind="party",
        subject_id=party.pk,
        detail={"user_id": user.pk, "role": role},
    ):
        locked = User.objects.select_for_update().get(pk=user.pk)
        if Mandate.objects.filter(user=locked, party=party, revoked_at__isnull=True).exists():
            raise MandateStands(user, party)
        return Mandate.objects.create(
            user=user, party=party, role=role, valid_from=valid_from, valid_to=valid_to
        )


def revoke_mandate(*, mandate: Mandate, actor: Actor, at: datetime) -> Mandate:
    """The mandate, over from this moment on; what was done under it stands.

    Raises: MandateEnded.
    """
    with acting(
        actor=actor, at=at, action="revoke_mandate", subject_kind="party", subject_id=mandate.party_id
    ):
        row = Mandate.objects.select_for_update().get(pk=mandate.pk)
        if row.revoked_at is not None:
            raise MandateEnded(row)
        row.revoked_at = at
        row.save(update_fields=["revoked_at"])
    return row
