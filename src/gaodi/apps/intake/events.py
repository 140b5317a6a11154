"""What intake tells the others, and what sets its own jobs going."""

from gaodi.kernel.events import events

events.declare("file_received", "收到数据文件")
events.declare("file_confirmed", "确认写入数据文件")
events.declare("data_came_in", "数据写入")
events.declare("fact_declared", "企业申报")

events.subscribe("file_received", "gaodi.apps.intake.tasks.check_received")
events.subscribe("file_confirmed", "gaodi.apps.intake.tasks.apply_confirmed")
