"""How a fact of one subject came to be what it is: each value that was held true, and since when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gaodi.apps.assessments.subject_facts import find_column, say_value, source_of
from gaodi.engines.rules.dictionary import Column, Table, Visibility
from gaodi.kernel.facts import facts
from gaodi.kernel.facts.changes import moments
from gaodi.values.because import Source

_MOST_MOMENTS = 40


@dataclass(frozen=True, slots=True)
class Version:
    """A value in words that was held true in [known_from, known_to); None is "nobody had told it"."""

    value: str | None
    source: Source | None
    known_from: datetime
    known_to: datetime | None


def fact_history(
    path: str,
    *,
    subject_id: int,
    on: date,
    known_at: datetime,
    visibilities: frozenset[Visibility],
    most: int = _MOST_MOMENTS,
) -> tuple[Version, ...]:
    """What was held true of the day `on`, newest first, as known up to `known_at`; at most `most` changes back.

    Empty for a fact that the viewer may not see, that nobody declares, or of a table with several rows a subject.
    """
    found = find_column(path)
    if found is None:
        return ()
    table, column = found
    if column.visibility not in visibilities or table.key != facts.get(table.name).subject:
        return ()
    when = moments(facts.behind(table.name, [column.name]), subject_id, known_at)[:most]
    told = [_told(table, column, subject_id, on, moment) for moment in when]
    return _joined(told, when)


def _told(
    table: Table, column: Column, subject_id: int, on: date, known_at: datetime
) -> tuple[str | None, Source | None]:
    names = (column.name, *table.origin(column))
    rows = facts.read(table.name, names, on, known_at, [subject_id])
    if not rows:
        return None, None
    row = dict(zip(names, rows[0], strict=True))
    value = row[column.name]
    return (None if value is None else say_value(column, value)), source_of(table, column, row)


def _joined(
    told: Sequence[tuple[str | None, Source | None]], when: Sequence[datetime]
) -> tuple[Version, ...]:
    """One version for each stretch of moments with the same value and source."""
    versions: list[Version] = []
    until: datetime | None = None
    for index, (value, source) in enumerate(told):
        is_oldest_of_stretch = index + 1 == len(told) or told[index + 1] != (value, source)
        if is_oldest_of_stretch:
            versions.append(Version(value, source, when[index], until))
            until = when[index]
    while versions and versions[-1].value is None:
        versions.pop()
    return tuple(versions)
