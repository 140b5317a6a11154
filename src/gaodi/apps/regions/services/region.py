"""Writing a region and its calendar as the pack states them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gaodi.apps.regions.models import CalendarDay, CalendarYear, GovernmentUnit, ReportingUnit, UnitName

_UNIT_FIELDS = ("name", "short_name", "division_code", "platform_code", "tile_row", "tile_column")


def load_region(data: Mapping[str, Any], *, version_id: int, at: datetime) -> None:
    """Reporting and government units with their names; a unit that the pack no longer has stays for its history."""
    for position, unit in enumerate(data["reporting_units"]):
        defaults = {field: unit[field] for field in _UNIT_FIELDS} | {"position": position}
        ReportingUnit.objects.update_or_create(code=unit["code"], defaults=defaults)
    for position, unit in enumerate(data["government_units"]):
        defaults = {"standing": unit["standing"], "kind": unit["kind"], "position": position}
        row, _ = GovernmentUnit.objects.update_or_create(code=unit["code"], defaults=defaults)
        row.names.all().delete()
        UnitName.objects.bulk_create(UnitName(unit=row, **name) for name in unit["names"])


def load_calendar(data: Mapping[str, Any], *, version_id: int, at: datetime) -> None:
    """The announced years, each replaced as a whole."""
    for year, content in data.items():
        CalendarYear.objects.update_or_create(year=int(year), defaults={"source": content["source"][:200]})
        CalendarDay.objects.filter(year_id=int(year)).delete()
        CalendarDay.objects.bulk_create(CalendarDay(year_id=int(year), **day) for day in content["days"])
