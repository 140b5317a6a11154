"""The audit: who did what and which rows changed, how far it is sealed, and the proof that it was not altered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gaodi.apps.accounts.audit_trail import (
    SealState,
    count_rows_of,
    find_lines,
    get_line,
    list_actions,
    list_rows_of,
    read_seal_state,
)
from gaodi.apps.regions.selectors import unit_names
from gaodi.apps.regions.vocabularies import current_labels
from gaodi.kernel.audit import Verification, verify
from gaodi.kernel.models import AuditRecord
from gaodi.kernel.people import Viewer
from gaodi.web.office.audit_words import (
    BatchChange,
    RowChange,
    read_change,
    say_action,
    say_actor,
    say_detail,
    say_subject,
)
from gaodi.web.office.gate import auditors_only
from gaodi.web.shell.asked import Query
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.ui.menus import Crumb, Pages, pages_of
from gaodi.web.shell.ui.states import Empty

LINES, ROWS = 20, 25


@dataclass(frozen=True, slots=True)
class AuditLine:
    """What a service did, in words; `rows` is how many rows changed under it."""

    number: int
    at: datetime
    actor: str
    action: str
    code: str
    subject: str
    detail: str
    rows: int


@dataclass(frozen=True, slots=True)
class AuditPage:
    """The search with what it found, and the state of the seals. With `day_wrong` the day asked for is none that can be
    searched by, so nothing is found.
    """

    actor: str
    action: str
    subject: str
    day: str
    day_wrong: bool
    actions: tuple[tuple[str, str], ...]
    lines: tuple[AuditLine, ...]
    pages: Pages
    seal: SealState
    empty: Empty | None
    is_narrowed: bool


def read_audit(viewer: Viewer, on: date, query: Query) -> AuditPage:
    """The lines that the query asks for, newest first."""
    day = query.day("day")
    found = find_lines(
        viewer, actor=query.get("actor"), action=query.get("action"), subject=query.get("subject"), day=day
    )
    day_wrong = bool(query.get("day")) and day is None
    if day_wrong:
        found = found.none()
    total = found.count()
    page = min(query.page(), max(1, -(-total // LINES)))
    shown = list(found[(page - 1) * LINES : page * LINES])
    counts, names = count_rows_of(viewer, [line.pk for line in shown]), _units(on)
    return AuditPage(
        actor=query.get("actor"),
        action=query.get("action"),
        subject=query.get("subject"),
        day=query.get("day"),
        day_wrong=day_wrong,
        actions=tuple((code, say_action(code)) for code in list_actions(viewer)),
        lines=tuple(_line(line, counts.get(line.pk, 0), names) for line in shown),
        pages=pages_of(page=page, size=LINES, total=total, address=query.pages_address(), noun="条"),
        seal=read_seal_state(),
        empty=None if total else _empty(day_wrong=day_wrong),
        is_narrowed=any(query.get(name) for name in ("actor", "action", "subject", "day")),
    )


def _empty(*, day_wrong: bool) -> Empty:
    if day_wrong:
        return Empty("日期不能用，没有查找", "请改正“哪一天”，或清空后再查。")
    return Empty("没有这样的记录", "换一个人、事项、对象或日期；每次写入都有一条，不会缺。")


def _line(record: AuditRecord, rows: int, units: Mapping[str, str]) -> AuditLine:
    return AuditLine(
        number=record.pk,
        at=record.at,
        actor=say_actor(record.actor),
        action=say_action(record.action),
        code=record.action,
        subject=say_subject(record),
        detail=say_detail(record, units),
        rows=rows,
    )


def _units(on: date) -> Mapping[str, str]:
    """Units that a line may name, of the city and of its government."""
    return current_labels().get("reporting_units", {}) | unit_names(on=on)


@dataclass(frozen=True, slots=True)
class AuditLinePage:
    """One line with the rows that changed under it."""

    crumbs: tuple[Crumb, ...]
    line: AuditLine
    changes: tuple[RowChange | BatchChange, ...]
    pages: Pages


def read_line(viewer: Viewer, on: date, query: Query, *, number: int) -> AuditLinePage | None:
    """The line; None where there is none or the viewer may not read the audit."""
    record = get_line(viewer, line_id=number)
    if record is None:
        return None
    rows = list_rows_of(viewer, line_id=number)
    total = rows.count()
    page = min(query.page(), max(1, -(-total // ROWS)))
    return AuditLinePage(
        crumbs=(Crumb("审计", reverse("office:audit")), Crumb(f"第 {number} 条")),
        line=_line(record, total, _units(on)),
        changes=tuple(read_change(row) for row in rows[(page - 1) * ROWS : page * ROWS]),
        pages=pages_of(page=page, size=ROWS, total=total, address=query.pages_address(), noun="处"),
    )


@require_safe
@auditors_only
def show_audit(request: Asked) -> HttpResponse:
    """The search."""
    page = read_audit(request.viewer, request.business_day, Query.of(request))
    return render(request, "office/audit.html", {"page": page})


@require_safe
@auditors_only
def show_line(request: Asked, number: int) -> HttpResponse:
    """One line with its row differences."""
    page = read_line(request.viewer, request.business_day, Query.of(request), number=number)
    if page is None:
        raise Http404
    return render(request, "office/audit_line.html", {"page": page})


@require_POST
@auditors_only
def verify_audit(request: Asked) -> HttpResponse:
    """Compares every seal with the rows that it covers and says what was found; nothing is written."""
    found: Verification = verify()
    context = {"verification": found, "seal": read_seal_state()}
    if request.htmx:
        return render(request, "office/audit_seal.html", context)
    page = read_audit(request.viewer, request.business_day, Query(reverse("office:audit"), {}))
    return render(request, "office/audit.html", context | {"page": page})
