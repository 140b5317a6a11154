"""The audit as it may be read: what was done, by whom, and how rows changed under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import BigIntegerField, Case, Count, Q, QuerySet, Sum, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast

from gaodi.apps.accounts.permissions import can_read_audit
from gaodi.kernel.clock import SHANGHAI
from gaodi.kernel.models import AuditRecord, AuditSeal
from gaodi.kernel.people import Viewer

_CHANGES = (AuditRecord.Kind.ROW, AuditRecord.Kind.BATCH)
_ROWS_IN = Case(
    When(kind=AuditRecord.Kind.BATCH, then=Cast(KeyTextTransform("count", "detail"), BigIntegerField())),
    default=Value(1),
    output_field=BigIntegerField(),
)


@dataclass(frozen=True, slots=True)
class SealState:
    """How far the audit is sealed; `sealed_at` None before the first seal. `head` is the newest digest."""

    sealed_at: datetime | None
    seals: int
    sealed_rows: int
    unsealed_rows: int
    head: str


def audit_for(viewer: Viewer) -> QuerySet[AuditRecord]:
    """The audit, for those who may read it and are not bound to one district; nothing for others."""
    rows = AuditRecord.objects.all()
    return rows if can_read_audit(viewer) and viewer.reporting_unit is None else rows.none()


def find_lines(
    viewer: Viewer, *, actor: str = "", action: str = "", subject: str = "", day: date | None = None
) -> QuerySet[AuditRecord]:
    """What services did, newest first.

    Args: actor: part of the name. subject: kind, number, or both as party:17. day: of the calendar in China.
    """
    rows = audit_for(viewer).filter(kind=AuditRecord.Kind.LINE)
    if actor:
        rows = rows.filter(actor__icontains=actor)
    if action:
        rows = rows.filter(action=action)
    if subject:
        kind, _, number = subject.rpartition(":") if ":" in subject else ("", "", subject)
        rows = rows.filter(subject_kind=kind) if kind else rows
        rows = rows.filter(_numbered(number))
    if day:
        start = datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
        rows = rows.filter(at__gte=start, at__lt=start + timedelta(days=1))
    return rows.order_by("-id")


def _numbered(number: str) -> Q:
    if number.isascii() and number.isdigit() and len(number) < 19:
        return Q(subject_id=int(number))
    return Q(subject_kind=number)


def list_actions(viewer: Viewer) -> list[str]:
    """Every action that the audit knows."""
    lines = audit_for(viewer).filter(kind=AuditRecord.Kind.LINE)
    return list(lines.order_by("action").values_list("action", flat=True).distinct())


def count_rows_of(viewer: Viewer, lines: Sequence[int]) -> dict[int, int]:
    """How many rows changed under each line, those of batches included."""
    rows = audit_for(viewer).filter(kind__in=_CHANGES, line_id__in=lines).order_by()
    counted = rows.values("line_id").annotate(number=Sum(_ROWS_IN))
    return {row["line_id"]: row["number"] for row in counted if row["line_id"] is not None}


def get_line(viewer: Viewer, *, line_id: int) -> AuditRecord | None:
    return audit_for(viewer).filter(kind=AuditRecord.Kind.LINE, pk=line_id).first()


def list_rows_of(viewer: Viewer, *, line_id: int) -> QuerySet[AuditRecord]:
    """How rows changed under one line, one by one or a batch at a time, in the order in which they did."""
    return audit_for(viewer).filter(kind__in=_CHANGES, line_id=line_id).order_by("id")


def read_seal_state() -> SealState:
    """Figures only, so no viewer narrows them."""
    last = AuditSeal.objects.order_by("-id").defer("marks").first()
    sums = AuditSeal.objects.aggregate(seals=Count("pk"), rows=Sum("count"))
    tail = AuditRecord.objects.filter(txid__gte=last.to_txid if last else 0).count()
    return SealState(
        last.sealed_at if last else None, sums["seals"], sums["rows"] or 0, tail, last.digest if last else ""
    )
