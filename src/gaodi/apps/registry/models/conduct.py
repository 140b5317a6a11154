"""How a company conducts itself: lists it stands on, penalties, tax credit."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from gaodi.apps.registry.choices import BarKind, PenaltyKind, TaxGrade
from gaodi.apps.registry.models.dated import Dated, open_only
from gaodi.apps.registry.models.party import Party


class Bar(Dated):
    """A company stands on a list in [valid_from, valid_to)."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="bars", db_index=False)
    kind = models.CharField("名单", max_length=16, choices=BarKind)

    class Meta(Dated.Meta):
        verbose_name = "受限名单"
        indexes: ClassVar = [*Dated.Meta.indexes, models.Index(fields=["party", "kind"], name="bar_by_party")]


class Penalty(Dated):
    """An administrative penalty: decided on `valid_from`, shown in public until `valid_to`."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="penalties", db_index=False)
    number = models.CharField("决定文书号", max_length=64)
    kind = models.CharField("类别", max_length=16, choices=PenaltyKind)
    amount_yuan = models.DecimalField(
        "罚没金额（元）", max_digits=18, decimal_places=2, null=True, blank=True
    )
    is_serious = models.BooleanField("严重违法", null=True, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "行政处罚"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_penalty", "party", "number", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "valid_from"], name="penalty_by_party"),
        ]


class TaxCredit(Dated):
    """纳税信用级别 for a year, valid from the day of its publication until the next one."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="tax_credits", db_index=False)
    year = models.PositiveSmallIntegerField("评价年度")
    grade = models.CharField("级别", max_length=1, choices=TaxGrade)

    class Meta(Dated.Meta):
        verbose_name = "纳税信用"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_tax_credit", "party", "year", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "year"], name="tax_credit_by_party"),
        ]
