"""Rows of a fact table about one subject with the parties they link to, as far as the viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gaodi.apps.assessments.dictionary import current_dictionary
from gaodi.apps.assessments.subject_facts import Fact, say_value, source_of
from gaodi.engines.rules.dictionary import Column, Table, Visibility
from gaodi.kernel.facts import facts


@dataclass(frozen=True, slots=True)
class Row:
    """One row: each fact in words by its column, the plain values beside them, and the ids of linked parties.

    A value that the viewer may not see is in neither; its fact is withheld. Money is fen, rates are per million.
    """

    facts: Mapping[str, Fact]
    values: Mapping[str, Any]
    ids: Mapping[str, int]


def read_rows(
    name: str,
    columns: Sequence[str],
    *,
    links: Sequence[str] = (),
    subject_id: int,
    on: date,
    known_at: datetime,
    visibilities: frozenset[Visibility],
) -> tuple[Row, ...]:
    """Rows as of the pair (`on`, `known_at`), in the order of the table's key.

    Args: columns: facts wanted, each with a source. links: columns that hold the id of another party.
    """
    table = current_dictionary()[name]
    wanted = [column for column in map(table.column, columns) if column is not None]
    seen = [column for column in wanted if column.visibility in visibilities]
    told = [one for column in seen for one in (column.name, *table.origin(column))]
    names = tuple(dict.fromkeys([table.key, *links, *told]))
    rows = facts.read(name, names, on, known_at, [subject_id])
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
