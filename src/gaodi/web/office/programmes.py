"""Each programme with its reach, its money by unit, the rule in force, and what in it nobody has verified."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.overview import (
    Share,
    Wanted,
    count_by_programme,
    find_outcomes,
    shares_by,
    shares_by_programme,
)
from gaodi.apps.programmes.overview import WatchedProgramme, list_watched
from gaodi.apps.regions.selectors import reporting_unit_names
from gaodi.kernel.people import Viewer
from gaodi.values.numerals import article_label
from gaodi.web.office.gate import office_only
from gaodi.web.office.outcomes import own_unit
from gaodi.web.shell.entitlements.clauses import article_href
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.charts import BarRow
from gaodi.web.shell.ui.clocks import Audience, Clock, ClockUnit, clock_of, ended_clock
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.menus import Segment
from gaodi.web.shell.ui.numbers import wan
from gaodi.web.shell.ui.states import Empty


@dataclass(frozen=True, slots=True)
class ProgrammePanel:
    """One programme as the page draws it."""

    watched: WatchedProgramme
    article: Link
    clock: Clock | None
    reach: tuple[Segment, ...]
    share: Share
    units: tuple[BarRow, ...]
    assumed_payable: Decimal
    outcomes_href: str


@dataclass(frozen=True, slots=True)
class ProgrammesPage:
    """Every programme of the pack in force; `empty` where it has none."""

    panels: tuple[ProgrammePanel, ...]
    is_demo: bool
    empty: Empty | None


@dataclass(frozen=True, slots=True)
class Reach:
    """Figures of every programme in the viewer's range, each read once for all."""

    counts: Mapping[tuple[str, str], int]
    by_unit: Mapping[tuple[str, str], Share]
    shares: Mapping[str, Share]
    assumed: Mapping[str, Share]


def read_programmes(viewer: Viewer, on: date, *, is_demo: bool) -> ProgrammesPage:
    """The programmes with what they mean in the viewer's range."""
    names, rows = reporting_unit_names(), find_outcomes(viewer, RuleKind.PROGRAMME, Wanted(), on=on)
    reach = Reach(
        counts=count_by_programme(rows),
        by_unit=shares_by_programme(rows, "unit"),
        shares=shares_by(rows, "code"),
        assumed=shares_by(rows.filter(is_assumed=True), "code"),
    )
    panels = tuple(_panel(one, reach, names) for one in list_watched(on=on))
    empty = Empty("政策包里还没有项目", "载入地区包后，每项涉及资金或资格的措施各占一行。")
    return ProgrammesPage(panels, is_demo, None if panels else empty)


_NOTHING = Share(0, 0, Decimal(0))


def _panel(watched: WatchedProgramme, reach: Reach, names: Mapping[str, str]) -> ProgrammePanel:
    code = watched.programme.code
    address = f"{reverse('office:outcomes')}?programme={code}"
    units = {unit: share for (owner, unit), share in reach.by_unit.items() if owner == code}
    return ProgrammePanel(
        watched=watched,
        article=Link(article_label(watched.programme.article), article_href(watched.programme.article)),
        clock=_clock(watched),
        reach=tuple(
            Segment(label, f"{address}&verdict={verdict}", count=reach.counts.get((code, verdict), 0))
            for verdict, label in Verdict.choices
        ),
        share=reach.shares.get(code, _NOTHING),
        units=_bars(units, names, address),
        assumed_payable=reach.assumed.get(code, _NOTHING).payable_yuan,
        outcomes_href=address,
    )


def _clock(watched: WatchedProgramme) -> Clock | None:
    """Days to the last day on which an event still counts."""
    if watched.last_day is None or watched.days_left is None:
        return None
    if watched.days_left < 0:
        return ended_clock(watched.last_day, about="有效期")
    first = watched.programme.valid_from
    whole = (watched.last_day - first).days if first else 0
    return clock_of(watched.days_left, whole, ClockUnit.DAYS, Audience.OFFICER, about="有效期")


def _bars(shares: Mapping[str, Share], names: Mapping[str, str], address: str) -> tuple[BarRow, ...]:
    """Payable money by unit, the largest first; units without any are left out."""
    ordered = sorted(shares.items(), key=lambda pair: (-pair[1].payable_yuan, pair[0]))
    most = ordered[0][1].payable_yuan if ordered else Decimal(0)
    return tuple(
        BarRow(
            label=names.get(code, "未登记"),
            figure=wan(share.payable_yuan),
            share=share.payable_yuan / most if most else Decimal(0),
            note=f"{share.rows} 条",
            href=f"{address}&verdict=yes&unit={code}",
        )
        for code, share in ordered
    )


@require_safe
@office_only
def show_programmes(request: Asked) -> HttpResponse:
    """The programmes."""
    page = read_programmes(request.viewer, request.business_day, is_demo=request.instance.is_demo)
    return render(request, "office/programmes.html", {"page": page, "unit_name": own_unit(request.viewer)})
