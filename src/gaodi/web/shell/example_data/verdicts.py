"""Heads of pages, and what stands beside the reasons: ladder, sum, digest, replay, clocks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gaodi.values.because import Truth
from gaodi.web.shell.example_data.common import HERE, TODAY
from gaodi.web.shell.example_data.reasons import CONDITIONS
from gaodi.web.shell.ui.chips import Parameter
from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of, ended_clock, paused_clock
from gaodi.web.shell.ui.computation import ClauseDigest, Computation, Line, Objection, Replay, replay_of
from gaodi.web.shell.ui.figures import Action, Money
from gaodi.web.shell.ui.marks import Tally, tally_of
from gaodi.web.shell.ui.verdicts import Ladder, Step, StepState, Verdict, ladder_of, say_verdict


def verdict_yes() -> Verdict:
    return Verdict(
        Truth.YES,
        say_verdict(Truth.YES, tally_of(CONDITIONS)),
        "企业首发上市奖励，受理阶段",
        "淄博青埴新材料股份有限公司",
        TODAY,
        Money(Decimal(3_000_000)),
        clock_of(347, 365, ClockUnit.DAYS, Audience.APPLICANT, about="申领期"),
        Action("确认收款账户", HERE, primary=True),
        Parameter(False, "演示可走完流程，正式环境须先核实才能拨付"),
    )


def verdict_no() -> Verdict:
    return Verdict(
        Truth.NO,
        say_verdict(Truth.NO, Tally(4, 1, 0)),
        "知识产权质押融资贴息",
        "淄博青埴新材料股份有限公司",
        TODAY,
        Money(Decimal(300_000), cap=True, later=True),
        action=Action("看依据", HERE),
    )


def verdict_expired() -> Verdict:
    return Verdict(
        Truth.UNKNOWN,
        "已到期，不再受理新事项",
        "规范化公司制改制补助",
        "淄博青埴新材料股份有限公司",
        date(2025, 12, 26),
        Money(Decimal(200_000), cap=True, later=True),
        ended_clock(date(2025, 12, 24)),
        expired_on=date(2025, 12, 24),
    )


def ladder() -> Ladder:
    return ladder_of(
        (
            Step("辅导备案", StepState.DONE, "2024-11-18", Decimal(2_000_000), "已拨付"),
            Step("受理", StepState.NOW, "2025-06-12", Decimal(3_000_000), "可享", Truth.YES),
            Step("上市", StepState.LATER, "尚未发生", Decimal(5_000_000), "差一项", Truth.NO),
        )
    )


def computation() -> Computation:
    return Computation(
        steps=(
            Line("首发上市奖励上限", "1000.00 万元", "沪深交易所，区办法第三条"),
            Line("受理阶段占比", "× 30%", "辅导、受理、上市按 2∶3∶5"),
            Line("平台外已领同类奖励", "− 0.00 万元", "企业申报，区财政局 06-20 核对"),
        ),
        result=Line("本阶段应付", "300.00 万元"),
        parts=(
            Line(
                "其中市级承担 50%",
                "150.00 万元",
                parameter=Parameter(False, "演示可走完流程，正式环境须先核实才能拨付"),
            ),
            Line("其中淄川区承担", "150.00 万元"),
        ),
    )


def digest() -> ClauseDigest:
    return ClauseDigest("首发上市的企业，市财政给予最高 1000 万元的奖励。", "淄政发〔2020〕16号 第五条", HERE)


def replay() -> Replay:
    return replay_of(
        programme="listing_award", version="第 4 版", facts=5, as_of=TODAY, digest="7c41e09a25d3ffff"
    )


def objection() -> Objection:
    return Objection("指出哪一项不对，5 个工作日内答复。也可拨打 12345。", Action("提出异议", HERE))


def clocks() -> tuple[Clock, ...]:
    workdays, officer = ClockUnit.WORKDAYS, Audience.OFFICER
    return (
        clock_of(9, 10, workdays, officer),
        clock_of(6, 10, workdays, officer),
        clock_of(3, 10, workdays, officer),
        clock_of(1, 10, workdays, officer),
        clock_of(0, 10, workdays, officer),
        clock_of(-1, 10, workdays, officer),
        paused_clock("补正中"),
        clock_of(177, 1825, ClockUnit.DAYS, Audience.APPLICANT),
        ended_clock(date(2025, 12, 24)),
    )
