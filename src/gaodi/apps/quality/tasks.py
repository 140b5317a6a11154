"""Jobs of data quality."""

from __future__ import annotations

from procrastinate.contrib.django import app

from gaodi.apps.quality.services.checking import run_checks
from gaodi.kernel import clock
from gaodi.kernel.people import Actor


@app.task(
    name="quality.check_after_event",
    queue="sweeps",
    lock="quality.check",
    queueing_lock="quality.check",
    retry=3,
)
def check_after_event(event_id: int) -> None:
    """Look at every row as of now; a run that already waits does for every event before it."""
    at = clock.now()
    run_checks(on=clock.business_day(), known_at=at, actor=Actor.system("quality"), at=at)
