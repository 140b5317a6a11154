"""Every current outcome in one dense table: segments by verdict, filters, order and page, all in the URL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.choices import RuleKind, Verdict
from gaodi.apps.assessments.overview import (
    ORDERS,
    Share,
    Wanted,
    find_outcomes,
    order_outcomes,
    shares_by_verdict,
)
from gaodi.apps.assessments.selectors import Freshness, get_freshness
from gaodi.apps.assessments.subject_facts import fact_label
from gaodi.apps.regions.selectors import reporting_unit_names
from gaodi.kernel import clock
from gaodi.kernel.people import Viewer
from gaodi.web.office.gate import office_only
from gaodi.web.shell.asked import Query
from gaodi.web.shell.entitlements.clauses import PolicyNotes, read_policy
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.outcomes import rows as cells
from gaodi.web.shell.outcomes.reading import read_reasons, read_words
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.menus import FilterChip, Pages, Segment, pages_of
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tables import Column, Sorted, Table

SIZE = 15
NOTHING = Share(0, 0, Decimal(0))
CLOSING_DAYS = 30
ORDERED_BY = {"due": "剩余时限", "amount": "金额", "event": "事件日", "unit": "区县", "firm": "企业名称"}
#: Which order each column's head asks for, and the first direction of it.
_SORTS = {"企业": "firm", "区县": "unit", "金额": "-amount", "申领期": "due"}


@dataclass(frozen=True, slots=True)
class OutcomesPage:
    """The table with what stands around it. `share` is of the entitlements among the rows of all verdicts; `empty` is
    set where no row fits."""

    segments: tuple[Segment, ...]
    filters: tuple[FilterChip, ...]
    table: Table
    pages: Pages
    share: Share
    total: int
    ordered_by: str
    freshness: Freshness
    empty: Empty | None


def read_outcomes(
    viewer: Viewer, on: date, query: Query, *, known_at: datetime, policy: PolicyNotes
) -> OutcomesPage:
    """The page that the query asks for; a stale value in it narrows nothing."""
    wanted, order = _wanted(query), _order(query)
    of_all_verdicts = find_outcomes(viewer, RuleKind.PROGRAMME, replace(wanted, verdict=""), on=on)
    found = find_outcomes(viewer, RuleKind.PROGRAMME, wanted, on=on)
    shares = shares_by_verdict(of_all_verdicts)
    counts = {verdict: share.rows for verdict, share in shares.items()}
    total = counts.get(wanted.verdict, 0) if wanted.verdict else sum(counts.values())
    page = min(query.page(), max(1, -(-total // SIZE)))
    shown = list(order_outcomes(found, order, on=on)[(page - 1) * SIZE : page * SIZE])
    words = read_words(viewer, shown, on=on)
    reasons = read_reasons(viewer, shown, words, policy, on=on, known_at=known_at)
    columns = _columns(query, order)
    return OutcomesPage(
        segments=_segments(query, wanted, counts),
        filters=_filters(viewer, query, wanted, words),
        table=Table("当前结论", columns, cells.rows_of(shown, words, reasons, on=on, columns=columns)),
        pages=pages_of(page=page, size=SIZE, total=total, address=query.pages_address(), noun="条"),
        share=shares.get(Verdict.YES, NOTHING) if wanted.verdict in ("", Verdict.YES) else NOTHING,
        total=total,
        ordered_by=ORDERED_BY[order.lstrip("-")],
        freshness=get_freshness(RuleKind.PROGRAMME, on=on),
        empty=None if total else _empty(query),
    )


def _wanted(query: Query) -> Wanted:
    month = query.day("month")
    return Wanted(
        verdict=query.choice("verdict", tuple(Verdict.values)),
        code=query.get("programme"),
        unit=query.get("unit"),
        missing=query.get("missing"),
        month=month.replace(day=1) if month else None,
        closing=CLOSING_DAYS if query.get("closing") else None,
        assumed=bool(query.get("assumed")),
    )


def _order(query: Query) -> str:
    known = tuple(sign + name for name in ORDERS for sign in ("", "-"))
    return query.choice("sort", known, "due")


def _columns(query: Query, order: str) -> tuple[Column, ...]:
    heads = (
        cells.FIRM,
        cells.MATTER,
        cells.UNIT,
        cells.AMOUNT,
        cells.TALLY,
        cells.CLOCK,
        *(() if query.get("verdict") else (cells.VERDICT,)),
        cells.FLAG,
    )
    return tuple(_head(column, query, order) for column in heads)


def _head(column: Column, query: Query, order: str) -> Column:
    first = _SORTS.get(column.label)
    if first is None:
        return column
    name, current = first.lstrip("-"), order.lstrip("-")
    if name != current:
        return replace(column, sort_href=query.with_(sort=first))
    turned = name if order.startswith("-") else f"-{name}"
    direction = Sorted.DOWN if order.startswith("-") else Sorted.UP
    return replace(column, sort_href=query.with_(sort=turned), sorted=direction)


def _segments(query: Query, wanted: Wanted, counts: Mapping[str, int]) -> tuple[Segment, ...]:
    everything = Segment("全部", query.with_(verdict=""), not wanted.verdict, sum(counts.values()))
    return (
        everything,
        *(
            Segment(label, query.with_(verdict=code), wanted.verdict == code, counts.get(code, 0))
            for code, label in Verdict.choices
        ),
    )


def _filters(viewer: Viewer, query: Query, wanted: Wanted, words: cells.Words) -> tuple[FilterChip, ...]:
    chips = []
    if viewer.reporting_unit is None:
        chips.append(_chip(query, "区县", "unit", wanted.unit, words.units))
    titles = {code: programme.title for code, programme in words.programmes.items()}
    chips.append(_chip(query, "项目", "programme", wanted.code, titles))
    chips.append(
        _chip(query, "申领期", "closing", "1" if wanted.closing else "", {"1": f"{CLOSING_DAYS} 天内截止"})
    )
    chips.append(_chip(query, "参数", "assumed", "1" if wanted.assumed else "", {"1": "含暂定"}))
    if wanted.missing:
        chips.append(FilterChip("缺", fact_label(wanted.missing), query.with_(missing="")))
    if wanted.month:
        chips.append(FilterChip("事件月份", f"{wanted.month:%Y-%m}", query.with_(month="")))
    return tuple(chips)


def _chip(query: Query, name: str, key: str, value: str, options: Mapping[str, str]) -> FilterChip:
    if value:
        return FilterChip(name, options.get(value, value), query.with_(**{key: ""}))
    links = tuple(Segment(label, query.with_(**{key: code})) for code, label in options.items())
    return FilterChip(name, "不限" if len(options) == 1 else "全部", options=links)


def _empty(query: Query) -> Empty:
    narrowed = any(
        query.get(name) for name in ("verdict", "unit", "programme", "missing", "month", "closing", "assumed")
    )
    if narrowed:
        return Empty("没有符合这些条件的结论", "换一个条件，或清除全部筛选。", Link("清除筛选", query.path))
    return Empty(
        "还没有结论",
        "全量判定完成后，每家企业在每个项目下的可享、差一项、待补资料都列在这里；现在没有判定过，或没有企业落在您的范围内。",
        Link("看判定进度", reverse("office:day")),
    )


@require_safe
@office_only
def show_outcomes(request: Asked) -> HttpResponse:
    """The table, or for htmx only what changes with the filters."""
    query = Query.of(request)
    policy = read_policy(request.region_face.pack_version)
    page = read_outcomes(request.viewer, request.business_day, query, known_at=clock.now(), policy=policy)
    return render(request, "office/outcomes.html", {"page": page, "unit_name": own_unit(request.viewer)})


def own_unit(viewer: Viewer) -> str:
    """The name of the only unit that the viewer sees; empty for people of the city."""
    return reporting_unit_names().get(viewer.reporting_unit, "") if viewer.reporting_unit else ""
