"""Writing the outlets as the pack states them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from gaodi.apps.intake.models import Outlet
from gaodi.apps.regions.models import GovernmentUnit


def load_outlets(data: list[dict[str, Any]], *, version_id: int, at: datetime) -> None:
    """A row for each outlet; one that the pack no longer has takes nothing any more and stays for its files."""
    units = {unit.code: unit for unit in GovernmentUnit.objects.all()}
    for position, outlet in enumerate(data):
        fields = {key: value for key, value in outlet.items() if key != "code"}
        fields |= {"unit": units[outlet["unit"]], "overseer": units[outlet["overseer"]], "position": position}
        Outlet.objects.update_or_create(code=outlet["code"], defaults=fields)
    Outlet.objects.exclude(code__in=[outlet["code"] for outlet in data]).update(kinds=[])
