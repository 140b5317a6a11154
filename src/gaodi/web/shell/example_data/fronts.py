"""Figures of the front page and the cockpit: map, doors, chart, bars."""

from __future__ import annotations

from decimal import Decimal

from gaodi.web.shell.example_data.common import HERE
from gaodi.web.shell.ui.charts import BarRow, Chart, Series, bar_rows
from gaodi.web.shell.ui.figures import Door, Figure
from gaodi.web.shell.ui.hexagons import Position
from gaodi.web.shell.ui.tiles import Cell, Place, TileMap, draw_map

PLACES = tuple(
    Place(code, name, full_name, Position(column, row))
    for code, name, full_name, column, row in (
        ("gaoqing", "高青县", "高青县", 2, 1),
        ("huantai", "桓台县", "桓台县", 4, 1),
        ("zhoucun", "周村区", "周村区", 1, 2),
        ("gaoxin", "高新区", "高新技术产业开发区", 3, 2),
        ("linzi", "临淄区", "临淄区", 5, 2),
        ("jingkai", "经开区", "经济开发区", 2, 3),
        ("zhangdian", "张店区", "张店区", 4, 3),
        ("wenchanghu", "文昌湖区", "文昌湖省级旅游度假区", 1, 4),
        ("zichuan", "淄川区", "淄川区", 3, 4),
        ("boshan", "博山区", "博山区", 2, 5),
        ("yiyuan", "沂源县", "沂源县", 4, 5),
    )
)


def tile_map(anchor: str, *, beside_total: bool, legend: bool) -> TileMap:
    """The map of firms by unit; with `beside_total` a second tile is hidden."""
    firms = (18, 29, 24, 61, 37, 13, 46, 3, 34, 26, 17)
    cells = {place.code: Cell(count, count) for place, count in zip(PLACES, firms, strict=True)}
    about = "当前至少有一项可享政策的企业"
    return draw_map(
        PLACES,
        cells,
        about=about,
        unit="家",
        address="#{code}",
        anchor=anchor,
        beside_total=beside_total,
        legend=legend,
    )


def figures() -> tuple[Figure, ...]:
    return (
        Figure("本年已兑付", "8930.60", "万元", "惠及 214 家企业", HERE),
        Figure("免申即享", "63", "%", "135 家，未填一张表"),
        Figure("从确认到到账", "6.5", "个工作日", "中位数，九成在 11 个工作日内"),
        Figure("金融业增加值", None, note="市统计局，待年报"),
    )


def doors() -> tuple[Door, ...]:
    return (
        Door("我是企业", "看可享政策，提融资需求，查离上市还差什么", HERE, "building-factory-2"),
        Door("我是金融机构", "接收匹配需求，报方案，申请风险补偿", HERE, "building-bank"),
        Door("部门办理", "审核、拨付、督办，办理时限自动计算", HERE, "briefcase"),
        Door("公众查询", "查政策原文、兑付公示和目标进展", HERE, "clipboard-search"),
    )


def chart() -> Chart:
    months = ("7月\n2024", "8", "9", "10", "11", "12", "1月\n2025", "2", "3", "4", "5", "6")
    paid = ("0.11", "0.09", "0.14", "0.12", "0.16", "0.27", "0.06", "0.08", "0.15", "0.17", "0.19", "0.24")
    plan = ("0.12", "0.12", "0.12", "0.15", "0.15", "0.15", "0.10", "0.10", "0.20", "0.20", "0.20", "0.20")
    return Chart(
        "paid",
        "逐月兑付与到位",
        "6 月兑付 0.24 亿元，高于指标到位的 0.20 亿元；最高在 2024 年 12 月。",
        "亿元",
        months,
        Series("兑付", tuple(map(Decimal, paid))),
        Series("指标到位", tuple(map(Decimal, plan))),
    )


def chain() -> tuple[BarRow, ...]:
    names = ("指标下达", "指标占用", "支付申请", "支付凭证", "清算回单")
    amounts = map(Decimal, ("1.8", "1.32", "0.98", "0.92", "0.893"))
    return bar_rows(tuple(zip(names, amounts, strict=True)), decimals=3, compare_with_first=True)


def tasks() -> tuple[BarRow, ...]:
    return (
        BarRow("市委金融办", "31", Decimal("0.86"), Decimal(1), "/ 36"),
        BarRow("市财政局", "18", Decimal("0.5"), Decimal("0.53"), "/ 19"),
    )
