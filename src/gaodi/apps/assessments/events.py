"""What assessments tell the others."""

from gaodi.kernel.events import events

events.declare("sweep_finished", "全量判定完成")
