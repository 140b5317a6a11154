"""Facts brought together into the rows that a rule set is judged by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gaodi.apps.assessments.wanted import Wanted, all_in_force, columns_wanted
from gaodi.engines import rules
from gaodi.engines.rules.dictionary import Dictionary, Table, Visibility
from gaodi.kernel.facts import facts
from gaodi.kernel.once import once
from gaodi.values.because import Source
from gaodi.values.periods import day_of

Raw = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the grain with the facts it leads to.

    `values` stand in the order of the rule's facts, texts as numbers of the code book; `raw` holds what was read of each
    table by alias: the facts, keys and links, who bears a share, and, for few subjects, where the facts came from.
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
    reach = _Reach(dictionary, _wanted(compiled, dictionary, subjects), on, known_at, subjects)
    rows = []
    for raw in sorted(reach.rows(grain), key=lambda one: one[grain.key]):
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


def _wanted(
    compiled: rules.CompiledProgramme, dictionary: Dictionary, subjects: Sequence[int] | None
) -> Wanted:
    """For everyone what this rule reads; for few subjects what any rule in force reads, so that all share one read."""
    if subjects is None:
        return columns_wanted([compiled], dictionary, with_sources=False)
    return columns_wanted([compiled, *all_in_force()], dictionary, with_sources=True)


def _subject_of(paid_to: str, grain: Table, raw: Raw) -> int:
    """Who is paid for a row: whom the link leads to, or the row itself where the grain is the payee."""
    if paid_to == grain.alias:
        return int(raw[grain.key])
    return int(raw[next(link.column for link in grain.links if link.name == paid_to)])


class _Reach:
    """Rows of tables that a rule's links lead to; each table is read once."""

    def __init__(
        self,
        dictionary: Dictionary,
        wanted: Wanted,
        on: date,
        known_at: datetime,
        subjects: Sequence[int] | None,
    ) -> None:
        self._dictionary, self._wanted = dictionary, wanted
        self._on, self._known_at, self._subjects = on, known_at, subjects
        self._by_key: dict[str, dict[Any, Raw]] = {}

    def follow(self, table: Table, raw: Raw, links: Sequence[str]) -> Raw:
        """The row at the end of the links; an empty one where a link leads nowhere."""
        for name in links:
            link = next(one for one in table.links if one.name == name)
            table = self._dictionary[link.table]
            if table.name not in self._by_key:
                self._by_key[table.name] = {row[table.key]: row for row in self.rows(table)}
            raw = self._by_key[table.name].get(raw.get(link.column), {})
        return raw

    def rows(self, table: Table) -> list[Raw]:
        """The rows of a table. Those of few subjects are read once a request, however many programmes look at them."""
        names = self._wanted[table.name]
        if self._subjects is None:
            return self._read(table, names)
        key = ("facts", table.name, names, self._on, self._known_at, tuple(self._subjects))
        return once(key, lambda: self._read(table, names))

    def _read(self, table: Table, names: tuple[str, ...]) -> list[Raw]:
        read = facts.read(table.name, names, self._on, self._known_at, self._subjects)
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
            code = raw.get(column.source)
            day = raw.get(column.source_on) if column.source_on else None
            if code is not None:
                found[f"{alias}.{column.name}"] = Source(
                    table.source_label(column, code),
                    day_of(day) if day is not None else None,
                    raw.get(f"{column.source}_standing"),
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
