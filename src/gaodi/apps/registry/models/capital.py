"""Funds, capital transactions, and the positions that come of them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from gaodi.apps.registry.choices import DealKind, DealRound, FundKind
from gaodi.apps.registry.models.dated import Dated, open_only, open_only_apart
from gaodi.apps.registry.models.party import Party


def _yuan(label: str) -> models.DecimalField[Any, Any]:
    return models.DecimalField(f"{label}（元）", max_digits=18, decimal_places=2, null=True, blank=True)


class FundRecord(Dated):
    """What the filing says of a fund in one period."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="fund_records", db_index=False)
    kind = models.CharField("基金类别", max_length=16, choices=FundKind)
    filing_number = models.CharField("备案编号", max_length=32, blank=True)
    manager = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="managed_funds", null=True, blank=True
    )
    founded_on = models.DateField("成立日期", null=True, blank=True)
    ends_on = models.DateField("存续期满日", null=True, blank=True)
    reporting_unit = models.CharField("统计归属", max_length=32, blank=True)
    committed_yuan = _yuan("认缴规模")
    paid_in_yuan = _yuan("实缴规模")
    government_yuan = _yuan("政府出资")

    class Meta(Dated.Meta):
        verbose_name = "基金登记"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_fund_record", "party", "valid_from", "source"),
        ]
        indexes: ClassVar = [*Dated.Meta.indexes, models.Index(fields=["party"], name="fund_record_by_party")]


class Deal(Dated):
    """A capital transaction of a company; `valid_from` is the day it was closed."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    company = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="deals", db_index=False)
    number = models.CharField("交易编号", max_length=64)
    kind = models.CharField("类别", max_length=16, choices=DealKind)
    round = models.CharField("轮次", max_length=16, choices=DealRound, default=DealRound.NONE)
    amount_yuan = _yuan("金额")
    valuation_yuan = _yuan("投后估值")

    class Meta(Dated.Meta):
        verbose_name = "资本交易"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_deal", "company", "number", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["company", "valid_from"], name="deal_by_company"),
            models.Index(fields=["public_id"], name="deal_by_public_id"),
        ]


class Investment(Dated):
    """A position of `investor` in `company`: paid in on `valid_from`, left on `valid_to`."""

    investor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="investments", db_index=False)
    company = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="investments_got", db_index=False
    )
    number = models.CharField("投资编号", max_length=64)
    deal_number = models.CharField("交易编号", max_length=64, blank=True)
    amount_yuan = models.DecimalField("投资金额（元）", max_digits=18, decimal_places=2)
    share = models.DecimalField("持股比例", max_digits=11, decimal_places=10, null=True, blank=True)
    is_first_outside = models.BooleanField("首轮外部投资", null=True, blank=True)
    proceeds_yuan = _yuan("退出所得")

    class Meta(Dated.Meta):
        verbose_name = "股权投资"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="investment_is_positive", condition=Q(amount_yuan__gt=0)),
            open_only_apart("one_open_investment", "investor", "number", "source", subject="company"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["investor"], name="investment_by_investor"),
            models.Index(fields=["company"], name="investment_by_company"),
        ]
