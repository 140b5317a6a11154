"""Columns of the list of enterprises: which there are, how a cell is drawn, what a file says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse

from gaodi.apps.assessments.overview import Share
from gaodi.apps.registry.directory import CompanyRow, LineSort, visible_columns
from gaodi.kernel.people import Viewer
from gaodi.values.money import format_percent, fraction_from_ppm, yuan_from_fen
from gaodi.web.office.companies_asked import AskedList
from gaodi.web.shell.asked import Query
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Link, Money
from gaodi.web.shell.ui.tables import Column, OnPhone, Sorted, TableRow

#: What a cell says where no source has told the fact yet.
MISSING = Chip("缺", "unknown")
UNTOLD = "缺这项事实"
_INVENTED, _REAL = Chip("演示虚构", "clay"), Chip("公开资料", "plain")

Words = Mapping[str, Mapping[str, str]]
Value = str | int | Decimal | date | None


@dataclass(frozen=True, slots=True)
class Around:
    """What cells need besides their row: labels, what firms are entitled to now, why they were found."""

    words: Words
    shares: Mapping[int, Share] = field(default_factory=dict)
    why: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column. `sort` names the column of lines, `value` gives what a file holds, `cell` what a page draws.

    Only shown with the right to see `sort`'s fact; a column without `value` is in no file.
    """

    label: str
    sort: str = ""
    numeric: bool = False
    code: bool = False
    on_phone: OnPhone = OnPhone.HIDDEN
    value: Callable[[CompanyRow, Words], Value] | None = None
    cell: Callable[[CompanyRow, Around], object] | None = None
    unit: str = ""
    #: Said where there is none: a missing fact, or nothing recorded.
    none: object = MISSING

    def draw(self, row: CompanyRow, around: Around) -> object:
        if self.cell is not None:
            return self.cell(row, around)
        value = self.value(row, around.words) if self.value else None
        if value is None or value == "":
            return self.none
        return value.isoformat() if isinstance(value, date) else value

    @property
    def header(self) -> str:
        """The head of a file's column, with its unit."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


def _money(name: str) -> dict[str, Any]:
    def value(row: CompanyRow, words: Words) -> Decimal | None:
        fen = getattr(row, name)
        return None if fen is None else yuan_from_fen(fen) / 10_000

    def cell(row: CompanyRow, around: Around) -> object:
        fen = getattr(row, name)
        return MISSING if fen is None else Money(yuan_from_fen(fen))

    return {"sort": name, "numeric": True, "value": value, "cell": cell, "unit": "万元"}


def _rate(name: str) -> dict[str, Any]:
    def value(row: CompanyRow, words: Words) -> Decimal | None:
        ppm = getattr(row, name)
        return None if ppm is None else fraction_from_ppm(ppm) * 100

    def cell(row: CompanyRow, around: Around) -> object:
        ppm = getattr(row, name)
        return MISSING if ppm is None else format_percent(fraction_from_ppm(ppm))

    return {"sort": name, "numeric": True, "value": value, "cell": cell, "unit": "%"}


def _coded(name: str, among: str) -> Callable[[CompanyRow, Words], Value]:
    def value(row: CompanyRow, words: Words) -> Value:
        code: str = getattr(row, name)
        return words[among].get(code, code)

    return value


def _industry(row: CompanyRow, words: Words) -> Value:
    division = words["divisions"].get(row.industry_class[:2])
    return division or words["industries"].get(row.industry, row.industry)


def _titles(row: CompanyRow, words: Words) -> Value:
    return "、".join(_held(row, words))


def _held(row: CompanyRow, words: Words) -> list[str]:
    return [words["titles"].get(code, code) for code in row.titles]


def _draw_titles(row: CompanyRow, around: Around) -> object:
    """The first in the order of the pack, and how many in all."""
    order = list(around.words["titles"])
    held = sorted(row.titles, key=lambda code: order.index(code) if code in order else len(order))
    if not held:
        return ""
    first = around.words["titles"].get(held[0], held[0])
    return first if len(held) == 1 else f"{first}等 {len(held)} 项"


def _draw_name(row: CompanyRow, around: Around) -> Link:
    note = around.why.get(row.party_id, "")
    return Link(row.name, reverse("office:company", args=[row.public_id]), note)


def _draw_entitled(row: CompanyRow, around: Around) -> object:
    share = around.shares.get(row.party_id)
    return share.rows if share else ""


def _draw_payable(row: CompanyRow, around: Around) -> Money:
    share = around.shares.get(row.party_id)
    return Money(share.payable_yuan if share else None)


#: Every column in the order in which they stand.
COLUMNS: dict[str, ListColumn] = {
    "name": ListColumn("企业", "pinyin", on_phone=OnPhone.FIRM, value=lambda row, _: row.name, cell=_draw_name),
    "code": ListColumn("统一社会信用代码", code=True, value=lambda row, _: row.credit_code, none="未登记"),
    "unit": ListColumn("区县", "unit", on_phone=OnPhone.MATTER, value=_coded("unit", "units")),
    "industry": ListColumn("行业", "industry_class", on_phone=OnPhone.CLOCK, value=_industry),
    "status": ListColumn("状态", "status", value=_coded("status", "statuses")),
    "founded": ListColumn("成立", "founded_on", value=lambda row, _: row.founded_on),
    "capital": ListColumn("注册资本", **_money("registered_capital")),
    "revenue": ListColumn("营业收入", on_phone=OnPhone.AMOUNT, **_money("revenue")),
    "growth": ListColumn("收入增长", **_rate("revenue_growth")),
    "employees": ListColumn("从业人员", "employees", numeric=True, value=lambda row, _: row.employees, unit="人"),
    "rd": ListColumn("研发投入", **_money("rd_spending")),
    "intensity": ListColumn("研发强度", **_rate("rd_intensity")),
    "titles": ListColumn("称号", value=_titles, cell=_draw_titles),
    "stage": ListColumn("上市阶段", "listing_stage", on_phone=OnPhone.TALLY, value=_coded("listing_stage", "stages"), none=""),
    "report": ListColumn("最近报表", "last_report_on", value=lambda row, _: row.last_report_on),
    "entitled": ListColumn("可享（条）", numeric=True, cell=_draw_entitled),
    "payable": ListColumn("应付", numeric=True, cell=_draw_payable),
    "origin": ListColumn("来历", value=lambda row, _: "演示虚构" if row.is_invented else "公开资料", cell=lambda row, _: _INVENTED if row.is_invented else _REAL),
}  # fmt: skip
#: Columns of a list whose address names none.
USUAL = (
    "name", "unit", "industry", "revenue", "employees", "intensity", "titles", "stage", "report", "entitled", "payable",
)  # fmt: skip


def allowed_columns(viewer: Viewer) -> tuple[str, ...]:
    """The columns whose facts the viewer may see, in their order."""
    visible = visible_columns(viewer)
    return tuple(name for name, column in COLUMNS.items() if not column.sort or column.sort in visible)


def asked_columns(query: Query, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """The columns that the address names, in their order, the name always first; the usual ones where it names none."""
    wanted = [*query.get("cols").split(","), "name"] if query.get("cols") else USUAL
    shown = tuple(name for name in allowed if name in wanted)
    return shown if len(shown) > 1 else tuple(name for name in allowed if name in USUAL)


def heads(asked: AskedList) -> tuple[Column, ...]:
    """The heads of the columns shown: each that sorts turns round when it is asked again."""
    return tuple(_head(COLUMNS[name], asked) for name in asked.columns)


def _head(column: ListColumn, asked: AskedList) -> Column:
    drawn = {"numeric": column.numeric, "code": column.code, "on_phone": column.on_phone}
    if not column.sort:
        return Column(column.label, **drawn)  # type: ignore[arg-type]
    way = _way(column.sort, asked.sort)
    first, other = ("-", "") if column.numeric else ("", "-")
    turned = {Sorted.NOT: first, Sorted.UP: "-", Sorted.DOWN: ""}.get(way, other)
    href = asked.link(sort=f"{turned}{column.sort}")
    return Column(column.label, **drawn, sort_href=href, sorted=way)  # type: ignore[arg-type]


def _way(name: str, sort: LineSort) -> Sorted:
    if sort.column != name:
        return Sorted.NOT
    return Sorted.DOWN if sort.descending else Sorted.UP


def draw_row(row: CompanyRow, columns: tuple[str, ...], around: Around) -> TableRow:
    """A row of the page."""
    return TableRow(row.name, tuple(COLUMNS[name].draw(row, around) for name in columns))
