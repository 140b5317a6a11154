"""The parameters of fact SQL, and the running of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection
from psycopg import sql

from gaodi.kernel.facts.declaration import FactTable, UnknownFact

_EPOCH = date(1970, 1, 1)


def parameters_of(on: date, known_at: datetime, subjects: Sequence[int] | None) -> dict[str, Any]:
    """The named parameters that every fact SQL takes."""
    return {
        "on": (on - _EPOCH).days,
        "known_at": known_at,
        "subjects": None if subjects is None else list(subjects),
    }


def read_rows(table: FactTable, columns: Sequence[str], parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Rows of one table, values in the order of `columns`. Raises: UnknownFact."""
    if unknown := [column for column in columns if column not in table.names]:
        raise UnknownFact(
            f"{table.table.name} has no column {', '.join(unknown)}; it has {', '.join(table.names)}"
        )
    text = sql.SQL("SELECT {} FROM ({}) AS facts").format(
        sql.SQL(", ").join(map(sql.Identifier, columns)), sql.SQL(table.sql)
    )
    with connection.cursor() as cursor:
        cursor.execute(text, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
