"""Takers of rows in place of the database: one keeps a digest of each table, one keeps the rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

import numpy as np
import pyarrow as pa


class Taker:
    """Hands out keys in order; what happens to rows is up to the kinds below."""

    def __init__(self) -> None:
        self._reserved = 0

    def reserve(self, table: str, count: int) -> np.ndarray:
        self._reserved += count
        return np.arange(self._reserved - count, self._reserved) + 1

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        taken = [dict(zip(columns, row, strict=True)) for row in rows]
        self.take(table, taken)
        return len(taken)

    def copy_columns(self, table: str, columns: Mapping[str, pa.Array]) -> int:
        rows = pa.table(dict(columns))
        self.take(table, rows.to_pylist())
        return rows.num_rows

    def take(self, table: str, rows: list[dict[str, Any]]) -> None:
        raise NotImplementedError


class Digester(Taker):
    """Keeps a digest of each table."""

    def __init__(self) -> None:
        super().__init__()
        self._digests: dict[str, Any] = {}

    def take(self, table: str, rows: list[dict[str, Any]]) -> None:
        self._digests.setdefault(table, sha256()).update(repr(rows).encode())

    @property
    def digests(self) -> dict[str, str]:
        return {table: digest.hexdigest() for table, digest in self._digests.items()}


class Keeper(Taker):
    """Keeps the rows of each table in `rows`; firms have their position and one as key."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, list[dict[str, Any]]] = {}

    def take(self, table: str, rows: list[dict[str, Any]]) -> None:
        self.rows.setdefault(table.removeprefix("registry_"), []).extend(rows)
