"""Matching the columns of a file with the fields of its kind: found, suggested, ignored, missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from gaodi.apps.intake.choices import FileState
from gaodi.apps.intake.headers import FoundHeader, read_header
from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.permissions import can_use
from gaodi.apps.intake.selectors import get_file
from gaodi.apps.intake.services.receiving import map_columns
from gaodi.apps.intake.tasks import uploads
from gaodi.apps.registry.kinds import KINDS
from gaodi.engines.tabular import HeaderColumn, Unreadable
from gaodi.engines.tabular import Severity as CellSeverity
from gaodi.kernel import clock
from gaodi.kernel.errors import Refusal
from gaodi.web.shell.asked import read_words
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.intake.place import Place
from gaodi.web.shell.intake.states import Step, steps_at_columns
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.menus import Crumb


@dataclass(frozen=True, slots=True)
class Option:
    """A field that a column may be."""

    name: str
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One column of the file: its letter and header, some values, what it is taken for."""

    index: int
    letter: str
    text: str
    samples: tuple[str, ...]
    sign: Chip
    likely: tuple[Option, ...]
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class MappingPage:
    """The columns of a file with what stands against them. `missing` are the required fields without a column."""

    crumbs: tuple[Crumb, ...]
    file_name: str
    kind_label: str
    header_row: int
    sheet: str
    steps: tuple[Step, ...]
    lines: tuple[ColumnLine, ...]
    missing: tuple[str, ...]
    wrong: tuple[str, ...]
    ignored: tuple[str, ...]
    is_remembered: bool
    template_href: str
    back_href: str


def read_mapping(file: IntakeFile, found: FoundHeader, place: Place) -> MappingPage:
    """The page for a header as it was understood."""
    kind, header = KINDS[file.kind], found.header
    blocking = [one for one in header.problems if one.severity is CellSeverity.ERROR]
    taken = {one.field for one in header.columns}
    missing = tuple(one.label for one in kind.fields if one.required and one.name not in taken)
    back = place.href("intake_file", file.public_id)
    columns = [one for one in header.columns if one.text]
    return MappingPage(
        crumbs=(Crumb(place.title, place.href("intake")), Crumb(file.name, back), Crumb("对应列")),
        file_name=file.name,
        kind_label=kind.label,
        header_row=header.row,
        sheet=header.sheet,
        steps=steps_at_columns(header_is_wrong=bool(blocking)),
        lines=tuple(_line(file, one, found.samples[one.index]) for one in columns),
        missing=missing,
        wrong=tuple(one.message for one in blocking if one.code != "missing_column"),
        ignored=tuple(f"{one.letter} 列“{one.text}”" for one in columns if one.field is None),
        is_remembered=found.is_remembered,
        template_href=place.href("intake_template", kind.code, "xlsx"),
        back_href=back,
    )


def _line(file: IntakeFile, column: HeaderColumn, samples: tuple[str, ...]) -> ColumnLine:
    kind = KINDS[file.kind]
    options = [
        Option(one.name, f"{one.label}（必填）" if one.required else one.label, one.name == column.field)
        for one in kind.fields
    ]
    likely = tuple(one for one in options if one.name in column.suggestions and not one.is_chosen)
    if column.field:
        sign = Chip("已对应", "ok", "check")
    else:
        sign = Chip("有建议", "warn", "help-circle") if likely else Chip("不导入", "plain", "x")
    return ColumnLine(column.index, column.letter, column.text, samples, sign, likely, tuple(options))


def show_mapping(request: Asked, place: Place, public_id: UUID) -> HttpResponse:
    """The page; a posted form has the file checked anew by it, or shows what still stands against it."""
    file = get_file(request.viewer, public_id=public_id)
    if file is None:
        raise Http404
    back = HttpResponseRedirect(place.href("intake_file", public_id))
    can_map = file.state in (FileState.CHECKED, FileState.FAILED)
    if not can_map or not can_use(request.viewer, file.outlet, on=request.business_day):
        return back
    try:
        found = read_header(file, store=uploads())
        if request.method == "POST":
            found = read_header(file, store=uploads(), mapping=_posted(request, found))
            if found.header.is_usable and _remap(request, file, found.header.as_mapping()):
                return back
    except Unreadable as error:
        messages.error(request, error.message)
        return back
    page = read_mapping(file, found, place)
    return render(request, "shell/intake/mapping.html", {"page": page, "place": place})


def _posted(request: Asked, found: FoundHeader) -> dict[str, str]:
    """What was chosen for each column; columns without an answer stay as they were."""
    return {
        column.text: read_words(request.POST.get(f"column-{column.index}", column.field or ""))
        for column in found.header.columns
        if column.text
    }


def _remap(request: Asked, file: IntakeFile, mapping: Mapping[str, str]) -> bool:
    """Whether the service took the mapping; otherwise it is said why not."""
    try:
        map_columns(
            request.viewer,
            public_id=file.public_id,
            mapping=mapping,
            on=request.business_day,
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return False
    messages.success(request, "列已对应好，正在从头核对；下次同类文件照此对应。")
    return True
