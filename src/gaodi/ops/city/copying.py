"""Bulk loading through COPY; the caller has the transaction and the audit line."""

from __future__ import annotations

import io
from collections import Counter, deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from django.db import connection
from numpy.typing import NDArray
from pyarrow import csv

#: Rows of one COPY statement: the audit's triggers gather the rows of a statement in memory.
CHUNK = 20_000
#: Chunks that may wait to be sent.
_AHEAD = 4
_PLAIN = csv.WriteOptions(include_header=False)


class Writer(Protocol):
    """Takes the rows of a city: into the database, or into a digest."""

    def reserve(self, table: str, count: int) -> NDArray[np.int64]: ...

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int: ...

    def copy_columns(self, table: str, columns: Mapping[str, pa.Array]) -> int: ...


class Copier:
    """Writes rows into tables of the default connection and counts them by table.

    A second thread sends, so that the next rows are made while the server stores the last ones: use it as a context,
    which ends when all is sent, and keep other queries of the connection outside.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self._sender = ThreadPoolExecutor(max_workers=1, thread_name_prefix="copier")
        self._sent: deque[Future[None]] = deque()

    def __enter__(self) -> Copier:
        connection.ensure_connection()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._sender.shutdown(wait=True, cancel_futures=kind is not None)
        if kind is None:
            self._wait(0)

    def reserve(self, table: str, count: int) -> NDArray[np.int64]:
        """So many keys that no other row of the table will get, ascending."""
        self._wait(0)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return np.fromiter((key for (key,) in cursor.fetchall()), dtype=np.int64, count=count)

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Rows of Python values, in the order of `columns`; how many there were."""
        source, written = iter(rows), 0
        while chunk := list(islice(source, CHUNK)):
            self._submit(_send_rows, _statement(table, columns, ""), chunk)
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
            self._submit(_send_text, statement, text)
        self.counts[table] += rows.num_rows
        return int(rows.num_rows)

    def _submit(self, send: Callable[[Any, str, Any], None], statement: str, what: object) -> None:
        self._sent.append(self._sender.submit(send, connection.connection, statement, what))
        self._wait(_AHEAD)

    def _wait(self, ahead: int) -> None:
        """Until no more than so many chunks are on their way. Raises what the server said of one of them."""
        while len(self._sent) > ahead:
            with connection.wrap_database_errors:
                self._sent.popleft().result()


def _send_rows(raw: Any, statement: str, rows: list[Sequence[Any]]) -> None:
    with raw.cursor() as cursor, cursor.copy(statement) as into:
        for row in rows:
            into.write_row(row)


def _send_text(raw: Any, statement: str, text: io.BytesIO) -> None:
    with raw.cursor() as cursor, cursor.copy(statement) as into:
        into.write(text.getbuffer())


def _statement(table: str, columns: Sequence[str], form: str) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f'COPY "{table}" ({names}) FROM STDIN{form}'
