"""Jobs of the registry."""

from __future__ import annotations

from procrastinate.contrib.django import app

from gaodi.apps.registry.services.lines import refresh_lines
from gaodi.kernel import clock


@app.task(
    name="registry.refresh_company_lines",
    queue="lines",
    queueing_lock="registry.lines",
    lock="registry.lines",
    retry=3,
)
def refresh_company_lines(event_id: int) -> None:
    """Lists are quick again; it reads what stands now, whatever the event."""
    refresh_lines(on=clock.business_day(), known_at=clock.now())
