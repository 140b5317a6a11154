"""What changed behind the facts of a table: the subjects, and the moments, that a reader has to look at again.

Both are found in `known_from` and `known_to` of the dated tables behind the rows, never by comparing values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from psycopg import sql

from gaodi.kernel.facts.declaration import FactTable
from gaodi.kernel.facts.derived import Derived

Behind = tuple[tuple[str, str], ...]


def behind(
    tables: Mapping[str, FactTable],
    table: FactTable,
    derived: Mapping[str, Derived],
    columns: Iterable[str],
    coverage: Behind,
) -> Behind:
    """The dated tables, each with its column of the subject, behind some columns of a fact table."""
    found = dict.fromkeys(table.behind)
    waiting = [name for name in columns if name in derived]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        fact = derived[name]
        waiting += [one for one in fact.operands if one in derived]
        if fact.op.is_of_rows:
            found |= dict.fromkeys(_reached(tables[fact.source], fact.by))
            found |= dict.fromkeys(coverage if fact.covered_as else ())
    return tuple(found)


def _reached(source: FactTable, by: str) -> Behind:
    """The tables behind a source's rows, each with the column of the party that `by` leads to.

    A link to another party than the subject is named as its column in the tables.
    """
    return source.behind if by == source.subject else tuple((table, by) for table, _ in source.behind)


def changed_subjects(where: Behind, since: datetime, known_at: datetime) -> frozenset[int] | None:
    """The subjects of which something became known, or ceased to be held true, in (since, known_at]; None for everyone."""
    parts = [
        _select("subject", table, subject, f"{moment} > %(since)s AND {moment} <= %(known_at)s")
        for table, subject in where
        for moment in ("known_from", "known_to")
    ]
    rows = _run(parts, {"since": since, "known_at": known_at})
    subjects = {subject for (subject,) in rows}
    return None if None in subjects else frozenset(subjects)


def moments(where: Behind, subject: int, known_at: datetime) -> tuple[datetime, ...]:
    """The moments up to `known_at` at which something about a subject changed, newest first."""
    parts = [
        _select(
            "moment",
            table,
            own,
            f"{moment} <= %(known_at)s AND ({own} = %(subject)s OR {own} IS NULL)",
            moment,
        )
        for table, own in where
        for moment in ("known_from", "known_to")
    ]
    found = {moment for (moment,) in _run(parts, {"subject": subject, "known_at": known_at})}
    return tuple(sorted(found, reverse=True))


def _select(name: str, table: str, subject: str, condition: str, column: str | None = None) -> sql.Composed:
    return sql.SQL("SELECT {} AS {} FROM {} WHERE {}").format(
        sql.Identifier(column or subject), sql.Identifier(name), sql.Identifier(table), sql.SQL(condition)
    )


def _run(parts: list[sql.Composed], parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ").join(parts), parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
