"""The list of enterprises: found by any name or code, narrowed, sorted, page by page; everything is in its address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gaodi.apps.accounts.saved_views import get_default_view
from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.overview import Share, find_outcomes, shares_by
from gaodi.apps.assessments.overview import Wanted as WantedOutcomes
from gaodi.apps.regions.selectors import reporting_unit_names
from gaodi.apps.registry.directory import (
    DEEPEST,
    CompanyList,
    CompanyRow,
    LinesRead,
    LineTally,
    Named,
    explain_found,
    is_whole_code,
    lines_read,
    list_companies,
    search_parties,
    tally_lines,
)
from gaodi.kernel import clock
from gaodi.kernel.people import Viewer
from gaodi.web.office import companies_filters as drawn
from gaodi.web.office.companies_asked import VIEWS, AskedList, kept_query, read_asked, view_filters
from gaodi.web.office.companies_columns import Around, allowed_columns, asked_columns, draw_row, heads
from gaodi.web.office.companies_saved import SavedViews, read_saved
from gaodi.web.office.gate import office_only
from gaodi.web.shell.asked import Query
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.menus import FilterChip, Pages, Segment, pages_of
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tables import Table

SIZE = 20
SUGGESTED = 8
PAGE = "office:companies"


@dataclass(frozen=True, slots=True)
class Turning:
    """Where one is in the list. `deepest` is set where not every row can be turned to."""

    pages: Pages
    is_capped: bool
    page: int
    last_page: int
    deepest: int
    first_href: str
    last_href: str
    hidden: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CompaniesPage:
    """The list with everything that narrows it. `sorted_by` and `total` are words; `file_href` takes the same rows."""

    search: str
    total: str
    sorted_by: str
    segments: tuple[Segment, ...]
    chips: tuple[FilterChip, ...]
    ranges: tuple[FilterChip, ...]
    fields: tuple[drawn.RangeField, ...]
    search_hidden: tuple[tuple[str, str], ...]
    range_hidden: tuple[tuple[str, str], ...]
    columns: tuple[Segment, ...]
    clear_href: str
    file_href: str
    saved: SavedViews
    table: Table
    turning: Turning
    read: LinesRead
    empty: Empty | None


def read_companies(viewer: Viewer, on: date, query: Query, *, known_at: datetime) -> CompaniesPage:
    """The page of companies that the query asks for, as far as the viewer may know of them."""
    allowed = allowed_columns(viewer)
    asked = read_asked(query, on, lambda one: asked_columns(one, allowed))
    read = lines_read(on=on)
    tally = _tally(viewer, asked, on, read) if read.is_current else None
    found = list_companies(
        viewer,
        on=on,
        known_at=known_at,
        filters=asked.filters,
        sort=asked.sort,
        page=query.page(),
        size=SIZE,
        total=tally.by_view.get(asked.view, tally.total) if tally else None,
    )
    around = Around(asked.words, _shares(viewer, found.rows, asked, on), _why(asked, found.rows, on))
    rows = tuple(draw_row(row, asked.columns, around) for row in found.rows)
    return CompaniesPage(
        search=asked.base.word,
        total=_told(found),
        sorted_by=drawn.told_sort(asked),
        segments=drawn.segments(asked, tally),
        chips=drawn.chips(asked, tally, units=viewer.reporting_unit is None),
        ranges=drawn.range_chips(asked),
        fields=drawn.range_fields(asked),
        search_hidden=drawn.hidden(asked, "q"),
        range_hidden=drawn.hidden(asked, *drawn.RANGE_NAMES),
        columns=drawn.column_choice(asked, allowed),
        clear_href=asked.query.path + "?view=all" if asked.is_narrowed else "",
        file_href=f"{reverse('office:companies_file')}?{kept_query(query.values)}",
        saved=read_saved(viewer, query),
        table=Table("企业", heads(asked), rows),
        turning=_turning(asked, found),
        read=read,
        empty=None if found.rows else _empty(asked),
    )


def _tally(viewer: Viewer, asked: AskedList, on: date, read: LinesRead) -> LineTally | None:
    """Numbers behind views and units; a word would have to be looked for again, so there are none with it."""
    if asked.base.word:
        return None
    views = {view: view_filters(view, on) for view in VIEWS if view != "all"}
    return tally_lines(viewer, filters=asked.base, views=views, read=read)


def _shares(
    viewer: Viewer, rows: Iterable[CompanyRow], asked: AskedList, on: date
) -> Mapping[int, Share]:  # fmt: skip
    """What the firms shown are entitled to now, where a column says it."""
    if not {"entitled", "payable"} & set(asked.columns):
        return {}
    own = find_outcomes(viewer, RuleKind.PROGRAMME, WantedOutcomes(), on=on)
    return shares_by(own.filter(subject_id__in=[row.party_id for row in rows]), "subject_id")


def _why(asked: AskedList, rows: Iterable[CompanyRow], on: date) -> Mapping[int, str]:
    named = [Named(row.party_id, row.name, row.credit_code) for row in rows]
    return explain_found(asked.base.word, named, on=on) if asked.base.word else {}


def _told(found: CompanyList) -> str:
    return f"{found.total} 家以上" if found.is_capped else f"{found.total} 家"


def _turning(asked: AskedList, found: CompanyList) -> Turning:
    reached = min(found.total, DEEPEST)
    last = max(1, -(-reached // SIZE))
    address = asked.query.pages_address()
    return Turning(
        pages=pages_of(page=found.page, size=SIZE, total=reached, address=address, noun="家"),
        is_capped=found.is_capped,
        page=found.page,
        last_page=last,
        deepest=DEEPEST if found.total > DEEPEST else 0,
        first_href=address.format(page=1) if found.page > 1 else "",
        last_href=address.format(page=last) if found.page < last else "",
        hidden=drawn.hidden(asked),
    )


def _empty(asked: AskedList) -> Empty:
    if asked.is_narrowed:
        why = "可以按名称、曾用名、信用代码、股票代码、拼音或首字母找；范围之外的企业不会出现。"
        return Empty("没有找到这样的企业", why, Link("清除条件", f"{asked.query.path}?view=all"))
    return Empty("还没有企业", "登记数据接入，或演示城市建好以后，企业列在这里。")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A firm that what was typed so far may mean, and why."""

    name: str
    href: str
    why: str
    unit: str
    credit_code: str


@dataclass(frozen=True, slots=True)
class Suggestions:
    """The best few; `total` in words, `href` lists all of them."""

    rows: tuple[Suggestion, ...]
    word: str
    total: str
    href: str


def read_suggestions(viewer: Viewer, on: date, query: Query, words: Mapping[str, str]) -> Suggestions:
    """The best few for the word typed; none for an empty one. Args: words: labels of units."""
    word = query.get("q")
    found = search_parties(viewer, word, on=on, limit=SUGGESTED)
    why = explain_found(word, [Named(one.party_id, one.name, one.credit_code) for one in found.rows], on=on)
    rows = tuple(
        Suggestion(
            one.name,
            _address(one.public_id),
            why.get(one.party_id, ""),
            words.get(one.unit, "未登记"),
            one.credit_code,
        )
        for one in found.rows
    )
    return Suggestions(rows, word, found.told, query.with_())


def _address(public_id: UUID) -> str:
    return reverse("office:company", args=[public_id])


def only_firm(viewer: Viewer, on: date, word: str) -> str:
    """The address of the one firm with this whole code; empty for anything else."""
    if not is_whole_code(word):
        return ""
    found = search_parties(viewer, word, on=on, limit=2)
    return _address(found.rows[0].public_id) if len(found.rows) == 1 else ""


@require_safe
@office_only
def show_companies(request: Asked) -> HttpResponse:
    """The list; for the search field only its suggestions. A whole code leads to its firm, the bare address to the
    viewer's default view."""
    query, viewer, on = Query.of(request), request.viewer, request.business_day
    if request.htmx and request.htmx.target == "suggested":
        found = read_suggestions(viewer, on, query, reporting_unit_names())
        return render(request, "office/companies_suggested.html", {"found": found})
    leads_to = only_firm(viewer, on, query.get("q")) if query.get("q") else _default_address(viewer, query)
    if leads_to:
        return HttpResponseRedirect(leads_to)
    page = read_companies(viewer, on, query, known_at=clock.now())
    return render(request, "office/companies.html", {"page": page})


def _default_address(viewer: Viewer, query: Query) -> str:
    if any(query.values.values()):
        return ""
    view = get_default_view(viewer, page=PAGE)
    return f"{query.path}?{view.query}" if view and view.query else ""
