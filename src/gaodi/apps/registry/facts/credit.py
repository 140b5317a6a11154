"""Loans and guarantees, and the institutions that give them."""

from __future__ import annotations

from gaodi.apps.registry.choices import (
    GuaranteeKind,
    InstitutionKind,
    LoanClass,
    LoanSecurity,
    LoanState,
    PartyKind,
)
from gaodi.apps.registry.facts.parties import declare_party
from gaodi.apps.registry.facts.rows import best_rows, is_one_of
from gaodi.apps.registry.facts.tables import beside, declare_rows
from gaodi.apps.registry.facts.terms import (
    MOST_FEN,
    MOST_FEN_OF_A_BANK,
    Term,
    code,
    count,
    day,
    flag,
    ident,
    money,
    public_id,
    rate,
    text,
)
from gaodi.engines.rules.dictionary import Link, Visibility

#: 五级分类: from this class on a loan is non-performing.
NON_PERFORMING = (LoanClass.SUBSTANDARD, LoanClass.DOUBTFUL, LoanClass.LOSS)

_NPL = f"CASE WHEN told.loan_class <> '' THEN {is_one_of('told.loan_class', NON_PERFORMING)} END"

_BORROWER = ident("borrower_id", "借款人编号", "told.borrower_id")
_LENDER = ident("lender_id", "贷款人编号", "told.lender_id")


def _loan() -> list[Term]:
    return [
        text("contract_number", "合同编号"),
        code("security", "担保方式", codes=dict(LoanSecurity.choices)),
        money("principal", "放款金额"),
        rate("rate", "年利率"),
        day("drawn_on", "放款日"),
        day("due_on", "到期日"),
        count("term_days", "贷款期限（天）", "told.due_on - told.drawn_on", high=75_000),
        money("balance", "余额"),
        count("overdue_days", "逾期天数", high=75_000),
        code("state", "状态", codes=dict(LoanState.choices)),
    ]


#: A bank's own classing of a loan is for those who watch risk.
_CLASS = beside(
    [code("loan_class", "五级分类", codes=dict(LoanClass.choices)), flag("is_npl", "不良贷款", _NPL)],
    group="credit",
    seen_by=Visibility.RISK,
)

_LOAN_LINKS = (
    Link(name="company", column="borrower_id", table="company"),
    Link(name="lender", column="lender_id", table="institution"),
)

declare_rows(
    "loan",
    "贷款",
    [ident("loan_id", "贷款编号"), public_id("贷款公开编号"), _BORROWER, _LENDER],
    _loan(),
    best_rows("registry_loan", "borrower_id", "lender_id", "contract_number"),
    group="credit",
    seen_by=Visibility.PARTIES,
    beside=_CLASS,
    subject="borrower_id",
    links=_LOAN_LINKS,
    covered_as="loan",
    order="drawn_on",
    coverage="报送银行的贷款完整，自报送之日起；其他来源不视为完整",
)

declare_rows(
    "loan_given",
    "发放贷款",
    [ident("loan_given_id", "贷款编号"), public_id("贷款公开编号"), _LENDER, _BORROWER],
    _loan(),
    best_rows("registry_loan", "lender_id", "borrower_id", "contract_number"),
    group="credit",
    seen_by=Visibility.PARTIES,
    beside=_CLASS,
    subject="lender_id",
    links=_LOAN_LINKS,
    covered_as="loan",
    order="drawn_on",
    coverage="报送银行的贷款完整，自报送之日起",
)

_GUARANTOR = ident("guarantor_id", "担保人编号", "told.guarantor_id")
_DEBTOR = ident("debtor_id", "被担保人编号", "told.debtor_id")


def _guarantee() -> list[Term]:
    return [
        text("number", "担保合同编号"),
        text("contract_number", "主合同编号"),
        code("kind", "担保方式", codes=dict(GuaranteeKind.choices)),
        money("amount", "担保金额"),
        day("since", "担保自", "told.valid_from"),
        day("last_day", "担保末日", "told.valid_to - 1"),
    ]


declare_rows(
    "guarantee_given",
    "对外担保",
    [ident("guarantee_given_id", "担保编号"), _GUARANTOR, _DEBTOR],
    _guarantee(),
    best_rows("registry_guarantee", "guarantor_id", "debtor_id", "number"),
    group="credit",
    seen_by=Visibility.PARTIES,
    subject="guarantor_id",
    links=(
        Link(name="company", column="guarantor_id", table="company"),
        Link(name="debtor", column="debtor_id", table="company"),
        Link(name="institution", column="guarantor_id", table="institution"),
    ),
    covered_as="guarantee",
    order="since",
    coverage="报送银行与担保机构掌握的担保完整，自报送之日起",
)

declare_rows(
    "guarantee_got",
    "获得担保",
    [ident("guarantee_got_id", "担保编号"), _DEBTOR, _GUARANTOR],
    _guarantee(),
    best_rows("registry_guarantee", "debtor_id", "guarantor_id", "number"),
    group="credit",
    seen_by=Visibility.PARTIES,
    subject="debtor_id",
    links=(
        Link(name="company", column="debtor_id", table="company"),
        Link(name="guarantor", column="guarantor_id", table="company"),
        Link(name="institution", column="guarantor_id", table="institution"),
    ),
    covered_as="guarantee",
    order="since",
    coverage="报送银行与担保机构掌握的担保完整，自报送之日起",
)

declare_party(
    "institution",
    "金融机构",
    PartyKind.INSTITUTION,
    "registry_institutionrecord",
    [
        code("kind", "机构类别", codes=dict(InstitutionKind.choices)),
        day("licensed_on", "取得许可日期"),
        code("reporting_unit", "统计归属", vocabulary="reporting_units"),
        text("head_office", "总部所在地"),
        flag("is_headquartered_here", "法人机构", no="分支机构", yes="法人机构"),
        money("paid_in_capital", "实收资本", high=MOST_FEN),
        money("total_assets", "资产总额", high=MOST_FEN_OF_A_BANK),
        money("loans_outstanding", "贷款余额", high=MOST_FEN_OF_A_BANK),
        money("guarantees_outstanding", "在保余额", high=MOST_FEN_OF_A_BANK),
        money("compensated", "本年代偿额", high=MOST_FEN),
        count("technology_branches", "科技支行", high=10_000),
    ],
    group="credit",
    seen_by=Visibility.PUBLIC,
    coverage="金融许可公示的机构完整；余额以机构报送为准",
)
