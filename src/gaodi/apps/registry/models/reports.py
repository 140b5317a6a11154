"""What a company reports for a period: statements, people, research and development.

A row is valid from the day after its period, without end: it stays what was reported for that period.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from gaodi.apps.registry.choices import StatementPeriod, StatementScope
from gaodi.apps.registry.models.dated import Dated, open_only
from gaodi.apps.registry.models.party import Party


def _yuan(label: str) -> models.DecimalField[Any, Any]:
    return models.DecimalField(f"{label}（元）", max_digits=18, decimal_places=2, null=True, blank=True)


class Statement(Dated):
    """A financial statement of [period_start, period_end]; a restatement closes the old version and inserts."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="statements", db_index=False)
    period = models.CharField("期间", max_length=16, choices=StatementPeriod)
    scope = models.CharField(
        "口径", max_length=16, choices=StatementScope, default=StatementScope.CONSOLIDATED
    )
    period_start = models.DateField("期间首日")
    period_end = models.DateField("期间末日")
    is_audited = models.BooleanField("经审计", null=True, blank=True)

    cash_yuan = _yuan("货币资金")
    receivables_yuan = _yuan("应收账款")
    inventory_yuan = _yuan("存货")
    current_assets_yuan = _yuan("流动资产合计")
    fixed_assets_yuan = _yuan("固定资产")
    intangible_assets_yuan = _yuan("无形资产")
    total_assets_yuan = _yuan("资产总计")
    short_term_debt_yuan = _yuan("短期借款")
    current_liabilities_yuan = _yuan("流动负债合计")
    long_term_debt_yuan = _yuan("长期借款")
    total_liabilities_yuan = _yuan("负债合计")
    equity_yuan = _yuan("所有者权益合计")

    revenue_yuan = _yuan("营业收入")
    main_revenue_yuan = _yuan("主营业务收入")
    hightech_revenue_yuan = _yuan("高新技术产品（服务）收入")
    export_revenue_yuan = _yuan("出口收入")
    cost_of_sales_yuan = _yuan("营业成本")
    selling_expense_yuan = _yuan("销售费用")
    admin_expense_yuan = _yuan("管理费用")
    rd_expense_yuan = _yuan("研发费用")
    finance_expense_yuan = _yuan("财务费用")
    interest_expense_yuan = _yuan("利息费用")
    operating_profit_yuan = _yuan("营业利润")
    total_profit_yuan = _yuan("利润总额")
    income_tax_yuan = _yuan("所得税费用")
    net_profit_yuan = _yuan("净利润")
    adjusted_net_profit_yuan = _yuan("扣除非经常性损益后净利润")
    taxable_income_yuan = _yuan("应纳税所得额")
    tax_paid_yuan = _yuan("实缴税费")

    operating_cash_flow_yuan = _yuan("经营活动现金流量净额")
    investing_cash_flow_yuan = _yuan("投资活动现金流量净额")
    financing_cash_flow_yuan = _yuan("筹资活动现金流量净额")

    class Meta(Dated.Meta):
        verbose_name = "财务报表"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="statement_period_forward",
                condition=models.Q(period_end__gte=models.F("period_start")),
            ),
            open_only("one_open_statement", "party", "period", "scope", "period_end", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "period_end"], name="statement_by_party"),
        ]


class Headcount(Dated):
    """People of a company on the last day of a year."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="headcounts", db_index=False)
    period_end = models.DateField("期末")
    employees = models.PositiveIntegerField("从业人员", null=True, blank=True)
    insured = models.PositiveIntegerField("参保人员", null=True, blank=True)
    rd_staff = models.PositiveIntegerField("科技人员", null=True, blank=True)
    doctors = models.PositiveIntegerField("博士", null=True, blank=True)
    masters = models.PositiveIntegerField("硕士", null=True, blank=True)
    bachelors = models.PositiveIntegerField("本科", null=True, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "人员"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_headcount", "party", "period_end", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "period_end"], name="headcount_by_party"),
        ]


class Research(Dated):
    """Research and development of a company in one year, as told to the tax or statistics office."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="researches", db_index=False)
    period_end = models.DateField("年度末日")
    spending_yuan = _yuan("研发投入")
    domestic_yuan = _yuan("境内研发投入")
    deducted_yuan = _yuan("加计扣除研发费用")
    capitalised_yuan = _yuan("资本化研发支出")
    projects = models.PositiveIntegerField("研发项目", null=True, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "研发活动"
        constraints: ClassVar = [
            *Dated.Meta.constraints,
            open_only("one_open_research", "party", "period_end", "source"),
        ]
        indexes: ClassVar = [
            *Dated.Meta.indexes,
            models.Index(fields=["party", "period_end"], name="research_by_party"),
        ]
