"""How many lines stand in each unit and in each view of a list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.db import connection

from gaodi.apps.registry.directory.filters import LineFilters, conditions, visible_columns
from gaodi.apps.registry.directory.state import LinesRead
from gaodi.kernel.people import Viewer

#: Seconds; lines are read again whenever something changed, and numbers of older readings are never asked for.
_KEPT = 3600
_TALLY = "SELECT l.unit, count(*){views} FROM registry_companyline AS l {where} GROUP BY l.unit"


@dataclass(frozen=True, slots=True)
class LineTally:
    """Companies in each reporting unit (without one under the empty text), and in each view asked for."""

    by_unit: Mapping[str, int]
    by_view: Mapping[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_unit.values())


def tally_lines(
    viewer: Viewer, *, filters: LineFilters, views: Mapping[str, LineFilters], read: LinesRead
) -> LineTally:
    """The numbers in one pass over the table of lines, kept until it is read again.

    Args: views: further filters by name; each is counted among what `filters` leaves, where a word is not looked at.
    read: the state of the lines, which must be current.
    """
    if "office" not in viewer.sections:
        return LineTally({}, dict.fromkeys(views, 0))
    visible = visible_columns(viewer)
    asked = (read.known_at, viewer.reporting_unit, sorted(visible), filters, tuple(views.items()))
    key = f"lines:{sha256(repr(asked).encode()).hexdigest()}"
    tally: LineTally | None = cache.get(key)
    if tally is None:
        tally = _count(viewer, filters, views, visible)
        cache.set(key, tally, _KEPT)
    return tally


def _count(
    viewer: Viewer, filters: LineFilters, views: Mapping[str, LineFilters], visible: frozenset[str]
) -> LineTally:
    held, values = conditions(filters, visible)
    if viewer.reporting_unit is not None:
        held.append("l.unit = %(own_unit)s")
        values["own_unit"] = viewer.reporting_unit
    counted = ""
    for number, view in enumerate(views.values()):
        wanted, of_view = conditions(view, visible)
        text = " AND ".join(wanted) or "true"
        for name, value in of_view.items():
            text = text.replace(f"%({name})s", f"%(v{number}_{name})s")
            values[f"v{number}_{name}"] = value
        counted += f", count(*) FILTER (WHERE {text})"
    where = f"WHERE {' AND '.join(held)}" if held else ""
    with connection.cursor() as cursor:
        cursor.execute(_TALLY.format(views=counted, where=where), values)
        rows = cursor.fetchall()
    sums = [sum(row[place + 2] for row in rows) for place in range(len(views))]
    return LineTally({row[0]: row[1] for row in rows}, dict(zip(views, sums, strict=True)))
