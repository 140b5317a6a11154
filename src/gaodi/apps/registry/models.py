"""Parties, and rows about them that are valid in one period and known in another.

Every row under a party carries valid [valid_from, valid_to) and known [known_from, known_to). It is never changed:
a correction closes `known_to` and inserts. "As of" is the pair (day, moment of knowledge).
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from gaodi.apps.registry.choices import BarKind, CompanyStatus, ListingWay, PartyKind, Source, Standing


class Party(models.Model):
    """One key for holders, guarantors, beneficiaries and mandates."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("类别", max_length=16, choices=PartyKind)
    credit_code = models.CharField("统一社会信用代码", max_length=18, null=True, blank=True, unique=True)
    name = models.CharField("名称", max_length=128)
    short_name = models.CharField("简称", max_length=32, blank=True)
    pinyin = models.CharField("拼音", max_length=512)
    initials = models.CharField("拼音首字母", max_length=128)
    is_invented = models.BooleanField("演示虚构", default=False)
    created_at = models.DateTimeField("建档时间")

    class Meta:
        verbose_name = "主体"
        verbose_name_plural = "主体"
        constraints: ClassVar = [
            models.CheckConstraint(name="party_code_is_not_empty", condition=~Q(credit_code="")),
        ]
        indexes: ClassVar = [
            models.Index(fields=["kind", "pinyin"], name="party_by_pinyin"),
            models.Index(fields=["initials"], name="party_by_initials"),
        ]

    def __str__(self) -> str:
        return self.name


class Dated(models.Model):
    """Validity and knowledge of one row, and where it came from."""

    valid_from = models.DateField("有效自")
    valid_to = models.DateField("有效至（不含）", null=True, blank=True)
    known_from = models.DateTimeField("知悉自")
    known_to = models.DateTimeField("知悉至（不含）", null=True, blank=True)
    source = models.CharField("来源", max_length=32, choices=Source)
    source_on = models.DateField("来源日期")
    standing = models.CharField("核实", max_length=16, choices=Standing, default=Standing.VERIFIED)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_valid_forward",
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="%(class)s_known_forward",
                condition=Q(known_to__isnull=True) | Q(known_to__gt=F("known_from")),
            ),
        ]


class CompanyRecord(Dated):
    """What the register says of a company in one period: districts, industry, capital, status."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="company_records")
    founded_on = models.DateField("成立日期", null=True, blank=True)
    division_unit = models.CharField("行政区划", max_length=32, blank=True)
    reporting_unit = models.CharField("统计归属", max_length=32, blank=True)
    fiscal_unit = models.CharField("财政归属", max_length=32, blank=True)
    industry = models.CharField("行业门类", max_length=8, blank=True)
    registered_capital_yuan = models.DecimalField(
        "注册资本（元）", max_digits=18, decimal_places=2, null=True, blank=True
    )
    status = models.CharField("登记状态", max_length=16, choices=CompanyStatus)

    class Meta(Dated.Meta):
        verbose_name = "企业登记"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="one_known_company_record_from_a_day",
                fields=["party", "valid_from"],
                condition=Q(known_to__isnull=True),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["party"], name="company_record_by_party")]


class ListingEvent(Dated):
    """A step of a company on its way to an exchange; `valid_from` is the day it happened."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="listing_events")
    kind = models.CharField("阶段", max_length=24)
    board = models.CharField("板块", max_length=24, blank=True)
    way = models.CharField("方式", max_length=16, choices=ListingWay, blank=True)
    stock_code = models.CharField("证券代码", max_length=6, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "上市进程"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                name="one_known_version_of_a_listing_event",
                fields=["public_id"],
                condition=Q(known_to__isnull=True),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["party", "valid_from"], name="listing_event_by_party")]


class Bar(Dated):
    """A company stands on a list in [valid_from, valid_to)."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="bars")
    kind = models.CharField("名单", max_length=16, choices=BarKind)

    class Meta(Dated.Meta):
        verbose_name = "受限名单"
        indexes: ClassVar = [models.Index(fields=["party", "kind"], name="bar_by_party")]


class SupportReceived(Dated):
    """Money that a company already got for the same matter, inside Gaodi or outside; `valid_from` is the day of payment."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="support_received")
    matter = models.CharField("事项组", max_length=32)
    event_public_id = models.UUIDField("对应事件", null=True, blank=True)
    amount_yuan = models.DecimalField("金额（元）", max_digits=18, decimal_places=2)

    class Meta(Dated.Meta):
        verbose_name = "已获支持"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="support_is_positive", condition=Q(amount_yuan__gt=0)),
        ]
        indexes: ClassVar = [models.Index(fields=["party", "matter"], name="support_by_party")]


class Coverage(Dated):
    """A source is complete for a party in [valid_from, valid_to): there, no row means none."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="coverages")
    subject = models.CharField("范围", max_length=32)

    class Meta(Dated.Meta):
        verbose_name = "来源覆盖"
        indexes: ClassVar = [models.Index(fields=["party", "subject"], name="coverage_by_party")]
