"""Bulk loading through COPY; the caller has the transaction and the audit line."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from django.db import connection
from numpy.typing import NDArray
from pyarrow import csv

#: Rows of one COPY statement: the audit's triggers gather the rows of a statement in memory.
CHUNK = 20_000
_PLAIN = csv.WriteOptions(include_header=False)


class Writer(Protocol):
    """Takes the rows of a city: into the database, or into a digest."""

    def reserve(self, table: str, count: int) -> NDArray[np.int64]: ...

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int: ...

    def copy_columns(self, table: str, columns: Mapping[str, pa.Array]) -> int: ...


class Copier:
    """Writes rows into tables of the default connection and counts them by table."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()

    def reserve(self, table: str, count: int) -> NDArray[np.int64]:
        """So many keys that no other row of the table will get, ascending."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return np.fromiter((key for (key,) in cursor.fetchall()), dtype=np.int64, count=count)

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Rows of Python values, in the order of `columns`; how many there were."""
        source, written = iter(rows), 0
        while chunk := list(islice(source, CHUNK)):
            with connection.cursor() as cursor, cursor.copy(_statement(table, columns, "")) as into:
                for row in chunk:
                    into.write_row(row)
            written += len(chunk)
        self.counts[table] += written
        return written

    def copy_columns(self, table: str, columns: Mapping[str, pa.Array]) -> int:
        """Rows of Arrow columns of one length; how many there were."""
        rows = pa.table(dict(columns))
        statement = _statement(table, list(columns), " (FORMAT csv)")
        for start in range(0, rows.num_rows, CHUNK):
            text = io.BytesIO()
            csv.write_csv(rows.slice(start, CHUNK), text, _PLAIN)
            with connection.cursor() as cursor, cursor.copy(statement) as into:
                into.write(text.getbuffer())
        self.counts[table] += rows.num_rows
        return int(rows.num_rows)


def _statement(table: str, columns: Sequence[str], form: str) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f'COPY "{table}" ({names}) FROM STDIN{form}'
