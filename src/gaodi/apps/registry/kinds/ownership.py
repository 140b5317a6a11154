"""Who stands behind a company, and who runs it."""

from __future__ import annotations

from dataclasses import replace

from gaodi.apps.registry.choices import HolderRole, PartyKind, Position, Source
from gaodi.apps.registry.kinds.columns import (
    CODE,
    NAME,
    choice,
    day,
    in_order,
    must,
    not_above,
    party,
    share,
    yuan,
)
from gaodi.apps.registry.kinds.kind import Kind, Span
from gaodi.apps.registry.models import Holding, Officer
from gaodi.engines.tabular import Field, FieldType, Rule

_COMPANY = replace(CODE, name="company_code", attribute="company.credit_code")
_COMPANY_NAME = replace(NAME, name="company_name", attribute="company.name")

HOLDING = Kind(
    code="holding",
    label="股东出资",
    help="每行是一个股东或合伙人在一家企业的出资；自然人不填代码",
    model=Holding,
    subject="company",
    key=("company", "holder", "role", "valid_from"),
    sources=(Source.BUSINESS_REGISTER, Source.ANNUAL_REPORT, Source.EXCHANGE_NOTICE, Source.ENTERPRISE),
    span=Span.TERM,
    may_declare=True,
    creates=("holder", "nominee_for"),
    anchor="company",
    fields=(
        _COMPANY,
        _COMPANY_NAME,
        *party(
            "holder",
            "股东",
            "出资人",
            "投资人",
            "合伙人",
            required=True,
            key=True,
            code_required=False,
            name="宋知远",
        ),
        choice(
            "holder_kind",
            "股东类别",
            dict(PartyKind.choices),
            "股东类型",
            "出资人类别",
            spellings={
                "自然人股东": "person",
                "企业法人": "company",
                "法人股东": "company",
                "个人": "person",
            },
            required=True,
            example="自然人",
            attribute="holder.kind",
        ),
        choice("role", "身份", dict(HolderRole.choices), "出资身份", required=True, key=True, example="股东"),
        share("capital_share", "出资比例", "持股比例", "股权比例", example="51.2%"),
        share("vote_share", "表决权比例", "表决权", note="与出资比例相同则留空"),
        share("income_share", "收益权比例", "分红比例", note="与出资比例相同则留空"),
        yuan("subscribed_yuan", "认缴出资", "认缴出资额", "认缴金额", example="10240000"),
        yuan("paid_in_yuan", "实缴出资", "实缴出资额", "实缴金额", example="6000000"),
        *party("nominee_for", "被代持人", "实际出资人", note="身份为代持人时填写"),
        day(
            "valid_from",
            "取得日期",
            "出资日期",
            "入股日期",
            "有效自",
            required=True,
            key=True,
            example="2016-05-11",
        ),
        day("valid_to", "退出日期", "有效至（不含）", note="从这一天起不再持有；仍持有则留空"),
    ),
    rules=(
        in_order("valid_forward", "valid_from", "valid_to", "退出日期应晚于取得日期", same=False),
        not_above(
            "paid_in_above_subscribed", "paid_in_yuan", "subscribed_yuan", "实缴出资大于认缴出资，请核对"
        ),
        Rule(
            "nominee_for_whom",
            ("role",),
            lambda row: (
                "填写了被代持人，身份应为“代持人”"
                if row["role"] != "nominee" and (row.get("nominee_for_code") or row.get("nominee_for_name"))
                else None
            ),
        ),
        Rule(
            "holder_needs_code",
            ("holder_kind",),
            lambda row: (
                None
                if row["holder_kind"] == "person" or row.get("holder_code")
                else "股东不是自然人，请填写股东统一社会信用代码"
            ),
            blocking=False,
        ),
        must(
            "holds_itself",
            ("holder_code", "company_code"),
            lambda row: row["holder_code"] != row["company_code"],
            "企业不能是自己的股东，请核对",
        ),
    ),
)

OFFICER = Kind(
    code="officer",
    label="主要人员",
    help="每行是一个人在一家企业的一项职务",
    model=Officer,
    subject="company",
    key=("company", "person", "position", "valid_from"),
    sources=(Source.BUSINESS_REGISTER, Source.ANNUAL_REPORT, Source.EXCHANGE_NOTICE, Source.ENTERPRISE),
    span=Span.TERM,
    may_declare=True,
    creates=("person",),
    anchor="company",
    fields=(
        _COMPANY,
        _COMPANY_NAME,
        Field(
            "person_name",
            "姓名",
            FieldType.PARTY_NAME,
            required=True,
            key=True,
            aliases=("人员姓名", "任职人员"),
            length=64,
            example="宋知远",
            attribute="person.name",
            party_kinds=("person",),
        ),
        choice(
            "position",
            "职务",
            dict(Position.choices),
            "职位",
            spellings={
                "法人": "legal_representative",
                "法人代表": "legal_representative",
                "执行董事": "director",
                "经理": "manager",
                "财务总监": "finance_head",
            },
            required=True,
            key=True,
            example="董事长",
        ),
        day(
            "valid_from", "任职日期", "任职起始日期", "有效自", required=True, key=True, example="2016-05-11"
        ),
        day("valid_to", "离任日期", "免职日期", "有效至（不含）", note="从这一天起不再任职；在任则留空"),
    ),
    rules=(in_order("valid_forward", "valid_from", "valid_to", "离任日期应晚于任职日期", same=False),),
)
