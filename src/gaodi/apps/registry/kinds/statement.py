"""Financial statements of companies."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gaodi.apps.registry.choices import Source, StatementPeriod, StatementScope
from gaodi.apps.registry.kinds.columns import (
    CODE,
    NAME,
    PERIOD_END,
    choice,
    day,
    flag,
    in_order,
    must,
    not_above,
    yuan,
)
from gaodi.apps.registry.kinds.kind import Kind, Span
from gaodi.apps.registry.models import Statement
from gaodi.engines.tabular import Rule

_QUARTER_ENDS = frozenset([(3, 31), (6, 30), (9, 30), (12, 31)])


def _unbalanced(values: Mapping[str, Any]) -> str | None:
    """Rounding to 万元 in the source may leave up to 20,000 yuan."""
    odd = values["total_assets_yuan"] - values["total_liabilities_yuan"] - values["equity_yuan"]
    if abs(odd) <= max(Decimal(20_000), abs(values["total_assets_yuan"]) / 10_000):
        return None
    return f"资产总计与负债合计、所有者权益合计之和相差 {odd:,.2f} 元，请核对"


STATEMENT = Kind(
    code="statement",
    label="财务报表",
    help="每行是一家企业一个期间的报表；年度从 1 月 1 日起，季度为年初至季末累计",
    model=Statement,
    subject="party",
    key=("party", "period", "scope", "period_end"),
    sources=(
        Source.ANNUAL_REPORT,
        Source.AUDIT_REPORT,
        Source.TAX_RECORD,
        Source.STATISTICS,
        Source.ENTERPRISE,
    ),
    span=Span.REPORT,
    may_declare=True,
    fields=(
        CODE,
        NAME,
        choice(
            "period",
            "期间",
            dict(StatementPeriod.choices),
            "报表类型",
            "期间类型",
            spellings={"年报": "annual", "全年": "annual", "季报": "quarter", "季度": "quarter"},
            required=True,
            key=True,
            example="年度",
        ),
        choice(
            "scope",
            "口径",
            dict(StatementScope.choices),
            "报表口径",
            spellings={
                "合并报表": "consolidated",
                "合并口径": "consolidated",
                "单体": "parent",
                "本部": "parent",
            },
            key=True,
            example="合并",
            note="不填按合并",
        ),
        day(
            "period_start",
            "期间首日",
            "期初",
            "报告期首日",
            example="2024-01-01",
            note="不填按当年 1 月 1 日",
        ),
        PERIOD_END,
        flag("is_audited", "经审计", "是否审计", "是否经审计", example="是"),
        yuan("cash_yuan", "货币资金", example="12600000"),
        yuan("receivables_yuan", "应收账款", "应收帐款", example="18300000"),
        yuan("inventory_yuan", "存货", example="9700000"),
        yuan("current_assets_yuan", "流动资产合计", "流动资产", example="46200000"),
        yuan("fixed_assets_yuan", "固定资产", "固定资产净额", "固定资产净值", example="31500000"),
        yuan("intangible_assets_yuan", "无形资产", example="5200000"),
        yuan("total_assets_yuan", "资产总计", "资产总额", "总资产", "资产合计", example="88400000"),
        yuan("short_term_debt_yuan", "短期借款", example="15000000"),
        yuan("current_liabilities_yuan", "流动负债合计", "流动负债", example="29800000"),
        yuan("long_term_debt_yuan", "长期借款", example="8000000"),
        yuan("total_liabilities_yuan", "负债合计", "负债总计", "负债总额", "总负债", example="38400000"),
        yuan(
            "equity_yuan",
            "所有者权益合计",
            "所有者权益",
            "股东权益合计",
            "净资产",
            low=None,
            example="50000000",
        ),
        yuan("revenue_yuan", "营业收入", "营业总收入", "销售收入", low=None, example="102500000"),
        yuan("main_revenue_yuan", "主营业务收入", low=None, example="98600000"),
        yuan(
            "hightech_revenue_yuan",
            "高新技术产品（服务）收入",
            "高新技术产品收入",
            "高新收入",
            example="71000000",
        ),
        yuan("export_revenue_yuan", "出口收入", "出口额", example="8600000"),
        yuan("cost_of_sales_yuan", "营业成本", "营业总成本", low=None, example="76800000"),
        yuan("selling_expense_yuan", "销售费用", low=None, example="4100000"),
        yuan("admin_expense_yuan", "管理费用", low=None, example="5900000"),
        yuan("rd_expense_yuan", "研发费用", "研究开发费用", example="6300000"),
        yuan("finance_expense_yuan", "财务费用", low=None, example="1150000"),
        yuan("interest_expense_yuan", "利息费用", "利息支出", low=None, example="1020000"),
        yuan("operating_profit_yuan", "营业利润", low=None, example="8250000"),
        yuan("total_profit_yuan", "利润总额", low=None, example="8400000"),
        yuan("income_tax_yuan", "所得税费用", "企业所得税", low=None, example="1000000"),
        yuan("net_profit_yuan", "净利润", low=None, example="7400000"),
        yuan(
            "adjusted_net_profit_yuan", "扣除非经常性损益后净利润", "扣非净利润", low=None, example="6900000"
        ),
        yuan("taxable_income_yuan", "应纳税所得额", low=None, example="6700000"),
        yuan(
            "tax_paid_yuan", "实缴税费", "实缴税金", "实际缴纳税费", "纳税总额", low=None, example="5300000"
        ),
        yuan(
            "operating_cash_flow_yuan",
            "经营活动现金流量净额",
            "经营现金流",
            "经营活动产生的现金流量净额",
            low=None,
            example="9100000",
        ),
        yuan(
            "investing_cash_flow_yuan",
            "投资活动现金流量净额",
            "投资活动产生的现金流量净额",
            low=None,
            example="-6400000",
        ),
        yuan(
            "financing_cash_flow_yuan",
            "筹资活动现金流量净额",
            "筹资活动产生的现金流量净额",
            low=None,
            example="-1200000",
        ),
    ),
    rules=(
        in_order("period_forward", "period_start", "period_end", "期间末日早于期间首日"),
        must(
            "annual_ends_with_year",
            ("period_end", "period"),
            lambda row: (
                row["period"] != "annual" or (row["period_end"].month, row["period_end"].day) == (12, 31)
            ),
            "年度报表的期间末日应为 12 月 31 日，请核对",
            blocking=False,
        ),
        must(
            "quarter_ends_with_quarter",
            ("period_end", "period"),
            lambda row: (
                row["period"] != "quarter"
                or (row["period_end"].month, row["period_end"].day) in _QUARTER_ENDS
            ),
            "季度报表的期间末日应为季末，请核对",
            blocking=False,
        ),
        Rule(
            "balance",
            ("total_assets_yuan", "total_liabilities_yuan", "equity_yuan"),
            _unbalanced,
            blocking=False,
        ),
        not_above(
            "current_above_total",
            "current_assets_yuan",
            "total_assets_yuan",
            "流动资产合计大于资产总计，请核对",
        ),
        not_above(
            "current_debt_above_total",
            "current_liabilities_yuan",
            "total_liabilities_yuan",
            "流动负债合计大于负债合计，请核对",
        ),
        not_above(
            "main_above_revenue", "main_revenue_yuan", "revenue_yuan", "主营业务收入大于营业收入，请核对"
        ),
        not_above(
            "hightech_above_revenue",
            "hightech_revenue_yuan",
            "revenue_yuan",
            "高新技术产品（服务）收入大于营业收入，请核对",
        ),
    ),
)
