"""What a search finds before it is shown, and how far its viewer may look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from gaodi.apps.registry.choices import NameKind
from gaodi.kernel.people import Viewer

#: Findings that are ranked and counted; of more, only that there are more.
MOST = 1000

# OFFSET 0 keeps each of these a look-up by index for a row already found: joined, the planner may read whole tables.
_OF_KIND = """EXISTS (SELECT FROM registry_party AS k
    WHERE k.id = {party} AND k.kind = ANY (%(kinds)s) OFFSET 0)"""
_OF_UNIT = """EXISTS (SELECT FROM registry_companyrecord AS r
    WHERE r.party_id = {party} AND r.reporting_unit = %({name})s AND r.known_to IS NULL
      AND r.valid_from <= %(on)s AND (r.valid_to IS NULL OR r.valid_to > %(on)s) OFFSET 0)"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A party with the name or code by which it was found; a lower `tier` is a better hit."""

    party_id: int
    tier: int
    name: str = ""
    kind: str = NameKind.REGISTERED.value
    is_former: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """Findings, best first; `is_capped` where there are more than these, and then `at_least` so many."""

    rows: tuple[Hit, ...] = ()
    is_capped: bool = False
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Scope:
    """Which parties are looked at: those of these kinds, on a day, and of each condition; `unit` is one they all have."""

    on: date
    kinds: tuple[str, ...]
    conditions: tuple[str, ...] = ()
    values: Mapping[str, Any] = field(default_factory=dict)
    unit: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.conditions)

    def where(self, party: str, *, kinds: bool = False) -> str:
        """Conditions to append to a WHERE clause whose `party` column holds the party's id."""
        wanted = (*self.conditions, _OF_KIND) if kinds else self.conditions
        return "".join(f" AND {one.replace('{party}', party)}" for one in wanted)

    @property
    def parameters(self) -> dict[str, Any]:
        return {"on": self.on, "kinds": list(self.kinds), **self.values}


def scope_of(viewer: Viewer, *, on: date, kinds: Sequence[str], unit: str = "") -> Scope | None:
    """How far this viewer may look, as `selectors.parties_for` has it; None where they may see no party at all."""
    conditions: list[str] = []
    values: dict[str, Any] = {}
    if "office" not in viewer.sections:
        if viewer.party_id is None:
            return None
        conditions.append("{party} = %(own)s")
        values["own"] = viewer.party_id
    elif viewer.reporting_unit is not None:
        conditions.append(_OF_UNIT.replace("{name}", "own_unit"))
        values["own_unit"] = viewer.reporting_unit
    if unit:
        conditions.append(_OF_UNIT.replace("{name}", "unit"))
        values["unit"] = unit
    return Scope(on, tuple(kinds), tuple(conditions), values, str(values.get("own_unit") or unit))


def run(text: str, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Rows of one search statement."""
    with connection.cursor() as cursor:
        cursor.execute(text, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


def escape_like(text: str) -> str:
    """The text as LIKE takes it literally."""
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
