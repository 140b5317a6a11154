"""Funds and financial institutions."""

from __future__ import annotations

from dataclasses import replace

from gaodi.apps.registry.choices import (
    FundKind,
    InstitutionKind,
    Source,
)
from gaodi.apps.registry.kinds.columns import (
    CODE,
    FORWARD,
    NAME,
    VALID_FROM,
    VALID_TO,
    choice,
    count,
    day,
    flag,
    in_order,
    not_above,
    party,
    text,
    yuan,
)
from gaodi.apps.registry.kinds.kind import Kind, Span
from gaodi.apps.registry.models import (
    FundRecord,
    InstitutionRecord,
)

#: Above the assets of any institution of a city.
_MOST_OF_INSTITUTIONS = 10**14

FUND = Kind(
    code="fund",
    label="基金登记",
    help="每行是一只基金自某日起的备案内容",
    model=FundRecord,
    subject="party",
    subject_kinds=("fund",),
    key=("party", "valid_from"),
    sources=(Source.FUND_FILING, Source.FINANCE_BUREAU),
    span=Span.TERM,
    creates=("party",),
    fields=(
        replace(CODE, aliases=("基金统一社会信用代码", "基金信用代码"), example="91370300MA7GD0312Q"),
        replace(
            NAME,
            label="基金名称",
            aliases=("基金全称", "名称"),
            required=True,
            example="淄博示例创业投资基金合伙企业（有限合伙）",
            note="备案全称",
        ),
        VALID_FROM,
        VALID_TO,
        choice("kind", "基金类别", dict(FundKind.choices), "基金类型", required=True, example="创业投资基金"),
        text("filing_number", "备案编号", "基金备案编号", "中基协备案号", length=32, example="SXX001"),
        *party("manager", "基金管理人", "管理人", kinds=("institution", "company")),
        day("founded_on", "成立日期", "设立日期", example="2021-06-30"),
        day("ends_on", "存续期满日", "到期日", "基金到期日", example="2028-06-29"),
        choice("reporting_unit", "统计归属", "reporting_units", "区县", "注册区县", example="高新区"),
        yuan("committed_yuan", "认缴规模", "认缴出资总额", "基金规模", example="300000000"),
        yuan("paid_in_yuan", "实缴规模", "实缴出资总额", "实缴金额", example="180000000"),
        yuan("government_yuan", "政府出资", "政府认缴", "财政出资", example="60000000"),
    ),
    rules=(
        FORWARD,
        in_order("ends_after_founded", "founded_on", "ends_on", "存续期满日应晚于成立日期", same=False),
        not_above(
            "paid_in_above_committed", "paid_in_yuan", "committed_yuan", "实缴规模大于认缴规模，请核对"
        ),
        not_above(
            "government_above_committed", "government_yuan", "committed_yuan", "政府出资大于认缴规模，请核对"
        ),
    ),
)

INSTITUTION = Kind(
    code="institution",
    label="金融机构登记",
    help="每行是一家金融机构自某日起的登记与规模",
    model=InstitutionRecord,
    subject="party",
    subject_kinds=("institution",),
    key=("party", "valid_from"),
    sources=(Source.LICENCE_RECORD, Source.BANK_REPORT, Source.GUARANTOR_REPORT, Source.STATISTICS),
    span=Span.TERM,
    creates=("party",),
    fields=(
        replace(CODE, aliases=("机构统一社会信用代码", "机构信用代码"), example="91370303MA8TY0230X"),
        replace(
            NAME,
            label="机构名称",
            aliases=("机构全称", "单位名称", "名称"),
            required=True,
            example="淄博示例融资担保有限公司",
            note="许可证上的全称",
        ),
        VALID_FROM,
        VALID_TO,
        choice(
            "kind",
            "机构类别",
            dict(InstitutionKind.choices),
            "机构类型",
            required=True,
            example="融资担保公司",
        ),
        text(
            "licence_number", "许可证编号", "金融许可证号", "业务许可证编号", length=64, example="鲁示例0001"
        ),
        day("licensed_on", "取得许可日期", "发证日期", "批准日期", example="2015-08-20"),
        choice("reporting_unit", "统计归属", "reporting_units", "区县", "所在区县", example="张店区"),
        text("head_office", "总部所在地", "注册地", length=64, example="山东省淄博市"),
        flag("is_headquartered_here", "法人机构", "是否法人机构", "本地法人", example="是"),
        yuan("paid_in_capital_yuan", "实收资本", "注册资本", high=_MOST_OF_INSTITUTIONS, example="500000000"),
        yuan(
            "total_assets_yuan",
            "资产总额",
            "资产总计",
            "总资产",
            high=_MOST_OF_INSTITUTIONS,
            example="820000000",
        ),
        yuan("loans_outstanding_yuan", "贷款余额", "各项贷款余额", high=_MOST_OF_INSTITUTIONS),
        yuan(
            "guarantees_outstanding_yuan",
            "在保余额",
            "担保余额",
            high=_MOST_OF_INSTITUTIONS,
            example="2600000000",
        ),
        yuan(
            "compensated_yuan",
            "本年代偿额",
            "代偿金额",
            "本年累计代偿",
            high=_MOST_OF_INSTITUTIONS,
            example="8000000",
        ),
        count("technology_branches", "科技支行", "科技支行数", unit="家", high=10_000),
    ),
    rules=(
        FORWARD,
        in_order("licensed_before_valid", "licensed_on", "valid_from", "生效日期早于取得许可日期，请核对"),
        not_above(
            "loans_above_assets",
            "loans_outstanding_yuan",
            "total_assets_yuan",
            "贷款余额大于资产总额，请核对",
        ),
    ),
)
