"""What makes programmes judge everyone anew."""

from gaodi.kernel.events import events

SWEEP = "gaodi.apps.programmes.tasks.sweep_after_event"
SWEEP_DATA = "gaodi.apps.programmes.tasks.sweep_after_data"

events.subscribe("day_advanced", SWEEP)
events.subscribe("pack_loaded", SWEEP)
events.subscribe("data_came_in", SWEEP_DATA)
events.subscribe("fact_declared", SWEEP_DATA)
