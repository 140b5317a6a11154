"""What a derived fact is, worked out in plain Python over the rows of one subject.

The same meaning as `aggregates` and `quotients` write in SQL, for requests about few subjects, where planning the wide
text would take longer than all else. A test compares the two on random rows.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from gaodi.engines.rules.dictionary import FactType
from gaodi.kernel.facts.derived import SOURCE, SOURCE_ON, Derived, Incomplete, Op, Span
from gaodi.kernel.facts.passes import is_of_periods

Row = Mapping[str, Any]

_EPOCH = date(1970, 1, 1)
_EVER = -2147483648


@dataclass(frozen=True, slots=True)
class Coverage:
    """Since when a source has been complete up to the day asked for, and who says so."""

    since: int | None
    origin: Mapping[str, Any]


class RowsOfOne:
    """The rows of one subject that a fact is of; `told` holds whether each is meant: true, false, or None."""

    def __init__(self, rows: Iterable[Row], told: str | None) -> None:
        every = list(rows)
        self.chosen = [row for row in every if told is None or row[told] is True]
        self.untold = 0 if told is None else sum(row[told] is None for row in every)

    @cached_property
    def newest_first(self) -> list[Row]:
        return sorted(self.chosen, key=lambda row: (row["day"] is None, -(row["day"] or 0), -row["id"]))

    @cached_property
    def oldest_first(self) -> list[Row]:
        return sorted(self.chosen, key=lambda row: (row["day"] is None, row["day"] or 0, row["id"]))

    @cached_property
    def backs(self) -> list[tuple[Row, int]]:
        """Each row that lies whole years before the newest, with how many."""
        if not self.chosen or (newest := self.newest_first[0]["day"]) is None:
            return []
        steps = ((row, years_back(newest, row["day"])) for row in self.chosen if row["day"] is not None)
        return [(row, years) for row, years in steps if years is not None]


def value_of(fact: Derived, rows: RowsOfOne, coverage: Coverage | None, began: int | None, on: int) -> Any:
    """The value in its plan type; None is unknown."""
    if fact.op is Op.LAST:
        return bounded(fact, _taken(fact, rows, str(fact.column)))
    found = _aggregated_rows(fact, rows)
    covered = _is_covered(fact, coverage, began, on)
    if fact.op is Op.EXISTS:
        return 1 if found else 0 if covered and rows.untold == 0 else None
    if not _is_complete(fact, rows, found, covered=covered, began=began):
        return None
    return bounded(fact, _aggregated(fact, rows, found))


def _is_complete(
    fact: Derived, rows: RowsOfOne, found: Sequence[Row], *, covered: bool, began: int | None
) -> bool:
    known = [row for row in found if fact.column is None or row[fact.column] is not None]
    if fact.incomplete is Incomplete.KNOWN_ROWS:
        return bool(known) or (covered and rows.untold == 0 and not found)
    all_known = fact.op is Op.FIRST or len(known) == len(found)
    if is_of_periods(fact):
        return all_known and _has_all_periods(fact, rows, began)
    return covered and rows.untold == 0 and all_known


def _has_all_periods(fact: Derived, rows: RowsOfOne, began: int | None) -> bool:
    assert fact.window is not None
    wanted = fact.window.length
    newest: int | None = rows.newest_first[0]["day"] if rows.chosen else None
    is_since = fact.incomplete is Incomplete.SINCE_FOUNDING
    if is_since and newest is not None and began is not None and began <= newest:
        wanted = min(wanted, _full_years(newest, began) + 1)
    return sorted(years for _, years in rows.backs if years < fact.window.length) == list(range(wanted))


def _aggregated_rows(fact: Derived, rows: RowsOfOne) -> list[Row]:
    if is_of_periods(fact) and fact.window is not None:
        return [row for row, years in rows.backs if years < fact.window.length]
    return rows.chosen


def _aggregated(fact: Derived, rows: RowsOfOne, found: Sequence[Row]) -> Any:
    if fact.op is Op.COUNT:
        return len(found)
    if fact.op is Op.FIRST:
        return _taken(fact, rows, str(fact.column))
    values = [row[str(fact.column)] for row in found if row[str(fact.column)] is not None]
    if fact.op is Op.SUM:
        return sum(values)
    extreme = min if fact.op is Op.MIN else max
    return extreme(values, default=None)


def _taken(fact: Derived, rows: RowsOfOne, column: str) -> Any:
    """The column in the one row that `last` or `first` means."""
    if fact.back:
        values = [row[column] for row, years in rows.backs if years == fact.back and row[column] is not None]
        return max(values, default=None)
    order = rows.oldest_first if fact.op is Op.FIRST else rows.newest_first
    return order[0][column] if order else None


def origin_of(
    fact: Derived, rows: RowsOfOne, coverage: Coverage | None, end: str, column: str, day: str
) -> Any:
    """The source, its day or its standing: of several rows the newest and the weakest, of none the coverage's."""
    if fact.op in (Op.FIRST, Op.LAST):
        return _taken(fact, rows, column)
    found = _aggregated_rows(fact, rows)
    if not found and coverage is not None and fact.op in (Op.COUNT, Op.SUM, Op.EXISTS):
        return coverage.origin.get(end)
    if end == SOURCE:
        newest = sorted(found, key=lambda row: (row[day] is None, -(row[day] or 0), -row["id"]))
        return newest[0][column] if newest else None
    values = [row[column] for row in found if row[column] is not None]
    extreme = max if end == SOURCE_ON else min
    return extreme(values, default=None)


def _is_covered(fact: Derived, coverage: Coverage | None, began: int | None, on: int) -> bool:
    if coverage is None or coverage.since is None:
        return False
    if fact.window is not None and fact.window.span is Span.VALID:
        return coverage.since <= on
    start = window_start(fact, on)
    return coverage.since <= (start if began is None else max(start, began))


def window_start(fact: Derived, on: int) -> int:
    """The first day of a window of time; for every other window a day before all."""
    window = fact.window
    if window is None or not window.is_of_time:
        return _EVER
    if window.span is Span.DAYS:
        return on - window.length + 1
    months = window.length * (12 if window.span is Span.YEARS else 1)
    return (_months_before(_EPOCH + timedelta(on), months) - _EPOCH).days + 1


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def years_back(newest: int, day: int) -> int | None:
    """How many whole years a day lies before another; None where it is no whole number."""
    later, earlier = _EPOCH + timedelta(newest), _EPOCH + timedelta(day)
    years = later.year - earlier.year
    return years if _months_before(later, 12 * years) == earlier else None


def _full_years(later: int, earlier: int) -> int:
    last, first = _EPOCH + timedelta(later), _EPOCH + timedelta(earlier)
    return last.year - first.year - ((last.month, last.day) < (first.month, first.day))


def quotient_of(fact: Derived, of: int | None, to: int | None) -> int | None:
    """A fact made of two others: exact, halves away from zero, unknown where it means nothing."""
    if of is None or to is None:
        return None
    if fact.op is Op.DIFFERENCE:
        return _whole(fact, of - to)
    if to == 0 or (fact.op is Op.GROWTH and to < 0):
        return None
    upper = (of - to if fact.op is Op.GROWTH else of) * (1_000_000 if fact.type is FactType.RATE else 1)
    nearest = (2 * abs(upper) + abs(to)) // (2 * abs(to))
    return _whole(fact, nearest if (upper < 0) == (to < 0) else -nearest)


def _whole(fact: Derived, value: int) -> int | None:
    found = bounded(fact, value)
    return None if found is None else int(found)


def bounded(fact: Derived, value: Any) -> Any:
    """The value where it lies in the declared range."""
    if value is None or fact.type is FactType.TEXT or fact.low is None or fact.high is None:
        return value
    return int(value) if fact.low <= value <= fact.high else None


def covered_since(stretches: Iterable[tuple[int, int | None]], on: int) -> int | None:
    """The first day from which half-open stretches last without a gap up to and over the day."""
    since: int | None = None
    reach = _EVER
    for start, end in sorted(stretches, key=lambda one: one[0]):
        if since is None or start > reach:
            since = start
        reach = max(reach, end if end is not None else 2_147_483_647)
    return since if reach > on else None
