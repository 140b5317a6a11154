"""SQL over dated rows: what holds on the day asked, as known then, one best row for each natural key.

Fact tables are read as of (%(on)s, %(known_at)s) for %(subjects)s and a span of subjects. The parameters arrive as constants, so what they
settle is folded away by the planner: everyone's rows are one pass over a table, one subject's come by index.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass

#: The day asked for, as a date.
DAY = "(DATE '1970-01-01' + %(on)s::int)"

#: Of two sources for the same thing the better standing counts, then the newer day, then what was told last.
BETTER_FIRST = (
    "CASE told.standing WHEN 'verified' THEN 1 WHEN 'declared' THEN 2 ELSE 3 END,"
    " told.source_on DESC, told.known_from DESC, told.id DESC"
)


class Span(enum.Enum):
    """Which rows a day sees."""

    HOLDING = "holding"  # valid on the day
    SINCE = "since"  # what happened up to the day, however long ago it ended

    def condition(self, row: str) -> str:
        """What a row must satisfy."""
        begun = f"{row}.valid_from <= {DAY}"
        return (
            f"{begun} AND ({row}.valid_to IS NULL OR {row}.valid_to > {DAY})"
            if self is Span.HOLDING
            else begun
        )


def known(row: str) -> str:
    """The row was known at the moment asked for."""
    moment = "%(known_at)s::timestamptz"
    return f"{row}.known_from <= {moment} AND ({row}.known_to IS NULL OR {row}.known_to > {moment})"


def wanted(subject: str) -> str:
    """The row is about one of the subjects asked for, or all were asked for; and it lies in the span that is read."""
    is_asked = f"(%(subjects)s::bigint[] IS NULL OR {subject} = ANY(%(subjects)s::bigint[]))"
    return f"{is_asked} AND (%(first)s::bigint IS NULL OR {subject} BETWEEN %(first)s AND %(last)s)"


#: Who reads the same rows a second time names those that were best the first time.
_PICKED = "(%(rows)s::bigint[] IS NULL OR told.id = ANY(%(rows)s::bigint[]))"


@dataclass(frozen=True, slots=True)
class Rows:
    """A subquery over one dated table; written into SQL it is the subquery itself."""

    table: str
    subject: str
    sql: str

    def __str__(self) -> str:
        return self.sql

    @property
    def behind(self) -> tuple[str, str]:
        """Where a change of these rows is found: the table, and its column of the subject."""
        return self.table, self.subject


def best_rows(
    table: str, subject: str, *key: str, span: Span = Span.HOLDING, only: str = "", before: str = ""
) -> Rows:
    """One row for each natural key of a dated table, the best that its sources tell.

    Args: key: what tells rows of one subject apart. only: a further condition on `told`. before: what decides between
        rows of the same key ahead of standing.
    """
    keys = ", ".join(f"told.{name}" for name in (subject, *key))
    conditions = [span.condition("told"), known("told"), wanted(f"told.{subject}"), _PICKED]
    conditions += [only] if only else []
    order = ", ".join([keys, *([before] if before else []), BETTER_FIRST])
    where = " AND ".join(conditions)
    sql = f"(SELECT DISTINCT ON ({keys}) told.* FROM {table} AS told WHERE {where} ORDER BY {order})"
    return Rows(table, subject, sql)


def one_party(name: str, key: str) -> str:
    """A join of the one party of this id, looked up row by row: reading a span never passes over all parties."""
    return f"LEFT JOIN LATERAL (SELECT p.* FROM registry_party AS p WHERE p.id = {key} OFFSET 0) AS {name} ON true"


def is_one_of(column: str, codes: Iterable[str]) -> str:
    """The column holds one of these codes."""
    listed = ", ".join(f"'{code}'" for code in codes)
    return f"{column} IN ({listed})"


def days(expression: str) -> str:
    """A date as the number of days since 1970-01-01."""
    return f"{expression} - DATE '1970-01-01'"


def fen(expression: str) -> str:
    """Yuan to the fen, exactly."""
    return f"({expression} * 100)::bigint"


def ppm(expression: str) -> str:
    """A fraction in parts per million."""
    return f"round({expression} * 1000000)::bigint"
