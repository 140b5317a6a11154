"""Rows of some subjects taken out of columns and their new ones put in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gaodi.kernel.facts.columns import Columns, Held


def patched(old: Columns, subjects: Sequence[int], fresh: Columns) -> Columns:
    """The old columns, with the rows of `subjects` as they are in `fresh`; for tables whose key is the subject."""
    stays = ~np.isin(old.keys, np.asarray(subjects, dtype=np.int64))
    keys = np.concatenate([old.keys[stays], fresh.keys])
    order = np.argsort(keys, kind="stable")
    columns = {name: _joined(held, fresh.columns[name], stays, order) for name, held in old.columns.items()}
    return Columns(old.name, old.key, keys[order], columns)


def _joined(old: Held, new: Held, stays: NDArray[np.bool_], order: NDArray[Any]) -> Held:
    values, book = new.values, old.book
    if old.book is not None or new.book is not None:
        numbers = {word: number for number, word in enumerate(old.book or ())}
        own = [numbers.setdefault(word, len(numbers)) for word in new.book or ()]
        values = np.asarray(own, dtype=np.int32)[new.values] if own else np.zeros(len(new.values), np.int32)
        book = tuple(numbers)
    return Held(
        np.concatenate([old.values[stays], values])[order],
        np.concatenate([old.known[stays], new.known])[order],
        book,
    )
