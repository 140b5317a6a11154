"""What an app says about one fact table: columns, the SQL of its rows, and for what the source is complete."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from gaodi.engines.rules.dictionary import Column, Table


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table that rules may read, the SQL that yields its rows, and for what the source is complete.

    `subject` names the column of its rows that holds the subject's id; the SQL narrows by it. `covered_as` is the word
    under which coverage of its rows is recorded: where that word covers, no row means none. `order` names the day
    column by which rows are newest. `began` names the day column before which nothing can have happened to the subject.
    `behind` are the dated database tables behind the rows, each with its column of the subject: what changed since a
    moment is found there. A link to another party is named as its column in those tables.
    """

    table: Table
    sql: str
    coverage: str
    subject: str = "company_id"
    covered_as: str | None = None
    order: str | None = None
    began: str | None = None
    behind: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that can be read: the key, links, facts, and where the facts came from."""
        table = self.table
        sources = [name for column in table.columns for name in (column.source, column.source_on) if name]
        wanted = [table.key, *(link.column for link in table.links)]
        return tuple(dict.fromkeys([*wanted, *(column.name for column in table.columns), *sources]))

    def with_columns(self, columns: Iterable[Column]) -> FactTable:
        """The same table with further columns, which its own SQL does not yield."""
        added = tuple(columns)
        return replace(self, table=replace(self.table, columns=self.table.columns + added)) if added else self


class FactTableClash(ValueError):
    """Two declarations share a name or an alias: rename one in its `facts.py`."""


class UnknownFact(LookupError):
    """A table or column was asked for that nobody declares."""
