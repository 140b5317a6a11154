"""Jobs of intake."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app

from gaodi.apps.intake.services.applying import apply_file
from gaodi.apps.intake.services.checking import CheckOvertaken, check_file, record_failure
from gaodi.apps.intake.services.tidying import tidy_staging
from gaodi.apps.intake.store import Store
from gaodi.kernel import clock
from gaodi.kernel.models import Event

_TRIES = 3


def uploads() -> Store:
    """The store of this instance."""
    return Store(Path(settings.MEDIA_ROOT))


@app.task(name="intake.check_received", queue="intake", retry=_TRIES, pass_context=True)
def check_received(context: JobContext, event_id: int) -> None:
    """Check the file; after a crash, from the last chunk that was committed."""
    file_id = _file_of(event_id)
    try:
        check_file(file_id, store=uploads(), on=clock.business_day(), at=clock.now())
    except CheckOvertaken:
        return
    except Exception:
        _give_up_if_last(context, file_id)
        raise


@app.task(name="intake.apply_confirmed", queue="intake", retry=_TRIES, pass_context=True)
def apply_confirmed(context: JobContext, event_id: int) -> None:
    """Apply the file, once."""
    file_id = _file_of(event_id)
    try:
        apply_file(file_id, on=clock.business_day(), at=clock.now())
    except Exception:
        _give_up_if_last(context, file_id)
        raise


@app.periodic(cron="37 4 * * *")
@app.task(name="intake.tidy_staging", queueing_lock="intake.tidy_staging")
def tidy(timestamp: int) -> None:
    """What ended files staged is gone after some days; the files and their findings stay."""
    tidy_staging(at=clock.now())


def _file_of(event_id: int) -> int:
    event = Event.objects.get(pk=event_id)
    assert event.subject_id is not None
    return event.subject_id


def _give_up_if_last(context: JobContext, file_id: int) -> None:
    if context.job.attempts >= _TRIES:
        record_failure(file_id, at=clock.now())
