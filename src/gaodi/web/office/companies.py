"""Companies found by any of their names, and one company with its facts, events, payments and outcomes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.overview import Share, find_outcomes, order_outcomes, shares_by
from gaodi.apps.assessments.overview import Wanted as WantedOutcomes
from gaodi.apps.assessments.subject_facts import Fact, FactRow, read_facts
from gaodi.apps.regions.selectors import reporting_unit_names
from gaodi.apps.registry.directory import count_companies_by_unit, find_companies, get_company, list_support
from gaodi.apps.registry.models import Party, SupportReceived
from gaodi.kernel import clock
from gaodi.kernel.people import Viewer
from gaodi.web.office.gate import office_only
from gaodi.web.shell.asked import Query
from gaodi.web.shell.entitlements.clauses import PolicyNotes, read_policy
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.outcomes import rows as cells
from gaodi.web.shell.outcomes.reading import read_reasons, read_words
from gaodi.web.shell.ui.chips import Chip, Parameter, parameter_of
from gaodi.web.shell.ui.figures import Link, Money
from gaodi.web.shell.ui.menus import Crumb, FilterChip, Pages, Segment, pages_of
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tables import Column, OnPhone, Table, TableRow

SIZE = 20
_COLUMNS = (
    Column("企业", on_phone=OnPhone.FIRM),
    Column("统一社会信用代码", code=True, on_phone=OnPhone.MATTER),
    Column("区县", on_phone=OnPhone.TALLY),
    Column("可享（条）", numeric=True),
    Column("应付（万元）", numeric=True, on_phone=OnPhone.AMOUNT),
    Column("来历"),
)
INVENTED, REAL = Chip("演示虚构", "clay"), Chip("公开资料", "plain")


@dataclass(frozen=True, slots=True)
class CompaniesPage:
    """The list with the search that narrowed it."""

    search: str
    unit: str
    filter: FilterChip | None
    table: Table
    pages: Pages
    empty: Empty | None


def read_companies(viewer: Viewer, on: date, query: Query) -> CompaniesPage:
    """Companies that the viewer may know of, with what they are entitled to now."""
    search, unit = query.get("q"), query.get("unit")
    found = find_companies(viewer, on=on, search=search, unit=unit)
    total = found.count()
    page = min(query.page(), max(1, -(-total // SIZE)))
    shown = list(found[(page - 1) * SIZE : page * SIZE])
    units = reporting_unit_names()
    own = find_outcomes(viewer, RuleKind.PROGRAMME, WantedOutcomes(), on=on)
    shares = shares_by(own.filter(subject_id__in=[row.pk for row in shown]), "subject_id")
    return CompaniesPage(
        search=search,
        unit=unit,
        filter=_unit_filter(viewer, query, unit, units, on) if viewer.reporting_unit is None else None,
        table=Table("企业", _COLUMNS, tuple(_row(row, units, shares.get(row.pk)) for row in shown)),
        pages=pages_of(page=page, size=SIZE, total=total, address=query.pages_address(), noun="家"),
        empty=None if total else _empty(query),
    )


def _row(party: Party, units: dict[str, str], share: Share | None) -> TableRow:
    name = Link(party.name, reverse("office:company", args=[party.public_id]))
    unit = units.get(party.reporting_unit, "未登记")  # type: ignore[attr-defined]
    money = Money(share.payable_yuan) if share else Money(None)
    origin = INVENTED if party.is_invented else REAL
    return TableRow(
        party.name, (name, party.credit_code or "", unit, share.rows if share else "", money, origin)
    )


def _unit_filter(viewer: Viewer, query: Query, unit: str, units: dict[str, str], on: date) -> FilterChip:
    if unit:
        return FilterChip("区县", units.get(unit, unit), query.with_(unit=""))
    counts = count_companies_by_unit(viewer, on=on)
    links = (Segment(name, query.with_(unit=code), count=counts.get(code, 0)) for code, name in units.items())
    return FilterChip("区县", "全部", options=tuple(links))


def _empty(query: Query) -> Empty:
    if query.get("q") or query.get("unit"):
        why = "可以按名称、信用代码、股票代码、拼音或首字母找；范围之外的企业不会出现。"
        return Empty("没有找到这样的企业", why, Link("清除条件", query.path))
    return Empty("还没有企业", "登记数据接入，或演示城市建好以后，企业列在这里。")


@dataclass(frozen=True, slots=True)
class FactLine:
    """One recorded fact: label, value in words, where it came from, whether it was checked."""

    label: str
    value: str
    source: str
    on: date | None
    parameter: Parameter | None
    is_missing: bool


@dataclass(frozen=True, slots=True)
class CompanyPage:
    """A company as the office knows it on a day."""

    crumbs: tuple[Crumb, ...]
    name: str
    credit_code: str
    is_invented: bool
    on: date
    facts: tuple[FactLine, ...]
    events: Table | None
    supports: tuple[SupportReceived, ...]
    outcomes: Table | None


def read_company(
    viewer: Viewer, on: date, *, public_id: UUID, known_at: datetime, policy: PolicyNotes
) -> CompanyPage | None:
    """The company; None where the viewer may not know of it."""
    party = get_company(viewer, public_id=public_id, on=on)
    if party is None:
        return None
    known = partial(
        read_facts, subject_id=party.pk, on=on, known_at=known_at, visibilities=viewer.visibilities
    )
    records, events = known("company"), known("listing_event")
    return CompanyPage(
        crumbs=(Crumb("企业", reverse("office:companies")), Crumb(party.name)),
        name=party.name,
        credit_code=party.credit_code or "",
        is_invented=party.is_invented,
        on=on,
        facts=tuple(_line(fact) for row in records for fact in row.facts if not fact.path.endswith(".name")),
        events=_events(events),
        supports=tuple(list_support(viewer, party_id=party.pk, on=on)),
        outcomes=_outcomes(viewer, party, on, known_at, policy),
    )


def _line(fact: Fact) -> FactLine:
    said = "由风险端掌握" if fact.withheld else fact.value or "缺这项事实"
    source = fact.source
    return FactLine(
        label=fact.label,
        value=said,
        source=source.title if source else "尚无来源",
        on=source.on if source else None,
        parameter=parameter_of(source.status) if source else None,
        is_missing=fact.value is None and not fact.withheld,
    )


_EVENT_COLUMNS = {
    "kind": Column("阶段", on_phone=OnPhone.FIRM),
    "happened_on": Column("发生日", on_phone=OnPhone.AMOUNT),
    "board": Column("板块", on_phone=OnPhone.MATTER),
    "way": Column("方式"),
    "fiscal_unit": Column("事件日财政归属"),
}


def _events(events: tuple[FactRow, ...]) -> Table | None:
    """Steps towards an exchange, newest first."""
    if not events:
        return None
    columns = (
        *_EVENT_COLUMNS.values(),
        Column("来源", on_phone=OnPhone.CLOCK),
        Column("核实", on_phone=OnPhone.TALLY),
    )
    ordered = sorted(events, key=lambda row: _value(row, "happened_on"), reverse=True)
    return Table("上市进程", columns, tuple(_event(row) for row in ordered), anchor="events")


def _event(row: FactRow) -> TableRow:
    kind = row.get("kind")
    source = kind.source if kind else None
    told = f"{source.title} {source.on}" if source else "尚无来源"
    checked = Parameter(True) if source and source.status == "verified" else Chip("企业申报", "plain")
    if source and source.status == "assumed":
        checked = Chip("待核", "clay")
    values = tuple(_value(row, name) or Chip("缺这项事实", "unknown") for name in _EVENT_COLUMNS)
    return TableRow(_value(row, "kind"), (*values, told, checked))


def _value(row: FactRow, name: str) -> str:
    fact = row.get(name)
    return (fact.value or "") if fact else ""


def _outcomes(
    viewer: Viewer, party: Party, on: date, known_at: datetime, policy: PolicyNotes
) -> Table | None:
    found = find_outcomes(viewer, RuleKind.PROGRAMME, WantedOutcomes(), on=on).filter(subject_id=party.pk)
    rows = list(order_outcomes(found, "due", on=on))
    if not rows:
        return None
    words = read_words(viewer, rows, on=on)
    reasons = read_reasons(viewer, rows, words, policy, on=on, known_at=known_at)
    matter = Column("项目与阶段", on_phone=OnPhone.FIRM)
    columns = (matter, cells.VERDICT, cells.AMOUNT, cells.TALLY, cells.CLOCK, cells.FLAG)
    return Table(
        "当前结论", columns, cells.rows_of(rows, words, reasons, on=on, columns=columns), anchor="outcomes"
    )


@require_safe
@office_only
def show_companies(request: Asked) -> HttpResponse:
    """The list of companies."""
    page = read_companies(request.viewer, request.business_day, Query.of(request))
    return render(request, "office/companies.html", {"page": page})


@require_safe
@office_only
def show_company(request: Asked, public_id: UUID) -> HttpResponse:
    """One company; 404 for one that is not of the viewer's unit."""
    policy = read_policy(request.region_face.pack_version)
    page = read_company(
        request.viewer, request.business_day, public_id=public_id, known_at=clock.now(), policy=policy
    )
    if page is None:
        raise Http404
    return render(request, "office/company.html", {"page": page})
