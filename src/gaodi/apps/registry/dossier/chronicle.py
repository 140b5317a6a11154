"""Everything dated that is registered of a company, in one statement; who may see what is the fact tables' word."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from gaodi.apps.registry.choices import Source, Standing
from gaodi.apps.registry.dossier.chronicle_sql import SORTS, text_of
from gaodi.apps.registry.dossier.range import knows_party
from gaodi.kernel.facts import facts
from gaodi.kernel.facts.reading import parameters_of, run
from gaodi.kernel.people import Viewer

__all__ = ["SORTS", "Happened", "read_chronicle"]


@dataclass(frozen=True, slots=True)
class Happened:
    """A row of the register as it stood from `day` to `ends_on` (exclusive, empty while nobody knows an end).

    `until` is that end where it has come. `code`, `more` and `number` are what the row's sort says of itself; `times` counts rows put together; `other` is
    the other party.
    """

    sort: str
    day: date
    ends_on: date | None
    code: str
    more: str
    number: str
    amount_yuan: Decimal | None
    times: int
    other_id: int | None
    other: str
    source: str
    source_on: date
    standing: str
    until: date | None = None

    @property
    def source_label(self) -> str:
        return str(Source(self.source).label)

    @property
    def standing_label(self) -> str:
        return str(Standing(self.standing).label)


def read_chronicle(
    viewer: Viewer, *, party_id: int, today: date, on: date, known_at: datetime
) -> tuple[Happened, ...]:
    """Rows up to a day as known at a moment, oldest first; none where the viewer may not know of the party.

    Args: today: the business day, by which the viewer's range is drawn.
    """
    if not knows_party(viewer, party_id=party_id, on=today):
        return ()
    seen = [name for name, sort in SORTS.items() if _may_see(viewer, sort.table, sort.column)]
    rows = run(text_of(seen), parameters_of(on, known_at, [party_id]))
    return tuple(_happened(row, on) for row in rows)


def _happened(row: tuple[Any, ...], on: date) -> Happened:
    told = Happened(*row)
    return replace(told, until=told.ends_on if told.ends_on and told.ends_on <= on else None)


def _may_see(viewer: Viewer, table: str, name: str) -> bool:
    column = facts.get(table).table.column(name)
    return column is not None and viewer.may_see(column.visibility)
