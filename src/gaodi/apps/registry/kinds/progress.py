"""Steps towards an exchange, support that was paid, and where sources are complete."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from gaodi.apps.registry.choices import BarKind, ListingWay, Source
from gaodi.apps.registry.kinds.columns import CODE, NAME, choice, day, in_order, text, yuan
from gaodi.apps.registry.kinds.kind import Kind, Span
from gaodi.apps.registry.models import Coverage, ListingEvent, SupportReceived

#: Fact tables whose rows a source may tell completely.
COVERED = {
    "patent": "知识产权",
    "title": "称号资质",
    "penalty": "行政处罚",
    "statement": "财务报表",
    "headcount": "人员情况",
    "research": "研发活动",
    "loan": "贷款",
    "guarantee": "担保",
    "holding": "股东出资",
    "deal": "资本交易",
    "investment": "股权投资",
    "support": "已获支持",
}

LISTING_EVENT = Kind(
    code="listing_event",
    label="上市进程",
    help="每行是一家企业走向资本市场的一步",
    model=ListingEvent,
    subject="party",
    key=("party", "kind", "board", "valid_from"),
    sources=(Source.EXCHANGE_NOTICE, Source.REGULATOR_RECORD, Source.PUBLIC_LISTINGS, Source.ENTERPRISE),
    span=Span.EVENT,
    may_declare=True,
    fields=(
        CODE,
        NAME,
        choice(
            "kind", "阶段", "listing_stages", "上市阶段", "进程", required=True, key=True, example="辅导备案"
        ),
        choice("board", "板块", "boards", "拟上市板块", "上市板块", "交易所", key=True, example="创业板"),
        choice(
            "way",
            "方式",
            dict(ListingWay.choices),
            "上市方式",
            spellings={"IPO": "ipo", "首发上市": "ipo", "借壳": "backdoor"},
            example="首次公开发行",
        ),
        text("stock_code", "证券代码", "股票代码", length=6, note="未上市则留空"),
        day(
            "valid_from",
            "发生日期",
            "日期",
            "公告日期",
            "备案日期",
            required=True,
            key=True,
            example="2024-11-20",
        ),
    ),
)

SUPPORT = Kind(
    code="support",
    label="已获支持",
    help="每行是一家企业已经拿到的一笔财政支持",
    model=SupportReceived,
    subject="party",
    key=("party", "matter", "valid_from"),
    sources=(Source.FINANCE_BUREAU, Source.ENTERPRISE),
    span=Span.EVENT,
    may_declare=True,
    fields=(
        CODE,
        NAME,
        text(
            "matter",
            "事项组",
            "支持事项",
            "项目类别",
            length=32,
            required=True,
            key=True,
            example="listing",
            note="与政策中的互斥组一致，如 listing",
        ),
        replace(
            yuan("amount_yuan", "拨付金额", "金额", "补助金额", "奖补金额", required=True, example="1000000"),
            low=Decimal("0.01"),
        ),
        day("valid_from", "拨付日期", "到账日期", "支付日期", required=True, key=True, example="2023-12-15"),
    ),
)

COVERAGE = Kind(
    code="coverage",
    label="来源覆盖",
    help="每行说明一个来源在一段时间内对一家企业（不填企业则对全部企业）是完整的：其中没有的就是没有",
    model=Coverage,
    subject="party",
    subject_required=False,
    key=("party", "subject", "valid_from"),
    sources=tuple(one for one in Source if one is not Source.ENTERPRISE),
    span=Span.TERM,
    fields=(
        replace(CODE, required=False, note="对全部企业完整则留空", example=""),
        replace(NAME, example=""),
        choice(
            "subject",
            "范围",
            {**COVERED, **dict(BarKind.choices)},
            "数据范围",
            required=True,
            key=True,
            example="知识产权",
        ),
        day("valid_from", "覆盖起始日", "起始日期", required=True, key=True, example="2019-01-01"),
        day(
            "valid_to",
            "覆盖截止日",
            "截止日期",
            last_day=True,
            example="2024-12-31",
            note="完整的最后一天；一直完整则留空",
        ),
    ),
    rules=(in_order("valid_forward", "valid_from", "valid_to", "覆盖截止日早于覆盖起始日"),),
)
