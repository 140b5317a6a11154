"""Rows of the list that an enterprise sees."""

from __future__ import annotations

from decimal import Decimal

from gaodi.values.because import Truth
from gaodi.web.shell.example_data.common import HERE
from gaodi.web.shell.ui.chips import Chip, Parameter
from gaodi.web.shell.ui.clocks import Audience, ClockUnit, clock_of
from gaodi.web.shell.ui.entitlements import Count, Entitlement, Group
from gaodi.web.shell.ui.figures import Action, Entry, Money
from gaodi.web.shell.ui.marks import Tally


def counts() -> tuple[Count, ...]:
    return (
        Count(Truth.YES, "可享", 3, "360.80 万元"),
        Count(Truth.NO, "差一项", 2, "最高 530 万元"),
        Count(Truth.UNKNOWN, "待补资料", 2, "最高 38 万元"),
    )


def groups() -> tuple[Group, ...]:
    """One row of each verdict, with everything that a row can carry."""
    clock = clock_of(4, 20, ClockUnit.WORKDAYS, Audience.APPLICANT)
    confirm, show = Action("确认收款账户", HERE, primary=True), Action("看依据", HERE)
    upload = Action("补一份资料", HERE, note="约 3 分钟")
    guarantee, shares = Money(Decimal(126_000)), Money(Decimal(200_000), cap=True, later=True)
    pledge = Money(Decimal(300_000), cap=True, later=True)
    yes = Entitlement(
        "融资担保费补助",
        Tally(4),
        "担保额 1260 万元，保费率 1.0%",
        HERE,
        guarantee,
        "2025 年第二批",
        confirm,
        clock,
        Parameter(False),
    )
    near = Entitlement(
        "知识产权质押融资贴息",
        Tally(4, 1),
        "差：有效发明专利 7 件以上，现有 6 件",
        HERE,
        pledge,
        "年内取得即可申报",
        show,
        share=Decimal("0.857"),
    )
    lacking = Entitlement(
        "规范化公司制改制补助", Tally(4, 0, 1), "缺：股改基准日净资产", HERE, shares, action=upload
    )
    return (
        Group(Truth.YES, "可享", "条件全部符合，不用填表", (yes,), "can"),
        Group(Truth.NO, "差一项", "只有一个条件没达到，写明差多少", (near,), "near"),
        Group(Truth.UNKNOWN, "待补资料", "不是不符合，是我们缺一项事实", (lacking,), "lacking"),
    )


def entries() -> tuple[Entry, ...]:
    clock = clock_of(4, 20, ClockUnit.WORKDAYS, Audience.APPLICANT)
    return (
        Entry("科技成果转化贷款贴息", "2025 年第二批，申报至 07-04", clock, HERE),
        Entry(
            "第二条：金融业税收尚无数字", "第 2 次函，06-18 发出", Chip("无数字", "unknown", "help-circle")
        ),
    )
