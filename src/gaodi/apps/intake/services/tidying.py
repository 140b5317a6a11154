"""What is kept of files that ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from gaodi.apps.intake.choices import UNDER_WAY, FileState
from gaodi.apps.intake.models import Difference, IntakeFile, Newcomer, StagedRow

STAGED_IS_KEPT = timedelta(days=7)


def tidy_staging(*, at: datetime) -> int:
    """Delete staged rows and differences of files that ended a week ago; how many files that were."""
    ended = IntakeFile.objects.filter(ended_at__lt=at - STAGED_IS_KEPT).exclude(
        state__in=(*UNDER_WAY, FileState.CHECKED)
    )
    ids = list(ended.filter(pk__in=StagedRow.objects.values("file_id")).values_list("pk", flat=True))
    for model in (Difference, StagedRow, Newcomer):
        model.objects.filter(file_id__in=ids).delete()
    return len(ids)
