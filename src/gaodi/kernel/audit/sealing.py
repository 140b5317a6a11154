"""The chain of seals over the audit, and the proof that nothing under it was changed.

What the chain cannot prove alone: an owner who rewrites rows and every seal after them, or drops the last seals.
`Verification.head` is the digest to write down elsewhere; a later chain that lacks it was rewritten.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.hazmat.primitives import hashes
from django.db import connection, transaction

from gaodi.kernel.models import AuditSeal

_LOCK = 0x6A0D1  # of pg_advisory_xact_lock: one sealer at a time
_MARK = struct.Struct(">q32s")
_FIRST_PREVIOUS = "0" * 64

_ROWS = """
SELECT id, txid, at, kind, actor, user_id, mandate_id, line_id, action, subject_kind, subject_id, detail::text,
       table_name, row_key, operation, changes::text
  FROM kernel_auditrecord WHERE txid >= %s AND txid < %s ORDER BY txid, id
"""

Marks = dict[int, bytes]
"""The SM3 of each row by its id, in order of (txid, id)."""


class TransactionsWentBack(RuntimeError):
    """The cluster counts transactions from a lower number than the last seal: the database came from a dump.

    Rows written now would fall into sealed ranges. Stop the instance and raise the counter above that number with
    pg_resetwal (-x, and -e for the epoch).
    """


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where audit and seals differ. `kind`: changed, removed, inserted (a row), seal (the chain)."""

    kind: str
    seal_id: int
    row_id: int | None = None

    def __str__(self) -> str:
        what = (
            f"row {self.row_id} was {self.kind}" if self.row_id is not None else "the seal itself was changed"
        )
        return f"seal {self.seal_id}: {what}"


@dataclass(frozen=True, slots=True)
class Verification:
    """What `verify` found: rows proven, the first that is broken, and how many wait for their seal."""

    ok: bool
    sealed_rows: int
    first_broken: Broken | None
    unsealed_tail: int
    head: str


def seal(at: datetime) -> AuditSeal | None:
    """One more seal over all rows of finished transactions that have none; None where there are no such rows.

    Every transaction below the snapshot's xmin is over, so no row can appear behind a seal. A transaction left open in
    any database of the server holds it back, which shows as a growing tail.
    Raises: TransactionsWentBack.
    """
    with transaction.atomic():
        start, stop, previous = _open_range()
        marks = _marks_of(start, stop)
        if not marks:
            return None
        packed = b"".join(_MARK.pack(row_id, digest) for row_id, digest in marks.items())
        return AuditSeal.objects.create(
            from_txid=start,
            to_txid=stop,
            count=len(marks),
            marks=packed,
            previous=previous,
            digest=_chain(previous, start, stop, at, packed),
            sealed_at=at,
        )


def verify() -> Verification:
    """Every seal compared with the rows that it covers, up to the first difference."""
    previous, reached, proven = _FIRST_PREVIOUS, 0, 0
    broken: Broken | None = None
    for one in AuditSeal.objects.order_by("id").iterator(chunk_size=1):
        broken = _check_seal(one, previous, reached) or _check_rows(one)
        if broken:
            break
        previous, reached, proven = one.digest, one.to_txid, proven + one.count
    return Verification(broken is None, proven, broken, _count_tail(), previous)


def _open_range() -> tuple[int, int, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute("SELECT txid_snapshot_xmin(txid_current_snapshot())")
        stop = int(cursor.fetchone()[0])
    last = AuditSeal.objects.order_by("id").last()
    start = last.to_txid if last else 0
    if stop < start:
        raise TransactionsWentBack(f"the last seal ends at transaction {start}, the database is at {stop}")
    return start, stop, last.digest if last else _FIRST_PREVIOUS


def _check_seal(one: AuditSeal, previous: str, reached: int) -> Broken | None:
    marks = bytes(one.marks)
    follows = one.previous == previous and one.from_txid == reached and one.count * _MARK.size == len(marks)
    digest = _chain(one.previous, one.from_txid, one.to_txid, one.sealed_at, marks)
    return None if follows and digest == one.digest else Broken("seal", one.pk)


def _check_rows(one: AuditSeal) -> Broken | None:
    """Compares in the order of the seal; a row that the seal does not know counts at its place in (txid, id)."""
    sealed: Marks = dict(_MARK.iter_unpack(bytes(one.marks)))
    found = _marks_of(one.from_txid, one.to_txid)
    if list(sealed.items()) == list(found.items()):
        return None
    for row_id, digest in found.items():
        if row_id not in sealed:
            return Broken("inserted", one.pk, row_id)
        before = next(iter(sealed))
        if before != row_id:
            return Broken("removed" if before not in found else "changed", one.pk, before)
        if sealed.pop(row_id) != digest:
            return Broken("changed", one.pk, row_id)
    return Broken("removed", one.pk, next(iter(sealed)))


def _count_tail() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM kernel_auditrecord"
            " WHERE txid >= (SELECT coalesce(max(to_txid), 0) FROM kernel_auditseal)"
        )
        return int(cursor.fetchone()[0])


def _marks_of(start: int, stop: int) -> Marks:
    return {row_id: _sm3(line) for row_id, line in _lines(start, stop)}


def _lines(start: int, stop: int) -> Iterator[tuple[int, bytes]]:
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, [start, stop])
        for row in cursor:
            yield row[0], _spell(row).encode()


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat(timespec="microseconds")


_spell = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_moment).encode


def _chain(previous: str, start: int, stop: int, at: datetime, marks: bytes) -> str:
    head = json.dumps([previous, start, stop, _moment(at)]).encode()
    return _sm3(head + b"\n" + marks).hex()


def _sm3(data: bytes) -> bytes:
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()
