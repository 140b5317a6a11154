"""One SQL text for the columns that are asked of a fact table: its recorded SQL, and one join a source of derived facts.

Only what the asked columns need is read. A derived fact made of two others stands one SELECT further out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gaodi.kernel.facts.aggregates import Aggregate, Covered
from gaodi.kernel.facts.coverage import coverage_ctes, shared
from gaodi.kernel.facts.declaration import FactTable
from gaodi.kernel.facts.derived import SOURCE, SOURCE_ON, STANDING, Derived
from gaodi.kernel.facts.passes import SourcePass
from gaodi.kernel.facts.quotients import origin_of_two, quotient

ENDS = (STANDING, SOURCE_ON, SOURCE)


def split(name: str, derived: Mapping[str, Derived]) -> tuple[str, str]:
    """The derived fact that a column belongs to and what it says of it: the value ("") or where it came from.

    ("", "") for a column that is recorded.
    """
    if name in derived:
        return name, ""
    for end in ENDS:
        if name.endswith(end) and name.removesuffix(end) in derived:
            return name.removesuffix(end), end
    return "", ""


class Composer:
    """Gathers what the asked columns need, then writes the text from the inside out; one text each.

    Args: table: as declared, without derived columns. derived: its derived facts, each after those it is made of.
    """

    def __init__(
        self,
        tables: Mapping[str, FactTable],
        table: FactTable,
        derived: Mapping[str, Derived],
        coverage: str | None,
    ) -> None:
        self.tables, self.table, self.derived, self.coverage = tables, table, derived, coverage
        self.passes: dict[tuple[str, str], SourcePass] = {}
        self.aggregates: dict[str, Aggregate] = {}
        self.scopes: dict[str, int] = {}

    def select(self, columns: Sequence[str]) -> str:
        """A SELECT that yields `columns` of the table, in their order."""
        listed = ", ".join(f'f."{column}"' for column in columns)
        needed = self.needed(columns)
        if all(split(column, self.derived) == ("", "") for column in needed):
            return f"SELECT {listed} FROM ({self.table.sql}) AS f"
        return f"SELECT {listed} FROM ({self._outer(needed)}) AS f"

    def needed(self, columns: Sequence[str]) -> list[str]:
        """The asked columns, and those that they are made of."""
        needed: dict[str, None] = {}
        waiting = list(columns)
        while waiting:
            column = waiting.pop()
            if column in needed:
                continue
            needed[column] = None
            name, end = split(column, self.derived)
            if name and not self.derived[name].op.is_of_rows:
                waiting += self._made_of(self.derived[name], end)
        return list(needed)

    def _made_of(self, fact: Derived, end: str) -> list[str]:
        ends = (SOURCE, SOURCE_ON) if end == SOURCE else (end,)
        made_of = (self.end_of(operand, one) for operand in fact.operands for one in ends)
        return [column for column in made_of if column]

    def end_of(self, name: str, end: str) -> str:
        """The column that says where a fact came from; for a recorded one, the column that it names, "" without."""
        if not end or name in self.derived:
            return name + end
        column = self.table.table.column(name)
        assert column is not None
        if column.source is None or column.source_on is None:
            return ""
        return {SOURCE: column.source, SOURCE_ON: column.source_on}.get(end, f"{column.source}_standing")

    def _outer(self, needed: Sequence[str]) -> str:
        """The aggregates beside the recorded facts, then layer by layer what is made of them."""
        text = self._inner(needed)
        done = {column for column in needed if self._layer(column) == 0}
        waiting = [column for column in needed if column not in done]
        depth = max(map(self._layer, needed))
        for layer in range(1, depth + 1):
            added = [column for column in waiting if self._layer(column) == layer]
            listed = "".join(f", {self._quotient(column)} AS {column}" for column in added)
            text = f"SELECT l.*{listed} FROM ({text} OFFSET 0) AS l"
        return text

    def _layer(self, column: str) -> int:
        name, _ = split(column, self.derived)
        if not name:
            return 0
        return max((self._layer(one) + 1 for one in self.derived[name].operands), default=0)

    def _quotient(self, column: str) -> str:
        name, end = split(column, self.derived)
        fact = self.derived[name]
        if not end:
            return quotient(fact)
        ends = [self.end_of(operand, one) for one in (end, SOURCE_ON) for operand in fact.operands]
        of, to, of_on, to_on = (f"l.{column}" if column else "NULL" for column in ends)
        return origin_of_two(of, to, of_on, to_on, end)

    def _inner(self, needed: Sequence[str]) -> str:
        recorded, listed = [], []
        for column in needed:
            name, end = split(column, self.derived)
            if not name:
                recorded.append(column)
            elif self.derived[name].op.is_of_rows:
                listed.append(f"{self._of_rows(name, end)} AS {column}")
        listed = [*(f"base.{column}" for column in dict.fromkeys(recorded)), *listed]
        return f"{self._coverage()}SELECT {', '.join(listed)}\nFROM ({self.table.sql}) AS base{self._joins()}"

    def _of_rows(self, name: str, end: str) -> str:
        aggregate = self._aggregate(name)
        if not end:
            return aggregate.value()
        column, day = origin_columns(aggregate.read.table, self.derived[name], end)
        if not column:
            return "NULL::int" if end == SOURCE_ON else "NULL::text"
        return aggregate.origin(end, column, day)

    def _aggregate(self, name: str) -> Aggregate:
        if name not in self.aggregates:
            fact = self.derived[name]
            key = (fact.source, fact.by)
            read = self.passes.setdefault(
                key, SourcePass(f"s{len(self.passes)}", self.tables[fact.source], fact.by)
            )
            began = f"base.{self.table.began}" if self.table.began else None
            self.aggregates[name] = Aggregate(fact, read, self._covered(fact), began)
        return self.aggregates[name]

    def _covered(self, fact: Derived) -> Covered | None:
        if fact.covered_as is None or self.coverage is None:
            return None
        number = self.scopes.setdefault(fact.covered_as, len(self.scopes))
        return Covered(*(shared(str(number), name) for name in ("since", "source", "source_on", "standing")))

    def _coverage(self) -> str:
        if not self.scopes or self.coverage is None:
            return ""
        return f"WITH {coverage_ctes(self.coverage, list(self.scopes))}\n"

    def _joins(self) -> str:
        key = f"base.{self.table.table.key}"
        joins = [
            f"\nLEFT JOIN ({read.sql()}) AS {read.alias} ON {read.alias}.subject = {key}"
            for read in self.passes.values()
        ]
        if self.scopes:
            joins.append(f"\nCROSS JOIN everyone LEFT JOIN own ON own.subject_id = {key}")
        return "".join(joins)


def origin_columns(source: FactTable, fact: Derived, end: str) -> tuple[str, str]:
    """The column of the source table that says what `end` asks of a value, and the day of it; ("", "") without."""
    column = source.table.column(fact.column) if fact.column else None
    if column is None or column.source is None:
        column = next((one for one in source.table.columns if one.source), None)
    if column is None or column.source is None or column.source_on is None:
        return "", ""
    named = {SOURCE: column.source, SOURCE_ON: column.source_on}
    return named.get(end, f"{column.source}_standing"), column.source_on
