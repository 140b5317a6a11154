"""The rows of one source, sorted by subject and the newest first, and those of them that facts are of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from gaodi.kernel.facts.everyone.days import years_back
from gaodi.kernel.facts.everyone.groups import Groups
from gaodi.kernel.facts.everyone.vectors import Flags, Numbers, Places, Vector

_NEVER = 99_999


class SourceRows:
    """What was read of a source table for one block of subjects.

    Args: position: the number of each row's subject in the block, of `size`. told: for each choice of rows by its number,
        whether each row is meant. columns: may be empty at first, and be put in when the rows are known.
    """

    def __init__(
        self,
        position: Places,
        size: int,
        ids: Numbers,
        day: Vector,
        told: Mapping[int, Vector],
        columns: Mapping[str, Vector],
    ) -> None:
        order = np.lexsort((-ids, np.where(day.known, -day.values, 0), ~day.known, position))
        self.position, self.size, self.ids, self.day = position[order], size, ids[order], day.take(order)
        self.told = {number: vector.take(order) for number, vector in told.items()}
        self.columns: dict[str, Vector] = {name: column.take(order) for name, column in columns.items()}

    def meant(self, told: Vector | None) -> MeantRows:
        """The rows that a fact is of."""
        return MeantRows(self, told)


class MeantRows:
    """The rows of a source that a fact is of, grouped by subject, and how many of each subject cannot be told."""

    def __init__(self, source: SourceRows, told: Vector | None) -> None:
        self.source, self.size = source, source.size
        if told is None:
            self.places: Places = np.arange(len(source.ids))
            self.untold: Numbers = np.zeros(self.size, dtype=np.int64)
        else:
            self.places = np.flatnonzero(told.known & (told.values == 1))
            self.untold = np.bincount(source.position[~told.known], minlength=self.size)
        self.groups = Groups(source.position[self.places], self.size)
        self._found: dict[int | None, FoundRows] = {}

    def column(self, name: str) -> Vector:
        return self.source.columns[name].take(self.places)

    @cached_property
    def day(self) -> Vector:
        return self.source.day.take(self.places)

    @cached_property
    def newest(self) -> Vector:
        """Of each subject the day of its newest row."""
        return self.groups.first(self.day)

    @cached_property
    def backs(self) -> Numbers:
        """How many whole years each row lies before the newest of its subject; beyond all where it is no such number."""
        newest = self.newest.take(self.groups.position)
        years, is_whole = years_back(newest.values, self.day.values)
        return np.where(newest.known & self.day.known & is_whole, years, _NEVER)

    @cached_property
    def oldest(self) -> Places:
        """For each group, the place of its oldest row; rows without a day count as newer than all."""
        rows = np.arange(len(self.places))
        ends = np.append(self.groups.begins[1:], len(rows)) - 1
        last_dated = self.groups.whole(np.where(self.day.known, rows, -1), np.maximum)[self.groups.subjects]
        return np.where(last_dated >= 0, last_dated, ends)

    def found(self, periods: int | None) -> FoundRows:
        """All of them, or those of so many yearly periods."""
        if periods not in self._found:
            self._found[periods] = FoundRows(self, None if periods is None else self.backs < periods)
        return self._found[periods]


class FoundRows:
    """The rows that an aggregate is made of."""

    def __init__(self, meant: MeantRows, flags: Flags | None) -> None:
        self.meant = meant
        self._rows: Places | None = None if flags is None else np.flatnonzero(flags)
        self.groups = (
            meant.groups if self._rows is None else Groups(meant.groups.position[self._rows], meant.size)
        )
        self.counts = self.groups.count()

    def column(self, name: str) -> Vector:
        column = self.meant.column(name)
        return column if self._rows is None else column.take(self._rows)

    @cached_property
    def ids(self) -> Numbers:
        ids = self.meant.source.ids[self.meant.places]
        return ids if self._rows is None else ids[self._rows]

    @cached_property
    def periods(self) -> Numbers:
        """Of each subject the sum of two to the power of its rows' periods."""
        backs = self.meant.backs if self._rows is None else self.meant.backs[self._rows]
        return self.groups.whole(np.left_shift(1, backs), np.add)
