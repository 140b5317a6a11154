"""Intellectual property and titles."""

from __future__ import annotations

from gaodi.apps.registry.choices import PatentKind, Source
from gaodi.apps.registry.kinds.columns import CODE, NAME, choice, day, flag, in_order, text
from gaodi.apps.registry.kinds.kind import Kind, Span
from gaodi.apps.registry.models import Patent, Title

PATENT = Kind(
    code="patent",
    label="知识产权",
    help="每行是一项已授权或登记的知识产权；失效、转出后写上失效日期",
    model=Patent,
    subject="party",
    key=("party", "number"),
    sources=(Source.PATENT_RECORD, Source.ENTERPRISE),
    span=Span.TERM,
    may_declare=True,
    fields=(
        CODE,
        NAME,
        text(
            "number",
            "专利（登记）号",
            "专利号",
            "登记号",
            "授权号",
            "申请号",
            "公告号",
            length=32,
            required=True,
            key=True,
            example="ZL202210000001.X",
        ),
        choice(
            "kind",
            "类别",
            dict(PatentKind.choices),
            "专利类型",
            "知识产权类别",
            spellings={
                "发明": "invention",
                "发明授权": "invention",
                "实用新型": "utility_model",
                "外观设计": "design",
                "软著": "software",
                "计算机软件著作权": "software",
            },
            required=True,
            example="发明专利",
        ),
        day("filed_on", "申请日", "申请日期", example="2022-01-10"),
        day(
            "valid_from", "授权日", "授权公告日", "授权日期", "登记日期", required=True, example="2024-02-20"
        ),
        day(
            "valid_to",
            "失效日期",
            "终止日期",
            "转出日期",
            note="从这一天起不再有效或不再属于该企业；有效则留空",
        ),
        flag("is_transferred_in", "转让取得", "是否受让", "受让取得"),
    ),
    rules=(
        in_order("granted_after_filed", "filed_on", "valid_from", "授权日早于申请日"),
        in_order("valid_forward", "valid_from", "valid_to", "失效日期应晚于授权日", same=False),
    ),
)

TITLE = Kind(
    code="title",
    label="称号资质",
    help="每行是一家企业获得的一项称号及其有效期",
    model=Title,
    subject="party",
    key=("party", "kind", "valid_from"),
    sources=(Source.TITLE_NOTICE, Source.ENTERPRISE),
    span=Span.TERM,
    may_declare=True,
    fields=(
        CODE,
        NAME,
        choice(
            "kind",
            "称号",
            "titles",
            "资质",
            "称号名称",
            "资质名称",
            "认定类别",
            required=True,
            key=True,
            example="高新技术企业",
        ),
        text("number", "证书编号", "证书号", "认定编号", length=64, example="GR202437000001"),
        day(
            "valid_from",
            "发证日期",
            "认定日期",
            "有效期起",
            "公布日期",
            required=True,
            key=True,
            example="2024-12-07",
        ),
        day(
            "valid_to",
            "有效期至",
            "有效期止",
            "到期日期",
            last_day=True,
            example="2027-12-06",
            note="有效期最后一天；长期有效则留空",
        ),
    ),
    rules=(in_order("valid_forward", "valid_from", "valid_to", "有效期至早于发证日期"),),
)
