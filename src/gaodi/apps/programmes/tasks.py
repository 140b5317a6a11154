"""Jobs of programmes."""

from __future__ import annotations

from procrastinate.contrib.django import app

from gaodi.apps.assessments.choices import RuleKind
from gaodi.apps.assessments.services.sweeps import DayAlreadyPassed, record_failure, run_sweep
from gaodi.kernel import clock
from gaodi.kernel.models import Event
from gaodi.kernel.people import Actor

_LOCK = "programmes.sweep"  # of jobs: one sweep at a time


@app.task(name="programmes.sweep_after_event", queue="sweeps", lock=_LOCK, retry=3)
def sweep_after_event(event_id: int) -> None:
    """Judge everyone as of the business day. A day that was only passed on the way to a later one is not swept."""
    event = Event.objects.get(pk=event_id)
    if event.kind == "day_advanced" and str(event.payload["until"]) != event.on.isoformat():
        return
    _sweep()


@app.task(
    name="programmes.sweep_after_data",
    queue="sweeps",
    lock=_LOCK,
    queueing_lock="programmes.sweep_after_data",
    retry=3,
)
def sweep_after_data(event_id: int) -> None:
    """Judge everyone by what is known now. One waiting job does for all the rows that came in meanwhile."""
    _sweep()


def _sweep() -> None:
    on, at = clock.business_day(), clock.now()
    try:
        run_sweep(RuleKind.PROGRAMME, on=on, known_at=at, actor=Actor.system("sweeper"), at=at)
    except DayAlreadyPassed:
        return
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
        record_failure(RuleKind.PROGRAMME, on=on, known_at=at, at=at, problem=problem)
        raise
