"""A column of many rows: values beside a flag that is false where unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Numbers = NDArray[np.int64]
Codes = NDArray[np.int32]
Flags = NDArray[np.bool_]
Places = NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Vector:
    """Values (int64), whether each is known; of texts the values are places (int32) in a book. Unknown ones mean nothing."""

    values: NDArray[Any]
    known: Flags
    book: pa.Array | None = None

    def __len__(self) -> int:
        return len(self.known)

    def take(self, places: Places) -> Vector:
        """The rows at these places."""
        return Vector(self.values[places], self.known[places], self.book)

    def where(self, flags: Flags) -> Vector:
        """The same, unknown where the flag is false."""
        return Vector(self.values, self.known & flags, self.book)

    def bounded(self, low: int | None, high: int | None) -> Vector:
        """The same, unknown where a number lies outside the range."""
        if low is None or high is None or self.book is not None:
            return self
        return self.where((self.values >= low) & (self.values <= high))

    def in_order(self) -> Vector:
        """The same with a sorted book, so that values compare as their texts do."""
        if self.book is None or len(self.book) < 2:
            return self
        order = pc.sort_indices(self.book)
        places = np.empty(len(order), dtype=np.int32)
        places[np.asarray(order)] = np.arange(len(order), dtype=np.int32)
        return Vector(places[self.values], self.known, self.book.take(order))


def nothing(size: int) -> Vector:
    """Unknown for every row."""
    return Vector(np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.bool_))


def vector_of(array: pa.Array | pa.ChunkedArray) -> Vector:
    """What arrived as Arrow: whole numbers, flags or texts."""
    whole = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    known = np.asarray(whole.is_valid())
    if pa.types.is_string(whole.type) or pa.types.is_large_string(whole.type):
        coded = whole.cast(pa.string()).dictionary_encode()
        return Vector(np.asarray(coded.indices.fill_null(0)), known, coded.dictionary)
    numbers = whole.cast(pa.int64())
    return Vector(np.asarray(numbers.fill_null(0) if numbers.null_count else numbers), known)


def spread(found: Vector, at: Places, size: int) -> Vector:
    """A vector of `size` rows that holds `found` at the places `at`, and nothing elsewhere."""
    values: NDArray[Any] = np.zeros(size, dtype=found.values.dtype)
    known = np.zeros(size, dtype=np.bool_)
    values[at], known[at] = found.values, found.known
    return Vector(values, known, found.book)


def chosen(first: Flags, one: Vector, other: Vector) -> Vector:
    """Each row from `one` where the flag is true, else from `other`."""
    known = np.where(first, one.known, other.known)
    if one.book is None and other.book is None:
        return Vector(np.where(first, one.values, other.values), known)
    mine, theirs, book = _in_one_book(one, other)
    return Vector(np.where(first, mine, theirs), known, book)


def extreme_of(one: Vector, other: Vector, *, greatest: bool) -> Vector:
    """The greater or the lesser of two; where one is unknown, the other."""
    if one.book is not None or other.book is not None:
        mine, theirs, book = _in_one_book(one, other)
        one = Vector(mine, one.known, book).in_order()
        other = Vector(theirs, other.known, book).in_order()
    is_better = one.values >= other.values if greatest else one.values <= other.values
    return chosen(one.known & (is_better | ~other.known), one, other)


def _in_one_book(one: Vector, other: Vector) -> tuple[Codes, Codes, pa.Array]:
    """The values of both as places in one book; a vector without a book holds no text at all."""
    empty = pa.array([], type=pa.string())
    books = [vector.book if vector.book is not None else empty for vector in (one, other)]
    coded = pa.concat_arrays(books).dictionary_encode()
    places = np.concatenate([np.asarray(coded.indices), np.zeros(1, np.int32)])
    mine = places[one.values] if len(books[0]) else np.zeros(len(one), np.int32)
    theirs = places[other.values + len(books[0])] if len(books[1]) else np.zeros(len(other), np.int32)
    return mine, theirs, coded.dictionary
