"""Who may enter the office's pages, and the two rooms in it that need more."""

from __future__ import annotations

from gaodi.apps.accounts.permissions import can_move_day
from gaodi.web.shell.gates import gate
from gaodi.web.shell.rail import may_read_audit

ASK = "请本单位管理员向市委金融办申请办公端席位；已有席位的，请换用该账户登录。"

office_only = gate(lambda viewer: viewer.may_enter("office"), who_may="在责任单位有席位的工作人员", how=ASK)
movers_only = gate(
    can_move_day,
    who_may="办公端的经办人、复核人和领导小组",
    how="推进业务日会重新判定全市企业；需要时请以上身份的同事操作。",
)
auditors_only = gate(
    may_read_audit,
    who_may="市级审计人员和市级复核人",
    how="审计记录覆盖全市，不能按区县分开；需要核对某一事项时，请联系市财政局审计席位。",
)
