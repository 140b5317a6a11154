"""Who stands behind a company, and who runs it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from gaodi.apps.registry.choices import HolderRole, Position
from gaodi.apps.registry.models.dated import Dated, open_only
from gaodi.apps.registry.models.party import Party


def _share(label: str) -> models.DecimalField[Any, Any]:
    """A fraction of 1, to a tenth of a billionth; empty where the source does not say."""
    return models.DecimalField(label, max_digits=11, decimal_places=10, null=True, blank=True)


class Holding(Dated):
    """What `holder` has in `company`; votes and income are told only where they differ from the share of capital."""

    company = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="holdings_in", db_index=False)
    holder = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="holdings_of", db_index=False)
    role = models.CharField("身份", max_length=16, choices=HolderRole)
    capital_share = _share("出资比例")
    vote_share = _share("表决权比例")
    income_share = _share("收益权比例")
    subscribed_yuan = models.DecimalField(
        "认缴出资（元）", max_digits=18, decimal_places=2, null=True, blank=True
    )
    paid_in_yuan = models.DecimalField(
        "实缴出资（元）", max_digits=18, decimal_places=2, null=True, blank=True
    )
    nominee_for = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="held_by_nominees", null=True, blank=True
    )

    class Meta(Dated.Meta):
        verbose_name = "持股"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="shares_are_fractions",
                condition=Q(capital_share__isnull=True) | Q(capital_share__gte=0, capital_share__lte=1),
            ),
            open_only("one_open_holding", "company", "holder", "role", "valid_from", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["company"], name="holding_by_company"),
            models.Index(fields=["holder"], name="holding_by_holder"),
        ]


class Officer(Dated):
    """A person in an office of a company."""

    company = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="officers", db_index=False)
    person = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="offices", db_index=False)
    position = models.CharField("职务", max_length=24, choices=Position)

    class Meta(Dated.Meta):
        verbose_name = "任职"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_officer", "company", "person", "position", "valid_from", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["company"], name="officer_by_company"),
            models.Index(fields=["person"], name="officer_by_person"),
        ]


class PersonRecord(Dated):
    """What is recorded of a person who founds, holds, runs or is recognised as a talent."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="person_records", db_index=False)
    birth_year = models.PositiveSmallIntegerField("出生年份", null=True, blank=True)
    degree = models.CharField("学历", max_length=16, blank=True)
    talent_class = models.CharField("人才类别", max_length=16, blank=True)
    arrived_on = models.DateField("来本市日期", null=True, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "人员登记"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_person_record", "party", "valid_from", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party"], name="person_record_by_party"),
        ]
