"""The tables of the kernel: instance, business day, events, audit, pack versions."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Func, Q


class ExactDecoder(json.JSONDecoder):
    """Reads numbers with a point as Decimal: an amount that was audited comes back to the fen."""

    def __init__(self) -> None:
        super().__init__(parse_float=Decimal)


class Instance(models.Model):
    """What this database is: a demonstration or the real thing, of which region. One row, for life."""

    class Kind(models.TextChoices):
        DEMO = "demo", "演示"
        LIVE = "live", "正式"

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    kind = models.CharField("类别", max_length=8, choices=Kind.choices)
    region = models.CharField("地区包", max_length=64)
    born_at = models.DateTimeField("建立时间")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="instance_is_one"),
            models.CheckConstraint(condition=Q(kind__in=["demo", "live"]), name="instance_kind_known"),
        ]

    def __str__(self) -> str:
        return f"{self.region} ({self.kind})"

    @property
    def is_demo(self) -> bool:
        return self.kind == self.Kind.DEMO


class BusinessDay(models.Model):
    """The day that law and working-day clocks follow. One row; on a live instance the last day announced."""

    id = models.SmallIntegerField(primary_key=True, default=1, editable=False)
    day = models.DateField("业务日")
    moved_at = models.DateTimeField("推进时间")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="business_day_is_one")]

    def __str__(self) -> str:
        return self.day.isoformat()


class Event(models.Model):
    """Something that happened, for whoever listens. Append-only; `kind` is a word of the closed vocabulary."""

    kind = models.CharField(max_length=64)
    on = models.DateField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    mandate_id = models.BigIntegerField(null=True)
    subject_kind = models.CharField(max_length=64, blank=True, default="")
    subject_id = models.BigIntegerField(null=True)
    payload = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "on"], name="event_kind_on"),
            models.Index(fields=["subject_kind", "subject_id"], name="event_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class AuditRecord(models.Model):
    """One line of the audit: what a service did (line), how one row changed (row) or many did (batch). Append-only.

    `changes` maps a column to [before, after]; `line_id` is the service's line of the same transaction. The `detail` of
    a batch is the count, ids and digest of its rows (audit.statements).
    """

    class Kind(models.TextChoices):
        LINE = "line", "事项"
        ROW = "row", "数据变动"
        BATCH = "batch", "批量变动"

    txid = models.BigIntegerField(db_default=Func(function="txid_current"))
    at = models.DateTimeField(db_default=Func(function="clock_timestamp"))
    kind = models.CharField(max_length=8, choices=Kind.choices)
    actor = models.CharField(max_length=200)
    user_id = models.BigIntegerField(null=True)
    mandate_id = models.BigIntegerField(null=True)
    line_id = models.BigIntegerField(null=True)
    action = models.CharField(max_length=64, blank=True, default="")
    subject_kind = models.CharField(max_length=64, blank=True, default="")
    subject_id = models.BigIntegerField(null=True)
    detail = models.JSONField(null=True, encoder=DjangoJSONEncoder)
    table_name = models.CharField(max_length=64, blank=True, default="")
    row_key = models.TextField(blank=True, default="")
    operation = models.CharField(max_length=8, blank=True, default="")
    changes = models.JSONField(null=True, encoder=DjangoJSONEncoder, decoder=ExactDecoder)

    class Meta:
        indexes = [
            models.Index(fields=["txid", "id"], name="audit_txid"),
            models.Index(fields=["subject_kind", "subject_id"], name="audit_subject"),
            models.Index(fields=["table_name", "row_key"], name="audit_row"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="line") & ~Q(action=""))
                | (Q(kind="row") & ~Q(table_name=""))
                | (Q(kind="batch") & ~Q(table_name="") & Q(detail__isnull=False)),
                name="audit_is_line_row_or_batch",
            )
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.action or self.operation} {self.subject_kind or self.table_name}"


class AuditSeal(models.Model):
    """A batch of audit rows under one SM3 digest that also covers the digest before it. Append-only.

    Covers the transactions from_txid <= txid < to_txid. `marks` holds 40 bytes a row, in order of (txid, id):
    the row's id (8, big endian) and its SM3 (32).
    """

    from_txid = models.BigIntegerField()
    to_txid = models.BigIntegerField()
    count = models.IntegerField()
    marks = models.BinaryField()
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)
    sealed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(from_txid__lt=models.F("to_txid")), name="seal_covers_something"
            ),
            models.UniqueConstraint(fields=["previous"], name="seal_chain_does_not_fork"),
        ]

    def __str__(self) -> str:
        return f"{self.from_txid}–{self.to_txid} {self.digest[:12]}"


class PackVersion(models.Model):
    """A city's data as it was loaded or published once. Append-only; the newest row of a pack is the current one.

    `content` is what the sections read; `files` the texts it was read from, by folder and relative path.
    """

    class Origin(models.TextChoices):
        FOLDER = "folder", "文件夹载入"
        DRAFT = "draft", "草稿发布"

    pack = models.CharField(max_length=64)
    version = models.CharField(max_length=32)
    title = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content: models.JSONField[Any, Any] = models.JSONField()
    files: models.JSONField[Any, Any] = models.JSONField(default=dict)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=200)
    origin = models.CharField(max_length=8, choices=Origin.choices, default=Origin.FOLDER)

    class Meta:
        indexes = [models.Index(fields=["pack", "digest"], name="pack_digest")]

    def __str__(self) -> str:
        return f"{self.pack} {self.version} {self.digest[:12]}"
