"""One file: how far it is, what it would change, what is wrong in it, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from gaodi.apps.intake.change_words import RowChange, changes_for, describe_changes
from gaodi.apps.intake.choices import REVOCABLE, Change, FileState
from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.permissions import can_use
from gaodi.apps.intake.selectors import get_file, problems_for
from gaodi.apps.registry.kinds import KINDS
from gaodi.kernel.people import Viewer
from gaodi.web.shell.asked import Query
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.intake.files import brought_by, moment
from gaodi.web.shell.intake.findings import FindingsList, read_findings
from gaodi.web.shell.intake.outlets import basis_sign
from gaodi.web.shell.intake.place import Place
from gaodi.web.shell.intake.states import (
    HEADER_CODES,
    Step,
    can_confirm,
    headline_of,
    is_going,
    next_of,
    rows_to_write,
    sign_of,
    steps_of,
)
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.figures import Figure
from gaodi.web.shell.ui.menus import Crumb, Pages, Segment, pages_of
from gaodi.web.shell.ui.progress import Progress

SIZE = 20
_COMPARED = (FileState.CHECKED, FileState.APPLYING, FileState.APPLIED)


@dataclass(frozen=True, slots=True)
class Powers:
    """Where this person may have the file written, taken back, checked again, its columns matched: the addresses, empty
    for what they may not as the file stands. `why_not` says why where it is another's.
    """

    confirm: str
    withdraw: str
    check: str
    map_columns: str
    why_not: str


@dataclass(frozen=True, slots=True)
class ChangesList:
    """A page of rows that the file writes; `kept` is False where they were tidied away after the file's end."""

    change: str
    rows: tuple[RowChange, ...]
    pages: Pages
    kept: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What was written, when, by whom; where data quality tells what it found in the source's rows."""

    at: str
    by: str
    findings_href: str


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file as its page shows it; it asks again by itself while the file goes on."""

    file: IntakeFile
    crumbs: tuple[Crumb, ...]
    address: str
    kind_label: str
    brought_by: str
    person: str
    received: str
    size: str
    basis: Chip
    is_going: bool
    sign: Chip | Progress
    headline: str
    next: str
    header_is_wrong: bool
    steps: tuple[Step, ...]
    figures: tuple[Figure, ...]
    to_write: int
    powers: Powers
    written: Written | None
    views: tuple[Segment, ...]
    view: str
    findings: FindingsList | None
    changes: ChangesList | None


def read_file(viewer: Viewer, on: date, query: Query, place: Place, *, public_id: UUID) -> FilePage | None:
    """The file; None where the viewer may not know of it."""
    file = get_file(viewer, public_id=public_id)
    if file is None:
        return None
    wrong = _header_is_wrong(viewer, file)
    counts = _counts(file)
    view = query.choice("view", tuple(counts), next((code for code, count in counts.items() if count), ""))
    return FilePage(
        file=file,
        crumbs=(Crumb(place.title, place.href("intake")), Crumb(file.name)),
        address=query.pages_address().format(page=query.page()),
        kind_label=KINDS[file.kind].label,
        brought_by=brought_by(file),
        person=str(file.actor.get("name", "")),
        received=moment(file.received_at),
        size=say_size(file.size),
        basis=basis_sign(file.outlet),
        is_going=is_going(file),
        sign=sign_of(file),
        headline=headline_of(file),
        next=file.says if file.state == FileState.REFUSED else next_of(file, header_is_wrong=wrong),
        header_is_wrong=wrong,
        steps=steps_of(file, header_is_wrong=wrong),
        figures=_figures(file, query),
        to_write=rows_to_write(file),
        powers=_powers(viewer, file, on, place),
        written=_written(file, place),
        views=_views(query, counts, view),
        view=view,
        findings=read_findings(viewer, file, query, place) if view == "problems" else None,
        changes=_changes(viewer, file, query, view) if view and view != "problems" else None,
    )


def _header_is_wrong(viewer: Viewer, file: IntakeFile) -> bool:
    if file.state != FileState.CHECKED or not file.problems or file.rows_done:
        return False
    return problems_for(viewer, public_id=file.public_id).filter(code__in=HEADER_CODES).exists()


def _counts(file: IntakeFile) -> dict[str, int]:
    """How much each view of the file has, the one that matters most first."""
    found = {"problems": file.problems + file.warnings}
    if file.problems or file.state not in _COMPARED:
        return found
    changes = {"changed": file.rows_changed, "new": file.rows_new, "ended": file.rows_ended}
    return changes | found


def _views(query: Query, counts: dict[str, int], view: str) -> tuple[Segment, ...]:
    labels = {"problems": "核对结果", **{code: str(label) for code, label in Change.choices}}
    plain = Query(query.path, {})
    return tuple(
        Segment(labels[code], plain.with_(view=code), code == view, count)
        for code, count in counts.items()
        if count
    )


def _figures(file: IntakeFile, query: Query) -> tuple[Figure, ...]:
    """What the comparison came to; none before it, and none where errors stand against it."""
    if file.state not in _COMPARED or file.problems:
        return ()
    newcomers = f"含 {file.new_parties} 个新主体" if file.new_parties else ""
    ended = f"另有 {file.rows_ended} 行旧数据到期" if file.rows_ended else ""
    warned = f"另有 {file.warnings} 条提示" if file.warnings else ""
    plain = Query(query.path, {})
    return (
        Figure("新增", file.rows_new, "行", newcomers, _if(plain, "new", file.rows_new)),
        Figure("更正", file.rows_changed, "行", ended, _if(plain, "changed", file.rows_changed)),
        Figure("相同", file.rows_same, "行", "不再写入" if file.rows_same else ""),
        Figure("错误", file.problems, "处", warned, _if(plain, "problems", file.warnings)),
    )


def _if(query: Query, view: str, count: int) -> str:
    return query.with_(view=view) if count else ""


def _powers(viewer: Viewer, file: IntakeFile, on: date, place: Place) -> Powers:
    mine = can_use(viewer, file.outlet, on=on)
    still = mine and file.state in (FileState.CHECKED, FileState.FAILED)
    can_act = file.state in (*REVOCABLE, FileState.FAILED)
    why_not = (
        ""
        if mine or not can_act
        else f"这份文件由“{file.outlet.name}”接入口的报送方处理，您可以看，不能代办。"
    )
    return Powers(
        confirm=_to(place, "intake_confirm", file, mine and can_confirm(file)),
        withdraw=_to(place, "intake_withdraw", file, mine and file.state in REVOCABLE),
        check=_to(place, "intake_check", file, still),
        map_columns=_to(place, "intake_columns", file, still),
        why_not=why_not,
    )


def _to(place: Place, name: str, file: IntakeFile, may: bool) -> str:
    return place.href(name, file.public_id) if may else ""


def _written(file: IntakeFile, place: Place) -> Written | None:
    if file.state != FileState.APPLIED:
        return None
    by = str((file.applying_actor or file.actor).get("name", ""))
    return Written(moment(file.applied_at), by, place.findings_href(file.outlet.source))


def _changes(viewer: Viewer, file: IntakeFile, query: Query, change: str) -> ChangesList:
    rows = changes_for(viewer, public_id=file.public_id, change=change)
    total = rows.count()
    page = min(query.page(), max(1, -(-total // SIZE)))
    shown = list(rows[(page - 1) * SIZE : page * SIZE])
    return ChangesList(
        change=change,
        rows=tuple(describe_changes(file, shown)) if shown else (),
        pages=pages_of(page=page, size=SIZE, total=total, address=query.pages_address(), noun="行"),
        kept=total > 0,
    )


def say_size(size: int) -> str:
    """“412 KB”, “3.4 MB”."""
    if size < 1 << 20:
        return f"{max(1, size >> 10)} KB"
    return f"{size / (1 << 20):.1f} MB"


def show_file(request: Asked, place: Place, public_id: UUID) -> HttpResponse:
    """The page; for htmx only what changes while the file goes on."""
    query = Query.of(request)
    page = read_file(request.viewer, request.business_day, query, place, public_id=public_id)
    if page is None:
        raise Http404
    template = "shell/intake/file_body.html" if request.htmx else "shell/intake/file.html"
    return render(request, template, {"page": page, "place": place})
