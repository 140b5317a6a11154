"""What the networks hide, in the words of the planted file: parties by credit code or public number, days in full."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from gaodi.ops.city.columns import to_day
from gaodi.ops.city.networks.holdings import WHOLE
from gaodi.ops.city.networks.nodes import ORGANISATION, PERSON
from gaodi.ops.city.networks.placing import Keys
from gaodi.ops.city.sheets import Sheet

_PARTIES = ("company", "holder", "controller", "nominee", "firms", "circle", "through")
_DAYS = ("since", "drawn_on", "due_on", "overdue_from", "defaults_on")


def write_planted(sheet: Sheet, keys: Keys, planted: Mapping[str, list[dict[str, Any]]]) -> None:
    """Hands every section to the sheet."""
    for section, entries in planted.items():
        for entry in entries:
            sheet.plant(section, **_spelled(sheet, keys, entry))


def _spelled(sheet: Sheet, keys: Keys, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _spell(sheet, keys, name, value) for name, value in entry.items()}


def _spell(sheet: Sheet, keys: Keys, name: str, value: Any) -> Any:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [_spelled(sheet, keys, one) for one in value]
    if name in _PARTIES:
        return (
            [_name(sheet, keys, one) for one in value]
            if isinstance(value, list)
            else _name(sheet, keys, value)
        )
    if name in _DAYS:
        return to_day(value).isoformat()
    if name == "share":
        return f"{value // WHOLE}.{value % WHOLE:010d}"
    return value


def _name(sheet: Sheet, keys: Keys, node: int) -> str:
    """The credit code of a firm or organisation, the public number of a person."""
    if node >= PERSON:
        return str(UUID(keys.public_ids[node - PERSON].as_py()))
    if node >= ORGANISATION:
        return keys.codes[node - ORGANISATION] or ""
    return sheet.code(node)
