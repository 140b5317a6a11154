"""Facts of few subjects: the recorded rows in one round trip, a small statement for each source, the rest in Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from gaodi.kernel.facts.composing import Composer, origin_columns
from gaodi.kernel.facts.coverage import outside
from gaodi.kernel.facts.derived import SOURCE, SOURCE_ON, STANDING, Derived
from gaodi.kernel.facts.evaluating import Coverage, RowsOfOne, covered_since, origin_of, quotient_of, value_of
from gaodi.kernel.facts.needs import Needs
from gaodi.kernel.facts.passes import Rows, SourcePass
from gaodi.kernel.facts.prepared import PreparedTexts
from gaodi.kernel.facts.reading import literals

Row = dict[str, Any]

#: Up to so many subjects are read this way; beyond, one composed statement is faster.
MOST_SUBJECTS = 200


class FewPlan:
    """How some columns of a table are read for few subjects: the statements, and what is worked out from their rows.

    It depends on no day and no subject, so it can be kept.
    """

    def __init__(self, composer: Composer, columns: Sequence[str]) -> None:
        self.needs = Needs(composer, columns)
        coverage = self.needs.coverage_sql() or "SELECT NULL::bigint AS subject_id WHERE false"
        texts = [self.needs.base_sql(), coverage, *(one.rows_sql() for one in self.needs.passes.values())]
        self.text = ";\n".join(texts)
        self.of_one = PreparedTexts(texts)
        self.names: list[list[str]] = []

    def read(self, parameters: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Rows as `Composer.select` would yield them, for the subjects in `parameters`."""
        base, told, *sources = self._run(parameters)
        of_source = {key: _by_subject(rows) for key, rows in zip(self.needs.passes, sources, strict=True)}
        covered = _coverage_of(told, parameters["on"])
        made = (_RowMaker(self.needs, row, of_source, covered, parameters["on"]) for row in base)
        return [tuple(one.get(column) for column in self.needs.columns) for one in made]

    def _run(self, parameters: Mapping[str, Any]) -> list[list[Row]]:
        """Names of columns are asked of the driver once: for so many statements it takes longer than their rows."""
        is_one = len(parameters["subjects"]) == 1
        text = self.of_one.calls(parameters) if is_one else self.text % literals(parameters)
        with connection.cursor() as cursor:
            cursor.execute(text)
            results = [cursor.fetchall()]
            names = self.names or [_names(cursor)]
            while cursor.nextset():
                results.append(cursor.fetchall())
                if not self.names:
                    names.append(_names(cursor))
        self.names = names
        return [
            [dict(zip(own, row, strict=True)) for row in rows]
            for own, rows in zip(names, results, strict=True)
        ]


class _RowMaker:
    """The columns of one row, each worked out when it is asked for."""

    def __init__(
        self,
        needs: Needs,
        row: Row,
        of_source: Mapping[tuple[str, str], Mapping[int, list[Row]]],
        covered: _Covered,
        on: int,
    ) -> None:
        self.needs, self.row, self.of_source, self.covered = needs, row, of_source, covered
        table = needs.table
        self.subject = row[table.table.key]
        self.began = row[table.began] if table.began else None
        self.on = on
        self.values = dict(row)
        self.chosen: dict[tuple[str, int], RowsOfOne] = {}

    def get(self, column: str) -> Any:
        if column not in self.values:
            name, end = self.needs.parts[column]
            fact = self.needs.derived[name]
            self.values[column] = self._of_rows(fact, end) if fact.op.is_of_rows else self._of_two(fact, end)
        return self.values[column]

    def _of_rows(self, fact: Derived, end: str) -> Any:
        read, rows = self.needs.choices[fact.name]
        chosen = self._chosen(read, rows, (fact.source, fact.by))
        covered = self.covered.of(self.subject, fact.covered_as)
        if not end:
            return value_of(fact, chosen, covered, self.began, self.on)
        column, day = origin_columns(read.table, fact, end)
        return origin_of(fact, chosen, covered, end, column, day) if column else None

    def _chosen(self, read: SourcePass, rows: Rows, key: tuple[str, str]) -> RowsOfOne:
        place = (read.alias, rows.number)
        if place not in self.chosen:
            told = f"w{rows.number}" if rows.condition else None
            self.chosen[place] = RowsOfOne(self.of_source[key].get(self.subject, ()), told)
        return self.chosen[place]

    def _of_two(self, fact: Derived, end: str) -> Any:
        if not end:
            return quotient_of(fact, self.get(fact.of), self.get(fact.to))
        of, to = (self._end(operand, end) for operand in fact.operands)
        if end == SOURCE:
            of_on, to_on = (self._end(operand, SOURCE_ON) for operand in fact.operands)
            return of if to_on is None or (of_on is not None and of_on >= to_on) else to
        told = [one for one in (of, to) if one is not None]
        return (max if end == SOURCE_ON else min)(told, default=None)

    def _end(self, operand: str, end: str) -> Any:
        column = self.needs.composer.end_of(operand, end)
        return self.get(column) if column else None


class _Covered:
    """Coverage of each subject and word; who has none of their own has everyone's."""

    def __init__(self, own: Mapping[tuple[int | None, str], list[Row]], on: int) -> None:
        self._own, self._on = own, on
        self._made: dict[tuple[int, str], Coverage] = {}

    def of(self, subject: int, word: str | None) -> Coverage | None:
        if word is None:
            return None
        if (subject, word) not in self._made:
            is_outside = (subject, outside(word)) in self._own
            everyones = () if is_outside else self._own.get((None, word), ())
            rows = [*everyones, *self._own.get((subject, word), ())]
            self._made[subject, word] = Coverage(self._since(rows), _origin(rows))
        return self._made[subject, word]

    def _since(self, rows: Sequence[Row]) -> int | None:
        return covered_since(((row["valid_from"], row["valid_to"]) for row in rows), self._on)


def _origin(rows: Sequence[Row]) -> dict[str, Any]:
    if not rows:
        return {}
    return {
        SOURCE: min(rows, key=lambda row: (-row["source_on"], row["source"]))["source"],
        SOURCE_ON: max(row["source_on"] for row in rows),
        STANDING: min(row["source_standing"] for row in rows),
    }


def _coverage_of(told: Sequence[Row], on: int) -> _Covered:
    own: dict[tuple[int | None, str], list[Row]] = defaultdict(list)
    for row in told:
        own[row["subject_id"], row["scope"]].append(row)
    return _Covered(own, on)


def _by_subject(rows: Sequence[Row]) -> dict[int, list[Row]]:
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        found[row["subject"]].append(row)
    return found


def _names(cursor: Any) -> list[str]:
    return [column.name for column in cursor.description]
