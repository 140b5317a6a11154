"""What the register says of a company."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from gaodi.apps.registry.choices import CompanyStatus, LegalForm, OwnershipType
from gaodi.apps.registry.models.dated import Dated
from gaodi.apps.registry.models.party import Party


class CompanyRecord(Dated):
    """What the register says of a company in one period: districts, industry, capital, status."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="company_records", db_index=False)
    founded_on = models.DateField("成立日期", null=True, blank=True)
    division_unit = models.CharField("行政区划", max_length=32, blank=True)
    reporting_unit = models.CharField("统计归属", max_length=32, blank=True)
    fiscal_unit = models.CharField("财政归属", max_length=32, blank=True)
    industry = models.CharField("行业门类", max_length=8, blank=True)
    industry_class = models.CharField("行业代码", max_length=5, blank=True)
    legal_form = models.CharField("企业类型", max_length=16, choices=LegalForm, blank=True)
    ownership_type = models.CharField("经济类型", max_length=16, choices=OwnershipType, blank=True)
    registered_capital_yuan = models.DecimalField(
        "注册资本（元）", max_digits=18, decimal_places=2, null=True, blank=True
    )
    paid_in_capital_yuan = models.DecimalField(
        "实缴资本（元）", max_digits=18, decimal_places=2, null=True, blank=True
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
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party"], name="company_record_by_party"),
            models.Index(
                fields=["reporting_unit", "party"],
                name="company_record_by_unit",
                condition=models.Q(known_to__isnull=True),
            ),
        ]
