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
    ways = _ways(compiled, grain)
    reach = _Reach(dictionary, on, known_at, subjects)
    rows = []
    for raw in sorted(_read(grain, on, known_at, subjects), key=lambda one: one[grain.key]):
        tables = {prefix: reach.follow(grain, raw, links) for prefix, links in ways.items()}
        rows.append(
            Row(
                key=raw[grain.key],
                public_id=raw["public_id"],
                subject_id=_subject_of(compiled.spec.paid_to, grain, raw),
                values=_values(compiled, tables, book),
                raw=tables,
            )
        )
    return rows


def _ways(compiled: rules.CompiledProgramme, grain: Table) -> dict[str, tuple[str, ...]]:
    """The tables that a rule's facts stand in, by what is written before their name: the links that lead there."""
    ways: dict[str, tuple[str, ...]] = {grain.alias: ()}
    for fact in compiled.facts:
        ways.setdefault(fact.path.rpartition(".")[0], fact.links)
    return ways


def _subject_of(paid_to: str, grain: Table, raw: Raw) -> int:
    """Who is paid for a row: whom the link leads to, or the row itself where the grain is the payee."""
    if paid_to == grain.alias:
        return int(raw[grain.key])
    return int(raw[next(link.column for link in grain.links if link.name == paid_to)])


class _Reach:
    """Rows of other tables that links lead to; each table is read once."""

    def __init__(
        self, dictionary: Dictionary, on: date, known_at: datetime, subjects: Sequence[int] | None
    ) -> None:
        self._dictionary = dictionary
        self._on, self._known_at, self._subjects = on, known_at, subjects
        self._by_key: dict[str, dict[Any, Raw]] = {}

    def follow(self, table: Table, raw: Raw, links: Sequence[str]) -> Raw:
        """The row at the end of the links; an empty one where a link leads nowhere."""
        for name in links:
            link = next(one for one in table.links if one.name == name)
            table = self._dictionary[link.table]
            raw = self._rows(table).get(raw.get(link.column), {})
        return raw

    def _rows(self, table: Table) -> dict[Any, Raw]:
        if table.name not in self._by_key:
            self._by_key[table.name] = {
                row[table.key]: row for row in _read(table, self._on, self._known_at, self._subjects)
            }
        return self._by_key[table.name]


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
        prefix, _, name = fact.path.rpartition(".")
        value = tables[prefix].get(name)
        found.append(book.code_of(value) if isinstance(value, str) else value)
    return tuple(found)


def sources_of(row: Row, dictionary: Dictionary, grain: Table) -> dict[str, Source]:
    """Where each fact of a row came from, by its path in expressions."""
    found: dict[str, Source] = {}
    for alias, raw in row.raw.items():
        table = _table_at(dictionary, grain, alias)
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


def hidden_paths(compiled: rules.CompiledProgramme, visibilities: frozenset[Visibility]) -> frozenset[str]:
    """The facts that a rule reads and a viewer may not see, by path."""
    return frozenset(fact.path for fact in compiled.facts if fact.described.visibility not in visibilities)


def _table_at(dictionary: Dictionary, grain: Table, prefix: str) -> Table:
    table = grain
    for word in prefix.split("."):
        if word != table.alias or table is not grain:
            table = dictionary[next(link.table for link in table.links if link.name == word)]
    return table


def _label(table: Table, column_name: str, code: Any) -> str | None:
    column = table.column(column_name)
    if code is None or column is None or column.type is not FactType.TEXT:
        return None
    return column.codes.get(code, str(code))
