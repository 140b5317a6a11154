"""Uploading a file: through which outlet, what sort of rows, as of which day; and the empty tables to fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django_htmx.http import HttpResponseClientRedirect

from gaodi.apps.intake.models import Outlet
from gaodi.apps.intake.selectors import get_file, list_usable_outlets
from gaodi.apps.intake.services.receiving import LARGEST_FILE, receive_file
from gaodi.apps.intake.services.refusals import FileCameBefore
from gaodi.apps.intake.tasks import uploads
from gaodi.apps.regions.selectors import unit_names
from gaodi.apps.regions.words import Words, current_words
from gaodi.apps.registry.kinds import KINDS, Kind
from gaodi.engines.tabular import TYPE_WORDS, Field, write_csv_template, write_template
from gaodi.kernel import clock
from gaodi.kernel.errors import Refusal
from gaodi.kernel.people import Viewer
from gaodi.web.shell.asked import Query, read_day, read_words
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.intake.outlets import Door, door_of
from gaodi.web.shell.intake.place import Place
from gaodi.web.shell.ui.figures import Link
from gaodi.web.shell.ui.menus import Crumb, FilterChip, Segment
from gaodi.web.shell.ui.states import Empty

_WORDS_SHOWN = 6
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Wrong:
    """Why a file was not taken, and where to go on; empty words where nothing is wrong."""

    says: str = ""
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class ColumnHelp:
    """One column of the empty table: how it is written, an example, what else to know."""

    label: str
    required: bool
    how: str
    example: str
    note: str


@dataclass(frozen=True, slots=True)
class UploadPage:
    """First the doors to choose from; once outlet and kind are chosen, the form with what a file must hold."""

    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    door: Door | None
    kind: Kind | None
    switches: tuple[FilterChip, ...]
    columns: tuple[ColumnHelp, ...]
    source_on: str
    latest: date
    wrong: Wrong
    empty: Empty | None
    address: str
    back_href: str
    xlsx_href: str
    csv_href: str

    @property
    def largest(self) -> int:
        """The most that a file may be, in MB."""
        return LARGEST_FILE >> 20


def read_upload(
    viewer: Viewer, on: date, query: Query, place: Place, *, source_on: str = "", wrong: Wrong | None = None
) -> UploadPage:
    """The page for the outlet and kind that are asked for; what the viewer may not use counts as not asked for."""
    usable = [one for one in list_usable_outlets(viewer, on=on) if one.kinds]
    units = unit_names(on=on)
    outlet = next((one for one in usable if one.code == query.get("outlet")), None)
    code = query.choice("kind", tuple(outlet.kinds)) if outlet else ""
    kind = KINDS.get(code)
    doors = tuple(door_of(one, place, units, usable=True) for one in usable)
    return UploadPage(
        crumbs=(Crumb(place.title, place.href("intake")), Crumb("上传文件")),
        doors=doors,
        door=next((one for one in doors if outlet and kind and one.code == outlet.code), None),
        kind=kind,
        switches=_switches(query, usable, outlet, kind),
        columns=tuple(_help(one, current_words()) for one in kind.fields) if kind else (),
        source_on=source_on or on.isoformat(),
        latest=on,
        wrong=wrong or Wrong(),
        empty=None if usable else _none(place),
        address=place.href("intake_new"),
        back_href=place.href("intake"),
        xlsx_href=place.href("intake_template", kind.code, "xlsx") if kind else "",
        csv_href=place.href("intake_template", kind.code, "csv") if kind else "",
    )


def _switches(
    query: Query, usable: list[Outlet], outlet: Outlet | None, kind: Kind | None
) -> tuple[FilterChip, ...]:
    if outlet is None or kind is None:
        return ()
    others = (
        Segment(one.name, query.with_(outlet=one.code, kind=_kept(one, kind)), one == outlet)
        for one in usable
    )
    kinds = (
        Segment(KINDS[code].label, query.with_(outlet=outlet.code, kind=code), code == kind.code)
        for code in outlet.kinds
    )
    return (
        FilterChip("接入口", outlet.name, options=tuple(others)),
        FilterChip("数据种类", kind.label, options=tuple(kinds)),
    )


def _kept(outlet: Outlet, kind: Kind) -> str:
    """The same kind in another outlet where it takes it, else the first that it takes."""
    return kind.code if kind.code in outlet.kinds else str(outlet.kinds[0])


def _help(field: Field, vocabularies: Words) -> ColumnHelp:
    unit = f"，单位{field.unit}" if field.unit else ""
    words = list(field.choices.values()) or [
        one[0] for one in vocabularies.get(field.vocabulary or "", {}).values()
    ]
    listed = "、".join(words[:_WORDS_SHOWN]) + (f"等 {len(words)} 项" if len(words) > _WORDS_SHOWN else "")
    how = f"选项：{listed}" if words else f"{TYPE_WORDS[field.type]}{unit}"
    return ColumnHelp(field.label, field.required, how, field.example, field.note)


def _none(place: Place) -> Empty:
    why = "文件由各接入口的责任单位或机构的经办人上传；需要报送的，请找本单位管理员开通经办席位。"
    return Empty("没有您可以使用的接入口", why, Link("看各接入口由谁报", place.href("intake_outlets")))


def show_upload(request: Asked, place: Place) -> HttpResponse:
    """The page; a posted form takes the file in and goes on to it, or says why not and keeps what was entered."""
    if request.method != "POST":
        page = read_upload(request.viewer, request.business_day, Query.of(request), place)
        return render(request, "shell/intake/upload.html", {"page": page, "place": place})
    outcome = _take(request, place)
    if isinstance(outcome, str):
        return HttpResponseClientRedirect(outcome) if request.htmx else HttpResponseRedirect(outcome)
    if request.htmx:
        return render(request, "shell/intake/upload_wrong.html", {"wrong": outcome})
    query = Query(request.path, {name: read_words(request.POST.get(name, "")) for name in ("outlet", "kind")})
    written = read_words(request.POST.get("source_on", ""))
    page = read_upload(request.viewer, request.business_day, query, place, source_on=written, wrong=outcome)
    return render(request, "shell/intake/upload.html", {"page": page, "place": place})


def _take(request: Asked, place: Place) -> str | Wrong:
    """The address of the file that was taken in, or what is wrong."""
    viewer, on = request.viewer, request.business_day
    code, kind = read_words(request.POST.get("outlet", "")), read_words(request.POST.get("kind", ""))
    outlet = next((one for one in list_usable_outlets(viewer, on=on) if one.code == code), None)
    if outlet is None:
        return Wrong("请先选择接入口和数据种类。", Link("重新选择", place.href("intake_new")))
    source_on = read_day(request.POST.get("source_on", ""))
    if source_on is None:
        return Wrong("数据日期请写成 2025-06-30 这样，即数据截至哪一天。")
    uploaded = request.FILES.get("file")
    if uploaded is None or not uploaded.name:
        return Wrong("请选择要上传的文件，或把文件拖到框里。")
    try:
        file = receive_file(
            viewer,
            outlet=outlet,
            kind=kind,
            name=read_words(uploaded.name),
            chunks=uploaded.chunks(),
            store=uploads(),
            source_on=source_on,
            on=on,
            at=clock.now(),
        )
    except FileCameBefore as refusal:
        return Wrong(str(refusal), _link_to(viewer, refusal, place))
    except Refusal as refusal:
        return Wrong(str(refusal))
    return place.href("intake_file", file.public_id)


def _link_to(viewer: Viewer, refusal: FileCameBefore, place: Place) -> Link | None:
    """The file that came before, where this person may see it."""
    before = get_file(viewer, public_id=refusal.file.public_id)
    return Link("打开原来的文件", place.href("intake_file", before.public_id)) if before else None


def send_template(request: Asked, place: Place, kind: str, form: str) -> HttpResponse:
    """The empty table of a kind as .xlsx or .csv; 404 for a kind or form that there is not."""
    found = KINDS.get(kind)
    if found is None or form not in ("xlsx", "csv"):
        raise Http404
    content = write_template(found, current_words()) if form == "xlsx" else write_csv_template(found)
    answer = HttpResponse(content, content_type=XLSX if form == "xlsx" else "text/csv; charset=utf-8")
    answer["Content-Disposition"] = content_disposition_header(True, f"{found.label}模板.{form}") or ""
    return answer
