"""Facts of everyone as columns: what sweeps compute on. Not for pages: it needs NumPy and Arrow.

Subjects are read block by block over two connections at once, both of which see the same rows; the facts of a block are
worked out in arrays while the other connection reads. Memory holds two blocks beside the result.
"""

from __future__ import annotations

import queue
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pyarrow as pa

from gaodi.kernel.facts.derived import Definitions
from gaodi.kernel.facts.everyone.blocks import Block
from gaodi.kernel.facts.everyone.sessions import Session, sessions
from gaodi.kernel.facts.everyone.texts import BlockTexts, Writer
from gaodi.kernel.facts.everyone.vectors import Codes, Flags, Numbers, Vector
from gaodi.kernel.facts.needs import Needs
from gaodi.kernel.facts.reading import day_number
from gaodi.kernel.facts.registry import FactRegistry, facts

#: So many subjects at a time, and at least so many, over so many connections.
_BLOCK, _LEAST = 20_000, 500
_CONNECTIONS = 2


@dataclass(frozen=True, slots=True)
class Held:
    """One column: values beside a flag that is false where unknown. Texts are numbers in `book`."""

    values: Numbers | Codes
    known: Flags
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
    table = registry.get(name).table
    asked = tuple(dict.fromkeys([table.key, *columns]))
    needs = Needs(registry.composer(name, asked, definitions), asked)
    writer = Writer(needs, on, known_at, None if subjects is None else list(subjects))
    with sessions(_CONNECTIONS if needs.choices else 1) as opened:
        held = _derived(opened, writer) if needs.choices else _recorded(opened[0], writer)
    return Columns(table.name, table.key, held[table.key].values.astype(np.int64, copy=False), held)


def _recorded(session: Session, writer: Writer) -> dict[str, Held]:
    """Columns of which none is derived, so that a subject may have several rows: read at once."""
    read = session.fetch(writer.whole())
    order = np.argsort(read[writer.needs.table.table.key].values, kind="stable")
    gathered = {}
    for column in writer.needs.columns:
        gathered[column] = _Gathered(len(order))
        gathered[column].put(0, read.pop(column).take(order))
    return {column: one.held() for column, one in gathered.items()}


def _derived(opened: Sequence[Session], writer: Writer) -> dict[str, Held]:
    keys = np.sort(opened[0].fetch(writer.keys())["id"].values)
    gathered = {column: _Gathered(len(keys)) for column in writer.needs.columns}
    free: queue.SimpleQueue[Session] = queue.SimpleQueue()
    for session in opened:
        free.put(session)
    with ThreadPoolExecutor(len(opened)) as workers:
        try:
            for future in [
                workers.submit(_read, free, writer, texts, keys[part], part.start, gathered)
                for part, texts in _blocks(writer, keys)
            ]:
                future.result()
        except BaseException:
            workers.shutdown(cancel_futures=True)
            raise
    return {column: gathered.pop(column).held() for column in writer.needs.columns}


def _blocks(writer: Writer, keys: Numbers) -> Iterator[tuple[slice, BlockTexts]]:
    """Parts of the keys, an equal number for each connection, and how each is read."""
    rounds = -(-len(keys) // (_BLOCK * _CONNECTIONS))
    size = max(min(_BLOCK, _LEAST), -(-len(keys) // max(1, rounds * _CONNECTIONS)))
    for start in range(0, len(keys), size):
        part = slice(start, start + size)
        yield part, writer.block(keys[part])


def _read(
    free: queue.SimpleQueue[Session],
    writer: Writer,
    texts: BlockTexts,
    keys: Numbers,
    start: int,
    gathered: Mapping[str, _Gathered],
) -> None:
    session = free.get()
    try:
        block = Block(writer.needs, texts, session, keys, day_number(writer.on))
        for column, one in gathered.items():
            one.put(start, block.column(column))
    finally:
        free.put(session)


class _Gathered:
    """One column of everyone, filled part by part in any order."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._values: Numbers = np.zeros(size, dtype=np.int64)
        self._known: Flags = np.zeros(size, dtype=np.bool_)
        self._texts: list[tuple[int, pa.DictionaryArray]] = []
        self._is_text = False

    def put(self, start: int, part: Vector) -> None:
        """The part that begins at this row; what is unknown is kept as zero."""
        end = start + len(part)
        self._known[start:end] = part.known
        if part.book is None:
            np.multiply(part.values, part.known, out=self._values[start:end])
        elif len(part.book):
            told = pa.DictionaryArray.from_arrays(part.values.astype(np.int32, copy=False), part.book)
            self._texts.append((start, told))
        self._is_text |= part.book is not None

    def held(self) -> Held:
        """The whole column. Texts of all parts are put into one book."""
        if not self._is_text:
            return Held(self._values, self._known)
        values = np.zeros(self._size, dtype=np.int32)
        texts = pa.chunked_array([told for _, told in self._texts], pa.dictionary(pa.int32(), pa.string()))
        unified = texts.unify_dictionaries().chunks
        for (start, _), told in zip(self._texts, unified, strict=True):
            values[start : start + len(told)] = np.asarray(told.indices)
        book = unified[0].dictionary.to_pylist() if unified else []
        return Held(values * self._known, self._known, tuple(book))
