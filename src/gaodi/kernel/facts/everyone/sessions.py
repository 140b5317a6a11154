"""Connections of their own to the same database that see the same rows, and what they read as Arrow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pyarrow as pa
from adbc_driver_postgresql import dbapi
from django.db import connection
from psycopg.conninfo import make_conninfo

from gaodi.kernel.facts.everyone.vectors import Vector, vector_of

_BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
#: Our own sessions may sort and hash in memory and need not compile what runs once. They read a range of subjects at a
#: time, on two connections at once: by the index of the subject even where no statistics were gathered yet.
_SETTINGS = (
    "SET LOCAL work_mem = '128MB'",
    "SET LOCAL jit = off",
    "SET LOCAL max_parallel_workers_per_gather = 0",
    "SET LOCAL enable_seqscan = off",
)
_BATCH_BYTES = 16 * 2**20


class Session:
    """One connection, in a transaction that only reads."""

    def __init__(self, connected: Any, snapshot: str | None) -> None:
        self._connected = connected
        self._run(_BEGIN)
        if snapshot is not None:
            self._run(f"SET TRANSACTION SNAPSHOT '{snapshot}'")
        for setting in _SETTINGS:
            self._run(setting)

    def _run(self, text: str) -> None:
        with self._connected.cursor() as cursor:
            cursor.execute(text)

    def fetch(self, text: str) -> dict[str, Vector]:
        """The columns of what a SELECT yields."""
        table = self.table(text)
        return {name: vector_of(table.column(name)) for name in table.column_names}

    def table(self, text: str) -> pa.Table:
        """The same as it arrives."""
        with self._connected.cursor() as cursor:
            cursor.adbc_statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": str(_BATCH_BYTES)})
            cursor.execute(text)
            return cursor.fetch_arrow_table()


@contextmanager
def sessions(count: int) -> Iterator[list[Session]]:
    """So many connections that all see what the first one saw when it began."""
    with ExitStack() as opened:
        address = _address()
        connected = [opened.enter_context(dbapi.connect(address, autocommit=True)) for _ in range(count)]
        first = Session(connected[0], None)
        snapshot = (
            first.table("SELECT pg_export_snapshot() AS name").column("name")[0].as_py()
            if count > 1
            else None
        )
        yield [first, *(Session(one, snapshot) for one in connected[1:])]


def _address() -> str:
    wanted = ("host", "port", "user", "password", "dbname")
    given = connection.get_connection_params()
    return make_conninfo(**{name: given[name] for name in wanted if given.get(name)})
