"""An officer's table with what stands around it, and the states of a list."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from gaodi.values.because import Because, Truth
from gaodi.web.shell.example_data.common import HERE
from gaodi.web.shell.example_data.reasons import ASSETS, CONDITIONS
from gaodi.web.shell.ui.chips import Chip, Parameter
from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of, paused_clock
from gaodi.web.shell.ui.figures import Action, Money
from gaodi.web.shell.ui.marks import Tally
from gaodi.web.shell.ui.menus import Crumb, FilterChip, Pages, Segment, pages_of
from gaodi.web.shell.ui.reasons import list_because
from gaodi.web.shell.ui.states import Closed, Empty, Expired, Failed, Loading
from gaodi.web.shell.ui.tables import BulkAction, BulkBar, Column, OnPhone, Sorted, Table, TableRow

COLUMNS = (
    Column("编号", code=True),
    Column("企业", on_phone=OnPhone.FIRM),
    Column("事项", on_phone=OnPhone.MATTER),
    Column("区县"),
    Column("金额", numeric=True, on_phone=OnPhone.AMOUNT),
    Column("步骤"),
    Column("依据", on_phone=OnPhone.TALLY),
    Column("时限", sort_href=HERE, sorted=Sorted.UP, on_phone=OnPhone.CLOCK),
    Column("经办"),
    Column("标记"),
)


def table() -> Table:
    """An officer's table with every kind of cell, one opened row and one that may not be checked."""
    workdays, officer = ClockUnit.WORKDAYS, Audience.OFFICER
    late, today, soon = (clock_of(left, 10, workdays, officer) for left in (-1, 0, 2))
    opened = list_because(Because("", Truth.UNKNOWN, children=(*CONDITIONS[:3], ASSETS))).why
    return Table(
        "待办，按剩余时限排序",
        COLUMNS,
        (
            _row(
                "SSJL-0612-03",
                "山东云珩半导体材料股份有限公司",
                300,
                Tally(5),
                late,
                "赵明",
                Chip("督办", "bad"),
            ),
            _row("DKTX-0619-11", "淄博漱石环保科技有限公司", 36, Tally(6), today, "李闻", "", barred=True),
            TableRow(
                "FXBC-0617-05",
                (
                    "FXBC-0617-05",
                    "齐商合信融资担保有限公司",
                    "风险补偿",
                    "市级",
                    Money(Decimal(1_852_000)),
                    "评审",
                    Tally(4, 0, 1),
                    soon,
                    "李闻",
                    Parameter(False),
                ),
                reasons=opened,
                actions=(Action("要求补正", HERE), Action("打开", HERE, primary=True)),
                opened=True,
            ),
            _row(
                "TZJL-0613-01",
                "淄博沃澜创业投资合伙企业",
                1200,
                Tally(5, 1, 0),
                paused_clock("补正中"),
                "王珺",
                Chip("拟不予"),
            ),
        ),
        anchor="todo",
        selectable=True,
    )


def _row(
    key: str,
    firm: str,
    wan: int,
    tally: Tally,
    clock: Clock,
    officer: str,
    sign: object,
    *,
    barred: bool = False,
) -> TableRow:
    yuan = Decimal(wan * 10_000)
    cells = (key, firm, "首发上市奖励", "高新区", Money(yuan), "复核", tally, clock, officer, sign)
    return TableRow(key, cells, marked=wan == 300, fen=int(yuan * 100), barred=barred)


def bulk_bar() -> BulkBar:
    return BulkBar(
        (
            BulkAction("改派", "reassign"),
            BulkAction("退回经办", "return"),
            BulkAction("通过复核，转公示", "approve", primary=True, checks=True),
        ),
        allowed="均非您经办，可以复核",
        barred="其中 {n} 件由您经办，须由他人复核",
        count=1,
        sum_wan="300.00",
    )


def segments() -> tuple[Segment, ...]:
    return (
        Segment("全部", HERE, current=True, count=47),
        Segment("已超期", HERE, count=1),
        Segment("三日内", HERE, count=5),
    )


def filters() -> tuple[FilterChip, ...]:
    options = (
        Segment("全部", HERE, current=True),
        Segment("张店区", HERE, count=12),
        Segment("高新区", HERE),
    )
    return (FilterChip("事项", "上市奖励等 4 类", HERE), FilterChip("区县", "全部", options=options))


def pages() -> Pages:
    return pages_of(page=2, size=15, total=47, address="?page={page}")


CRUMBS = (Crumb("可享政策", HERE), Crumb("企业首发上市奖励，受理阶段"))

STATES = {
    "loading": Loading(rows=2),
    "empty": Empty("这里会列出您的办件", "目前还没有提交过任何事项，确认一项可享政策后就会出现。"),
    "error": Failed("平台出错，不是您的操作有误", "填写内容已存为草稿，可以重试。", "a1b2c3d4"),
    "no_right": Closed("这份清单不向您开放", "本企业的管理员和获授权的办事人", "请管理员在“授权”里添加您。"),
    "expired": Expired(date(2025, 12, 24), "期内发生的事项仍按当时规则判断。"),
}
