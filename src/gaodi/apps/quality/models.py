"""What the rules of data quality found, day by day, and how every source stood at each run."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gaodi.apps.quality.choices import Severity
from gaodi.apps.registry.choices import Source
from gaodi.apps.registry.models import Party


class CheckRun(models.Model):
    """One time that every rule was run: as of a day and a moment of knowledge."""

    on_day = models.DateField("业务日")
    known_at = models.DateTimeField("知悉截至")
    started_at = models.DateTimeField("开始")
    finished_at = models.DateTimeField("结束")
    rules = models.PositiveIntegerField("规则数")
    opened = models.PositiveIntegerField("新发现")
    closed = models.PositiveIntegerField("已消除")
    standing = models.PositiveIntegerField("仍存在")

    class Meta:
        verbose_name = "质量检查"
        indexes: ClassVar = [models.Index(fields=["-id"], name="check_run_newest")]


class Finding(models.Model):
    """What a rule says of one row (or pair of rows) from `seen_from` until it is not found any more on `seen_to`."""

    rule = models.CharField("规则", max_length=48)
    severity = models.CharField("程度", max_length=16, choices=Severity)
    source = models.CharField("来源", max_length=32, choices=Source)
    table = models.CharField("数据", max_length=32)
    row_key = models.CharField("行", max_length=64)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="quality_findings")
    says = models.CharField("发现", max_length=400)
    seen_from = models.DateField("发现于")
    seen_to = models.DateField("消除于", null=True, blank=True)

    class Meta:
        verbose_name = "质量发现"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="finding_seen_forward",
                condition=Q(seen_to__isnull=True) | Q(seen_to__gte=F("seen_from")),
            ),
            models.UniqueConstraint(
                name="one_open_finding", fields=["rule", "row_key"], condition=Q(seen_to__isnull=True)
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["source", "rule"], condition=Q(seen_to__isnull=True), name="finding_by_source"
            ),
            models.Index(fields=["party"], name="finding_by_party"),
        ]


class SourceTally(models.Model):
    """How much of one sort of row a source has given by a run, and how new it is."""

    run = models.ForeignKey(CheckRun, on_delete=models.CASCADE, related_name="tallies")
    source = models.CharField("来源", max_length=32, choices=Source)
    table = models.CharField("数据", max_length=32)
    rows = models.PositiveBigIntegerField("在用行数")
    parties = models.PositiveBigIntegerField("涉及主体")
    newest_on = models.DateField("最新来源日期", null=True)

    class Meta:
        verbose_name = "来源概况"
        constraints: ClassVar = [
            models.UniqueConstraint(name="one_tally_of_a_source", fields=["run", "source", "table"]),
        ]
