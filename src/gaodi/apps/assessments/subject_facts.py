"""The facts of one subject, recorded and derived, with their sources and history, as far as the viewer may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.engines.rules.dictionary import Column, FactType, Table, Visibility
from gaodi.kernel.facts import facts
from gaodi.values.because import Source
from gaodi.values.money import format_percent, fraction_from_ppm, say_yuan, yuan_from_fen
from gaodi.values.periods import day_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in words. `value` None: nobody told it yet. `withheld`: it is not for this viewer.

    `group` is the part of a page where it stands.
    """

    path: str
    label: str
    value: str | None
    source: Source | None
    withheld: bool = False
    group: str | None = None


@dataclass(frozen=True, slots=True)
class FactRow:
    """The facts of one row of a table, in the order of its columns."""

    facts: tuple[Fact, ...]

    def get(self, name: str) -> Fact | None:
        return next((fact for fact in self.facts if fact.path.endswith(f".{name}")), None)


def read_facts(
    name: str, *, subject_id: int, on: date, known_at: datetime, visibilities: frozenset[Visibility]
) -> tuple[FactRow, ...]:
    """Every row of a fact table about one subject as of the pair (`on`, `known_at`), in the order of its key."""
    table = current_dictionary()[name]
    seen = [column for column in _shown(table) if column.visibility in visibilities]
    names = tuple(
        dict.fromkeys([table.key, *(name for one in seen for name in (one.name, *table.origin(one)))])
    )
    rows = facts.read(name, names, on, known_at, [subject_id])
    found = sorted((dict(zip(names, row, strict=True)) for row in rows), key=lambda row: row[table.key])
    return tuple(FactRow(_facts(table, row, visibilities)) for row in found)


def fact_label(path: str) -> str:
    """“板块” for event.board: how a fact is called; the path itself where nobody declares it any more."""
    found = find_column(path)
    return found[1].label if found else path


def find_column(path: str) -> tuple[Table, Column] | None:
    """The table and column of a path such as company.revenue; None where nobody declares it any more."""
    alias, _, name = path.partition(".")
    for table in current_dictionary().tables.values():
        if table.alias == alias and (column := table.column(name)):
            return table, column
    return None


def _shown(table: Table) -> list[Column]:
    """Columns that have a source; the others only serve to tell rows apart."""
    return [column for column in table.columns if column.source is not None]


def _facts(table: Table, row: dict[str, Any], visibilities: frozenset[Visibility]) -> tuple[Fact, ...]:
    return tuple(_fact(table, column, row, visibilities) for column in _shown(table))


def _fact(table: Table, column: Column, row: dict[str, Any], visibilities: frozenset[Visibility]) -> Fact:
    path = f"{table.alias}.{column.name}"
    if column.visibility not in visibilities:
        return Fact(path, column.label, None, None, withheld=True, group=column.group)
    value = row[column.name]
    told = None if value is None else say_value(column, value)
    return Fact(path, column.label, told, source_of(table, column, row), group=column.group)


def source_of(table: Table, column: Column, row: dict[str, Any]) -> Source | None:
    """Where a value of a row came from; None where the row does not say."""
    code = row.get(column.source) if column.source else None
    if code is None:
        return None
    day = row.get(column.source_on) if column.source_on else None
    title = table.source_label(column, code)
    return Source(title, None if day is None else day_of(day), row.get(f"{column.source}_standing"))


def say_value(column: Column, value: Any) -> str:
    """A value in words, with its unit."""
    if column.type is FactType.TEXT:
        return column.codes.get(value, value)
    if column.type is FactType.MONEY:
        return say_yuan(yuan_from_fen(value))
    if column.type is FactType.DAY:
        return day_of(value).isoformat()
    if column.type is FactType.FLAG:
        return "是" if value else "否"
    if column.type is FactType.RATE:
        return format_percent(fraction_from_ppm(value))
    return f"{value} {column.unit}" if column.unit else str(value)
