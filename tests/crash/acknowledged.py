"""A client that writes without pause and remembers what the database acknowledged."""

from __future__ import annotations

import itertools
import threading

import psycopg

from tests.instances import wait_until


class Writer:
    """Rows 1, 2, 3 … one commit each, through any loss of the connection, while inside `with`."""

    def __init__(self, owner_url: str, app_url: str) -> None:
        self.app_url = app_url
        self.acknowledged: list[int] = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._write, daemon=True)
        with psycopg.connect(owner_url, autocommit=True) as connection:
            connection.execute("DROP TABLE IF EXISTS crash_row")
            connection.execute("CREATE TABLE crash_row (number bigint PRIMARY KEY)")

    def __enter__(self) -> Writer:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join(20)

    def wait_for(self, more: int) -> None:
        """Return when that many more rows are acknowledged."""
        goal = len(self.acknowledged) + more
        wait_until(lambda: len(self.acknowledged) >= goal, f"{more} more rows", 60)

    def lost(self) -> set[int]:
        """Acknowledged rows that the database does not hold."""
        acknowledged = set(self.acknowledged)  # before the look: later ones may not be in it
        with psycopg.connect(self.app_url) as connection:
            kept = {row[0] for row in connection.execute("SELECT number FROM crash_row")}
        return acknowledged - kept

    def _write(self) -> None:
        numbers = itertools.count(1)
        while not self._over.is_set():
            try:
                with psycopg.connect(self.app_url, autocommit=True, connect_timeout=5) as connection:
                    self._write_rows(connection, numbers)
            except psycopg.Error:
                self._over.wait(0.05)  # the server is away: try again

    def _write_rows(self, connection: psycopg.Connection, numbers: itertools.count[int]) -> None:
        while not self._over.is_set():
            number = next(numbers)
            connection.execute("INSERT INTO crash_row VALUES (%s)", [number])
            self.acknowledged.append(number)
