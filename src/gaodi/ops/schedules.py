"""What happens by the clock, in the job worker: stalled jobs, the audit's seal, the day of a live instance, tidying."""

from __future__ import annotations

from importlib import import_module

from django.conf import settings
from procrastinate import JobContext
from procrastinate.contrib.django import app

from gaodi.apps.registry.directory import lines_are_current
from gaodi.apps.registry.services.lines import refresh_lines
from gaodi.kernel import clock
from gaodi.kernel.audit import seal
from gaodi.kernel.people import Actor

_STALLED_AFTER = 12  # seconds without a sign of life from the job's worker; it gives one every three
_JOBS_ARE_KEPT = 7 * 24  # hours
# Tidying is done at noon in China (the schedules' hours are of UTC): a machine may be off at night.


@app.periodic(cron="* * * * * */10")  # the sixth field is seconds
@app.task(name="retry_stalled", queueing_lock="retry_stalled", pass_context=True)
async def retry_stalled(context: JobContext, timestamp: int) -> None:
    """Jobs of a killed worker run again; tasks are idempotent. No `lock` here: it would stall the reaper itself."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=_STALLED_AFTER):
        await manager.retry_job(job)


@app.periodic(cron="* * * * *")
@app.task(name="seal_audit", queueing_lock="seal_audit")
def seal_audit(timestamp: int) -> None:
    """Every committed row of the audit is under a seal within a minute or so."""
    seal(at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="follow_real_day", queueing_lock="follow_real_day")
def follow_real_day(timestamp: int) -> None:
    """A live instance announces each day that began; a demonstration's day stands still."""
    clock.follow_real_day(actor=Actor.system("calendar"), at=clock.now())


@app.periodic(cron="* * * * *")
@app.task(name="catch_up_lines", queueing_lock="catch_up_lines", lock="registry.lines")
def catch_up_lines(timestamp: int) -> None:
    """Lists of companies are quick again within a minute of any change, also of one that emitted no event."""
    on = clock.business_day()
    if not lines_are_current(on=on):
        refresh_lines(on=on, known_at=clock.now())


@app.periodic(cron="17 4 * * *")
@app.task(name="delete_finished_jobs", queueing_lock="delete_finished_jobs", pass_context=True)
async def delete_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Jobs that ended more than seven days ago are gone, however they ended; what failed stands in the log."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=_JOBS_ARE_KEPT, include_failed=True, include_cancelled=True, include_aborted=True
    )


@app.periodic(cron="27 4 * * *")
@app.task(name="delete_expired_sessions", queueing_lock="delete_expired_sessions")
def delete_expired_sessions(timestamp: int) -> None:
    """Sessions that nobody can use any more are gone."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
