"""Rows that stand together by subject, and what is asked of each group at once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from gaodi.kernel.facts.everyone.vectors import Flags, Numbers, Places, Vector, spread

_MOST = 2**63 - 1


class Groups:
    """Groups of rows. Args: position: the number of each row's subject, ascending, below `size`."""

    def __init__(self, position: Places, size: int) -> None:
        self.position, self.size = position, size
        changes = np.empty(len(position), dtype=np.bool_)
        changes[:1] = True
        np.not_equal(position[1:], position[:-1], out=changes[1:])
        self.begins: Places = np.flatnonzero(changes)
        self.subjects = position[self.begins]

    def count(self, flags: Flags | None = None) -> Numbers:
        """How many rows each subject has, or how many where the flag is true."""
        rows = self.position if flags is None else self.position[flags]
        return np.bincount(rows, minlength=self.size)

    def first(self, column: Vector) -> Vector:
        """The column in the first row of each group."""
        return spread(column.take(self.begins), self.subjects, self.size)

    def whole(self, values: NDArray[Any], reduce: np.ufunc) -> NDArray[Any]:
        """One number a subject; zero where it has no row."""
        found = np.zeros(self.size, dtype=values.dtype)
        if len(values):
            found[self.subjects] = reduce.reduceat(values, self.begins)
        return found

    def extreme(self, column: Vector, *, greatest: bool) -> Vector:
        """The greatest or least known value of each group; texts by their alphabet."""
        ordered = column.in_order()
        limits = np.iinfo(ordered.values.dtype)
        worst = limits.min if greatest else limits.max
        filled = np.where(ordered.known, ordered.values, worst)
        found = self.whole(filled, np.maximum if greatest else np.minimum)
        known = self.count(ordered.known) > 0
        return Vector(np.where(known, found, 0).astype(ordered.values.dtype), known, ordered.book)

    def sum(self, column: Vector) -> Vector:
        """The exact sum of the known values of each group; unknown where no 64 bits hold it."""
        values = np.where(column.known, column.values, 0).astype(np.int64, copy=False)
        most = max(abs(int(values.max(initial=0))), abs(int(values.min(initial=0))))
        if most * int(self.count().max(initial=0)) <= _MOST:
            return Vector(self.whole(values, np.add), np.ones(self.size, dtype=np.bool_))
        upper, lower = self.whole(values >> 32, np.add), self.whole(values & 0xFFFFFFFF, np.add)
        upper, lower = upper + (lower >> 32), lower & 0xFFFFFFFF
        fits = (upper >= -(2**31)) & (upper < 2**31)
        return Vector(np.where(fits, (upper << 32) | lower, 0), fits)
