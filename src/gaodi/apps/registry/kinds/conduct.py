"""How companies conduct themselves: tax credit, penalties, lists."""

from __future__ import annotations

from gaodi.apps.registry.choices import BarKind, PenaltyKind, Source, TaxGrade
from gaodi.apps.registry.kinds.columns import CODE, NAME, choice, day, flag, in_order, must, text, yuan
from gaodi.apps.registry.kinds.kind import Kind, Span
from gaodi.apps.registry.models import Bar, Penalty, TaxCredit
from gaodi.engines.tabular import Field, FieldType

TAX_CREDIT = Kind(
    code="tax_credit",
    label="纳税信用",
    help="每行是一家企业一个评价年度的纳税信用级别",
    model=TaxCredit,
    subject="party",
    key=("party", "year"),
    sources=(Source.TAX_RECORD,),
    span=Span.TERM,
    fields=(
        CODE,
        NAME,
        Field(
            "year",
            "评价年度",
            FieldType.YEAR,
            required=True,
            key=True,
            aliases=("年度", "评价年份"),
            low=2014,
            high=2100,
            example="2024",
        ),
        choice(
            "grade",
            "级别",
            dict(TaxGrade.choices),
            "纳税信用级别",
            "信用等级",
            "纳税信用等级",
            spellings={"A级": "A", "B级": "B", "M级": "M", "C级": "C", "D级": "D"},
            required=True,
            example="A",
        ),
        day("valid_from", "公布日期", "发布日期", "评价日期", required=True, example="2025-04-20"),
        day("valid_to", "失效日期", "停用日期", note="下一次评价公布之日；不知道则留空"),
    ),
    rules=(
        in_order("valid_forward", "valid_from", "valid_to", "失效日期应晚于公布日期", same=False),
        must(
            "published_after_year",
            ("valid_from", "year"),
            lambda row: row["valid_from"].year > row["year"],
            "公布日期应在评价年度之后，请核对",
            blocking=False,
        ),
    ),
)

PENALTY = Kind(
    code="penalty",
    label="行政处罚",
    help="每行是一份行政处罚决定",
    model=Penalty,
    subject="party",
    key=("party", "number"),
    sources=(Source.PENALTY_NOTICE, Source.CREDIT_REPORT, Source.TAX_RECORD),
    span=Span.EVENT,
    fields=(
        CODE,
        NAME,
        text(
            "number",
            "决定文书号",
            "处罚决定书文号",
            "行政处罚决定书文号",
            "文号",
            length=64,
            required=True,
            key=True,
            example="淄示例罚字〔2023〕1号",
        ),
        choice(
            "kind",
            "类别",
            dict(PenaltyKind.choices),
            "处罚类别",
            "处罚领域",
            spellings={
                "环保": "environment",
                "环境保护": "environment",
                "安监": "safety",
                "质监": "quality",
                "工商": "market",
            },
            required=True,
            example="生态环境",
        ),
        yuan("amount_yuan", "罚没金额", "罚款金额", "处罚金额", example="50000"),
        flag("is_serious", "严重违法", "是否严重违法", "情节严重"),
        day("valid_from", "决定日期", "处罚决定日期", "处罚日期", required=True, example="2023-05-16"),
        day(
            "valid_to",
            "公示截止",
            "公示截止期",
            "公示截止日期",
            last_day=True,
            example="2024-05-15",
            note="公示的最后一天；仍在公示则留空",
        ),
    ),
    rules=(in_order("valid_forward", "valid_from", "valid_to", "公示截止早于决定日期"),),
)

BAR = Kind(
    code="bar",
    label="受限名单",
    help="每行是一家企业列入一种名单的一段时间",
    model=Bar,
    subject="party",
    key=("party", "kind", "valid_from"),
    sources=(Source.CREDIT_REPORT, Source.COURT_NOTICE, Source.TAX_RECORD, Source.BUSINESS_REGISTER),
    span=Span.TERM,
    fields=(
        CODE,
        NAME,
        choice(
            "kind",
            "名单",
            dict(BarKind.choices),
            "名单类别",
            "名单类型",
            spellings={
                "严重违法失信": "dishonest",
                "严重失信主体名单": "dishonest",
                "经营异常": "abnormal",
                "失信被执行人名单": "enforced",
                "欠税": "tax_arrears",
            },
            required=True,
            key=True,
            example="经营异常名录",
        ),
        day("valid_from", "列入日期", "列入时间", required=True, key=True, example="2023-07-10"),
        day(
            "valid_to", "移出日期", "移出时间", example="2023-11-02", note="从这一天起不在名单内；仍在则留空"
        ),
    ),
    rules=(in_order("valid_forward", "valid_from", "valid_to", "移出日期应晚于列入日期", same=False),),
)
