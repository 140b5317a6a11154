"""Rows of some subjects taken out of columns and their new ones put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gaodi.kernel.facts.columns import Columns, Held


def patched(old: Columns, subjects: Sequence[int], fresh: Columns) -> Columns:
    """The old columns, with the rows of `subjects` as they are in `fresh`; for tables whose key is the subject.

    Where no row comes or goes, a column in which nothing differs is the very same object.
    """
    replaced = np.isin(old.keys, np.asarray(subjects, dtype=np.int64))
    places = np.flatnonzero(replaced)
    if np.array_equal(old.keys[places], fresh.keys):
        columns = {name: _put_in(held, fresh[name], places) for name, held in old.columns.items()}
        return Columns(old.name, old.key, old.keys, columns)
    keys = np.concatenate([old.keys[~replaced], fresh.keys])
    order = np.argsort(keys, kind="stable")
    columns = {name: _joined(held, fresh[name], ~replaced, order) for name, held in old.columns.items()}
    return Columns(old.name, old.key, keys[order], columns)


def _put_in(old: Held, new: Held, places: NDArray[np.intp]) -> Held:
    if _is_same(Held(old.values[places], old.known[places], old.book), new):
        return old
    values, book = _in_book_of(old, new)
    found = Held(old.values.copy(), old.known.copy(), book)
    found.values[places], found.known[places] = values, new.known
    return found


def _is_same(old: Held, new: Held) -> bool:
    if not np.array_equal(old.known, new.known):
        return False
    mine, theirs = old.values[old.known].tolist(), new.values[new.known].tolist()
    if old.book is None or new.book is None:
        return bool(mine == theirs)
    return [old.book[one] for one in mine] == [new.book[one] for one in theirs]


def _joined(old: Held, new: Held, stays: NDArray[np.bool_], order: NDArray[Any]) -> Held:
    values, book = _in_book_of(old, new)
    return Held(
        np.concatenate([old.values[stays], values])[order],
        np.concatenate([old.known[stays], new.known])[order],
        book,
    )


def _in_book_of(old: Held, new: Held) -> tuple[NDArray[Any], tuple[str, ...] | None]:
    """The new values as numbers of the old book, which grows by what it lacks."""
    if old.book is None and new.book is None:
        return new.values, None
    numbers = {word: number for number, word in enumerate(old.book or ())}
    own = [numbers.setdefault(word, len(numbers)) for word in new.book or ()]
    values = np.asarray(own, dtype=np.int32)[new.values] if own else np.zeros(len(new.values), np.int32)
    return values, tuple(numbers) if len(numbers) > len(old.book or ()) else old.book
