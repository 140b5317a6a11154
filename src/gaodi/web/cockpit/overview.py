"""The leading group's page: goals, units, pace, money, and what waits for a decision; all of it computed from data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.overview import Share, Wanted, find_outcomes, share_of, shares_by
from gaodi.apps.assessments.selectors import Freshness, get_freshness
from gaodi.apps.regions.selectors import list_reporting_units, unit_names
from gaodi.apps.registry.progress import count_events_by_month
from gaodi.kernel.people import Viewer
from gaodi.web.cockpit.decisions import Decision, read_decisions
from gaodi.web.cockpit.gate import cockpit_only
from gaodi.web.cockpit.goals import GoalsPanel, read_goals
from gaodi.web.shell.asked import Query
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.charts import BarRow, Chart, Series
from gaodi.web.shell.ui.chips import Gap
from gaodi.web.shell.ui.hexagons import Position
from gaodi.web.shell.ui.menus import Segment
from gaodi.web.shell.ui.numbers import percent, wan
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tiles import Cell, Place, TileMap, draw_map, suppress

MONTHS = 12
#: Steps that the trend counts: each brings a company nearer to an exchange.
COUNTED = ("tutoring_filed", "accepted", "registered", "listed", "transferred")
FIRMS, MONEY = "firms", "money"


@dataclass(frozen=True, slots=True)
class MoneyPanel:
    """What is payable now, by stage; stages with too few firms are hidden. `assumed_share` is a part of the whole."""

    bars: tuple[BarRow, ...]
    hidden: int
    share: Share
    assumed_yuan: Decimal
    standing: tuple[BarRow, ...]


@dataclass(frozen=True, slots=True)
class Cockpit:
    """The page on a day. `tasks` is why there is no list of tasks yet."""

    on: date
    freshness: Freshness
    goals: GoalsPanel | None
    map: TileMap
    map_views: tuple[Segment, ...]
    trend: Chart
    money: MoneyPanel
    decisions: tuple[Decision, ...]
    tasks: Empty
    tasks_gap: Gap


def read_cockpit(viewer: Viewer, on: date, query: Query, *, is_demo: bool) -> Cockpit:
    """The page; `?map=money` colours the units by payable money instead of by firms."""
    rows = find_outcomes(viewer, RuleKind.PROGRAMME, Wanted(), on=on)
    units, view = shares_by(rows, "unit"), query.choice("map", (FIRMS, MONEY), FIRMS)
    share, names = share_of(rows), unit_names(on=on)
    goals = read_goals(on, names)
    return Cockpit(
        on=on,
        freshness=get_freshness(RuleKind.PROGRAMME, on=on),
        goals=goals,
        map=_map(viewer, units, view),
        map_views=(
            Segment("可享企业", query.with_(map=""), view == FIRMS),
            Segment("应付金额", query.with_(map=MONEY), view == MONEY),
        ),
        trend=_trend(viewer, on),
        money=_money(shares_by(rows, "stage"), share, share_of(rows.filter(is_assumed=True)).payable_yuan),
        decisions=read_decisions(rows, goals, on=on, is_demo=is_demo),
        tasks=Empty(
            "还没有任务可列",
            "各单位的任务将由事件计算得出，不靠填报；督办部分尚未建成，暂无内容。受邀单位（法院、人行、金融监管分局）只收函，不评比。",
        ),
        tasks_gap=Gap("督办部分还没有建成"),
    )


def _map(viewer: Viewer, units: Mapping[str, Share], view: str) -> TileMap:
    """Units as tiles; a district's people see their own tile alone filled."""
    places = [
        Place(unit.code, unit.short_name, unit.name, Position(unit.tile_column, unit.tile_row))
        for unit in list_reporting_units()
    ]
    nothing = Share(0, 0, Decimal(0))
    known = {place.code: units.get(place.code, nothing) for place in places if _within(viewer, place.code)}
    return draw_map(
        places,
        {code: Cell(_in_view(share, view), share.firms) for code, share in known.items()},
        about="现在可享的企业" if view == FIRMS else "现在应付的金额",
        unit="家" if view == FIRMS else "万元",
        address=f"{reverse('office:outcomes')}?verdict=yes&unit={{code}}",
        beside_total=True,
        legend=True,
    )


def _within(viewer: Viewer, code: str) -> bool:
    return viewer.reporting_unit in (None, code)


def _in_view(share: Share, view: str) -> int:
    return share.firms if view == FIRMS else int(share.payable_yuan / 10_000)


def _trend(viewer: Viewer, on: date) -> Chart:
    """Steps towards an exchange in each of the last twelve months; the last one up to the day."""
    months = _months(on)
    counts = count_events_by_month(viewer, since=months[0], on=on, kinds=COUNTED)
    values = tuple(Decimal(counts.get(month, 0)) for month in months)
    most = max(range(len(months)), key=lambda place: values[place])
    return Chart(
        anchor="trend",
        title="逐月上市进程",
        summary=(
            (
                f"近 {MONTHS} 个月共 {sum(values):f} 件，{months[most]:%Y-%m} 最多，为 {values[most]:f} 件；"
                if any(values)
                else f"近 {MONTHS} 个月没有查到进程；"
            )
            + f"{on:%Y-%m} 计到 {on.day} 日。"
        ),
        unit="件",
        labels=tuple(_label(month, months[0]) for month in months),
        bars=Series("进程", values),
        hrefs=tuple(f"{reverse('office:outcomes')}?month={month.isoformat()}" for month in months),
        decimals=0,
    )


def _months(on: date) -> tuple[date, ...]:
    months = [on.replace(day=1)]
    while len(months) < MONTHS:
        months.insert(0, (months[0] - timedelta(days=1)).replace(day=1))
    return tuple(months)


def _label(month: date, first: date) -> str:
    """The month; the year stands under January and under the first."""
    return f"{month.month}月\n{month.year}" if month.month == 1 or month == first else str(month.month)


def _money(stages: Mapping[str, Share], share: Share, assumed: Decimal) -> MoneyPanel:
    hidden = suppress({stage: Cell(one.rows, one.firms) for stage, one in stages.items()}, beside_total=True)
    shown = [(stage, one) for stage, one in stages.items() if stage not in hidden]
    shown.sort(key=lambda pair: -pair[1].payable_yuan)
    most = shown[0][1].payable_yuan if shown else Decimal(0)
    bars = tuple(
        BarRow(
            stage or "未分阶段", wan(one.payable_yuan), one.payable_yuan / (most or 1), note=f"{one.rows} 条"
        )
        for stage, one in shown
    )
    return MoneyPanel(bars, len(hidden), share, assumed, _standing(share.payable_yuan, assumed))


def _standing(payable: Decimal, assumed: Decimal) -> tuple[BarRow, ...]:
    """How much of what is payable rests on verified parameters only, and how much does not."""
    if not payable:
        return ()
    parts = (("参数已核", payable - assumed, "glaze"), ("含暂定参数", assumed, "clay"))
    return tuple(
        BarRow(label, wan(part), part / payable, note=percent(part / payable), tone=tone)
        for label, part, tone in parts
    )


@require_safe
@cockpit_only
def show_overview(request: Asked) -> HttpResponse:
    """The cockpit."""
    query = Query.of(request)
    page = read_cockpit(request.viewer, request.business_day, query, is_demo=request.instance.is_demo)
    return render(request, "cockpit/overview.html", {"page": page})
