"""Arrow columns out of NumPy arrays, in the types that COPY reads; what is not `known` is NULL."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from gaodi.ops.city.firms import MISSING

_EPOCH = date(1970, 1, 1).toordinal()
_MONEY = pa.decimal128(18, 2)
_SHARE = pa.decimal128(11, 10)


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def to_day(number: int) -> date:
    """The day of a number."""
    return date.fromordinal(int(number) + _EPOCH)


def money(fen: NDArray[np.int64], known: NDArray[np.bool_] | None = None) -> pa.Array:
    """Yuan with two decimals, exact."""
    return _decimals(fen, _MONEY, known)


def shares(parts: NDArray[np.int64], known: NDArray[np.bool_] | None = None) -> pa.Array:
    """Fractions of 1 out of whole numbers of ten-billionths."""
    return _decimals(parts, _SHARE, known)


def days(numbers: NDArray[np.integer], known: NDArray[np.bool_] | None = None) -> pa.Array:
    """Days out of day numbers; MISSING is NULL."""
    known = numbers != MISSING if known is None else known
    return pa.array(numbers.astype(np.int32), mask=~known).view(pa.date32())


def counts(numbers: NDArray[np.integer], known: NDArray[np.bool_] | None = None) -> pa.Array:
    """Whole numbers; without `known`, MISSING is NULL."""
    known = numbers != MISSING if known is None else known
    return pa.array(numbers.astype(np.int64), mask=~known)


def flags(values: NDArray[np.bool_], known: NDArray[np.bool_] | None = None) -> pa.Array:
    """True and false."""
    return pa.array(values.astype(bool), mask=None if known is None else ~known)


def coded(codes: Sequence[str], positions: NDArray[np.integer]) -> pa.Array:
    """Texts by their positions among `codes`; below zero is the empty text."""
    book = pa.array([*codes, ""])
    return book.take(pa.array(np.where(positions < 0, len(codes), positions).astype(np.int32)))


def same(value: str | date | datetime | bool | int, length: int) -> pa.Array:
    """One value in every row."""
    return pa.repeat(pa.scalar(value.isoformat() if isinstance(value, date) else value), length)


def uuids(rng: np.random.Generator, length: int) -> pa.Array:
    """Version 4 uuids that the stream decides, as 32 hexadecimal digits."""
    raw = rng.integers(0, 256, size=(length, 16), dtype=np.uint8)
    raw[:, 6] = raw[:, 6] & 0x0F | 0x40
    raw[:, 8] = raw[:, 8] & 0x3F | 0x80
    ends = pa.py_buffer(np.arange(0, 32 * (length + 1), 32, dtype=np.int32))
    return pa.StringArray.from_buffers(length, ends, pa.py_buffer(raw.tobytes().hex().encode()))


def _decimals(whole: NDArray[np.int64], kind: pa.DataType, known: NDArray[np.bool_] | None) -> pa.Array:
    """A decimal is stored as 128 bits, low half first: the number itself, then its sign over and over."""
    low = np.ascontiguousarray(whole, dtype=np.int64)
    wide = np.stack([low, low >> 63], axis=1)
    valid = None if known is None else pa.array(np.ascontiguousarray(known)).buffers()[1]
    return pa.Array.from_buffers(kind, len(low), [valid, pa.py_buffer(wide)])
