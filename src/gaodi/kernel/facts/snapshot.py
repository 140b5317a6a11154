"""Columns kept on disk between sweeps. A cache: deleting it changes no answer, a torn or foreign file is not used.

A snapshot is a folder: one file a column, and `snapshot.json`, written last, which says of what it is and how long each
file is. It is known by the text of its SQL, its columns and its day; the moment of knowledge may be brought forward by
reading again only the subjects that changed.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import uuid
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from gaodi.kernel.facts.changes import changed_subjects
from gaodi.kernel.facts.columns import Columns, Held, read_columns
from gaodi.kernel.facts.derived import Definitions
from gaodi.kernel.facts.patching import patched
from gaodi.kernel.facts.registry import FactRegistry, facts

_FORMAT = 2
_META = "snapshot.json"
_THREADS = 2
_MOST_CHANGED = 0.2  # of the rows; beyond, everyone is read anew


@dataclass(frozen=True, slots=True)
class Snapshots:
    """The snapshots below a folder."""

    folder: Path
    registry: FactRegistry = facts
    definitions: Definitions | None = None

    def read(self, name: str, columns: Sequence[str], on: date, known_at: datetime) -> Columns:
        """What `read_columns` gives, from disk as far as it can be, and kept for the next time."""
        place = self.folder / self._digest(name, columns, on)
        kept = _load(place, known_at)
        if kept is not None and kept.known_at == known_at:
            return kept.columns
        fresh = self._brought_forward(kept, columns, on, known_at) if kept else None
        if fresh is None:
            fresh = self._read(name, columns, on, known_at)
        _save(place, fresh, known_at, kept)
        return fresh

    def _brought_forward(
        self, kept: _Kept, columns: Sequence[str], on: date, known_at: datetime
    ) -> Columns | None:
        old, since = kept.columns, kept.known_at
        where = self.registry.behind(old.name, list(columns), self.definitions)
        changed = changed_subjects(where, since, known_at)
        if changed is None or len(changed) > _MOST_CHANGED * len(old) + 100:
            return None
        subjects = sorted(changed)
        return patched(old, subjects, self._read(old.name, columns, on, known_at, subjects))

    def _read(
        self,
        name: str,
        columns: Sequence[str],
        on: date,
        known_at: datetime,
        subjects: Sequence[int] | None = None,
    ) -> Columns:
        return read_columns(
            name,
            columns,
            on,
            known_at,
            subjects=subjects,
            registry=self.registry,
            definitions=self.definitions,
        )

    def _digest(self, name: str, columns: Sequence[str], on: date) -> str:
        text = self.registry.sql(name, tuple(columns), self.definitions)
        told = json.dumps([_FORMAT, name, list(columns), on.isoformat(), text])
        return hashlib.sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A snapshot that was found whole: its columns, its moment, and what is told of each column's files."""

    columns: Columns
    known_at: datetime
    told: Mapping[str, dict[str, Any]]


def _save(place: Path, columns: Columns, known_at: datetime, kept: _Kept | None) -> None:
    """Written beside its place and moved there whole; of two writers the last one stays.

    The files of a column that is the very one that was found here are taken over as they are.
    """
    draft = place.with_name(f".{place.name}-{uuid.uuid4().hex}")
    draft.mkdir(parents=True)
    written: dict[str, Any] = {}
    for name, held in columns.columns.items():
        is_same = kept is not None and kept.columns.columns.get(name) is held
        written[name] = (_linked(place, draft, name) and kept.told[name]) if kept and is_same else None
        written[name] = written[name] or _write(draft, name, held)
    told: dict[str, Any] = {
        "format": _FORMAT,
        "known_at": known_at.isoformat(),
        "name": columns.name,
        "key": columns.key,
        "rows": len(columns),
        "columns": written,
    }
    (draft / _META).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    shutil.rmtree(place, ignore_errors=True)
    try:
        draft.rename(place)
    except OSError:  # another process was faster
        shutil.rmtree(draft, ignore_errors=True)


def _linked(place: Path, draft: Path, name: str) -> bool:
    """Whether the files of a column could be taken over; another process may have put others there meanwhile."""
    try:
        for part in ("values", "known"):
            (draft / f"{name}.{part}.npy").hardlink_to(place / f"{name}.{part}.npy")
    except OSError:
        return False
    return True


def _write(folder: Path, name: str, held: Held) -> dict[str, Any]:
    np.save(folder / f"{name}.values.npy", _narrow(held.values))
    np.save(folder / f"{name}.known.npy", np.packbits(held.known))
    digests = [_digest_of(folder / f"{name}.{part}.npy") for part in ("values", "known")]
    return {"book": held.book, "digests": digests}


def _narrow(values: NDArray[Any]) -> NDArray[Any]:
    """The same numbers in as few bytes as hold the least and the greatest."""
    least, greatest = int(values.min(initial=0)), int(values.max(initial=0))
    for kind in (np.int8, np.int16, np.int32):
        if np.iinfo(kind).min <= least and greatest <= np.iinfo(kind).max:
            return values.astype(kind)
    return values


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "blake2b").hexdigest()


def _load(place: Path, known_at: datetime) -> _Kept | None:
    """The snapshot; None where it is not there, not whole, or of a later moment."""
    try:
        told = json.loads((place / _META).read_text(encoding="utf-8"))
        moment = datetime.fromisoformat(told["known_at"])
        if told["format"] != _FORMAT or moment > known_at:
            return None
        with ThreadPoolExecutor(_THREADS) as workers:
            names = list(told["columns"])
            loaded = workers.map(lambda name: _held(place, name, told["columns"][name], told["rows"]), names)
            held = dict(zip(names, loaded, strict=True))
        keys = held[told["key"]].values.astype(np.int64, copy=False)
        return _Kept(Columns(told["name"], told["key"], keys, held), moment, told["columns"])
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None


def _held(place: Path, name: str, told: Mapping[str, Any], rows: int) -> Held:
    values, bits = (
        _array(place / f"{name}.{part}.npy", digest)
        for part, digest in zip(("values", "known"), told["digests"], strict=True)
    )
    known = np.unpackbits(bits, count=rows).view(np.bool_)
    if len(values) != rows:
        raise ValueError(f"{place / name} has another length")
    kind, book = (np.int64, None) if told["book"] is None else (np.int32, tuple(told["book"]))
    whole: NDArray[Any] = values.astype(kind, copy=False)
    return Held(whole, known, book)


def _array(path: Path, digest: str) -> NDArray[Any]:
    if _digest_of(path) != digest:
        raise ValueError(f"{path} is torn")
    found: NDArray[Any] = np.load(path, allow_pickle=False)
    return found
