"""One pass over one source table: what several derived facts need of its rows, each asked once.

w    which rows a fact is of: its condition and its window of time; true, false, or null where it cannot be told
rank position among those rows of a subject, the newest first (`first` counts from the oldest)
back whole years from the newest of them, null where the day does not lie a whole number of years before
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gaodi.kernel.facts.conditions import condition_sql
from gaodi.kernel.facts.declaration import FactTable
from gaodi.kernel.facts.derived import Derived, Op, Span

_DAY = "DATE '1970-01-01'"


@dataclass(slots=True)
class Rows:
    """One choice of rows. `may_be_unknown` says that some fact asks how many rows cannot be told.

    `needs_all` says that some fact looks at every row; otherwise the newest, and those up to `most_back` years before it,
    are enough.
    """

    number: int
    condition: str | None
    may_be_unknown: bool = False
    ranked: bool = False
    ranked_from_oldest: bool = False
    stepped: bool = False
    needs_all: bool = False
    most_back: int = 0

    @property
    def chosen(self) -> str:
        """The test of a row in the aggregates."""
        return f"p.w{self.number}" if self.condition else "true"


@dataclass(slots=True)
class SourcePass:
    """What is read of one source table for one way to the subject."""

    alias: str
    table: FactTable
    by: str
    columns: set[str] = field(default_factory=set)
    rows: dict[str | None, Rows] = field(default_factory=dict)
    slots: dict[str, str] = field(default_factory=dict)

    def rows_of(self, fact: Derived) -> Rows:
        """The rows that a fact is of, with what it needs to know of them noted."""
        condition = _condition(fact, self.table)
        rows = self.rows.setdefault(condition, Rows(len(self.rows), condition))
        rows.ranked |= fact.op is Op.LAST and fact.back == 0
        rows.ranked_from_oldest |= fact.op is Op.FIRST
        rows.stepped |= fact.back > 0 or is_of_periods(fact)
        rows.may_be_unknown |= fact.op is not Op.LAST
        rows.needs_all |= fact.op is not Op.LAST and not is_of_periods(fact)
        length = fact.window.length - 1 if is_of_periods(fact) and fact.window else 0
        rows.most_back = max(rows.most_back, fact.back, length)
        return rows

    def slot(self, aggregate: str) -> str:
        """The aggregate's value in the joined result; equal ones are computed once."""
        name = self.slots.setdefault(aggregate, f"a{len(self.slots)}")
        return f"{self.alias}.{name}"

    def sql(self) -> str:
        """The subquery: one row a subject, `subject` and a column for each slot."""
        slots = "".join(f",\n       {aggregate} AS {name}" for aggregate, name in self.slots.items())
        return f"SELECT p.subject{slots}\nFROM ({self._stepped(self.columns)}) AS p\nGROUP BY p.subject"

    def _stepped(self, columns: Iterable[str]) -> str:
        stepped = [rows for rows in self.rows.values() if rows.stepped]
        if not stepped:
            return self._ranked(columns)
        backs = "".join(f", {_years_back(f'q.newest{rows.number}')} AS b{rows.number}" for rows in stepped)
        return f"SELECT q.*{backs} FROM ({self._ranked(columns)}) AS q OFFSET 0"

    def _ranked(self, columns: Iterable[str]) -> str:
        windows = "".join(self._windows(rows) for rows in self.rows.values())
        if not windows:
            return self._rows(columns)
        return f"SELECT o.*{windows} FROM ({self._rows(columns)}) AS o"

    def _windows(self, rows: Rows) -> str:
        part = f"PARTITION BY o.subject{f', o.w{rows.number}' if rows.condition else ''}"
        newest = f"OVER ({part} ORDER BY o.day DESC NULLS LAST, o.id DESC)"
        parts = []
        if rows.ranked:
            parts.append(f", row_number() {newest} AS n{rows.number}")
        if rows.stepped:
            parts.append(f", first_value(o.day) {newest} AS newest{rows.number}")
        if rows.ranked_from_oldest:
            oldest = f"OVER ({part} ORDER BY o.day ASC NULLS LAST, o.id ASC)"
            parts.append(f", row_number() {oldest} AS o{rows.number}")
        return "".join(parts)

    def rows_sql(self, *, with_columns: bool = True) -> str:
        """The rows alone: `subject`, `id`, `day`, the noted columns, and a w for each condition."""
        return self._rows(self.columns if with_columns else ())

    def picked_sql(self, keys: str) -> str:
        """`subject`, `id` and the noted columns of the rows with these keys, an array of bigint."""
        key = self.table.table.key
        listed = ", ".join(f"r.{column}" for column in sorted(self.columns))
        source = self._source().replace("%(rows)s", keys)
        return f"SELECT r.{self.by} AS subject, r.{key} AS id, {listed} FROM ({source}) AS r WHERE r.{key} = ANY({keys})"

    def _rows(self, columns: Iterable[str]) -> str:
        table = self.table.table
        day = f"r.{self.table.order}" if self.table.order else "NULL::int"
        listed = [f"r.{self.by} AS subject", f"r.{table.key} AS id", f"{day} AS day"]
        listed += [f"r.{column}" for column in sorted(columns)]
        conditions = [rows for rows in self.rows.values() if rows.condition]
        listed += [f"({rows.condition}) AS w{rows.number}" for rows in conditions]
        return f"SELECT {', '.join(listed)}\nFROM ({self._source()}) AS r\nWHERE {self._kept()}"

    def _source(self) -> str:
        """The table's own SQL; where the way to the subject is another column, it is narrowed from outside."""
        if self.by == self.table.subject:
            return self.table.sql
        text = self.table.sql
        for narrowing in ("%(subjects)s", "%(first)s", "%(last)s"):
            text = text.replace(narrowing, "NULL")
        return text

    def _kept(self) -> str:
        """Rows that no fact is of are left out early."""
        kept = [f"r.{self.by} IS NOT NULL"]
        if self.by != self.table.subject:
            kept.append(f"(%(subjects)s::bigint[] IS NULL OR r.{self.by} = ANY(%(subjects)s::bigint[]))")
        if all(rows.condition for rows in self.rows.values()):
            kept.append(" OR ".join(f"({_kept(rows)})" for rows in self.rows.values()).join("()"))
        return " AND ".join(kept)


def _kept(rows: Rows) -> str:
    return f"({rows.condition}) IS NOT FALSE" if rows.may_be_unknown else str(rows.condition)


def is_of_periods(fact: Derived) -> bool:
    return fact.window is not None and fact.window.span is Span.LAST


def window_start(fact: Derived) -> str | None:
    """The first day of a window of time that ends on the day asked for; None for every other window."""
    if fact.window is None or not fact.window.is_of_time:
        return None
    length = f"make_interval({fact.window.span.value} => {fact.window.length})"
    return f"(({_DAY} + %(on)s::int - {length})::date - {_DAY} + 1)"


def _condition(fact: Derived, source: FactTable) -> str | None:
    start = window_start(fact)
    parts = [condition_sql(fact.where)] if fact.where is not None else []
    if start is not None:
        parts.append(f"r.{source.order} BETWEEN {start} AND %(on)s::int")
    return " AND ".join(parts) or None


def _years_back(newest: str) -> str:
    then, day = f"({_DAY} + {newest}::int)", f"({_DAY} + q.day::int)"
    years = f"(EXTRACT(YEAR FROM {then}) - EXTRACT(YEAR FROM {day}))::int"
    return f"CASE WHEN ({then} - make_interval(years => {years}))::date = {day} THEN {years} END"
