"""The fact tables that exist, and the one door through which they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from gaodi.engines.rules.dictionary import Dictionary
from gaodi.kernel.facts.changes import Behind, behind
from gaodi.kernel.facts.checking import check_links, check_sql, check_whole
from gaodi.kernel.facts.composing import Composer, split
from gaodi.kernel.facts.declaration import FactTable, FactTableClash, UnknownFact
from gaodi.kernel.facts.defining import documents_of, read_definitions
from gaodi.kernel.facts.derived import Definitions, Derived
from gaodi.kernel.facts.few import MOST_SUBJECTS, FewPlan
from gaodi.kernel.facts.reading import parameters_of, run
from gaodi.kernel.facts.versions import definitions_in_force
from gaodi.values.places import Document, Problem

_MOST_PLANS = 128


class FactRegistry:
    """The fact tables that exist. A test can build a second one.

    Derived facts are those of the pack in force unless `definitions` are given.
    """

    def __init__(self) -> None:
        self._tables: dict[str, FactTable] = {}
        self._coverage: str | None = None
        self._behind_coverage: Behind = ()
        self._derived: dict[str, Definitions] = {}
        self._plans: dict[tuple[str, tuple[str, ...], int], FewPlan] = {}

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
        self._derived.clear()
        self._plans.clear()
        return fact_table

    def declare_coverage(self, sql: str, *, behind: Behind = ()) -> None:
        """Say which SQL yields the rows of coverage (its columns: kernel/facts/coverage.py), and what is behind it."""
        self._coverage, self._behind_coverage = sql, behind
        self._plans.clear()

    def get(self, name: str) -> FactTable:
        """The table of this name or alias, as declared. Raises: UnknownFact."""
        for one in self:
            if name in (one.table.name, one.table.alias):
                return one
        raise UnknownFact(f"no fact table {name}; declared are {', '.join(sorted(self._tables))}")

    def whole(self, name: str, definitions: Definitions | None = None) -> FactTable:
        """The table of this name or alias with its derived columns. Raises: UnknownFact."""
        table = self.get(name)
        derived = (self.definitions() if definitions is None else definitions).get(table.table.name, {})
        return table.with_columns(fact.as_column() for fact in derived.values())

    def definitions(self) -> Definitions:
        """The derived facts of the pack in force; what no longer fits the tables is left out, as if undeclared."""
        digest, plain = definitions_in_force()
        if digest not in self._derived:
            self._derived[digest] = self.define(documents_of(plain))[0]
        return self._derived[digest]

    def define(self, documents: Iterable[Document]) -> tuple[Definitions, list[Problem]]:
        """The derived facts of documents, and what is wrong with those that are left out."""
        return read_definitions(documents, self._tables)

    def dictionary(self, definitions: Definitions | None = None) -> Dictionary:
        """The tables as rules see them, with the derived columns that are given."""
        return Dictionary(self.whole(one.table.name, definitions or {}).table for one in self)

    def read(
        self,
        name: str,
        columns: Sequence[str],
        on: date,
        known_at: datetime,
        subjects: Sequence[int] | None = None,
        definitions: Definitions | None = None,
    ) -> list[tuple[Any, ...]]:
        """Rows as of the pair (`on`, `known_at`), values in the order of `columns`, rows in no order.

        Args: subjects: ids of the subjects whose rows are wanted; None for all.
        Raises: UnknownFact.
        """
        composer = self.composer(name, columns, definitions)
        parameters = parameters_of(on, known_at, subjects)
        if composer.derived and subjects is not None and len(subjects) <= MOST_SUBJECTS:
            return self._plan(composer, columns).read(parameters)
        return run(composer.select(columns), parameters)

    def _plan(self, composer: Composer, columns: Sequence[str]) -> FewPlan:
        key = (composer.table.table.name, tuple(columns), id(composer.derived))
        if key not in self._plans:
            if len(self._plans) >= _MOST_PLANS:
                self._plans.clear()
            self._plans[key] = FewPlan(
                composer, columns
            )  # it holds the definitions, so their id stays theirs
        return self._plans[key]

    def sql(self, name: str, columns: Sequence[str], definitions: Definitions | None = None) -> str:
        """The one SQL text that yields these columns, with the named parameters. Raises: UnknownFact."""
        return self.composer(name, columns, definitions).select(columns)

    def composer(self, name: str, columns: Sequence[str], definitions: Definitions | None = None) -> Composer:
        """What knows how these columns of a table are made. Raises: UnknownFact."""
        table = self.get(name)
        recorded = table.names
        derived: Mapping[str, Derived] = {}
        if any(column not in recorded for column in columns):
            known = self.definitions() if definitions is None else definitions
            derived = known.get(table.table.name, {})
        lacking = [one for one in columns if one not in recorded and not split(one, derived)[0]]
        if lacking:
            names = ", ".join([*recorded, *derived])
            raise UnknownFact(f"{name} has no column {', '.join(lacking)}; it has {names}")
        return Composer(self._tables, table, derived, self._coverage)

    def behind(self, name: str, columns: Sequence[str], definitions: Definitions | None = None) -> Behind:
        """The dated tables, each with its column of the subject, behind some columns. Raises: UnknownFact."""
        table = self.get(name)
        known = self.definitions() if definitions is None else definitions
        derived = known.get(table.table.name, {})
        facts_of = [split(column, derived)[0] for column in columns]
        return behind(self._tables, table, derived, facts_of, self._behind_coverage)

    def check(self, on: date, known_at: datetime) -> list[Problem]:
        """What in the declarations the database contradicts: missing columns, wrong types, values out of range."""
        problems: list[Problem] = []
        for one in self:
            problems += check_links(one, self._tables)
            problems += check_sql(one, parameters_of(on, known_at, None))
        definitions, unsound = self.define(documents_of(definitions_in_force()[1]))
        problems += unsound
        for name in definitions if not problems else ():
            whole = self.whole(name, definitions)
            text = self.sql(name, whole.names, definitions)
            problems += check_whole(whole, text, parameters_of(on, known_at, None))
        return problems


facts = FactRegistry()
