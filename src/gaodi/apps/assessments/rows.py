"""Facts brought together into the rows that a rule set is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gaodi.engines import rules
from gaodi.engines.rules.dictionary import Dictionary, FactType, Table, Visibility
from gaodi.kernel.facts import facts
from gaodi.kernel.once import once
from gaodi.values.because import Source
from gaodi.values.periods import day_of

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the grain with the facts it leads to.

    `values` stand in the order of the rule's facts, texts as numbers of the code book; `raw` holds every column of each
    table by alias, as read.
    """

    key: int
    public_id: str
    subject_id: int
    values: tuple[int | None, ...]
    raw: dict[str, Raw]


def read_rows(
    compiled: rules.CompiledProgramme,
    dictionary: Dictionary,
    book: rules.CodeBook,
    *,
    on: date,
    known_at: datetime,
    subjects: Sequence[int] | None = None,
) -> list[Row]:
    """Every row of the rule's grain as of the pair (`on`, `known_at`), in the order of its key.

    Args: subjects: ids of the subjects wanted (companies); None for all.
    """
    grain = dictionary[compiled.spec.for_each]
    grains = _read(grain, on, known_at, subjects)
    linked = {
        link.name: {
            row[dictionary[link.table].key]: row
            for row in _read(dictionary[link.table], on, known_at, subjects)
        }
        for link in grain.links
    }
    payee = next(link for link in grain.links if link.name == compiled.spec.paid_to)
    rows = []
    for raw in sorted(grains, key=lambda one: one[grain.key]):
        tables = {grain.alias: raw}
        for link in grain.links:
            tables[link.name] = linked[link.name].get(raw[link.column], {})
        rows.append(
            Row(
                key=raw[grain.key],
                public_id=raw["public_id"],
                subject_id=raw[payee.column],
                values=_values(compiled, tables, book),
                raw=tables,
            )
        )
    return rows


def _read(table: Table, on: date, known_at: datetime, subjects: Sequence[int] | None) -> list[Raw]:
    """Facts of few subjects are read once a request, however many programmes look at them."""
    if subjects is None:
        return _read_anew(table, on, known_at, None)
    key = ("facts", table.name, on, known_at, tuple(subjects))
    return once(key, lambda: _read_anew(table, on, known_at, subjects))


def _read_anew(table: Table, on: date, known_at: datetime, subjects: Sequence[int] | None) -> list[Raw]:
    names = facts.get(table.name).names
    read = facts.read(table.name, names, on, known_at, subjects)
    return [dict(zip(names, row, strict=True)) for row in read]


def _values(
    compiled: rules.CompiledProgramme, tables: dict[str, Raw], book: rules.CodeBook
) -> tuple[int | None, ...]:
    found: list[int | None] = []
    for fact in compiled.facts:
        alias, name = fact.path.split(".")
        value = tables[alias].get(name)
        found.append(book.code_of(value) if isinstance(value, str) else value)
    return tuple(found)


def sources_of(row: Row, dictionary: Dictionary, grain: Table) -> dict[str, Source]:
    """Where each fact of a row came from, by its path in expressions."""
    found: dict[str, Source] = {}
    for alias, raw in row.raw.items():
        table = grain if alias == grain.alias else _linked(dictionary, grain, alias)
        for column in table.columns:
            if column.source is None:
                continue
            title = raw.get(column.source)
            label = _label(table, column.source, title)
            day = raw.get(column.source_on) if column.source_on else None
            if label is not None:
                status = raw.get(f"{column.source}_standing")
                found[f"{alias}.{column.name}"] = Source(
                    label, day_of(day) if day is not None else None, status
                )
    return found


def hidden_paths(dictionary: Dictionary, grain: Table, visibilities: frozenset[Visibility]) -> frozenset[str]:
    """The facts of a rule's tables that a viewer may not see, by path."""
    tables = {grain.alias: grain} | {link.name: dictionary[link.table] for link in grain.links}
    return frozenset(
        f"{alias}.{column.name}"
        for alias, table in tables.items()
        for column in table.columns
        if column.visibility not in visibilities
    )


def _linked(dictionary: Dictionary, grain: Table, alias: str) -> Table:
    return dictionary[next(link.table for link in grain.links if link.name == alias)]


def _label(table: Table, column_name: str, code: Any) -> str | None:
    column = table.column(column_name)
    if code is None or column is None or column.type is not FactType.TEXT:
        return None
    return column.codes.get(code, str(code))
