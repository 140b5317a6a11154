"""The list of enterprises: filtered, sorted, page by page, and row by row for a file.

Lines are read from their table where it holds this day, this pack and every change; else straight from the facts, with
the same answer, slower. Only an office sees lists; a district's officers see their own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from gaodi.apps.registry.directory.filters import LineFilters, LineSort, conditions, sort_for, visible_columns
from gaodi.apps.registry.directory.holding import held_by_name
from gaodi.apps.registry.directory.search import Wanted, find_wanted
from gaodi.apps.registry.directory.state import lines_are_current
from gaodi.apps.registry.line_sql import lines_sql
from gaodi.kernel.audit import acting
from gaodi.kernel.errors import Refusal
from gaodi.kernel.facts.reading import parameters_of
from gaodi.kernel.people import Viewer

#: Rows before a page, at most; who wants more narrows the list or takes the file.
DEEPEST = 20_000
#: Rows of one file, at most.
MOST_ROWS = 50_000
#: From here on a list narrowed by a common word is not counted further.
_COUNTED = 1000
_CHUNK = 2000

_COLUMNS = """l.party_id, p.public_id, p.name, COALESCE(p.credit_code, '') AS credit_code, l.unit, l.industry,
       l.industry_class, l.status, l.founded_on, l.registered_capital, l.revenue, l.revenue_growth, l.employees,
       l.rd_spending, l.rd_intensity, l.titles, l.listing_stage, l.last_report_on, l.is_invented"""
_PAGE = """
SELECT {columns}
FROM (SELECT l.party_id FROM {source} AS l {where} ORDER BY {order} LIMIT %(size)s OFFSET %(offset)s) AS shown
JOIN {source} AS l ON l.party_id = shown.party_id
JOIN registry_party AS p ON p.id = l.party_id
ORDER BY {order}
"""
_FROM_FACTS = """
SELECT {columns}
FROM {source} AS l JOIN registry_party AS p ON p.id = l.party_id
{where} ORDER BY {order} LIMIT %(size)s OFFSET %(offset)s
"""
_COUNT = "SELECT count(*) FROM (SELECT FROM {source} AS l {where} LIMIT %(counted)s) AS found"
# From the facts, or of a short list: what is read once serves for both the page and the number.
_BOTH = """
WITH found AS MATERIALIZED (SELECT l.* FROM {source} AS l {where}),
     page AS MATERIALIZED (SELECT l.* FROM found AS l ORDER BY {order} LIMIT %(size)s OFFSET %(offset)s)
SELECT {columns}, (SELECT count(*) FROM found)
FROM page AS l JOIN registry_party AS p ON p.id = l.party_id
ORDER BY {order}
"""


class TooManyRows(Refusal):
    """A file was asked for that would be too long."""

    code = "too_many_rows"

    def __init__(self, total: int) -> None:
        self.total = total
        super().__init__(f"所选企业共 {total} 家，一次最多导出 {MOST_ROWS} 家；请增加筛选条件后再导出。")


class ListsAreForOffices(Refusal):
    """A file of companies was asked for by somebody who has no list of them."""

    code = "lists_are_for_offices"

    def __init__(self) -> None:
        super().__init__("企业名录只供政府部门使用；请以部门席位登录后再导出。")


@dataclass(frozen=True, slots=True)
class CompanyRow:
    """A company in a list, in plan types: fen, parts per million; None is unknown, or not for this viewer."""

    party_id: int
    public_id: UUID
    name: str
    credit_code: str
    unit: str
    industry: str
    industry_class: str
    status: str
    founded_on: date | None
    registered_capital: int | None
    revenue: int | None
    revenue_growth: int | None
    employees: int | None
    rd_spending: int | None
    rd_intensity: int | None
    titles: list[str]
    listing_stage: str
    last_report_on: date | None
    is_invented: bool


@dataclass(frozen=True, slots=True)
class CompanyList:
    """One page of a list; `total` is a lower bound where `is_capped`, `page` the one shown."""

    rows: tuple[CompanyRow, ...]
    total: int
    is_capped: bool
    page: int


def list_companies(
    viewer: Viewer,
    *,
    on: date,
    known_at: datetime,
    filters: LineFilters = LineFilters(),  # noqa: B008  frozen
    sort: LineSort = LineSort(),  # noqa: B008  frozen
    page: int = 1,
    size: int = 20,
    total: int | None = None,
) -> CompanyList:
    """A page of the companies that the viewer may know of; a page past the end is the last one.

    Args: total: how many there are, where a tally of the same lines has told it.
    """
    asked = _ask(viewer, on, known_at, filters, sort)
    if asked is None:
        return CompanyList((), 0, False, 1)
    if not asked.is_quick or asked.is_short:
        return _page_and_number(asked, page, size)
    total = asked.count() if total is None else total
    page = _page_within(page, size, total)
    rows = asked.run(_PAGE, size=size, offset=(page - 1) * size)
    return CompanyList(tuple(asked.row(row) for row in rows), *asked.told(total), page)


def count_lines(viewer: Viewer, *, on: date, known_at: datetime, filters: LineFilters) -> int:
    """How many companies the list has; past a thousand a lower bound where a common word narrows it."""
    asked = _ask(viewer, on, known_at, filters, LineSort())
    return asked.told(asked.count())[0] if asked else 0


def iterate_lines(
    viewer: Viewer,
    *,
    on: date,
    known_at: datetime,
    at: datetime,
    filters: LineFilters = LineFilters(),  # noqa: B008  frozen
    sort: LineSort = LineSort(),  # noqa: B008  frozen
) -> Iterator[CompanyRow]:
    """Every row of a list, read in chunks, for a file; the audit keeps who took it, what narrowed it, how many rows.

    Raises: ListsAreForOffices; TooManyRows: more than fifty thousand.
    """
    asked = _ask(viewer, on, known_at, filters, sort)
    if asked is None:
        raise ListsAreForOffices
    total = asked.count(MOST_ROWS * 20)
    if total > MOST_ROWS:
        raise TooManyRows(total)
    detail = {"filters": filters.told(), "sort": asked.sort.column, "rows": total, "on": on.isoformat()}
    with acting(
        actor=viewer.as_actor(), at=at, action="export_companies", subject_kind="company_list", detail=detail
    ):
        pass
    return asked.stream()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A list as SQL."""

    source: str
    is_quick: bool
    where: str
    sort: LineSort
    values: dict[str, Any]
    visible: frozenset[str]
    counts_to: int | None
    #: Whether a word leaves a thousand at most.
    is_short: bool

    def text(self, template: str) -> str:
        return template.format(source=self.source, where=self.where, order=self.sort.sql, columns=_COLUMNS)

    def run(self, template: str, **values: Any) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.text(template), self.values | values)
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows

    def count(self, counted: int | None = None) -> int:
        return int(self.run(_COUNT, counted=counted or self.counts_to)[0][0])

    def told(self, total: int) -> tuple[int, bool]:
        """The number to show, and whether it is a lower bound."""
        capped = self.counts_to is not None and total >= self.counts_to
        return (_COUNTED, True) if capped else (total, False)

    def row(self, values: tuple[Any, ...]) -> CompanyRow:
        """The row without what its viewer may not see."""
        return CompanyRow(
            *(
                value if name not in _GUARDED or name in self.visible else _GUARDED[name]
                for name, value in zip(_NAMES, values, strict=False)
            )
        )

    def stream(self) -> Iterator[CompanyRow]:
        text = self.text(_PAGE if self.is_quick else _FROM_FACTS)
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.execute(text, self.values | {"size": MOST_ROWS, "offset": 0})
            while rows := cursor.fetchmany(_CHUNK):
                yield from map(self.row, rows)


_NAMES = tuple(field.name for field in fields(CompanyRow))
#: What a row shows in place of a column that its viewer may not see.
_GUARDED: dict[str, Any] = {
    **dict.fromkeys(("unit", "industry", "industry_class", "status", "listing_stage"), ""),
    **dict.fromkeys(("founded_on", "registered_capital", "revenue", "revenue_growth"), None),
    **dict.fromkeys(("employees", "rd_spending", "rd_intensity"), None),
}


def _ask(viewer: Viewer, on: date, known_at: datetime, filters: LineFilters, sort: LineSort) -> _Asked | None:
    if "office" not in viewer.sections:
        return None
    visible = visible_columns(viewer)
    held, values = conditions(filters, visible)
    if viewer.reporting_unit is not None:
        held.append("l.unit = %(own_unit)s")
        values["own_unit"] = viewer.reporting_unit
    wanted = find_wanted(viewer, filters.word, on=on) if filters.word.strip() else None
    if wanted is not None:
        held.append(_narrow(wanted, values))
    quick = lines_are_current(on=on)
    return _Asked(
        source="registry_companyline" if quick else f"({lines_sql()})",
        is_quick=quick,
        where=f"WHERE {' AND '.join(held)}" if held else "",
        sort=sort_for(sort.column, sort.descending, visible),
        values=values | parameters_of(on, known_at, None),
        visible=visible,
        counts_to=_COUNTED + 1 if wanted is not None and wanted.is_capped else None,
        is_short=wanted is not None and not wanted.is_capped,
    )


def _narrow(wanted: Wanted, values: dict[str, Any]) -> str:
    if not wanted.is_capped:
        values["found"] = wanted.party_ids
        return "l.party_id = ANY (%(found)s)"
    held, named = held_by_name(wanted.typed, "l")
    values |= named | {"coded": wanted.coded}
    return f"(l.party_id = ANY (%(coded)s) OR ({held}))"


def _page_and_number(asked: _Asked, page: int, size: int) -> CompanyList:
    rows = asked.run(_BOTH, size=size, offset=(min(page, DEEPEST // size) - 1) * size)
    total = rows[0][-1] if rows else asked.count()
    if not rows and total:
        page = _page_within(page, size, total)
        rows = asked.run(_BOTH, size=size, offset=(page - 1) * size)
    shown = tuple(asked.row(row) for row in rows)
    return CompanyList(shown, *asked.told(total), _page_within(page, size, total))


def _page_within(page: int, size: int, total: int) -> int:
    last = max(1, -(-total // size))
    return max(1, min(page, last, DEEPEST // size))
