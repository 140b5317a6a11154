"""What data quality tells the others, and what makes it look again."""

from gaodi.kernel.events import events

events.declare("quality_checked", "数据质量检查完成")

CHECK = "gaodi.apps.quality.tasks.check_after_event"

events.subscribe("day_advanced", CHECK)
events.subscribe("data_came_in", CHECK)
