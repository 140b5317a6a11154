"""Loans and guarantees, and the institutions that give them."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from gaodi.apps.registry.choices import GuaranteeKind, InstitutionKind, LoanClass, LoanSecurity, LoanState
from gaodi.apps.registry.models.dated import Dated, open_only, open_only_apart
from gaodi.apps.registry.models.party import Party


def _yuan(label: str) -> models.DecimalField[Any, Any]:
    return models.DecimalField(f"{label}（元）", max_digits=18, decimal_places=2, null=True, blank=True)


class Loan(Dated):
    """A loan as it stands in [valid_from, valid_to): a new balance, class or state is a new row of the same `public_id`."""

    public_id = models.UUIDField(default=uuid.uuid4, editable=False)
    borrower = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="loans", db_index=False)
    lender = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="loans_given")
    contract_number = models.CharField("合同编号", max_length=64)
    security = models.CharField("担保方式", max_length=16, choices=LoanSecurity)
    principal_yuan = models.DecimalField("放款金额（元）", max_digits=18, decimal_places=2)
    rate = models.DecimalField("年利率", max_digits=8, decimal_places=6, null=True, blank=True)
    drawn_on = models.DateField("放款日")
    due_on = models.DateField("到期日")
    balance_yuan = _yuan("余额")
    overdue_days = models.PositiveIntegerField("逾期天数", null=True, blank=True)
    loan_class = models.CharField("五级分类", max_length=16, choices=LoanClass, blank=True)
    state = models.CharField("状态", max_length=16, choices=LoanState)

    class Meta(Dated.Meta):
        verbose_name = "贷款"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="loan_due_after_drawn", condition=Q(due_on__gte=models.F("drawn_on"))
            ),
            models.CheckConstraint(name="loan_is_positive", condition=Q(principal_yuan__gt=0)),
            open_only_apart(
                "one_open_loan", "lender", "contract_number", "valid_from", "source", subject="borrower"
            ),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["borrower"], name="loan_by_borrower"),
            models.Index(fields=["public_id"], name="loan_by_public_id"),
        ]


class Guarantee(Dated):
    """`guarantor` answers for `debtor` towards `creditor` in [valid_from, valid_to)."""

    guarantor = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="guarantees_given", db_index=False
    )
    debtor = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="guarantees_got", db_index=False)
    creditor = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="guarantees_held", null=True, blank=True
    )
    number = models.CharField("担保合同编号", max_length=64)
    contract_number = models.CharField("主合同编号", max_length=64, blank=True)
    kind = models.CharField("担保方式", max_length=16, choices=GuaranteeKind)
    amount_yuan = models.DecimalField("担保金额（元）", max_digits=18, decimal_places=2)

    class Meta(Dated.Meta):
        verbose_name = "担保"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(name="guarantee_is_positive", condition=Q(amount_yuan__gt=0)),
            open_only("one_open_guarantee", "guarantor", "number", "valid_from", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["guarantor"], name="guarantee_by_guarantor"),
            models.Index(fields=["debtor"], name="guarantee_by_debtor"),
        ]


class InstitutionRecord(Dated):
    """What is recorded of a financial institution in one period."""

    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, related_name="institution_records", db_index=False
    )
    kind = models.CharField("机构类别", max_length=16, choices=InstitutionKind)
    licence_number = models.CharField("许可证编号", max_length=64, blank=True)
    licensed_on = models.DateField("取得许可日期", null=True, blank=True)
    reporting_unit = models.CharField("统计归属", max_length=32, blank=True)
    head_office = models.CharField("总部所在地", max_length=64, blank=True)
    is_headquartered_here = models.BooleanField("法人机构", null=True, blank=True)
    paid_in_capital_yuan = _yuan("实收资本")
    total_assets_yuan = _yuan("资产总额")
    loans_outstanding_yuan = _yuan("贷款余额")
    guarantees_outstanding_yuan = _yuan("在保余额")
    compensated_yuan = _yuan("本年代偿额")
    technology_branches = models.PositiveIntegerField("科技支行", null=True, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "金融机构登记"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_institution_record", "party", "valid_from", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party"], name="institution_record_by_party"),
        ]
