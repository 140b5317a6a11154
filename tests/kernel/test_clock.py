from datetime import UTC, date, datetime

import pytest

from gaodi.kernel import clock
from gaodi.kernel.clock import (
    DayIsReal,
    DayTooFar,
    DayWentBack,
    advance_day,
    business_day,
    day_at,
    day_state,
    follow_real_day,
)
from gaodi.kernel.models import AuditRecord, Event


def days_announced():
    return [event.on for event in Event.objects.filter(kind="day_advanced").order_by("id")]


def test_now_is_aware():
    assert clock.now().utcoffset() is not None


def test_the_real_day_is_that_of_china():
    assert clock.real_day(datetime(2025, 6, 30, 16, 0, tzinfo=UTC)) == date(2025, 7, 1)
    assert clock.real_day(datetime(2025, 6, 30, 15, 59, tzinfo=UTC)) == date(2025, 6, 30)


def test_a_demonstration_stands_on_its_stored_day(demo, at):
    assert business_day() == date(2025, 6, 30)
    assert day_state().is_demo
    assert day_state().moved_at == at
    assert day_at(datetime(2030, 1, 1, tzinfo=UTC)) == date(2025, 6, 30)


def test_a_live_instance_has_the_day_of_the_calendar(live, monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 3, 1, 20, 0, tzinfo=UTC))

    assert business_day() == date(2026, 3, 2)


def test_before_birth_a_moment_has_its_calendar_day(db, at):
    assert day_at(at) == date(2025, 6, 30)


def test_the_day_advances_by_one(demo, actor, at):
    assert advance_day(actor=actor, at=at) == date(2025, 7, 1)
    assert business_day() == date(2025, 7, 1)


def test_each_day_passed_is_announced(demo, actor, at):
    advance_day(actor=actor, at=at, to=date(2025, 7, 3))

    assert days_announced() == [date(2025, 7, 1), date(2025, 7, 2), date(2025, 7, 3)]


def test_advancing_leaves_one_line_and_the_row_difference(demo, actor, at):
    advance_day(actor=actor, at=at)

    line = AuditRecord.objects.get(action="advance_day")
    row = AuditRecord.objects.get(table_name="kernel_businessday", operation="update")
    assert (row.line_id, row.actor, row.mandate_id) == (line.pk, "person:王芳", 70)
    assert row.changes["day"] == ["2025-06-30", "2025-07-01"]


@pytest.mark.parametrize("to", [date(2025, 6, 30), date(2025, 6, 29)])
def test_the_day_never_goes_back_or_stays(demo, actor, at, to):
    with pytest.raises(DayWentBack):
        advance_day(actor=actor, at=at, to=to)

    assert business_day() == date(2025, 6, 30)
    assert days_announced() == []


def test_a_jump_of_centuries_is_refused(demo, actor, at):
    with pytest.raises(DayTooFar):
        advance_day(actor=actor, at=at, to=date(9999, 12, 31))

    assert business_day() == date(2025, 6, 30)


def test_the_day_of_a_live_instance_cannot_be_moved(live, actor, at):
    with pytest.raises(DayIsReal):
        advance_day(actor=actor, at=at)


def test_a_live_instance_announces_each_day_that_began(live, actor):
    follow_real_day(actor=actor, at=datetime(2025, 7, 2, 0, 5, tzinfo=UTC))

    assert days_announced() == [date(2025, 7, 1), date(2025, 7, 2)]


def test_a_day_is_announced_once(live, actor):
    for hour in (1, 2):
        follow_real_day(actor=actor, at=datetime(2025, 7, 1, hour, tzinfo=UTC))

    assert days_announced() == [date(2025, 7, 1)]


def test_a_demonstration_does_not_follow_the_calendar(demo, actor):
    assert follow_real_day(actor=actor, at=datetime(2030, 1, 1, tzinfo=UTC)) == date(2025, 6, 30)
    assert days_announced() == []
