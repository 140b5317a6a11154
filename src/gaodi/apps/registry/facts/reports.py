"""What companies report for a period: statements, people, research and development."""

from __future__ import annotations

from gaodi.apps.registry.choices import StatementPeriod, StatementScope
from gaodi.apps.registry.facts.rows import best_rows
from gaodi.apps.registry.facts.tables import COMPANY_ID, TO_COMPANY, declare_rows
from gaodi.apps.registry.facts.terms import (
    MOST_FEN,
    Term,
    code,
    count,
    day,
    flag,
    ident,
    money,
    signed,
)

_YEAR = "EXTRACT(YEAR FROM told.period_end)"
_LOWER = (
    "(CASE WHEN told.net_profit_yuan IS NOT NULL AND told.adjusted_net_profit_yuan IS NOT NULL"
    " THEN LEAST(told.net_profit_yuan, told.adjusted_net_profit_yuan) END)"
)
_COSTS = " + ".join(
    f"told.{part}_yuan"
    for part in ("cost_of_sales", "selling_expense", "admin_expense", "rd_expense", "finance_expense")
)
MOST_PEOPLE = 1_000_000


def _period() -> tuple[Term, ...]:
    return (
        day("period_end", "期间末日"),
        count("year", "年度", _YEAR, low=1900, high=2100),
    )


BALANCE = (
    money("cash", "货币资金"),
    money("receivables", "应收账款"),
    money("inventory", "存货"),
    money("current_assets", "流动资产合计"),
    money("fixed_assets", "固定资产"),
    money("intangible_assets", "无形资产"),
    money("total_assets", "资产总计"),
    money("short_term_debt", "短期借款"),
    money("current_liabilities", "流动负债合计"),
    money("long_term_debt", "长期借款"),
    money("total_liabilities", "负债合计"),
    signed("equity", "所有者权益合计"),
)

INCOME = (
    money("revenue", "营业收入"),
    money("main_revenue", "主营业务收入"),
    money("hightech_revenue", "高新技术产品（服务）收入"),
    money("export_revenue", "出口收入"),
    money("cost_of_sales", "营业成本"),
    money("selling_expense", "销售费用"),
    money("admin_expense", "管理费用"),
    money("rd_expense", "研发费用"),
    signed("finance_expense", "财务费用"),
    money("interest_expense", "利息费用"),
    signed("costs", "成本费用总额", f"({_COSTS})"),
    signed("operating_profit", "营业利润"),
    signed("total_profit", "利润总额"),
    signed("income_tax", "所得税费用"),
    signed("net_profit", "净利润"),
    signed("adjusted_net_profit", "扣除非经常性损益后净利润"),
    # Listing standards take the lower of the two; where one is not told, the figure is not known.
    signed("lower_net_profit", "净利润（扣非前后孰低）", _LOWER),
    signed("taxable_income", "应纳税所得额"),
    signed("tax_paid", "实缴税费"),
)

FLOWS = (
    signed("operating_cash_flow", "经营活动现金流量净额"),
    signed("investing_cash_flow", "投资活动现金流量净额"),
    signed("financing_cash_flow", "筹资活动现金流量净额"),
)

declare_rows(
    "statement",
    "财务报表",
    [ident("statement_id", "报表编号"), COMPANY_ID],
    [
        code("period", "期间", codes=dict(StatementPeriod.choices)),
        code("scope", "口径", codes=dict(StatementScope.choices)),
        day("period_start", "期间首日"),
        *_period(),
        flag("is_audited", "经审计", no="未经审计", yes="经审计"),
        *BALANCE,
        *INCOME,
        *FLOWS,
    ],
    best_rows("registry_statement", "party_id", "period", "scope", "period_end"),
    group="statements",
    links=(TO_COMPANY,),
    covered_as="statement",
    order="period_end",
    coverage="规模以上企业按年报送；其他企业只在报送过的年度有数，未报送不视为零",
)

declare_rows(
    "headcount",
    "人员",
    [ident("headcount_id", "人员记录编号"), COMPANY_ID],
    [
        *_period(),
        count("employees", "从业人员", high=MOST_PEOPLE),
        count("insured", "参保人员", high=MOST_PEOPLE),
        count("rd_staff", "科技人员", high=MOST_PEOPLE),
        count("doctors", "博士", high=MOST_PEOPLE),
        count("masters", "硕士", high=MOST_PEOPLE),
        count("bachelors", "本科", high=MOST_PEOPLE),
        # Degrees are counted together only where each is told.
        count(
            "degree_holders",
            "本科及以上人员",
            "told.doctors + told.masters + told.bachelors",
            high=MOST_PEOPLE,
        ),
    ],
    best_rows("registry_headcount", "party_id", "period_end"),
    group="people",
    links=(TO_COMPANY,),
    covered_as="headcount",
    order="period_end",
    coverage="社保参保记录对全部参保单位完整；学历构成以企业申报为准",
)

declare_rows(
    "research",
    "研发活动",
    [ident("research_id", "研发记录编号"), COMPANY_ID],
    [
        *_period(),
        money("spending", "研发投入", high=MOST_FEN),
        money("domestic", "境内研发投入", high=MOST_FEN),
        money("deducted", "加计扣除研发费用", high=MOST_FEN),
        money("capitalised", "资本化研发支出", high=MOST_FEN),
        count("projects", "研发项目", high=100_000),
    ],
    best_rows("registry_research", "party_id", "period_end"),
    group="research",
    links=(TO_COMPANY,),
    covered_as="research",
    order="period_end",
    coverage="加计扣除与统计报表覆盖的企业完整；其他企业未报送不视为零",
)
