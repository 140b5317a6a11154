"""The dated rows behind a fact: in which period each held, and which batch brought it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import connection
from psycopg import sql

from gaodi.apps.registry.choices import Source


@dataclass(frozen=True, slots=True)
class Origin:
    """One row that became known at `known_from`. `batch` is the file that brought it, `evidence` what was handed in."""

    known_from: datetime
    source: str
    source_on: date
    valid_from: date
    valid_to: date | None
    batch: int | None
    evidence: UUID | None

    @property
    def source_label(self) -> str:
        return str(Source(self.source).label)


_COLUMNS = ("known_from", "source", "source_on", "valid_from", "valid_to", "batch", "evidence")


def find_origins(
    behind: Iterable[tuple[str, str]], *, party_id: int, moments: Sequence[datetime]
) -> tuple[Origin, ...]:
    """Rows about a party that became known at these moments, the latest validity first.

    Args: behind: dated tables, each with its column of the party (`facts.behind`).
    The caller has narrowed the party to the viewer.
    """
    parts = [_select(table, subject) for table, subject in behind]
    if not parts or not moments:
        return ()
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(" UNION ").join(parts), {"party": party_id, "moments": list(moments)})
        rows = cursor.fetchall()
    return tuple(sorted((Origin(*row) for row in rows), key=lambda one: one.valid_from, reverse=True))


def _select(table: str, subject: str) -> sql.Composed:
    listed = sql.SQL(", ").join(map(sql.Identifier, _COLUMNS))
    return sql.SQL("SELECT {} FROM {} WHERE {} = %(party)s AND known_from = ANY(%(moments)s)").format(
        listed, sql.Identifier(table), sql.Identifier(subject)
    )
