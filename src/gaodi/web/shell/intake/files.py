"""The list of files: who brought what through which outlet, how far it is, what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import render

from gaodi.apps.intake.choices import FileState
from gaodi.apps.intake.file_lists import FileGroup, count_groups, find_files
from gaodi.apps.intake.models import IntakeFile, Outlet
from gaodi.apps.intake.permissions import can_use
from gaodi.apps.intake.selectors import list_outlets
from gaodi.apps.registry.kinds import KINDS
from gaodi.kernel.clock import SHANGHAI
from gaodi.kernel.people import Viewer
from gaodi.web.shell.asked import Query
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.intake.place import Place
from gaodi.web.shell.intake.states import is_going, sign_of
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.menus import FilterChip, Pages, Segment, pages_of
from gaodi.web.shell.ui.states import Empty
from gaodi.web.shell.ui.tables import Column, OnPhone, Table, TableRow

SIZE = 15
_COLUMNS = (
    Column("文件", on_phone=OnPhone.FIRM),
    Column("接入口"),
    Column("数据种类", on_phone=OnPhone.MATTER),
    Column("报送"),
    Column("收到", on_phone=OnPhone.CLOCK),
    Column("状态", on_phone=OnPhone.AMOUNT),
    Column("新增", numeric=True),
    Column("更正", numeric=True),
    Column("相同", numeric=True),
    Column("错误", numeric=True, on_phone=OnPhone.TALLY),
)


@dataclass(frozen=True, slots=True)
class FilesPage:
    """The list with what narrowed it; it asks again by itself while one of its files goes on."""

    place: Place
    address: str
    total: int
    segments: tuple[Segment, ...]
    filters: tuple[FilterChip, ...]
    table: Table
    pages: Pages
    empty: Empty | None
    is_going: bool
    upload_href: str
    outlets_href: str


def read_files(viewer: Viewer, on: date, query: Query, place: Place) -> FilesPage:
    """The viewer's files that the query asks for, newest first."""
    outlets = list_outlets(on=on)
    outlet = query.choice("outlet", tuple(one.code for one in outlets))
    kind = query.choice("kind", tuple(KINDS))
    group = query.choice("state", tuple(FileGroup.values))
    of_all = find_files(viewer, outlet=outlet, kind=kind)
    counts = count_groups(of_all)
    total = counts[group] if group else of_all.count()
    page = min(query.page(), max(1, -(-total // SIZE)))
    shown = list(find_files(viewer, outlet=outlet, kind=kind, group=group)[(page - 1) * SIZE : page * SIZE])
    usable = any(can_use(viewer, one, on=on) for one in outlets)
    return FilesPage(
        place=place,
        address=query.with_() if page == 1 else query.pages_address().format(page=page),
        total=total,
        segments=_segments(query, group, counts),
        filters=_filters(query, outlets, outlet, kind),
        table=Table("文件", _COLUMNS, tuple(_row(file, place) for file in shown), anchor="files"),
        pages=pages_of(page=page, size=SIZE, total=total, address=query.pages_address(), noun="份"),
        empty=None if total else _empty(query, place, usable=usable),
        is_going=any(is_going(file) for file in shown),
        upload_href=place.href("intake_new") if usable else "",
        outlets_href=place.href("intake_outlets"),
    )


def _segments(query: Query, group: str, counts: dict[str, int]) -> tuple[Segment, ...]:
    everything = Segment("全部", query.with_(state=""), not group, sum(counts.values()))
    one_each = (
        Segment(str(label), query.with_(state=code), group == code, counts[code])
        for code, label in FileGroup.choices
    )
    return (everything, *one_each)


def _filters(query: Query, outlets: list[Outlet], outlet: str, kind: str) -> tuple[FilterChip, ...]:
    doors = {one.code: one.name for one in outlets}
    kinds = {code: KINDS[code].label for one in outlets for code in one.kinds}
    ordered = {code: kinds[code] for code in KINDS if code in kinds}
    return (
        _chip(query, "接入口", "outlet", outlet, doors),
        _chip(query, "数据种类", "kind", kind, ordered | {kind: KINDS[kind].label} if kind else ordered),
    )


def _chip(query: Query, name: str, key: str, value: str, options: dict[str, str]) -> FilterChip:
    if value:
        return FilterChip(name, options[value], query.with_(**{key: ""}))
    links = tuple(Segment(label, query.with_(**{key: code})) for code, label in options.items())
    return FilterChip(name, "全部", options=links)


def _row(file: IntakeFile, place: Place) -> TableRow:
    compared = file.state in (FileState.CHECKED, FileState.APPLYING, FileState.APPLIED) and not file.problems
    counts = (file.rows_new, file.rows_changed, file.rows_same) if compared else ("", "", "")
    cells = (
        Link(file.name, place.href("intake_file", file.public_id)),
        file.outlet.name,
        KINDS[file.kind].label,
        brought_by(file),
        moment(file.received_at),
        sign_of(file),
        *counts,
        Chip(f"{file.problems} 处", "bad") if file.problems else "",
    )
    return TableRow(str(file.public_id), cells)


def brought_by(file: IntakeFile) -> str:
    """The institution or enterprise; else the person at the unit."""
    return file.party.name if file.party is not None else str(file.actor.get("name", "")) or "未记载"


def moment(at: datetime | None) -> str:
    """2025-06-30 14:05 in the city; empty for none."""
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if at else ""


def _empty(query: Query, place: Place, *, usable: bool) -> Empty:
    if any(query.get(name) for name in ("outlet", "kind", "state")):
        return Empty("没有符合这些条件的文件", "换一个条件，或清除全部筛选。", Link("清除筛选", query.path))
    if usable:
        why = "上传的文件列在这里：先逐行核对，没有错误再由您确认写入。"
        return Empty("还没有上传过文件", why, Link("上传第一份文件", place.href("intake_new")))
    why = "文件由各接入口的责任单位或机构的经办人上传；谁能报、报什么、依据什么，见接入口一览。"
    return Empty("没有您可以查看的文件", why, Link("看接入口", place.href("intake_outlets")))


def show_files(request: Asked, place: Place) -> HttpResponse:
    """The list; for htmx only what changes while files go on."""
    page = read_files(request.viewer, request.business_day, Query.of(request), place)
    template = "shell/intake/files_list.html" if request.htmx else "shell/intake/files.html"
    return render(request, template, {"page": page, "place": place})
