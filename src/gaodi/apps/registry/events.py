"""What makes the registry bring its lists up to date."""

from gaodi.kernel.events import events

REFRESH = "gaodi.apps.registry.tasks.refresh_company_lines"

events.subscribe("day_advanced", REFRESH)
events.subscribe("pack_loaded", REFRESH)
events.subscribe("data_came_in", REFRESH)
events.subscribe("fact_declared", REFRESH)
