"""One reporting unit: how many firms stand where, and its listed firms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gaodi.apps.assessments.choices import Verdict
from gaodi.apps.assessments.selectors import Freshness, get_freshness
from gaodi.apps.policies.selectors import get_main_policy
from gaodi.apps.regions.models import ReportingUnit
from gaodi.apps.regions.selectors import list_reporting_units
from gaodi.kernel.people import Viewer
from gaodi.web.public.counts import KIND, count_by_unit, map_of, say_cell
from gaodi.web.public.gate import public_page
from gaodi.web.public.listings import listing_table
from gaodi.web.shell.public_listings import list_public_listings
from gaodi.web.shell.ui.figures import Figure, Link
from gaodi.web.shell.ui.menus import Crumb
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tables import Table
from gaodi.web.shell.ui.tiles import Cell, TileMap

#: The outcomes that are counted, with the label of their figure and what it means.
SHOWN = (
    (Verdict.YES, "可享", "至少一项条件全部符合"),
    (Verdict.NEAR, "差一项", "其余条件都已符合"),
    (Verdict.UNKNOWN, "待补资料", "缺事实，还不能判断"),
    (Verdict.RECEIVED, "已拨付", "至少一项已经到账"),
)


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Counts are of firms by their reporting unit on the day; a firm may be counted under several outcomes."""

    unit: ReportingUnit
    code_label: str
    freshness: Freshness
    figures: tuple[Figure, ...]
    map: TileMap
    table: Table
    listed: int
    empty: Empty

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        return (Crumb("首页", reverse("public:home")), Crumb(self.unit.name))


def read_unit(viewer: Viewer, on: date, code: str) -> UnitPage | None:
    """One reporting unit as of a day; None where there is none of that code."""
    units = list_reporting_units()
    unit = next((one for one in units if one.code == code), None)
    if unit is None:
        return None
    freshness = get_freshness(KIND, on=on)
    swept = freshness.judged_on is not None
    cells = {verdict: count_by_unit(units, verdict, on) for verdict, _, _ in SHOWN} if swept else {}
    listings = tuple(one for one in list_public_listings(get_main_policy(), on) if one.unit == code)
    return UnitPage(
        unit=unit,
        code_label=f"行政区划代码 {unit.division_code}"
        if unit.division_code
        else f"平台代码 {unit.platform_code}",
        freshness=freshness,
        figures=tuple(_figure(label, note, cells.get(verdict), code) for verdict, label, note in SHOWN),
        map=map_of(units, cells.get(Verdict.YES, {}), about="现在至少有一项可享的企业"),
        table=listing_table(listings),
        listed=len(listings),
        empty=Empty(
            "这里会列出政策施行以来归属本单元的上市公司",
            "到业务日为止，政策包里没有登记归属这里的新增上市公司。",
            Link("看全市名单", reverse("public:listings")),
        ),
    )


def _figure(label: str, note: str, cells: Mapping[str, Cell] | None, code: str) -> Figure:
    if cells is None:
        return Figure(label, None, "", note)
    return Figure(label, *say_cell(cells, code), note)


@public_page
def show_unit(request: HttpRequest, code: str) -> HttpResponse:
    """/units/<code>/"""
    page = read_unit(request.viewer, request.business_day, code)  # type: ignore[attr-defined]
    if page is None:
        raise Http404
    return render(request, "public/unit.html", {"page": page, "crumbs": page.crumbs})
