"""Conditions of every outcome, and the two answers made of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gaodi.values.because import Because, Clause, Distance, Quantity, Source, Truth, Unit
from gaodi.web.shell.example_data.common import HERE, TODAY
from gaodi.web.shell.ui.reasons import BecauseList, list_because


def text(label: str) -> Quantity:
    """A value in words."""
    return Quantity(label, Unit.TEXT, label)


def money(yuan: int, label: str) -> Quantity:
    return Quantity(Decimal(yuan), Unit.YUAN, label)


ARTICLE = Clause("淄政发〔2020〕16号", "第五条，区办法第三条", HERE)

CREDIT = Because(
    "不在严重失信名单",
    Truth.YES,
    value=text("未列入"),
    threshold=text("未列入"),
    source=Source("公共信用报告", date(2025, 6, 29)),
    clause=Clause("", "公平竞争审查，已答复"),
    children=(
        Because(
            "法定代表人未被限制高消费",
            Truth.YES,
            withheld=True,
            threshold=text("未被限制"),
            source=Source("法院公布", date(2025, 6, 29)),
        ),
    ),
)

CONDITIONS = (
    Because(
        "首次公开发行股票",
        Truth.YES,
        value=text("首次公开发行"),
        threshold=text("首次公开发行，不含借壳"),
        source=Source("辅导备案公示", date(2024, 11, 18)),
        clause=ARTICLE,
    ),
    Because(
        "受理后一年内申领",
        Truth.YES,
        value=Quantity(18, Unit.DAYS, "第 18 天"),
        threshold=Quantity(365, Unit.DAYS, "不超过 365 天"),
        distance=Distance("余 347 天", Decimal("0.05"), short=False),
        source=Source("按业务日计算", TODAY),
        clause=Clause("", "区办法第六条"),
    ),
    Because(
        "累计奖励不超上限",
        Truth.YES,
        value=money(5_000_000, "500 万元，含本次"),
        threshold=money(10_000_000, "不超过 1000 万元"),
        distance=Distance("余 500 万元", Decimal("0.5"), short=False),
        source=Source("拨付台账", TODAY, "assumed"),
        clause=Clause("", "第五条"),
    ),
    CREDIT,
)

LISTED = Because(
    "上市阶段：在交易所上市",
    Truth.NO,
    value=text("已受理，未注册"),
    threshold=text("取得上市公告"),
    distance=Distance("还差注册、上市两步", Decimal("0.66")),
    source=Source("深交所公告", TODAY),
    clause=ARTICLE,
)

PATENTS = Because(
    "有效发明专利 7 件以上",
    Truth.NO,
    value=Quantity(6, Unit.COUNT, "6 件"),
    threshold=Quantity(7, Unit.COUNT, "不少于 7 件"),
    distance=Distance("差 1 件", Decimal("0.857")),
    source=Source("知识产权局", date(2025, 6, 20)),
    clause=Clause("", "第三条"),
    remedy="年内再取得 1 件有效发明专利即可申报，现有 2 件在审。",
)

ASSETS = Because(
    "股改基准日净资产",
    Truth.UNKNOWN,
    threshold=text("不低于 500 万元"),
    clause=Clause("", "第四条"),
    reason="没有任何来源报送",
    remedy="上传审计报告，或授权查询税务报表，即可判断。",
)


def answered_yes() -> BecauseList:
    award = Because("可享首发上市奖励", Truth.YES, children=CONDITIONS)
    return list_because(award, later=(LISTED,), link_label="换一个日期看", link_href=HERE, anchor="why-yes")


def answered_no() -> BecauseList:
    subsidy = Because("可享知识产权质押融资贴息", Truth.NO, children=(CONDITIONS[0], PATENTS, ASSETS))
    return list_because(subsidy, anchor="why-no")
