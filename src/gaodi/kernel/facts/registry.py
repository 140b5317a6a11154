"""The fact tables that exist, and the one door through which they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from gaodi.engines.rules.dictionary import Dictionary
from gaodi.kernel.facts.checking import check_links, check_sql
from gaodi.kernel.facts.declaration import FactTable, FactTableClash, UnknownFact
from gaodi.kernel.facts.reading import parameters_of, read_rows
from gaodi.values.places import Problem


class FactRegistry:
    """The fact tables that exist. A test can build a second one."""

    def __init__(self) -> None:
        self._tables: dict[str, FactTable] = {}

    def __iter__(self) -> Iterator[FactTable]:
        return iter(self._tables.values())

    def declare(self, fact_table: FactTable) -> FactTable:
        """Add a table. Raises: FactTableClash."""
        name, alias = fact_table.table.name, fact_table.table.alias
        for other in self:
            if {name, alias} & {other.table.name, other.table.alias}:
                raise FactTableClash(
                    f"{name} ({alias}) clashes with {other.table.name} ({other.table.alias})"
                )
        self._tables[name] = fact_table
        return fact_table

    def get(self, name: str) -> FactTable:
        """The table of this name or alias. Raises: UnknownFact."""
        for one in self:
            if name in (one.table.name, one.table.alias):
                return one
        raise UnknownFact(f"no fact table {name}; declared are {', '.join(sorted(self._tables))}")

    def dictionary(self) -> Dictionary:
        """The tables as rules see them."""
        return Dictionary(one.table for one in self)

    def read(
        self,
        name: str,
        columns: Sequence[str],
        on: date,
        known_at: datetime,
        subjects: Sequence[int] | None = None,
    ) -> list[tuple[Any, ...]]:
        """Rows as of the pair (`on`, `known_at`), values in the order of `columns`, rows in no order.

        Args: subjects: ids of the subjects whose rows are wanted; None for all.
        Raises: UnknownFact.
        """
        return read_rows(self.get(name), columns, parameters_of(on, known_at, subjects))

    def check(self, on: date, known_at: datetime) -> list[Problem]:
        """What in the declarations the database contradicts: missing columns, wrong types, values out of range."""
        problems: list[Problem] = []
        for one in self:
            problems += check_links(one, self._tables)
            problems += check_sql(one, parameters_of(on, known_at, None))
        return problems


facts = FactRegistry()
