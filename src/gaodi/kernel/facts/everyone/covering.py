"""Coverage of many subjects at once: since when each source has been complete without a gap, and who says so."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from gaodi.kernel.facts.coverage import outside
from gaodi.kernel.facts.derived import SOURCE, SOURCE_ON, STANDING
from gaodi.kernel.facts.everyone.groups import Groups
from gaodi.kernel.facts.everyone.values import Covered
from gaodi.kernel.facts.everyone.vectors import Flags, Numbers, Places, Vector

_FOREVER = 2_147_483_647
#: Added to a day it is never below zero, and the sum stays below two to the power of 32.
_LIFT = 2**31


class Coverages:
    """The rows of coverage of one block of subjects; who has none of their own for a word has everyone's.

    Args: told: the rows' columns by the names of kernel/facts/coverage.py. keys: the block's subjects, ascending.
    """

    def __init__(self, told: Mapping[str, Vector] | None, keys: Numbers, on: int) -> None:
        self._told, self._keys, self._on = told, keys, on
        self._made: dict[str, Covered] = {}

    def of(self, word: str | None) -> Covered | None:
        """The coverage of each subject under a word; None where nothing covers it."""
        if word is None or self._told is None:
            return None
        if word not in self._made:
            self._made[word] = self._make(self._told, word)
        return self._made[word]

    def _make(self, told: Mapping[str, Vector], word: str) -> Covered:
        rows, position = self._rows(told, word)
        starts, ends = told["valid_from"].values[rows], told["valid_to"].take(rows)
        reach = np.where(ends.known, ends.values, _FOREVER)
        order = np.lexsort((starts, position))
        by_start, starts, reach = Groups(position[order], len(self._keys)), starts[order], reach[order]
        since = _since(by_start, starts, reach, self._on)
        return Covered(
            since, _origin({name: told[name].take(rows) for name in _ORIGIN}, position, by_start.size)
        )

    def _rows(self, told: Mapping[str, Vector], word: str) -> tuple[Places, Places]:
        """Which rows count for which subject: its own, and everyone's for each."""
        is_meant, subject = _is_of(told, word), told["subject_id"]
        own, place = self._own(told, is_meant)
        shared = np.flatnonzero(is_meant & ~subject.known)
        _, kept_out = self._own(told, _is_of(told, outside(word)))
        everybody = np.setdiff1d(np.arange(len(self._keys)), kept_out)
        rows = np.concatenate([own, np.tile(shared, len(everybody))])
        return rows, np.concatenate([place, np.repeat(everybody, len(shared))])

    def _own(self, told: Mapping[str, Vector], is_meant: Flags) -> tuple[Places, Places]:
        """Rows of single subjects of this block, and the places of these."""
        subject = told["subject_id"]
        own = np.flatnonzero(is_meant & subject.known)
        place = np.searchsorted(self._keys, subject.values[own])
        is_here = np.append(self._keys, -1)[place] == subject.values[own]
        return own[is_here], place[is_here]


def _is_of(told: Mapping[str, Vector], scope: str) -> Flags:
    """Which rows have this scope."""
    scopes = told["scope"]
    words = scopes.book.to_pylist() if scopes.book is not None else []
    is_it: Flags = scopes.known & (scopes.values == (words.index(scope) if scope in words else -1))
    return is_it


_ORIGIN = ("source", "source_on", "source_standing")


def _since(groups: Groups, starts: Numbers, reach: Numbers, on: int) -> Vector:
    """The last stretch begins at the last gap; it counts where it reaches past the day."""
    lifted = np.maximum.accumulate((groups.position << 32) | (reach + _LIFT))
    before = np.concatenate([[-1], lifted[:-1]])
    begins = starts + _LIFT > before - (groups.position << 32)
    since = groups.whole(np.where(begins, starts + _LIFT, 0), np.maximum) - _LIFT
    return Vector(since, (groups.count() > 0) & (groups.whole(reach, np.maximum) > on))


def _origin(told: Mapping[str, Vector], position: Places, size: int) -> dict[str, Vector]:
    """Source and day of the newest row, and the weakest standing."""
    source = told["source"].in_order()
    order = np.lexsort((source.values, -told["source_on"].values, position))
    groups = Groups(position[order], size)
    return {
        SOURCE: groups.first(source.take(order)),
        SOURCE_ON: groups.first(told["source_on"].take(order)),
        STANDING: groups.extreme(told["source_standing"].take(order), greatest=False),
    }
