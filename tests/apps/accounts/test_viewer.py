"""What a person may see never exceeds one place."""

from __future__ import annotations

from datetime import date

from gaodi.apps.accounts.models import Seat, User
from gaodi.apps.accounts.selectors import build_viewer
from gaodi.apps.regions.models import GovernmentUnit, ReportingUnit
from gaodi.engines.rules.dictionary import Visibility

TODAY = date(2025, 6, 30)


def seat(user, role, place=None):
    return Seat.objects.create(
        user=user,
        unit=GovernmentUnit.objects.get(code="county_governments"),
        reporting_unit=ReportingUnit.objects.get(code=place) if place else None,
        role=role,
        valid_from=TODAY,
    )


def test_seats_of_two_districts_open_one_of_them():
    user = User.objects.create_user("liming", "long-enough-1", name="李明")
    seat(user, "maker", "zichuan")
    seat(user, "checker", "boshan")

    viewer = build_viewer(user, on=TODAY)

    assert viewer.reporting_unit == "boshan"
    assert viewer.roles == {"checker"}


def test_district_seat_beside_a_city_seat_narrows_to_the_district():
    user = User.objects.create_user("liming", "long-enough-1", name="李明")
    seat(user, "maker")
    seat(user, "risk_officer", "zichuan")

    viewer = build_viewer(user, on=TODAY)

    assert viewer.reporting_unit == "zichuan"


def test_city_seat_alone_sees_the_whole_city():
    user = User.objects.create_user("liming", "long-enough-1", name="李明")
    seat(user, "maker")

    viewer = build_viewer(user, on=TODAY)

    assert viewer.reporting_unit is None
    assert viewer.may_see(Visibility.OFFICE)
