"""Both clocks. The business day governs law; now governs sessions, jobs and the audit.

Only web, tasks and commands call these two functions; services and engines are given day and moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.events import emit
from gaodi.kernel.instance import find_instance, get_instance
from gaodi.kernel.models import BusinessDay
from gaodi.kernel.people import Actor

SHANGHAI = ZoneInfo("Asia/Shanghai")
MOST_DAYS = 3660


class DayIsReal(Refusal):
    """The day of a live instance is the calendar's and cannot be moved."""

    code = "day_is_real"

    def __init__(self) -> None:
        super().__init__("正式平台的业务日即当日，不能推进。")


class DayWentBack(Refusal):
    """The business day only moves forward."""

    code = "day_went_back"

    def __init__(self, day: date, to: date) -> None:
        self.day, self.to = day, to
        super().__init__(f"业务日为 {day}，只能推进到其后的日期，不能到 {to}。")


class DayTooFar(Refusal):
    """Each day passed is an event with its jobs; one call passes some ten years at most."""

    code = "day_too_far"

    def __init__(self, day: date, to: date) -> None:
        self.day, self.to = day, to
        super().__init__(f"业务日为 {day}，一次最多推进 {MOST_DAYS} 天，不能直接到 {to}；请分次推进。")


@dataclass(frozen=True, slots=True)
class DayState:
    """The business day for the clock on each page: who governs it, and when it was moved last (stored days)."""

    day: date
    is_demo: bool
    moved_at: datetime


def now() -> datetime:
    """This moment, aware, UTC."""
    return timezone.now()  # noqa: TID251  the one place that reads the clock


def real_day(at: datetime) -> date:
    """The calendar day in China at a moment."""
    return at.astimezone(SHANGHAI).date()


def business_day() -> date:
    """The day that law and working-day clocks follow. Raises: NotBornYet."""
    return day_state().day


def day_state() -> DayState:
    """The business day with what a page says about it. Raises: NotBornYet."""
    instance = get_instance()
    stored = BusinessDay.objects.get()
    day = stored.day if instance.is_demo else real_day(now())
    return DayState(day, instance.is_demo, stored.moved_at)


def day_at(at: datetime) -> date:
    """The business day at a moment that is given, for services; the calendar's day before the instance is born."""
    instance = find_instance()
    return BusinessDay.objects.get().day if instance and instance.is_demo else real_day(at)


def advance_day(*, actor: Actor, at: datetime, to: date | None = None) -> date:
    """The new business day of a demonstration: the next one, or `to`; each day passed is an event `day_advanced`.

    Raises: DayIsReal: the instance is live; DayWentBack; DayTooFar; NotBornYet.
    """
    if not get_instance().is_demo:
        raise DayIsReal
    with transaction.atomic():
        stored = BusinessDay.objects.select_for_update().get()
        target = to or stored.day + timedelta(days=1)
        if target <= stored.day:
            raise DayWentBack(stored.day, target)
        if (target - stored.day).days > MOST_DAYS:
            raise DayTooFar(stored.day, target)
        passed = {"from": stored.day.isoformat(), "to": target.isoformat()}
        with acting(actor=actor, at=at, action="advance_day", detail=passed):
            _move(stored, target, actor=actor, at=at)
    return target


def follow_real_day(*, actor: Actor, at: datetime) -> date:
    """The day of a live instance, after announcing each day that began since the last call (a schedule calls it).

    A demonstration is left as it is.
    """
    if get_instance().is_demo:
        return business_day()
    target = real_day(at)
    if target > BusinessDay.objects.get().day:
        with acting(actor=actor, at=at, action="follow_real_day"):
            stored = BusinessDay.objects.select_for_update().get()
            _move(stored, target, actor=actor, at=at)
    return target


def _move(stored: BusinessDay, target: date, *, actor: Actor, at: datetime) -> None:
    first, stored.day, stored.moved_at = stored.day, target, at
    stored.save()
    for offset in range(1, (target - first).days + 1):
        emit("day_advanced", actor=actor, on=first + timedelta(days=offset), at=at, payload={"until": target})
