"""Reads of the region: units for the tile map, names on a day, the working calendar."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from gaodi.apps.regions.models import CalendarYear, ReportingUnit, UnitName
from gaodi.kernel.once import once
from gaodi.values.workdays import AnnouncedYear, WorkCalendar


def list_reporting_units() -> list[ReportingUnit]:
    """The reporting units in the order of the tile map."""
    return list(ReportingUnit.objects.all())


def reporting_unit_names() -> dict[str, str]:
    """Code to name of every reporting unit."""
    return once("reporting_unit_names", lambda: dict(ReportingUnit.objects.values_list("code", "name")))


def unit_names(*, on: date) -> dict[str, str]:
    """Code to the short name that each government unit bears on a day."""
    return once(("unit_names", on), lambda: _unit_names(on))


def _unit_names(on: date) -> dict[str, str]:
    rows = UnitName.objects.filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on))
    rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).select_related("unit")
    return {row.unit.code: row.short_name for row in rows}


def get_work_calendar() -> WorkCalendar:
    """The calendar of every announced year; a step outside raises YearNotAnnounced."""
    return WorkCalendar(
        AnnouncedYear(
            year.year,
            frozenset(day.day for day in year.days.all() if not day.is_workday),
            frozenset(day.day for day in year.days.all() if day.is_workday),
        )
        for year in CalendarYear.objects.prefetch_related("days")
    )


def list_unverified_names() -> list[str]:
    """Short names of government units that no source confirms yet, in the order of the units."""
    rows = UnitName.objects.filter(is_verified=False).order_by("unit__position", "valid_from")
    return list(rows.values_list("short_name", flat=True))


def list_calendar_years() -> list[CalendarYear]:
    """The years whose working days are known, oldest first."""
    return list(CalendarYear.objects.order_by("year"))
