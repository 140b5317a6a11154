"""Capital: transactions of companies, positions of funds, the funds themselves."""

from __future__ import annotations

from gaodi.apps.registry.choices import DealKind, DealRound, FundKind, PartyKind
from gaodi.apps.registry.facts.parties import declare_party
from gaodi.apps.registry.facts.rows import DAY, Span, best_rows, one_party
from gaodi.apps.registry.facts.tables import declare_rows
from gaodi.apps.registry.facts.terms import Term, code, day, flag, ident, money, public_id, rate, text
from gaodi.engines.rules.dictionary import Link, Visibility

_COMPANY = ident("company_id", "企业编号", "told.company_id")
_INVESTOR = ident("investor_id", "投资方编号", "told.investor_id")
_TO_COMPANY = Link(name="company", column="company_id", table="company")

declare_rows(
    "deal",
    "资本交易",
    [ident("deal_id", "交易编号"), public_id("交易公开编号"), _COMPANY],
    [
        text("number", "交易文号"),
        code("kind", "类别", codes=dict(DealKind.choices)),
        code("round", "轮次", codes=dict(DealRound.choices)),
        money("amount", "金额"),
        money("valuation", "投后估值"),
        day("closed_on", "交割日", "told.valid_from"),
    ],
    best_rows("registry_deal", "company_id", "number", span=Span.SINCE),
    group="capital",
    seen_by=Visibility.PARTIES,
    links=(_TO_COMPANY,),
    covered_as="deal",
    order="closed_on",
    coverage="备案基金与交易所公告涉及的交易完整；其他交易以企业申报为准",
)

_WITH_INVESTOR = one_party("investor", "told.investor_id")
_LEFT = f"told.valid_to <= {DAY}"


def _position() -> list[Term]:
    """An exit and what it brought are told once it has happened."""
    return [
        code("investor_kind", "投资方类别", "investor.kind", codes=dict(PartyKind.choices)),
        text("number", "投资编号"),
        text("deal_number", "交易文号"),
        money("amount", "投资金额"),
        rate("share", "持股比例"),
        flag("is_first_outside", "首轮外部投资"),
        day("paid_on", "投资日", "told.valid_from"),
        code(
            "state",
            "状态",
            f"CASE WHEN {_LEFT} THEN 'left' ELSE 'held' END",
            codes={"held": "在投", "left": "已退出"},
        ),
        day("left_on", "退出日", f"(CASE WHEN {_LEFT} THEN told.valid_to END)"),
        money("proceeds", "退出所得", f"(CASE WHEN {_LEFT} THEN told.proceeds_yuan END)"),
    ]


declare_rows(
    "investment",
    "获得股权投资",
    [ident("investment_id", "投资记录编号"), _COMPANY, _INVESTOR],
    _position(),
    best_rows("registry_investment", "company_id", "investor_id", "number", span=Span.SINCE),
    joins=_WITH_INVESTOR,
    group="capital",
    seen_by=Visibility.PARTIES,
    links=(
        _TO_COMPANY,
        Link(name="investor", column="investor_id", table="fund"),
        Link(name="investor_company", column="investor_id", table="company"),
    ),
    covered_as="investment",
    order="paid_on",
    coverage="备案基金的投资完整；其他投资以企业申报为准",
)

declare_rows(
    "investment_made",
    "对外股权投资",
    [ident("investment_made_id", "投资记录编号"), _INVESTOR, _COMPANY],
    _position(),
    best_rows("registry_investment", "investor_id", "company_id", "number", span=Span.SINCE),
    joins=_WITH_INVESTOR,
    group="capital",
    seen_by=Visibility.PARTIES,
    subject="investor_id",
    links=(_TO_COMPANY, Link(name="fund", column="investor_id", table="fund")),
    covered_as="investment",
    order="paid_on",
    coverage="备案基金的投资完整",
)

declare_party(
    "fund",
    "基金",
    PartyKind.FUND,
    "registry_fundrecord",
    [
        code("kind", "基金类别", codes=dict(FundKind.choices)),
        text("filing_number", "备案编号"),
        day("founded_on", "成立日期"),
        day("ends_on", "存续期满日"),
        code("reporting_unit", "统计归属", vocabulary="reporting_units"),
        money("committed", "认缴规模"),
        money("paid_in", "实缴规模"),
        money("government", "政府出资"),
    ],
    group="capital",
    seen_by=Visibility.PUBLIC,
    keys=[ident("manager_id", "管理人编号", "told.manager_id")],
    links=(Link(name="manager", column="manager_id", table="institution"),),
    coverage="基金备案信息完整",
)
