"""What a derived fact is, in terms of one pass over its source and of coverage."""

from __future__ import annotations

from dataclasses import dataclass

from gaodi.engines.rules.dictionary import FactType
from gaodi.kernel.facts.derived import SOURCE, SOURCE_ON, Derived, Incomplete, Op, Span
from gaodi.kernel.facts.passes import SourcePass, is_of_periods, window_start

#: A day before every other: what was there ever is looked for from here on.
_EVER = "-2147483648"


@dataclass(frozen=True, slots=True)
class Covered:
    """The columns of coverage that a fact looks at; null where its source has none."""

    since: str
    source: str
    source_on: str
    standing: str

    def of(self, end: str) -> str:
        """The column that says where a fact of no rows came from."""
        return {SOURCE: self.source, SOURCE_ON: self.source_on}.get(end, self.standing)


class Aggregate:
    """One derived fact out of rows; `began` is the expression of the day its subject began, if its table says."""

    def __init__(self, fact: Derived, read: SourcePass, covered: Covered | None, began: str | None) -> None:
        self.fact, self.read, self.covered, self.began = fact, read, covered, began
        self.rows = read.rows_of(fact)
        if fact.column:
            read.columns.add(fact.column)

    def value(self) -> str:
        """The expression of the value in its plan type; null is unknown."""
        fact = self.fact
        if fact.op is Op.LAST:
            return self._bounded(self._taken(str(fact.column)))
        if fact.op is Op.EXISTS:
            none = f" WHEN {self._is_covered()} AND {self._untold()} = 0 THEN 0"
            return f"CASE WHEN {self._rows_there()} > 0 THEN 1{none} END"
        return self._bounded(self._aggregated(), f"{self._complete()} AND ")

    def _complete(self) -> str:
        """Whether the rows that are there are enough to say what the aggregate is."""
        if self.fact.incomplete is Incomplete.KNOWN_ROWS:
            return f"({self._known() if self.fact.column else self._rows_there()} > 0 OR {self._none()})"
        if is_of_periods(self.fact):
            return f"{self._all_periods()} AND {self._all_known()}"
        return f"{self._is_covered()} AND {self._untold()} = 0 AND {self._all_known()}"

    def origin(self, end: str, column: str, day: str) -> str:
        """The expression of the source, its day or its standing, which stand in `column`; of none, of its coverage.

        Of several rows the newest day and its source count, and the weakest standing (by alphabet: assumed, declared,
        verified).
        """
        self.read.columns.update({column, day})
        told = self._told(end, column, day)
        if self.covered is None or self.fact.op not in (Op.COUNT, Op.SUM, Op.EXISTS):
            return told
        return f"CASE WHEN {self._rows_there()} > 0 THEN {told} ELSE {self.covered.of(end)} END"

    def _told(self, end: str, column: str, day: str) -> str:
        if self.fact.op in (Op.LAST, Op.FIRST):
            return self._taken(column)
        if end == SOURCE:
            newest = f"array_agg(p.{column} ORDER BY p.{day} DESC NULLS LAST, p.id DESC)"
            return self.read.slot(f"({newest} FILTER (WHERE {self._chosen()}))[1]")
        extreme = "max" if end == SOURCE_ON else "min"
        return self.read.slot(f"{extreme}(p.{column}) FILTER (WHERE {self._chosen()})")

    def _taken(self, column: str) -> str:
        """The column in the one row that `last` or `first` means."""
        number = self.rows.number
        test = f"p.o{number} = 1" if self.fact.op is Op.FIRST else f"p.n{number} = 1"
        if self.fact.back:
            test = f"p.b{number} = {self.fact.back}"
        return self.read.slot(f"max(p.{column}) FILTER (WHERE {self.rows.chosen} AND {test})")

    def _chosen(self) -> str:
        """The rows that are aggregated."""
        if is_of_periods(self.fact) and self.fact.window is not None:
            return f"{self.rows.chosen} AND p.b{self.rows.number} < {self.fact.window.length}"
        return self.rows.chosen

    def _count(self, test: str) -> str:
        return f"COALESCE({self.read.slot(f'count(*) FILTER (WHERE {test})')}, 0)"

    def _rows_there(self) -> str:
        return self._count(self._chosen())

    def _untold(self) -> str:
        """How many rows may be meant or not, because what their condition asks is unknown."""
        return self._count(f"{self.rows.chosen} IS NULL") if self.rows.condition else "0"

    def _known(self) -> str:
        return self._count(f"{self._chosen()} AND p.{self.fact.column} IS NOT NULL")

    def _all_known(self) -> str:
        if self.fact.column is None or self.fact.op is Op.FIRST:
            return "true"
        return f"{self._known()} = {self._rows_there()}"

    def _none(self) -> str:
        return f"({self._is_covered()} AND {self._untold()} = 0 AND {self._rows_there()} = 0)"

    def _aggregated(self) -> str:
        fact = self.fact
        if fact.op is Op.COUNT:
            return self._rows_there()
        if fact.op is Op.FIRST:
            return self._taken(str(fact.column))
        found = self.read.slot(f"{fact.op.value}(p.{fact.column}) FILTER (WHERE {self._chosen()})")
        return f"COALESCE({found}, 0)" if fact.op is Op.SUM else found

    def _is_covered(self) -> str:
        """The source was complete from the first day that counts up to the day asked for."""
        if self.covered is None:
            return "false"
        return f"COALESCE({self.covered.since} <= {self._start()}, false)"

    def _start(self) -> str:
        window = self.fact.window
        if window is not None and window.span is Span.VALID:
            return "%(on)s::int"
        start = window_start(self.fact) or _EVER
        return f"GREATEST({start}, {self.began})" if self.began else start

    def _all_periods(self) -> str:
        """Every period of the window has its one row: so many rows, and each power of two once."""
        assert self.fact.window is not None
        wanted = str(self.fact.window.length)
        if self.fact.incomplete is Incomplete.SINCE_FOUNDING:
            newest = self.read.slot(f"max(p.newest{self.rows.number}) FILTER (WHERE {self.rows.chosen})")
            wanted = f"LEAST({wanted}, COALESCE({_full_years(newest, str(self.began))} + 1, {wanted}))"
        steps = self.read.slot(f"sum(1::bigint << p.b{self.rows.number}) FILTER (WHERE {self._chosen()})")
        return f"{self._rows_there()} = {wanted} AND {steps} = (1::bigint << {wanted}) - 1"

    def _bounded(self, value: str, condition: str = "") -> str:
        """The value where it lies in the declared range: no plan integer overflows."""
        fact = self.fact
        if fact.type is FactType.TEXT or fact.low is None or fact.high is None:
            return f"CASE WHEN {condition}true THEN {value} END" if condition else value
        kind = "int" if fact.type in (FactType.DAY, FactType.FLAG) else "bigint"
        return f"CASE WHEN {condition}{value} BETWEEN {fact.low} AND {fact.high} THEN ({value})::{kind} END"


def _full_years(later: str, earlier: str) -> str:
    epoch = "DATE '1970-01-01'"
    years = f"EXTRACT(YEAR FROM age({epoch} + {later}::int, {epoch} + {earlier}::int))::int"
    return f"(CASE WHEN {earlier} <= {later} THEN {years} END)"
