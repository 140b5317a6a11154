"""What a derived fact is for each subject of a block, out of its rows: `evaluating`, for many at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from gaodi.kernel.facts.derived import SOURCE, SOURCE_ON, Derived, Incomplete, Op, Span
from gaodi.kernel.facts.evaluating import window_start
from gaodi.kernel.facts.everyone.days import full_years
from gaodi.kernel.facts.everyone.groups import Groups
from gaodi.kernel.facts.everyone.rows import FoundRows, MeantRows
from gaodi.kernel.facts.everyone.vectors import Flags, Vector, chosen, spread
from gaodi.kernel.facts.passes import is_of_periods


@dataclass(frozen=True, slots=True)
class Covered:
    """For each subject, since when a source has been complete up to the day asked for, and who says so."""

    since: Vector
    origin: Mapping[str, Vector]


def value_of(
    fact: Derived, rows: MeantRows, covered: Covered | None, began: Vector | None, on: int
) -> Vector:
    """The values in their plan type."""
    if fact.op is Op.LAST:
        return _taken(fact, rows, str(fact.column)).bounded(fact.low, fact.high)
    found = _found(fact, rows)
    is_none = _is_covered(fact, covered, began, on, rows.size) & (rows.untold == 0)
    if fact.op is Op.EXISTS:
        return Vector((found.counts > 0).astype(np.int64), (found.counts > 0) | is_none)
    value = _aggregated(fact, rows, found)
    return value.where(_is_complete(fact, rows, found, is_none, began)).bounded(fact.low, fact.high)


def _found(fact: Derived, rows: MeantRows) -> FoundRows:
    return rows.found(fact.window.length if fact.window is not None and is_of_periods(fact) else None)


def _is_complete(
    fact: Derived, rows: MeantRows, found: FoundRows, is_none: Flags, began: Vector | None
) -> Flags:
    """`is_none`: where there is no row, there is none; else, no row is missing."""
    told = None if fact.column is None else found.column(fact.column).known
    known = found.counts if told is None else found.groups.count(told)
    if fact.incomplete is Incomplete.KNOWN_ROWS:
        is_enough: Flags = (known > 0) | (is_none & (found.counts == 0))
        return is_enough
    all_there = _has_all_periods(fact, rows, found, began) if is_of_periods(fact) else is_none
    is_complete: Flags = all_there & ((known == found.counts) | (fact.op is Op.FIRST))
    return is_complete


def _has_all_periods(fact: Derived, rows: MeantRows, found: FoundRows, began: Vector | None) -> Flags:
    """So many rows as periods, and each power of two once."""
    assert fact.window is not None
    wanted = np.full(rows.size, fact.window.length, dtype=np.int64)
    if fact.incomplete is Incomplete.SINCE_FOUNDING and began is not None:
        newest = rows.newest
        is_younger = newest.known & began.known & (began.values <= newest.values)
        years = full_years(newest.values, began.values) + 1
        wanted = np.where(is_younger, np.minimum(wanted, years), wanted)
    all_there: Flags = (found.counts == wanted) & (found.periods == np.left_shift(1, wanted) - 1)
    return all_there


def _aggregated(fact: Derived, rows: MeantRows, found: FoundRows) -> Vector:
    if fact.op is Op.COUNT:
        return Vector(found.counts, np.ones(rows.size, dtype=np.bool_))
    column = str(fact.column)
    if fact.op is Op.FIRST:
        return _taken(fact, rows, column)
    if fact.op is Op.SUM:
        return found.groups.sum(found.column(column))
    return found.groups.extreme(found.column(column), greatest=fact.op is Op.MAX)


def _taken(fact: Derived, rows: MeantRows, column: str) -> Vector:
    """The column in the one row that `last` or `first` means."""
    values = rows.column(column)
    if fact.back:
        return rows.groups.extreme(values.where(rows.backs == fact.back), greatest=True)
    if fact.op is Op.FIRST:
        return spread(values.take(rows.oldest), rows.groups.subjects, rows.size)
    return rows.groups.first(values)


def origin_of(
    fact: Derived, rows: MeantRows, covered: Covered | None, end: str, column: str, day: str
) -> Vector:
    """The source, its day or its standing: of several rows the newest and the weakest, of none the coverage's."""
    if fact.op in (Op.FIRST, Op.LAST):
        return _taken(fact, rows, column)
    found = _found(fact, rows)
    if end == SOURCE:
        told = _newest_told(found, column, day)
    else:
        told = found.groups.extreme(found.column(column), greatest=end == SOURCE_ON)
    if covered is None or fact.op not in (Op.COUNT, Op.SUM, Op.EXISTS):
        return told
    return chosen(found.counts > 0, told, covered.origin[end])


def _newest_told(found: FoundRows, column: str, day: str) -> Vector:
    told = found.column(day)
    position = found.groups.position
    order = np.lexsort((-found.ids, np.where(told.known, -told.values, 0), ~told.known, position))
    return Groups(position, found.groups.size).first(found.column(column).take(order))


def _is_covered(fact: Derived, covered: Covered | None, began: Vector | None, on: int, size: int) -> Flags:
    if covered is None:
        return np.zeros(size, dtype=np.bool_)
    since = covered.since
    if fact.window is not None and fact.window.span is Span.VALID:
        return since.known & (since.values <= on)
    start = np.full(size, window_start(fact, on), dtype=np.int64)
    if began is not None:
        start = np.where(began.known, np.maximum(start, began.values), start)
    return since.known & (since.values <= start)
