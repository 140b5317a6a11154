"""Facts of everyone as columns: what sweeps compute on. Not for pages: it needs NumPy and Arrow.

Rows are sorted by the key of the table. They travel as Arrow over a connection of their own, batch by batch, so that
memory holds one batch beside the result.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import numpy as np
import pyarrow as pa
from adbc_driver_postgresql import dbapi
from django.db import connection
from numpy.typing import NDArray
from psycopg.conninfo import make_conninfo

from gaodi.kernel.facts.derived import Definitions
from gaodi.kernel.facts.reading import parameters_of
from gaodi.kernel.facts.registry import FactRegistry, facts

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
Known = NDArray[np.bool_]

#: Our own session may sort and hash in memory, and need not compile what runs once.
_SETTINGS = ("SET work_mem = '192MB'", "SET hash_mem_multiplier = 1.0", "SET jit = off")
_BATCH_BYTES = 16 * 2**20


@dataclass(frozen=True, slots=True)
class Held:
    """One column: values beside a flag that is false where unknown. Texts are numbers in `book`."""

    values: Numbers | Codes
    known: Known
    book: tuple[str, ...] | None = None

    def at(self, row: int) -> int | str | None:
        """The value of one row; None where unknown."""
        if not self.known[row]:
            return None
        number = int(self.values[row])
        return number if self.book is None else self.book[number]


@dataclass(frozen=True, slots=True)
class Columns:
    """Facts of a table as of a pair of day and moment; `keys` are sorted and every column has their length."""

    name: str
    key: str
    keys: Numbers
    columns: Mapping[str, Held]

    def __len__(self) -> int:
        return len(self.keys)

    def __getitem__(self, column: str) -> Held:
        return self.columns[column]


def read_columns(
    name: str,
    columns: Sequence[str],
    on: date,
    known_at: datetime,
    *,
    subjects: Sequence[int] | None = None,
    registry: FactRegistry = facts,
    definitions: Definitions | None = None,
) -> Columns:
    """The columns of everyone, or of some subjects, as of the pair (`on`, `known_at`). It sees committed rows only.

    Raises: UnknownFact.
    """
    table = registry.get(name)
    asked = tuple(dict.fromkeys([table.table.key, *columns]))
    text = registry.sql(name, asked, definitions)
    with connection.cursor() as cursor:
        query = cursor.mogrify(text, parameters_of(on, known_at, subjects))
    gathered = {column: _Gathered() for column in asked}
    for batch in _batches(query):
        for column, array in zip(asked, batch.columns, strict=True):
            gathered[column].add(array)
    held = {column: gathered.pop(column).held() for column in asked}
    return _sorted(table.table.name, table.table.key, held)


class _Gathered:
    """The parts of one column as they arrive."""

    def __init__(self) -> None:
        self._values: list[NDArray[Any]] = []
        self._known: list[Known] = []
        self._numbers: dict[str, int] | None = None

    def add(self, array: pa.Array) -> None:
        self._known.append(np.asarray(array.is_valid()))
        is_text = pa.types.is_string(array.type) or pa.types.is_large_string(array.type)
        self._values.append(self._coded(array) if is_text else self._whole(array))

    def _whole(self, array: pa.Array) -> Numbers:
        filled = array.cast(pa.int64()).fill_null(0) if array.null_count else array.cast(pa.int64())
        return np.asarray(filled)

    def _coded(self, array: pa.Array) -> Codes:
        """Numbers of the texts in a book that grows from batch to batch."""
        if self._numbers is None:
            self._numbers = {}
        encoded = array.dictionary_encode()
        words = encoded.dictionary.to_pylist()
        own = np.array([self._numbers.setdefault(word, len(self._numbers)) for word in words], dtype=np.int32)
        indices = np.asarray(encoded.indices.fill_null(0))
        return own[indices] if len(own) else np.zeros(len(array), dtype=np.int32)

    def held(self) -> Held:
        values = np.concatenate(self._values) if self._values else np.zeros(0, dtype=np.int64)
        known = np.concatenate(self._known) if self._known else np.zeros(0, dtype=np.bool_)
        self._values, self._known = [], []
        return Held(values, known, tuple(self._numbers) if self._numbers is not None else None)


def _sorted(name: str, key: str, held: dict[str, Held]) -> Columns:
    order = np.argsort(held[key].values, kind="stable")
    for column in list(held):
        one = held[column]
        held[column] = Held(one.values[order], one.known[order], one.book)
    return Columns(name, key, held[key].values.astype(np.int64, copy=False), held)


@contextmanager
def _connected() -> Iterator[Any]:
    """A connection of its own to the same database, by libpq's address."""
    wanted = ("host", "port", "user", "password", "dbname")
    given = connection.get_connection_params()
    address = make_conninfo(**{name: given[name] for name in wanted if given.get(name)})
    with dbapi.connect(address, autocommit=True) as connected:
        yield connected


def _batches(query: str) -> Iterator[pa.RecordBatch]:
    with _connected() as connected, connected.cursor() as cursor:
        for setting in _SETTINGS:
            cursor.execute(setting)
        cursor.adbc_statement.set_options(**{"adbc.postgresql.batch_size_hint_bytes": str(_BATCH_BYTES)})
        cursor.execute(query)
        yield from cursor.fetch_record_batch()
