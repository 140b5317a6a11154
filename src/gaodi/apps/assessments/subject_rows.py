"""Rows of a fact table about one subject with the parties they link to, as far as the viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.apps.assessments.subject_facts import Fact, say_value, source_of
from gaodi.engines.rules.dictionary import Column, Table, Visibility
from gaodi.kernel.facts import facts
from gaodi.kernel.facts.reading import parameters_of


@dataclass(frozen=True, slots=True)
class Row:
    """One row: each fact in words by its column, the plain values beside them, and the ids of linked parties.

    A value that the viewer may not see is in neither; its fact is withheld. Money is fen, rates are per million.
    """

    facts: Mapping[str, Fact]
    values: Mapping[str, Any]
    ids: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which facts of which table: each fact has a source; `links` are columns that hold the id of another party."""

    name: str
    columns: tuple[str, ...]
    links: tuple[str, ...] = ()


def read_rows(
    name: str,
    columns: Sequence[str],
    *,
    subject_id: int,
    on: date,
    known_at: datetime,
    visibilities: frozenset[Visibility],
) -> tuple[Row, ...]:
    """Rows as of the pair (`on`, `known_at`), in the order of the table's key; derived facts may be among them."""
    table, wanted, names = _plan(Asked(name, tuple(columns)), visibilities)
    rows = facts.read(name, names, on, known_at, [subject_id])
    return _rows(table, wanted, (), names, rows, visibilities)


def read_tables(
    asked: Sequence[Asked],
    *,
    subject_id: int,
    on: date,
    known_at: datetime,
    visibilities: frozenset[Visibility],
) -> tuple[tuple[Row, ...], ...]:
    """The rows of several tables of recorded facts in one round trip."""
    plans = [_plan(one, visibilities) for one in asked]
    texts = [facts.sql(one.name, names) for one, (_, _, names) in zip(asked, plans, strict=True)]
    found = []
    with connection.cursor() as cursor:
        cursor.execute(";\n".join(texts), parameters_of(on, known_at, [subject_id]))
        for one, (table, wanted, names) in zip(asked, plans, strict=True):
            found.append(_rows(table, wanted, one.links, names, cursor.fetchall(), visibilities))
            cursor.nextset()
    return tuple(found)


def _plan(asked: Asked, visibilities: frozenset[Visibility]) -> tuple[Table, list[Column], tuple[str, ...]]:
    """The table, the columns wanted, and the names of all that has to be read for those that may be seen."""
    table = current_dictionary()[asked.name]
    wanted = [column for column in map(table.column, asked.columns) if column is not None]
    seen = [column for column in wanted if column.visibility in visibilities]
    told = [one for column in seen for one in (column.name, *table.origin(column))]
    return table, wanted, tuple(dict.fromkeys([table.key, *asked.links, *told]))


def _rows(
    table: Table,
    wanted: Sequence[Column],
    links: Sequence[str],
    names: Sequence[str],
    rows: Sequence[tuple[Any, ...]],
    visibilities: frozenset[Visibility],
) -> tuple[Row, ...]:
    found = sorted((dict(zip(names, row, strict=True)) for row in rows), key=lambda row: row[table.key])
    return tuple(_row(table, wanted, links, row, visibilities) for row in found)


def _row(
    table: Table,
    wanted: Sequence[Column],
    links: Sequence[str],
    row: Mapping[str, Any],
    visibilities: frozenset[Visibility],
) -> Row:
    seen = [column for column in wanted if column.visibility in visibilities]
    return Row(
        facts={column.name: _fact(table, column, row, column in seen) for column in wanted},
        values={column.name: row[column.name] for column in seen},
        ids={link: row[link] for link in links if row[link] is not None},
    )


def _fact(table: Table, column: Column, row: Mapping[str, Any], is_seen: bool) -> Fact:
    path = f"{table.alias}.{column.name}"
    if not is_seen:
        return Fact(path, column.label, None, None, withheld=True, group=column.group)
    value = row[column.name]
    told = None if value is None else say_value(column, value)
    return Fact(path, column.label, told, source_of(table, column, dict(row)), group=column.group)
