"""What waits today: entitlements whose window closes, facts that would settle most, how fresh and how sealed all is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.accounts.audit_trail import SealState, read_seal_state
from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.models import Outcome
from gaodi.apps.assessments.overview import (
    MissingFact,
    NewestSweep,
    Share,
    Wanted,
    count_by_unit,
    count_by_verdict,
    count_missing,
    find_outcomes,
    get_newest_sweep,
    order_outcomes,
    share_of,
    shares_by,
)
from gaodi.apps.assessments.subject_facts import fact_label
from gaodi.apps.regions.selectors import reporting_unit_names
from gaodi.kernel import clock
from gaodi.kernel.people import Viewer
from gaodi.web.office.gate import office_only
from gaodi.web.office.outcomes import CLOSING_DAYS, own_unit
from gaodi.web.shell.entitlements.clauses import PolicyNotes, read_policy
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.outcomes import rows as cells
from gaodi.web.shell.outcomes.reading import read_reasons, read_words
from gaodi.web.shell.ui.charts import BarRow
from gaodi.web.shell.ui.figures import Figure, Link, Money
from gaodi.web.shell.ui.numbers import wan
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tables import Column, OnPhone, Table, TableRow

MOST = 10


@dataclass(frozen=True, slots=True)
class TodayPage:
    """The office's first page. `sweep` None: nobody was judged yet. `kept` counts all outcomes; None where the viewer
    sees only those of a district.
    """

    figures: tuple[Figure, ...]
    closing: Table | None
    closing_total: int
    closing_empty: Empty
    missing: tuple[BarRow, ...]
    missing_sentence: str
    sweep: NewestSweep | None
    is_fresh: bool
    kept: int | None
    seal: SealState
    units: Table | None
    on: date


def read_today(viewer: Viewer, on: date, *, known_at: datetime, policy: PolicyNotes) -> TodayPage:
    """What waits in the viewer's range."""
    rows = find_outcomes(viewer, RuleKind.PROGRAMME, Wanted(), on=on)
    closing = find_outcomes(viewer, RuleKind.PROGRAMME, Wanted(closing=CLOSING_DAYS), on=on)
    soon, missing, sweep = share_of(closing), count_missing(rows), get_newest_sweep(RuleKind.PROGRAMME)
    counts = count_by_verdict(rows)
    shown = list(order_outcomes(closing, "due", on=on)[:MOST])
    words = read_words(viewer, shown, on=on)
    reasons = read_reasons(viewer, shown, words, policy, on=on, known_at=known_at)
    columns = (cells.FIRM, cells.MATTER, cells.AMOUNT, cells.TALLY, cells.CLOCK)
    table = Table("申领期将尽", columns, cells.rows_of(shown, words, reasons, on=on, columns=columns))
    return TodayPage(
        figures=_figures(share_of(rows), soon, counts, missing),
        closing=table if shown else None,
        closing_total=soon.rows,
        closing_empty=Empty(
            f"{CLOSING_DAYS} 天内没有申领期截止",
            "可享而未拨付、申领期将尽的事项列在这里。",
            Link("看全部可享", _outcomes(verdict="yes")),
        ),
        missing=_bars(missing),
        missing_sentence=_sentence(missing),
        sweep=sweep,
        is_fresh=sweep is not None and sweep.on == on,
        kept=sum(counts.values()) if viewer.reporting_unit is None else None,
        seal=read_seal_state(),
        units=_units(rows) if viewer.reporting_unit is None else None,
        on=on,
    )


def _figures(
    share: Share, soon: Share, counts: Mapping[str, int], missing: list[MissingFact]
) -> tuple[Figure, ...]:
    near, unknown = counts.get(Verdict.NEAR, 0), counts.get(Verdict.UNKNOWN, 0)
    return (
        Figure(
            "可享，待拨付",
            str(share.rows),
            "条",
            f"{share.firms} 家企业，应付 {wan(share.payable_yuan)} 万元",
            _outcomes(verdict="yes"),
        ),
        Figure(
            f"{CLOSING_DAYS} 天内截止",
            str(soon.rows),
            "条",
            f"应付 {wan(soon.payable_yuan)} 万元",
            _outcomes(closing="1"),
        ),
        Figure(
            "差一项",
            str(near),
            "条",
            "有补救办法，可以告知企业" if near else "没有只差一项的",
            _outcomes(verdict="near"),
        ),
        Figure(
            "待补资料",
            str(unknown),
            "条",
            f"缺 {len(missing)} 类事实，补齐才能判断" if unknown else "没有缺事实的事项",
            _outcomes(verdict="unknown"),
        ),
    )


_UNIT_COLUMNS = (
    Column("区县", on_phone=OnPhone.FIRM),
    Column("应付（万元）", numeric=True, on_phone=OnPhone.AMOUNT),
    Column("可享企业", numeric=True),
    Column("可享", numeric=True),
    Column("差一项", numeric=True),
    Column("待补资料", numeric=True),
)


def _units(rows: QuerySet[Outcome]) -> Table:
    """Each unit with what waits in it; an officer of the city sees every firm by name, so nothing is hidden."""
    counts, shares = count_by_unit(rows), shares_by(rows, "unit")
    lines = []
    for code, name in (reporting_unit_names() | {"": "未登记"}).items():
        share = shares.get(code)
        numbers = [counts.get((code, verdict), 0) for verdict in (Verdict.YES, Verdict.NEAR, Verdict.UNKNOWN)]
        if code or any(numbers):
            money = Money(share.payable_yuan if share else None)
            link = Link(name, _outcomes(unit=code)) if code else name
            lines.append(TableRow(name, (link, money, share.firms if share else 0, *numbers)))
    return Table("各区县", _UNIT_COLUMNS, tuple(lines), anchor="units")


def _bars(missing: list[MissingFact]) -> tuple[BarRow, ...]:
    most = max((one.rows for one in missing), default=1)
    return tuple(
        BarRow(
            label=fact_label(one.path),
            figure=str(one.rows),
            share=Decimal(one.rows) / most,
            note=f"{one.firms} 家",
            href=_outcomes(verdict="unknown", missing=one.path),
        )
        for one in missing
    )


def _sentence(missing: list[MissingFact]) -> str:
    if not missing or not missing[0].alone:
        return ""
    first = missing[0]
    return f"先补“{fact_label(first.path)}”，可直接判定 {first.alone} 条"


def _outcomes(**values: str) -> str:
    return f"{reverse('office:outcomes')}?{'&'.join(f'{name}={value}' for name, value in values.items())}"


@require_safe
@office_only
def show_today(request: Asked) -> HttpResponse:
    """The office's first page."""
    policy = read_policy(request.region_face.pack_version)
    page = read_today(request.viewer, request.business_day, known_at=clock.now(), policy=policy)
    return render(request, "office/today.html", {"page": page, "unit_name": own_unit(request.viewer)})
