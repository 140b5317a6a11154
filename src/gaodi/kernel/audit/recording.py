"""The service's own line in the audit, and the name that its row differences carry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from gaodi.kernel.models import AuditRecord
from gaodi.kernel.people import Actor

_SETTINGS = ("gaodi.actor", "gaodi.user_id", "gaodi.mandate_id", "gaodi.line_id")
_READ = "SELECT " + ", ".join(f"current_setting('{name}', true)" for name in _SETTINGS)
_WRITE = "SELECT " + ", ".join(f"set_config('{name}', %s, true)" for name in _SETTINGS)


class OutsideTransaction(RuntimeError):
    """An audit line was asked for outside a transaction: open one (`acting` does) around the whole service."""


def record(
    *,
    actor: Actor,
    at: datetime,
    action: str,
    subject_kind: str = "",
    subject_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> AuditRecord:
    """The line of a service; row differences that follow in the transaction carry its actor, mandate and id.

    Raises: OutsideTransaction: the line and the deed could part.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{action} writes an audit line outside a transaction")
    line = AuditRecord.objects.create(
        kind=AuditRecord.Kind.LINE,
        at=at,
        actor=str(actor),
        user_id=actor.user_id,
        mandate_id=actor.mandate_id,
        action=action,
        subject_kind=subject_kind,
        subject_id=subject_id,
        detail=dict(detail) if detail is not None else None,
    )
    _set(
        tuple("" if part is None else str(part) for part in (actor, actor.user_id, actor.mandate_id, line.pk))
    )
    return line


@contextmanager
def acting(
    *,
    actor: Actor,
    at: datetime,
    action: str,
    subject_kind: str = "",
    subject_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> Iterator[AuditRecord]:
    """One transaction with one audit line, around the body of a service.

    A service called inside another one has its own line; after it the outer one's name is on the changes again.
    """
    with transaction.atomic():
        outer = _get()
        yield record(
            actor=actor,
            at=at,
            action=action,
            subject_kind=subject_kind,
            subject_id=subject_id,
            detail=detail,
        )
        _set(outer)


def _get() -> tuple[str, ...]:
    with connection.cursor() as cursor:
        cursor.execute(_READ)
        return tuple(value or "" for value in cursor.fetchone())


def _set(values: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_WRITE, values)
