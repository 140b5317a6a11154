"""What is wrong or odd in a file, row by row: on its page, and as a workbook to work through."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from gaodi.apps.intake.choices import Severity
from gaodi.apps.intake.models import IntakeFile, IntakeProblem
from gaodi.apps.intake.selectors import get_file, problems_for
from gaodi.apps.registry.kinds import KINDS
from gaodi.engines.tabular import write_rows
from gaodi.kernel.people import Viewer
from gaodi.web.shell.asked import Query
from gaodi.web.shell.gates import Asked
from gaodi.web.shell.intake.place import Place
from gaodi.web.shell.intake.uploading import XLSX
from gaodi.web.shell.ui.chips import Chip
from gaodi.web.shell.ui.menus import Pages, Segment, pages_of

SIZE = 20
_HEADERS = ("工作表", "行", "列", "所见", "轻重", "问题与改法")


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One problem with its place; `sign` tells whether it stops the file."""

    place: str
    column: str
    value: str
    says: str
    sign: Chip


@dataclass(frozen=True, slots=True)
class FindingsList:
    """A page of problems, narrowed by severity. `left_off` are those beyond the number that is kept."""

    segments: tuple[Segment, ...]
    lines: tuple[FindingLine, ...]
    pages: Pages
    left_off: int
    download_href: str


def read_findings(viewer: Viewer, file: IntakeFile, query: Query, place: Place) -> FindingsList:
    """The file's problems that the query asks for, errors first."""
    severity = query.choice("severity", tuple(Severity.values))
    found = problems_for(viewer, public_id=file.public_id)
    kept = found.count()
    narrowed = found.filter(severity=severity) if severity else found
    total = narrowed.count() if severity else kept
    page = min(query.page(), max(1, -(-total // SIZE)))
    counts = {"": file.problems + file.warnings, "problem": file.problems, "warning": file.warnings}
    labels = {"": "全部", **{code: str(label) for code, label in Severity.choices}}
    return FindingsList(
        segments=tuple(
            Segment(label, query.with_(severity=code), severity == code, counts[code])
            for code, label in labels.items()
        ),
        lines=tuple(_line(one) for one in narrowed[(page - 1) * SIZE : page * SIZE]),
        pages=pages_of(page=page, size=SIZE, total=total, address=query.pages_address(), noun="条"),
        left_off=max(0, file.problems + file.warnings - kept),
        download_href=place.href("intake_problems", file.public_id),
    )


def _line(one: IntakeProblem) -> FindingLine:
    row = f"第 {one.row} 行" if one.row else "整个文件"
    sign = (
        Chip("错误", "bad", "x") if one.severity == Severity.PROBLEM else Chip("提示", "warn", "help-circle")
    )
    return FindingLine(
        place=row,
        column=one.column,
        value=one.value,
        says=one.message if one.message.endswith("。") else f"{one.message}。",
        sign=sign,
    )


def send_findings(request: Asked, place: Place, public_id: UUID) -> HttpResponse:
    """Every problem of a file that is kept, as a workbook."""
    file = get_file(request.viewer, public_id=public_id)
    if file is None:
        raise Http404
    rows = problems_for(request.viewer, public_id=public_id)
    target = BytesIO()
    write_rows(target, "核对结果", _HEADERS, map(_cells, rows.iterator()), notes=_notes(file))
    answer = HttpResponse(target.getvalue(), content_type=XLSX)
    name = f"{file.name.rsplit('.', 1)[0]}核对结果.xlsx"
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    return answer


def _cells(one: IntakeProblem) -> tuple[object, ...]:
    label = str(Severity(one.severity).label)
    return (one.sheet, one.row or None, one.column, one.value, label, one.message)


def _notes(file: IntakeFile) -> tuple[str, ...]:
    return (
        f"文件：{file.name}，{KINDS[file.kind].label}，{file.outlet.name}",
        f"错误 {file.problems} 处，提示 {file.warnings} 处；有一处错误，整个文件不写入",
        "行号和列名是原文件里的；改好后请上传整个文件",
    )
