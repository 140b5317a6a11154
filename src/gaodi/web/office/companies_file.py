"""The list of enterprises as a workbook: the rows that the address asks for, the columns that the viewer may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from tempfile import TemporaryFile
from typing import IO

from django.contrib import messages
from django.http import FileResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from gaodi.apps.registry.directory import CompanyRow, LinesRead, iterate_lines, lines_read
from gaodi.engines.tabular import write_rows
from gaodi.kernel import clock
from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Viewer
from gaodi.web.office import companies_filters as drawn
from gaodi.web.office.companies_asked import VIEWS, AskedList, kept_query, read_asked
from gaodi.web.office.companies_columns import COLUMNS, UNTOLD, Value, Words, allowed_columns
from gaodi.web.office.gate import office_only
from gaodi.web.shell.asked import Query
from gaodi.web.shell.gates import Asked

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_companies(viewer: Viewer, on: date, query: Query, *, at: datetime) -> IO[bytes]:
    """The workbook, at its beginning.

    Raises: TooManyRows: narrow the list first; ListsAreForOffices.
    """
    names = tuple(name for name in allowed_columns(viewer) if COLUMNS[name].value)
    asked = read_asked(query, on, lambda _: names)
    rows = iterate_lines(viewer, on=on, known_at=at, at=at, filters=asked.filters, sort=asked.sort)
    sheet: IO[bytes] = TemporaryFile()  # noqa: SIM115  the answer closes it
    headers = [COLUMNS[name].header for name in names]
    write_rows(sheet, "企业", headers, _values(rows, names, asked.words), notes=_notes(viewer, on, asked, at))  # type: ignore[arg-type]
    sheet.seek(0)
    return sheet


def _values(rows: Iterable[CompanyRow], names: tuple[str, ...], words: Words) -> Iterator[list[Value]]:
    values = [(COLUMNS[name].value, COLUMNS[name].none) for name in names]
    for row in rows:
        yield [_said(value(row, words) if value else None, none) for value, none in values]


def _said(value: Value, none: object) -> Value:
    """The value; in words where the fact is missing, empty where there is simply none."""
    if value is not None and value != "":
        return value
    return none if isinstance(none, str) else UNTOLD


def _notes(viewer: Viewer, on: date, asked: AskedList, at: datetime) -> list[str]:
    chips = [*drawn.chips(asked, None, units=True), *drawn.range_chips(asked)]
    said = [f"{chip.name}：{chip.value}" for chip in chips if chip.clear_href]
    word = [f"查找：{asked.base.word}"] if asked.base.word else []
    return [
        f"业务日 {on.isoformat()}，导出于 {localtime(at):%Y-%m-%d %H:%M}，导出人 {viewer.name}",
        f"视图：{VIEWS[asked.view]}，{drawn.told_sort(asked)}",
        f"条件：{'；'.join([*word, *said]) or '无'}",
        _say_read(lines_read(on=on)),
        f"“{UNTOLD}”表示还没有来源报来；空白表示登记的来源里没有记录。",
        "可享与应付随每日判定变化，不在本文件内，请在结论页查看。",
    ]


def _say_read(read: LinesRead) -> str:
    if read.is_current and read.known_at:
        return f"数字读取于 {localtime(read.known_at):%Y-%m-%d %H:%M}"
    return "数字为导出时直接从事实读取"


@require_GET
@office_only
def take_companies(request: Asked) -> HttpResponseBase:
    """The workbook; back to the list with the reason where there are too many rows."""
    query, on = Query.of(request), request.business_day
    try:
        sheet = write_companies(request.viewer, on, query, at=clock.now())
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return HttpResponseRedirect(f"{reverse('office:companies')}?{kept_query(query.values) or 'view=all'}")
    return FileResponse(sheet, as_attachment=True, filename=f"企业_{on.isoformat()}.xlsx", content_type=TYPE)
