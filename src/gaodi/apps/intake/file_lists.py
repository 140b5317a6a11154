"""Files as lists show them: what goes on by itself, what waits for a person, what is over."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet
from django.db.models.enums import TextChoices

from gaodi.apps.intake.choices import UNDER_WAY, FileState
from gaodi.apps.intake.models import IntakeFile
from gaodi.apps.intake.selectors import files_for
from gaodi.kernel.people import Viewer


class FileGroup(TextChoices):
    """What a file waits for."""

    GOING = "going", "处理中"
    WAITING = "waiting", "待确认"
    WRONG = "wrong", "要改正"
    APPLIED = "applied", "已写入"
    WITHDRAWN = "withdrawn", "已撤回"


_OF_GROUP: dict[str, Q] = {
    FileGroup.GOING: Q(state__in=UNDER_WAY),
    FileGroup.WAITING: Q(state=FileState.CHECKED, problems=0),
    FileGroup.WRONG: Q(state=FileState.CHECKED, problems__gt=0)
    | Q(state__in=(FileState.REFUSED, FileState.FAILED)),
    FileGroup.APPLIED: Q(state=FileState.APPLIED),
    FileGroup.WITHDRAWN: Q(state=FileState.WITHDRAWN),
}


def find_files(viewer: Viewer, *, outlet: str = "", kind: str = "", group: str = "") -> QuerySet[IntakeFile]:
    """The viewer's files, newest first; empty words narrow nothing."""
    rows = files_for(viewer).order_by("-id")
    if outlet:
        rows = rows.filter(outlet__code=outlet)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.filter(_OF_GROUP[group]) if group else rows


def count_groups(files: QuerySet[IntakeFile]) -> dict[str, int]:
    """How many of these files are in each group; one query."""
    counts = {str(group): Count("pk", filter=of_group) for group, of_group in _OF_GROUP.items()}
    return {group: int(count) for group, count in files.order_by().aggregate(**counts).items()}
