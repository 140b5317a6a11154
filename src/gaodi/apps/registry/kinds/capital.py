"""Capital transactions, and the positions that come of them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gaodi.apps.registry.choices import DealKind, DealRound, Source
from gaodi.apps.registry.kinds.columns import (
    CODE,
    NAME,
    choice,
    day,
    flag,
    in_order,
    must,
    not_above,
    party,
    share,
    text,
    yuan,
)
from gaodi.apps.registry.kinds.kind import Kind, Span
from gaodi.apps.registry.models import Deal, Investment

_COMPANY = replace(CODE, name="company_code", attribute="company.credit_code")
_COMPANY_NAME = replace(NAME, name="company_name", attribute="company.name")

DEAL = Kind(
    code="deal",
    label="资本交易",
    help="每行是一家企业的一次融资、转让或并购",
    model=Deal,
    subject="company",
    key=("company", "number"),
    sources=(Source.FUND_FILING, Source.EXCHANGE_NOTICE, Source.BUSINESS_REGISTER, Source.ENTERPRISE),
    span=Span.EVENT,
    may_declare=True,
    fields=(
        _COMPANY,
        _COMPANY_NAME,
        text("number", "交易编号", "项目编号", length=64, required=True, key=True, example="JY-2023-001"),
        choice(
            "kind",
            "交易类别",
            dict(DealKind.choices),
            "类别",
            "交易类型",
            spellings={
                "融资": "financing",
                "股权投资": "financing",
                "并购重组": "merger",
                "增发": "refinancing",
                "发债": "bond",
            },
            required=True,
            example="股权融资",
        ),
        choice(
            "round",
            "轮次",
            dict(DealRound.choices),
            "融资轮次",
            spellings={
                "天使": "angel",
                "种子": "seed",
                "A+轮": "a",
                "B+轮": "b",
                "C轮": "c",
                "Pre-IPO": "pre_ipo",
            },
            example="A 轮",
            note="不填按不分轮次",
        ),
        yuan("amount_yuan", "交易金额", "金额", "融资金额", "交易额", example="30000000"),
        yuan("valuation_yuan", "投后估值", "估值", example="180000000"),
        day(
            "valid_from", "交割日期", "交易日期", "完成日期", "融资日期", required=True, example="2023-09-08"
        ),
    ),
    rules=(
        not_above("amount_above_valuation", "amount_yuan", "valuation_yuan", "交易金额大于投后估值，请核对"),
        must(
            "round_of_financing",
            ("round", "kind"),
            lambda row: row["round"] == "none" or row["kind"] == "financing",
            "只有股权融资分轮次，请核对",
            blocking=False,
        ),
    ),
)

INVESTMENT = Kind(
    code="investment",
    label="股权投资",
    help="每行是一个投资人对一家企业的一笔投资；退出后写上退出日期和所得",
    model=Investment,
    subject="company",
    key=("investor", "number"),
    sources=(Source.FUND_FILING, Source.FINANCE_BUREAU, Source.BUSINESS_REGISTER, Source.ENTERPRISE),
    span=Span.TERM,
    may_declare=True,
    fields=(
        replace(
            _COMPANY,
            label="被投企业统一社会信用代码",
            aliases=("被投企业代码", "企业代码", "统一社会信用代码"),
        ),
        replace(_COMPANY_NAME, label="被投企业名称", aliases=("被投企业", "企业名称")),
        *party(
            "investor",
            "投资人",
            "投资方",
            "投资基金",
            kinds=("fund", "institution", "company", "state_body", "person"),
            required=True,
            key=True,
            code="91370300MA7GD0312Q",
            name="淄博示例创业投资基金合伙企业（有限合伙）",
        ),
        text("number", "投资编号", "投资协议编号", length=64, required=True, key=True, example="TZ-2023-001"),
        text("deal_number", "交易编号", length=64, example="JY-2023-001"),
        replace(
            yuan("amount_yuan", "投资金额", "投资额", "出资金额", required=True, example="20000000"),
            low=Decimal("0.01"),
        ),
        share("share", "持股比例", "投后持股比例", example="11.5%"),
        flag("is_first_outside", "首轮外部投资", "是否首轮"),
        yuan("proceeds_yuan", "退出所得", "退出金额", "回收金额"),
        day("valid_from", "投资日期", "出资日期", "实缴日期", required=True, example="2023-09-08"),
        day("valid_to", "退出日期", "退出时间", note="从这一天起不再持有；仍持有则留空"),
    ),
    rules=(
        in_order("valid_forward", "valid_from", "valid_to", "退出日期应晚于投资日期", same=False),
        must(
            "invests_in_itself",
            ("investor_code", "company_code"),
            lambda row: row["investor_code"] != row["company_code"],
            "投资人与被投企业相同，请核对",
        ),
    ),
)
