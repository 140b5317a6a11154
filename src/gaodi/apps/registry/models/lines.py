"""What lists of companies filter and sort by, one row a company: a cache of facts, never a source of them."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from gaodi.apps.registry.models.party import Party


class CompanyLine(models.Model):
    """A company as of the day of `LinesState`, in plan types: fen, parts per million, counts; null is unknown.

    Deleting every row changes no answer: lists are then read from the facts.
    """

    party = models.OneToOneField(
        Party, on_delete=models.CASCADE, primary_key=True, related_name="line", db_constraint=False
    )
    pinyin = models.CharField("拼音", max_length=512, db_collation="C")
    name = models.CharField("名称", max_length=128)
    initials = models.CharField("拼音首字母", max_length=128)
    unit = models.CharField("统计归属", max_length=32)
    industry = models.CharField("行业门类", max_length=8)
    industry_class = models.CharField("行业代码", max_length=5)
    status = models.CharField("登记状态", max_length=16)
    founded_on = models.DateField("成立日期", null=True)
    registered_capital = models.BigIntegerField("注册资本（分）", null=True)
    revenue = models.BigIntegerField("营业收入（分）", null=True)
    revenue_growth = models.BigIntegerField("收入增长（百万分之一）", null=True)
    employees = models.BigIntegerField("从业人员", null=True)
    rd_spending = models.BigIntegerField("研发投入（分）", null=True)
    rd_intensity = models.BigIntegerField("研发强度（百万分之一）", null=True)
    titles = ArrayField(models.CharField(max_length=32), verbose_name="有效称号")
    listing_stage = models.CharField("上市阶段", max_length=24)
    last_report_on = models.DateField("最近报送期末", null=True)
    is_invented = models.BooleanField("演示虚构")

    class Meta:
        verbose_name = "企业列表行"
        indexes: ClassVar = [
            models.Index(fields=["pinyin", "party"], name="line_by_pinyin"),
            models.Index(fields=["unit", "pinyin", "party"], name="line_by_unit"),
            models.Index(F("revenue").desc(nulls_last=True), F("party_id"), name="line_by_revenue"),
            models.Index(fields=["listing_stage"], condition=~Q(listing_stage=""), name="line_by_stage"),
            GinIndex(fields=["titles"], name="line_by_title"),
        ]


class LinesState(models.Model):
    """As of what the lines were read: one row, or none where they never were."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    on = models.DateField("业务日")
    known_at = models.DateTimeField("知悉时点")
    pack_digest = models.CharField("地区包", max_length=64)

    class Meta:
        verbose_name = "企业列表状态"
        constraints: ClassVar = [models.CheckConstraint(name="one_state_of_lines", condition=Q(id=1))]


class LineChange(models.Model):
    """A statement changed a table that lines are read from; a refresh takes away what it has seen.

    `parties` are those that it touched; null where they are very many.
    """

    table_name = models.CharField("表", max_length=64)
    parties = ArrayField(models.BigIntegerField(), verbose_name="主体", null=True)

    class Meta:
        verbose_name = "企业列表待更新"
