"""What makes programmes judge everyone anew."""

from gaodi.kernel.events import events

SWEEP = "gaodi.apps.programmes.tasks.sweep_after_event"

events.subscribe("day_advanced", SWEEP)
events.subscribe("pack_loaded", SWEEP)
