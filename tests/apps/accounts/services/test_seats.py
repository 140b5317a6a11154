"""Working at a government unit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gaodi.apps.accounts.choices import SeatRole
from gaodi.apps.accounts.selectors import build_viewer
from gaodi.apps.accounts.services.seats import SeatElsewhere, SeatEnded, SeatStands, grant_seat, revoke_seat
from gaodi.apps.regions.models import ReportingUnit
from gaodi.kernel.models import AuditRecord


@pytest.fixture
def seat(clerk, office, actor, at, on):
    return grant_seat(user=clerk, unit=office, role=SeatRole.MAKER, valid_from=on, actor=actor, at=at)


def test_a_seat_opens_the_office(seat, clerk, on):
    viewer = build_viewer(clerk, on=on)

    assert viewer.may_enter("office")
    assert (viewer.unit, viewer.roles, viewer.reporting_unit) == ("local_finance", {"maker"}, None)


def test_a_seat_of_a_district_is_narrowed_to_it(clerk, office, actor, at, on):
    district = ReportingUnit.objects.get(code="zichuan")

    grant_seat(
        user=clerk,
        unit=office,
        role=SeatRole.MAKER,
        reporting_unit=district,
        valid_from=on,
        actor=actor,
        at=at,
    )

    assert build_viewer(clerk, on=on).reporting_unit == "zichuan"


def test_the_same_seat_twice_is_refused(seat, clerk, office, actor, at, on):
    with pytest.raises(SeatStands, match="经办人"):
        grant_seat(user=clerk, unit=office, role=SeatRole.MAKER, valid_from=on, actor=actor, at=at)


def test_a_second_role_at_the_same_unit_is_another_seat(seat, clerk, office, actor, at, on):
    grant_seat(user=clerk, unit=office, role=SeatRole.RISK_OFFICER, valid_from=on, actor=actor, at=at)

    assert build_viewer(clerk, on=on).sections == {"public", "office", "risk"}


def test_a_revoked_seat_opens_nothing(seat, clerk, actor, at, on):
    revoke_seat(seat=seat, actor=actor, at=at)

    assert build_viewer(clerk, on=on).sections == {"public"}


def test_a_seat_is_revoked_once(seat, actor, at):
    revoke_seat(seat=seat, actor=actor, at=at)

    with pytest.raises(SeatEnded):
        revoke_seat(seat=seat, actor=actor, at=at + timedelta(hours=1))


def test_granting_and_revoking_leave_a_line_each(seat, clerk, actor, at):
    revoke_seat(seat=seat, actor=actor, at=at)

    lines = AuditRecord.objects.filter(kind="line", subject_kind="user", subject_id=clerk.pk)
    assert list(lines.order_by("id").values_list("action", flat=True)) == ["grant_seat", "revoke_seat"]


def test_seats_of_two_places_are_refused(seat, clerk, office, actor, at, on):
    district = ReportingUnit.objects.get(code="zichuan")

    with pytest.raises(SeatElsewhere):
        grant_seat(
            user=clerk,
            unit=office,
            role=SeatRole.CHECKER,
            reporting_unit=district,
            valid_from=on,
            actor=actor,
            at=at,
        )
